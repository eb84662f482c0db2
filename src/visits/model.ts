import type { ReviewCycle } from '../casework/index.ts';
import type { Cause } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';

/** What was found at the door. `away`: nobody was there, the household stays on the list. */
export type VisitOutcome = 'nothing' | 'found' | 'away';

/** Whose homes a sweep goes to. */
export type SweepHouseholds = NonNullable<ReviewCycle['sweep']>['households'];

/** A round of visits to a village, as it stands. */
export interface Sweep {
  id: string;
  /** Id of the review cycle in the region file. */
  cycle: string;
  /** What is looked at, as the region file says it. */
  task: string;
  /** 2026-11, 2026-Q4, 2026-H2, 2026 … */
  period: string;
  /** First day; a visit from then on counts. */
  begins: string;
  households: SweepHouseholds;
  dueOn: string;
  provisional: boolean;
  /** Working days until the due day; negative when it is past. */
  daysLeft: number;
  /** Whether those who go are to be reminded. */
  isSoon: boolean;
}

/** How far a sweep is. */
export interface SweepCount extends Sweep {
  done: number;
  total: number;
}

/** A household of a village's list. */
export interface Home {
  id: string;
  /** The head's name, in full: who goes from door to door has to know whose door it is. */
  name: string;
  monitored: boolean;
  /** Receipt of its undecided case, where this member sees it. */
  openCase?: string;
  /** Ids of the open sweeps for which it waits to be visited. */
  pending: string[];
  /** The newest visit since the oldest open sweep began. */
  last?: { on: string; outcome: VisitOutcome };
}

/** A village's households to visit: those that wait first, monitored ones before others. */
export interface VillageList {
  village: RegionCode;
  /** A sheet of the national system was taken in: without one the list has only who declared or was named. */
  onRecord: boolean;
  /** By due day. */
  sweeps: SweepCount[];
  homes: Home[];
}

/** What is filed of a visit. */
export interface VisitGiven {
  outcome: VisitOutcome;
  /** In the cadre's words; may be empty unless something was found. */
  text: string;
  causes?: readonly Cause[];
  /** A life, a roof or food is at stake. */
  urgent?: boolean;
  /** Photos of the cadre's chat, for the case. */
  photoIds?: readonly string[];
  /** Degrees. */
  place?: { latitude: number; longitude: number };
  /** The chat that it came from, which hears of the case. */
  conversationId: string | null;
}

/** A household that is on nobody's record, as the cadre names it. */
export interface NewHome {
  name: string;
  village: RegionCode;
}

/** What came of filing. `repeated`: filed today already. `found-before`: today something was found there; nothing changed. */
export interface Filed {
  kind: 'filed' | 'repeated' | 'found-before';
  /** Id of the visit. */
  visit: string;
  household: { id: string; name: string };
  outcome: VisitOutcome;
  /** The case of what was found; without a receipt where it is another office's by now. */
  case?: { receipt?: string; joined: boolean; urgent: boolean };
}

/** Why a visit cannot be undone. */
export type UndoProblem = 'no-visit' | 'joined' | 'case-touched';

/** How a place stands: a village for a township, a township for the county. Counts only. */
export interface PlaceProgress {
  place: RegionCode;
  name: string;
  /** A sheet of the national system was taken in for all its villages. */
  onRecord: boolean;
  /** By cycle: of a township's villages together. */
  sweeps: {
    task: string;
    period: string;
    dueOn: string;
    provisional: boolean;
    done: number;
    total: number;
  }[];
}
