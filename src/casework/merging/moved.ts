import type { RegionCode } from '../../regions/index.ts';
import type { Unit } from '../../storage/index.ts';
import type { Stage } from '../procedure/stage.ts';

/** How a case stood when it was merged away. */
export interface Standing {
  stage: Stage;
  stageAt: string;
  queue: string;
  dueOn: string | null;
  dueProvisional: number;
  pausedAt: string | null;
  pausedDays: number;
  handler: string | null;
}

/** What a case gave to another; ids only. */
export interface MovedContents {
  declarations: { id: string; kind: 'declaration' | 'supplement' }[];
  notes: string[];
  photos: string[];
  /** `replaced`: the other case has one of its own, which goes on to count. */
  papers: { id: string; replaced: boolean }[];
  /** Arranged where the case is urgent. */
  measures: string[];
  visits: string[];
  alerts: string[];
}

export interface MovedCase extends MovedContents {
  from: Standing;
  /** Chats that follow the other case by the merge alone. */
  followers: string[];
  causes: string[];
  /** Tasks that departments got for those causes. */
  tasks: string[];
}

/** What a household gave to another; ids, and the keyed values that were replaced. */
export interface MovedHousehold {
  names: { id: string; name_lookup: string }[];
  people: string[];
  /** Its record went over, the other having none. */
  record: boolean;
  cases: string[];
  declarations: string[];
  visits: string[];
  alerts: string[];
  findings: string[];
  /** What it asked about its data: a consent that it took back stays taken back. */
  requests: string[];
}

/** All that a merge moved: what is needed to take it back. */
export interface Moved {
  case?: MovedCase;
  household?: MovedHousehold;
}

/** Keeps what a merge moved. */
export async function keepMerge(
  unit: Unit,
  merge: {
    kind: 'case' | 'household';
    county: RegionCode | string;
    from: string;
    into: string;
    moved: Moved;
    by: string;
  },
): Promise<string> {
  const id = unit.ids();
  await unit.db
    .insertInto('merges')
    .values({
      id,
      kind: merge.kind,
      county: merge.county,
      from_id: merge.from,
      into_id: merge.into,
      moved_json: JSON.stringify(merge.moved),
      merged_by: merge.by,
      merged_at: unit.clock().toISOString(),
      undone_at: null,
      undone_by: null,
    })
    .execute();
  return id;
}
