import type { Cause } from '../../declaration/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { CaseRow, Parts } from '../model.ts';
import type { Day } from '../procedure/days.ts';
import { officeLine } from '../procedure/offices.ts';
import type { Procedure } from '../procedure/procedure.ts';
import { basisOf, type CatalogueEntry } from './catalogue.ts';
import { type Labour, MEASURE_KINDS, type MeasureKind, type Suggestion } from './model.ts';
import { KINDS } from './texts.ts';

/** A township is in charge anyway: a joint task goes to a line office. */
const TOWNSHIP = /各镇|乡镇/;

/**
 * The measures of the documents that bind in a case's county and answer its causes (循因施策), those nearer to the cause
 * and of the nearer document first. A household of whom nobody can work is led to the safety net and to no work or loan.
 */
export function suggestionsFor(
  parts: Parts,
  row: Pick<CaseRow, 'county'>,
  given: { causes: readonly Cause[]; labour: Labour; planned: ReadonlySet<string>; today: Day },
): Suggestion[] {
  const county = row.county as RegionCode;
  const procedure = parts.procedures.of(county);
  const entries = parts.measures?.binding(county, given.today) ?? [];
  return entries
    .filter((entry) => answers(entry, given.causes) && fits(entry, given.labour))
    .map((entry) => suggestionOf(entry, procedure, given))
    .sort((a, b) => rank(a, given.labour) - rank(b, given.labour));
}

function answers({ causes }: CatalogueEntry, asked: readonly Cause[]): boolean {
  return causes === 'any' || causes.some((cause) => asked.includes(cause));
}

function fits({ labour }: CatalogueEntry, of: Labour): boolean {
  if (of === 'without') return labour !== 'with';
  return of === 'unknown' || labour !== 'without';
}

function suggestionOf(
  entry: CatalogueEntry,
  procedure: Procedure,
  { causes, planned, today }: { causes: readonly Cause[]; planned: ReadonlySet<string>; today: Day },
): Suggestion {
  const own = entry.causes === 'any' ? [] : causes.filter((cause) => entry.causes.includes(cause));
  return {
    entry: entry.id,
    title: entry.title,
    kind: entry.kind,
    kindLabel: KINDS[entry.kind],
    causes: own,
    ...(entry.who === undefined ? {} : { who: entry.who }),
    needsLabour: entry.labour === 'with',
    forWithout: entry.labour === 'without',
    units: entry.units,
    unit: leadOf(entry, procedure),
    basis: basisOf(entry, today),
    planned: planned.has(entry.id),
  };
}

/**
 * The office that leads: the first of the article's at the county's level; where the article names none, the department
 * that the county's procedure gives such matters to.
 */
function leadOf({ units, binding, kind }: CatalogueEntry, procedure: Procedure): string {
  const lead = units.find((unit) => !TOWNSHIP.test(unit)) ?? units[0];
  if (lead !== undefined) return binding.jurisdiction.length < 6 ? officeLine(lead) : lead;
  return procedure.departments(MATTER[kind])[0]?.unit ?? '';
}

/** The cause whose department a kind of measure is the matter of: relief is not the medical office's, whatever the cause. */
const MATTER: Record<MeasureKind, Cause> = {
  'safety-net': '缺劳动力',
  care: '缺劳动力',
  health: '因病',
  disability: '因残',
  housing: '住房',
  water: '饮水',
  education: '因学',
  insurance: '其他',
  social: '其他',
  jobs: '因务工就业不稳',
  training: '因务工就业不稳',
  industry: '因产业项目失败',
  finance: '其他',
  selling: '因产业项目失败',
};

/** Fitting a cause before for everybody; the safety net first where nobody can work. */
function rank({ causes, kind, forWithout }: Suggestion, labour: Labour): number {
  const place = MEASURE_KINDS.indexOf(kind);
  if (labour === 'without') return (forWithout ? -100 : 0) + place;
  return causes.length === 0 ? 100 + place : 0;
}
