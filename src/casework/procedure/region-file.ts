import { z } from 'zod';
import { CAUSES } from '../../declaration/index.ts';
import { InvalidRegionError, parseRegion } from '../../regions/index.ts';
import { PAPER_NEEDS } from '../papers/model.ts';
import { dayNumber } from './days.ts';
import { RemovalPart } from './removal.ts';
import { RightsPart } from './rights-rule.ts';
import { Source } from './source.ts';
import { OPEN_STAGES, OWNERS, STAGES } from './stage.ts';

export type { Source };

const Region = z.string().transform((code, context) => {
  try {
    return parseRegion(code);
  } catch (error) {
    if (!(error instanceof InvalidRegionError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

const ApprovalDay = z.string().refine(
  (text) => {
    try {
      return dayNumber(text) > 0;
    } catch {
      return false;
    }
  },
  { error: '应写成 YYYY-MM-DD' },
);

/** What of a stage a quote can state; the rest of the stage stays a sample. */
const Stated = z.enum(['owner', 'limit', 'label']);

/** A stage as one file has it: only the keys that this division sets. */
const StagePart = z.strictObject({
  owner: z.enum(OWNERS).optional(),
  /** Working days, or null for none. */
  limit: z.number().int().min(1).max(250).nullable().optional(),
  countsFrom: z.enum(['stage', 'received']).optional(),
  /** So many working days before the due day a reminder goes out. */
  warnBefore: z.number().int().min(0).max(60).optional(),
  /** Who hears of it when it is overdue. */
  escalateTo: z.enum(['township', 'county', 'supervisor']).optional(),
  /** The official name of the stage (环节名). */
  label: z.string().min(2).max(20).optional(),
  /** What happens, in a resident's words. */
  resident: z.string().min(2).max(60).optional(),
  /**
   * What must be on file before the stage is left by going forward; at a stage of decision, before a household is included.
   */
  papers: z.array(z.enum(PAPER_NEEDS)).optional(),
  note: z.string().min(2).optional(),
  /** The county must confirm how the text is meant. */
  confirm: z.boolean().optional(),
  /** This division does not have the stage. */
  skip: z.boolean().optional(),
  source: Source.extend({ states: z.array(Stated).min(1) }).optional(),
});
export type StagePart = z.infer<typeof StagePart>;

/** A limit over several stages together. */
const Total = z.strictObject({
  limit: z.number().int().min(1).max(250),
  from: z.enum(OPEN_STAGES),
  to: z.enum(OPEN_STAGES),
  /** The document may leave the starting day open: then this is our assumption and `confirm` is true. */
  countsFrom: z.literal('received'),
  confirm: z.boolean().default(false),
  note: z.string().optional(),
  source: Source,
});
export type TotalRule = z.infer<typeof Total>;

/** An income line: information beside a household's figure, never a bar. */
const ReferenceLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('year'),
    year: z.number().int(),
    value: z.number().positive(),
    unit: z.string(),
    note: z.string(),
    source: Source,
  }),
  z.strictObject({
    kind: z.literal('growing'),
    base: z.number().positive(),
    growth: z.number().positive(),
    unit: z.string(),
    /** Null where the document names none. */
    baseYear: z.number().int().nullable(),
    assumedBaseYear: z.number().int(),
    /** The last year that the document speaks for. */
    until: z.number().int(),
    note: z.string(),
    source: Source,
  }),
  z.strictObject({
    kind: z.literal('multiple'),
    factor: z.number().positive(),
    of: z.string(),
    note: z.string(),
    source: Source,
  }),
]);
export type ReferenceLine = z.infer<typeof ReferenceLine>;

const Department = z.strictObject({
  /** As printed in the source; without a source the usual name of the office. */
  unit: z.string().min(2),
  /** What the office is called where the document prints only its trade (医疗保障) or a name of the past. */
  office: z.string().min(2).optional(),
  /** The document names the office but does not give it this cause: the county must confirm. */
  confirm: z.boolean().default(false),
  note: z.string().optional(),
  source: Source.optional(),
});
export type Department = z.infer<typeof Department>;

const Contact = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(2),
  phone: z.string().regex(/^[\d-]{3,20}$/),
  kind: z.enum(['emergency', 'government', 'psychological', 'supervision', 'office']),
  when: z.string().min(2),
  /** Nobody has checked yet that the number is served here. */
  confirm: z.boolean().default(false),
  note: z.string().optional(),
});
export type Contact = z.infer<typeof Contact>;

/** How long something may wait before somebody is told, in working days; null where nobody is. */
const Waits = z.strictObject({
  /** Papers that a case of the green channel was let go on without, from the day it left their stage. */
  papers: z.number().int().min(1).max(250).nullable().optional(),
  /** What the applicant was asked to bring, until they are reminded once. */
  supplement: z.number().int().min(1).max(250).nullable().optional(),
  /** A transfer that nobody accepts or rejects, until the county hears of it. */
  transfer: z.number().int().min(1).max(250).nullable().optional(),
});
/** The same with every key set. */
export type Waits = { [key in keyof Required<z.infer<typeof Waits>>]: number | null };

/** Of how many months a cycle's period is; a week has none. */
const MONTHS = { week: 0, month: 1, quarter: 3, half_year: 6, year: 12, promptly: 0, regularly: 0 } as const;

/** That a cycle is done by going to the homes of a village. */
const Sweep = z.strictObject({
  /** Of all households, or of those monitored with the risk not removed. */
  households: z.enum(['all', 'monitored']),
  /** From so many working days before the due day those who go are reminded; no document states it. */
  warnBefore: z.number().int().min(1).max(60),
});

/** A recurring task of the calendar. Never the limit of a case. */
const ReviewCycle = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    task: z.string().min(4),
    every: z.enum(['week', 'month', 'quarter', 'half_year', 'year', 'promptly', 'regularly']),
    times: z.number().int().min(1).default(1),
    by: z.enum([...OWNERS, 'prefecture']),
    note: z.string().optional(),
    sweep: Sweep.optional(),
    source: Source,
  })
  .refine(({ every, times, sweep }) => sweep === undefined || Number.isInteger(MONTHS[every] / times), {
    error: '走访的周期要能分成整月',
    path: ['sweep'],
  })
  .refine(({ every, sweep }) => sweep === undefined || MONTHS[every] > 0, {
    error: '走访要有写明的周期（month、quarter、half_year、year）',
    path: ['sweep'],
  })
  .transform((cycle) => ({
    ...cycle,
    /** Of one round of visits. */
    months: MONTHS[cycle.every] / cycle.times,
  }));
export type ReviewCycle = z.infer<typeof ReviewCycle>;

const VisitDay = z.strictObject({
  /** 1 Monday … 7 Sunday. */
  weekday: z.number().int().min(1).max(7),
  label: z.string(),
  resident: z.string(),
  source: Source,
});
export type VisitDay = z.infer<typeof VisitDay>;

const Note = z.strictObject({ text: z.string().min(4), confirm: z.boolean().default(false), source: Source });
export type ProcedureNote = z.infer<typeof Note>;

/** How long a township has for the check of a department's alert at the home. */
const AlertsPart = z.strictObject({
  /** Working days from the day on which it came to the township, or null for none. */
  limit: z.number().int().min(1).max(250).nullable().optional(),
  note: z.string().min(2).optional(),
  /** What a document says of the alerts; `states` without `limit` leaves the limit a sample. */
  source: Source.extend({ states: z.array(z.enum(['cadence', 'limit'])).min(1) }).optional(),
});
export type AlertsPart = z.infer<typeof AlertsPart>;

/** `corpus/regions/<code>.yaml`: what a division sets; the nearer file overrides the farther, key by key. */
export const RegionFile = z
  .strictObject({
    region: Region,
    name: z.string().min(2),
    approvedBy: z.string().min(2).nullable(),
    approvedOn: ApprovalDay.nullable(),
    stages: z.partialRecord(z.enum(STAGES), StagePart).default({}),
    total: Total.nullable().optional(),
    /** Stages in which a case may be decided: `township_review` where the county delegates. */
    decisionAt: z
      .array(z.enum(['township_review', 'county_decision']))
      .min(1)
      .optional(),
    lines: z.array(ReferenceLine).optional(),
    departments: z.partialRecord(z.enum(CAUSES), z.array(Department).min(1)).default({}),
    /** The same office under its several names. */
    officeNames: z.array(z.array(z.string().min(2)).min(2)).default([]),
    contacts: z.array(Contact).default([]),
    /** Plain words (`周一到周五 8:30–17:30`), null where nothing is stated. */
    openingHours: z.string().min(2).nullable().optional(),
    visitDays: z.array(VisitDay).optional(),
    reviewCycles: z.array(ReviewCycle).default([]),
    alerts: AlertsPart.optional(),
    waits: Waits.default({}),
    removal: RemovalPart.optional(),
    rights: RightsPart.optional(),
    notes: z.array(Note).default([]),
  })
  .refine((file) => (file.approvedBy === null) === (file.approvedOn === null), {
    error: '审核人和审核日期要么都填，要么都不填（null）',
    path: ['approvedBy'],
  });
export type RegionFile = z.output<typeof RegionFile>;

/** A stage with every key set: what the merged files must come to. */
export const WholeStage = z.object({
  owner: z.enum(OWNERS, { error: '没有写由谁办（owner）' }),
  limit: z.number({ error: '没有写时限（limit，没有就写 null）' }).nullable(),
  countsFrom: z.enum(['stage', 'received'], { error: '没有写从哪天算起（countsFrom）' }),
  warnBefore: z.number({ error: '没有写提前几天提醒（warnBefore）' }),
  escalateTo: z.enum(['township', 'county', 'supervisor'], { error: '没有写超期报给谁（escalateTo）' }),
  label: z.string({ error: '没有写环节名（label）' }),
  resident: z.string({ error: '没有写给群众看的话（resident）' }),
  papers: z.array(z.enum(PAPER_NEEDS)).default([]),
});
