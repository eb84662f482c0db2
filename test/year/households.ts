import { causesFresh, GOOD, isShort, newCase } from './act.ts';
import type { Message } from './county.ts';
import type { Alert, Case, Household, Member, Year } from './model.ts';
import { COUNTY, isOpen } from './procedure.ts';
import { type Reason, when } from './reasons.ts';

/** What a household does about a case of its own. */
export interface Own {
  m: Year;
  c: Case;
  v: number;
}

export interface OwnAct {
  name: string;
  why(own: Own): Reason[];
  words(own: Own): Message[];
  done: string;
  apply(own: Own): void;
  /** The cases that the chat offers for it. */
  offers(c: Case): boolean;
}

const supplement: OwnAct = {
  name: '补充情况',
  why: ({ c }) => when(!isOpen(c.stage), 'closed'),
  words: () => ['!supplement', '住院发票在这里，一共八万二', '!done'],
  done: '补充好了',
  offers: ({ stage }) => isOpen(stage),
  apply: ({ m, c }) => {
    const { chat, actor } = c.household;
    const went = m.resume(c);
    m.note(c, actor, 'supplemented');
    m.tellHolders(c);
    m.tellHousehold(c, went ? undefined : chat);
  },
};

const withdraw: OwnAct = {
  name: '撤回申报',
  why: ({ c }) => when(!isOpen(c.stage), 'closed'),
  words: () => ['!withdraw', '!yes'],
  done: '撤回了',
  offers: ({ stage }) => isOpen(stage),
  apply: ({ m, c }) => {
    const { chat, actor } = c.household;
    m.tellHolders(c);
    m.tellWorkers(c);
    c.offer = null;
    m.enter(c, 'withdrawn', null);
    c.outcome = 'withdrawn';
    m.note(c, actor, 'withdrawn');
    m.tellHousehold(c, chat);
    m.tellReporters(c);
  },
};

const object: OwnAct = {
  name: '我有不同意见',
  why: (own) => {
    const { m, c } = own;
    const other = m.openOf(c.household);
    return [
      ...when(isOpen(c.stage), 'not-decided'),
      ...when(c.stage === 'support' || c.stage === 'withdrawn', 'closed'),
      ...when(other !== undefined && other !== c, 'open-elsewhere'),
      ...when(isShort(own), 'reason-short'),
    ];
  },
  words: (own) => ['!objection', isShort(own) ? '不行' : GOOD],
  done: '您的意见收到了',
  offers: ({ stage }) => !isOpen(stage) && stage !== 'withdrawn',
  apply: ({ m, c }) => m.reopen(c, c.household.actor, c.household.chat),
};

export const OWN_ACTS: readonly OwnAct[] = [supplement, withdraw, object];

/** What is told of a household that needs help, and by whom. */
export interface Report {
  causes: readonly string[];
  urgent: boolean;
}

/** A household's own form. What it says goes to its undecided case; there is never a second one. */
export function declared(m: Year, household: Household, told: Report & { placed: boolean }): Case {
  const { chat, actor, village } = household;
  const c = m.openOf(household);
  if (c === undefined) {
    const queue = told.placed ? village.slice(0, 9) : COUNTY;
    const place = { queue, village: told.placed ? village : null };
    const of = { source: 'resident' as const, causes: [...told.causes], urgent: told.urgent, ...place };
    const opened = newCase(m, household, of, actor);
    opened.followers.set(chat, 'household');
    m.giveTasks(opened, told.causes);
    m.tellWorkers(opened);
    return opened;
  }
  const fresh = causesFresh(c, told.causes);
  c.causes.push(...fresh);
  c.urgent ||= told.urgent;
  const went = m.resume(c);
  m.note(c, actor, 'joined');
  m.giveTasks(c, fresh);
  m.tellHolders(c);
  m.tellHousehold(c, went ? undefined : chat);
  c.followers.set(chat, 'household');
  return c;
}

/** What a cadre brings from a household's door, by a sweep or after a department's alert. */
export function reported(
  m: Year,
  household: Household,
  who: Member,
  told: Report & { source: 'cadre' | 'department' },
): Case {
  const { village } = household;
  const c = m.openOf(household);
  if (c === undefined) {
    const causes = told.causes.length === 0 ? ['其他'] : [...told.causes];
    const of = { source: told.source, causes, urgent: told.urgent, queue: village.slice(0, 9), village };
    const opened = newCase(m, household, of, who.actor);
    opened.followers.set(who.chat, 'reporter');
    m.giveTasks(opened, causes, who);
    m.tellWorkers(opened, who);
    return opened;
  }
  const fresh = causesFresh(c, told.causes);
  c.causes.push(...fresh);
  c.urgent ||= told.urgent;
  m.note(c, who.actor, 'joined');
  m.giveTasks(c, fresh, who);
  m.tellHolders(c, who);
  m.tellHousehold(c, who.chat);
  if (!c.followers.has(who.chat)) c.followers.set(who.chat, 'reporter');
  return c;
}

/** A verdict on an alert closes all of the household that wait. */
export function alertsOf({ alerts }: Year, household: Household): Alert[] {
  return alerts.filter((alert) => alert.household === household && alert.state === 'new');
}

/** Who checks an alert at the door. */
export function checksAlert({ role, region }: Member, { household: { village } }: Alert): boolean {
  return (
    (role === 'village' && region === village) || (role === 'township' && region === village.slice(0, 9))
  );
}
