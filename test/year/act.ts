import type { Message } from './county.ts';
import type { Case, Household, Member, Role, Task, Year } from './model.ts';
import type { Reason } from './reasons.ts';

/** What one command is about: the numbers are fast-check's, and choose among what may be chosen. */
export interface About {
  m: Year;
  who: Member;
  c: Case;
  /** Which of several ways. */
  v: number;
}

/** Something that a cadre says about a case. */
export interface Act {
  name: string;
  /** Who has the word at all. */
  roles: readonly Role[];
  /** An offer is answered by whom the case is not with yet. */
  unseen?: true;
  why(about: About): Reason[];
  words(about: About, ids: Ids): Message[] | Promise<Message[]>;
  done: string | ((about: About) => string);
  apply(about: About): void;
  /** What is left even where it was not done. */
  refused?(about: About, reasons: readonly Reason[]): void;
}

/** Ids that only the database knows. */
export interface Ids {
  task(c: Case, task: Task): Promise<string>;
}

export const PLACE: readonly Role[] = ['village', 'township', 'county'];
export const LOCAL: readonly Role[] = ['village', 'township'];
export const UPPER: readonly Role[] = ['township', 'county'];
/** Words that are no topic's: whoever may not use them learns nothing of the case. */
export const ANYBODY: readonly Role[] = ['village', 'township', 'county', 'department', 'supervisor'];

export const GOOD = '这户的情况已经查清楚了';
const SHORT = '不行';

/** One in seven gives no reason to speak of. */
export function reasonOf({ v }: About): string {
  return isShort({ v }) ? SHORT : GOOD;
}

export function isShort({ v }: Pick<About, 'v'>): boolean {
  return v % 7 === 6;
}

export function shortOf(about: About): Reason[] {
  return isShort(about) ? ['reason-short'] : [];
}

/** The townships of the model's county, by name. */
export const TOWNSHIPS: Readonly<Record<string, string>> = {
  '411024104': '望田镇',
  '411024102': '柏梁镇',
  '411024': '县里',
};

export function township(v: number): { code: string; name: string } {
  const all = Object.entries(TOWNSHIPS);
  const [code = '', name = ''] = all[v % all.length] ?? [];
  return { code, name };
}

export function pick<T>(all: readonly T[], n: number): T | undefined {
  return all[n % Math.max(1, all.length)];
}

export function causesFresh(c: Case, told: readonly string[]): string[] {
  return told.filter((cause) => !c.causes.includes(cause));
}

/** A new case of a household. */
export function newCase(
  m: Year,
  household: Household,
  of: Pick<Case, 'source' | 'causes' | 'queue' | 'village' | 'urgent'>,
  actor: string,
): Case {
  const c: Case = {
    ...of,
    ...{ receipt: '', id: '', household, stage: 'received', handler: null, pausedOn: null, pausedDays: 0 },
    ...{ due: null, provisional: false, outcome: null, offer: null, lines: [], audit: [], written: [] },
    ...{ protests: 0, tasks: [], measures: [], visits: [], labour: true, proposal: null },
    followers: new Map(),
  };
  m.enter(c, 'received', null);
  m.note(c, actor, 'submitted');
  m.cases.push(c);
  return c;
}
