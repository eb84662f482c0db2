import { describeId } from '../declaration/index.ts';
import type { RuleId } from './checks.ts';
import { RISKS } from './columns.ts';
import { isMonitored, isNo, isYes, labourIn } from './households.ts';
import type { HouseholdRecord } from './records.ts';

/** A household's record with all that the rules look at. */
export interface Judged {
  record: HouseholdRecord;
  /** YYYY-MM of the data. */
  month: string;
  /** A measure of support is on file in our own casework. */
  hasOwnMeasure: boolean;
  limits: { publicJobAge: number; lowWage: number };
}

/** Rules about one household's record. Whether it is of two is found when a sheet is taken in. */
export type RecordRule = Exclude<RuleId, 'perhaps-same'>;

type Test = (judged: Judged) => boolean;

/**
 * What each rule of `corpus/checks` means. They only ask where the record speaks: a blank is no contradiction, except where
 * the blank itself is the fault.
 */
export const RULES: Readonly<Record<RecordRule, Test>> = {
  'no-measure': ({ record, month, hasOwnMeasure }) => {
    const { columns, people } = record;
    const isHelped =
      hasOwnMeasure ||
      isYes(columns.measures) ||
      people.some(({ subsistence, specialHardship }) => isYes(subsistence) || isYes(specialHardship));
    return (
      isMonitored(columns) &&
      !isHelped &&
      columns.identified !== undefined &&
      monthOf(columns.identified) < month
    );
  },
  'removed-too-soon': ({ record: { columns } }) => {
    if (!isYes(columns.removed) || isNatural(columns.removedHow)) return false;
    const [from, to] = [monthOf(columns.identified), monthOf(columns.removedOn)];
    return from !== '' && to !== '' && monthsBetween(from, to) <= 1;
  },
  'job-cause-no-labour': ({ record }) =>
    hasRisk(record, /务工|就业/) && labourIn(record.columns, record.people) === 'without',
  'water-no-measure': ({ record }) =>
    hasRisk(record, /饮水|饮用水/) && !isYes(record.columns.removed) && !isYes(record.columns.waterMeasure),
  'water-no-cause': ({ record }) =>
    isMonitored(record.columns) && isNo(record.columns.safeWater) && !hasRisk(record, /饮水|饮用水/),
  'no-labour-unmarked': ({ record }) =>
    isMonitored(record.columns) &&
    !isYes(record.columns.noLabour) &&
    labourIn(record.columns, record.people) === 'without',
  'low-wage': ({ record: { columns }, limits }) => {
    const wage = Number(columns.wage ?? 0);
    return wage > 0 && wage < limits.lowWage;
  },
  'subsistence-removed-by-work': ({ record: { columns, people } }) =>
    isYes(columns.removed) &&
    people.some(({ subsistence }) => isYes(subsistence)) &&
    /开发|就业|务工|产业/.test(String(columns.removedHow ?? '')),
  'old-public-job': ({ record: { people }, month, limits }) =>
    people.some(({ publicJob, idNumber }) => {
      if (!isYes(publicJob) || idNumber === undefined) return false;
      return describeId(idNumber, endOf(month)).age > limits.publicJobAge;
    }),
  'special-hardship-no-measure': ({ record: { columns, people } }) =>
    /特困/.test(String(columns.type ?? '')) && !people.some(({ specialHardship }) => isYes(specialHardship)),
  'house-unsafe-after-removal': ({ record: { columns } }) =>
    isYes(columns.removed) && isYes(columns.unsafeHouse),
};

function hasRisk({ columns }: HouseholdRecord, cause: RegExp): boolean {
  return RISKS.some((risk) => cause.test(String(columns[risk] ?? '')));
}

function isNatural(how: string | number | undefined): boolean {
  return /自然/.test(String(how ?? ''));
}

function monthOf(value: string | number | undefined): string {
  return String(value ?? '').slice(0, 7);
}

function monthsBetween(from: string, to: string): number {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return count(to) - count(from);
}

/** The last day of a month, at noon in Shanghai: who turns 71 in it is 71. */
function endOf(month: string): Date {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0, 4));
}
