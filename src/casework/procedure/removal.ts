import { z } from 'zod';
import { Source } from './source.ts';

/** What a county may want before it holds a risk for removed. */
export const REMOVAL_CONDITIONS = [
  /** So many months since the household was included. */
  'monitored',
  /** Income found stable at every follow-up for so many months. */
  'income-stable',
  /** So many measures finished. */
  'measure-finished',
  /** Followed up within so many days. */
  'followed-up',
  /** Somebody of the household can work: others stay under the safety net. */
  'labour',
] as const;
export type RemovalConditionId = (typeof REMOVAL_CONDITIONS)[number];

/** Conditions that are a number of something. */
const COUNTED: readonly RemovalConditionId[] = [
  'monitored',
  'income-stable',
  'measure-finished',
  'followed-up',
];

const ConditionPart = z.strictObject({
  least: z.number().int().min(1).max(1000).optional(),
  /** Only where the risk went by support, or only where it went by itself. */
  how: z.enum(['support', 'natural']).optional(),
  /** This division does not ask for it. */
  skip: z.boolean().optional(),
  note: z.string().min(2).optional(),
  source: Source.optional(),
});

/** `removal:` of a region file: conditions and the cadence of follow-ups. What no document states is a sample. */
export const RemovalPart = z.strictObject({
  conditions: z.partialRecord(z.enum(REMOVAL_CONDITIONS), ConditionPart).default({}),
  /** A supported household is followed up every so many days. */
  followUp: z
    .strictObject({
      days: z.number().int().min(1).max(366).nullable(),
      note: z.string().min(2).optional(),
      source: Source.optional(),
    })
    .optional(),
});
export type RemovalPart = z.output<typeof RemovalPart>;

/** A condition as a county has it. */
export interface RemovalCondition {
  id: RemovalConditionId;
  /** Months, measures or days, as the condition counts. */
  least: number;
  how?: 'support' | 'natural';
  /** 示例，未经县级审核 */
  sample: boolean;
  source?: Source;
}

/** When a risk may be held for removed, and how often a supported household is followed up. */
export interface RemovalRule {
  conditions: RemovalCondition[];
  /** Days between follow-ups; null where none are asked for. */
  followUp: { days: number | null; sample: boolean };
}

/** Each condition as the nearest file that sets it has it. */
export function mergeRemoval(parts: readonly (RemovalPart | undefined)[], approved: boolean): RemovalRule {
  const conditions = REMOVAL_CONDITIONS.flatMap((id): RemovalCondition[] => {
    const part = parts.findLast((each) => each?.conditions[id] !== undefined)?.conditions[id];
    if (part === undefined || part.skip === true) return [];
    const { least, how, source } = part;
    if (least === undefined && COUNTED.includes(id)) return [];
    return [
      {
        id,
        least: least ?? 1,
        ...(how === undefined ? {} : { how }),
        sample: !approved && source === undefined,
        ...(source === undefined ? {} : { source }),
      },
    ];
  });
  const cadence = parts.findLast((each) => each?.followUp !== undefined)?.followUp;
  const sample = !approved && cadence?.source === undefined;
  return { conditions, followUp: { days: cadence?.days ?? null, sample } };
}
