import { z } from 'zod';

/** What the archive keeps for a term of its own: by how a case ended, and records that no case came of. */
export const ARCHIVED = ['included', 'not_included', 'withdrawn', 'record'] as const;
export type Archived = (typeof ARCHIVED)[number];

const Term = z.strictObject({
  /** Whole years; null: kept until somebody decides otherwise. */
  years: z.number().int().min(0).max(100).nullable(),
  /** The household may have it deleted before the term is over. */
  onRequest: z.boolean().default(false),
  note: z.string().min(2).optional(),
});

/** `rights:` of a region file: how long an answer may take, and what the archive keeps for how long. */
export const RightsPart = z.strictObject({
  /** Working days for the answer to a request, or null for none. */
  limit: z.number().int().min(1).max(250).nullable().optional(),
  note: z.string().min(2).optional(),
  archive: z.partialRecord(z.enum(ARCHIVED), Term).default({}),
});
type RightsPart = z.output<typeof RightsPart>;

/** For how long something is kept. */
export interface ArchiveTerm {
  years: number | null;
  onRequest: boolean;
}

/** The same as a county has it. */
export interface RightsRule {
  limit: number | null;
  /** 示例，未经县级审核: no document of the corpus states any of it. */
  sample: boolean;
  archive: Record<Archived, ArchiveTerm>;
}

/** Each key as the nearest file that sets it has it. What nobody sets is kept and never deleted on request. */
export function mergeRights(parts: readonly (RightsPart | undefined)[], approved: boolean): RightsRule {
  const term = (key: Archived): ArchiveTerm => {
    const found = parts.findLast((part) => part?.archive[key] !== undefined)?.archive[key];
    return { years: found?.years ?? null, onRequest: found?.onRequest ?? false };
  };
  return {
    limit: parts.findLast((part) => part?.limit !== undefined)?.limit ?? null,
    sample: !approved,
    archive: {
      included: term('included'),
      not_included: term('not_included'),
      withdrawn: term('withdrawn'),
      record: term('record'),
    },
  };
}
