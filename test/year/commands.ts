import type { AsyncCommand } from 'fast-check';
import { type About, type Act, pick } from './act.ts';
import type { Mishap } from './county.ts';
import { CUSTODY_ACTS } from './custody.ts';
import type { Own, OwnAct } from './households.ts';
import type { Case, Member, Year } from './model.ts';
import { PAPER_ACTS } from './papers.ts';
import { type Reason, sees } from './reasons.ts';
import { STAGE_ACTS } from './stages.ts';
import { isAboutNothing, SUPPORT_ACTS } from './support.ts';
import { assertDone, assertRefused, type World } from './world.ts';

export type Command = AsyncCommand<Year, World>;

export const ACTS: readonly Act[] = [...STAGE_ACTS, ...PAPER_ACTS, ...CUSTODY_ACTS, ...SUPPORT_ACTS];

/** The numbers that fast-check gives a command: it chooses by them among what there is when it runs. */
export interface Numbers {
  n: number;
  v: number;
  /** Anybody about anything, instead of who may about what they may. */
  wild: boolean;
  mishap: Mishap;
}

/** Why an act is refused, before anything else: what somebody may not see does not exist for them. */
export function reasonsOf(act: Act, about: About): Reason[] {
  if (!act.roles.includes(about.who.role)) return ['not-yours'];
  if (act.unseen !== true && !sees(about.who, about.c)) return ['not-found'];
  return act.why(about);
}

/** Does an act, asserts what is answered, and lets the model follow. */
export async function perform(world: World, act: Act, about: About, mishap: Mishap): Promise<void> {
  const { m, who, c } = about;
  const what = `${who.chat} ${act.name} ${c.receipt}`;
  world.begin();
  const reasons = reasonsOf(act, about);
  const done = typeof act.done === 'string' ? act.done : act.done(about);
  const text = await world.say(who.chat, await act.words(about, world.ids), mishap);
  if (reasons.length > 0) {
    assertRefused(text, reasons, what);
    m.count(`${act.name} refused`);
    if (act.unseen !== true && reasons[0] === 'not-found') m.deny(who);
    else act.refused?.(about, reasons);
  } else {
    assertDone(text, done, what);
    m.count(act.name);
    act.apply(about);
  }
  await world.check(c, what);
}

/** A member of staff says something about a case. */
export class StaffActs implements Command {
  readonly #act: Act;
  readonly #numbers: Numbers;

  constructor(act: Act, numbers: Numbers) {
    this.#act = act;
    this.#numbers = numbers;
  }

  check(m: Readonly<Year>): boolean {
    return this.#about(m) !== undefined;
  }

  async run(m: Year, world: World): Promise<void> {
    const about = this.#about(m);
    if (about !== undefined) await perform(world, this.#act, about, this.#numbers.mishap);
  }

  #about(m: Year): About | undefined {
    const { n, v, wild } = this.#numbers;
    const all = m.cases.flatMap((c) => m.members.map((who): About => ({ m, who, c, v })));
    const sensible = all.filter((about) => !isAboutNothing(this.#act, about));
    return pick(wild ? sensible : sensible.filter((about) => reasonsOf(this.#act, about).length === 0), n);
  }

  toString(): string {
    return `${this.#act.name}${JSON.stringify(this.#numbers)}`;
  }
}

/** A household does something about a case of its own. */
export class HouseholdActs implements Command {
  readonly #act: OwnAct;
  readonly #numbers: Numbers;

  constructor(act: OwnAct, numbers: Numbers) {
    this.#act = act;
    this.#numbers = numbers;
  }

  check(m: Readonly<Year>): boolean {
    return this.#own(m) !== undefined;
  }

  async run(m: Year, world: World): Promise<void> {
    const own = this.#own(m);
    if (own === undefined) return;
    const { c } = own;
    const what = `${c.household.chat} ${this.#act.name} ${c.receipt}`;
    world.begin();
    const reasons = this.#act.why(own);
    const text = await world.say(c.household.chat, this.#act.words(own), this.#numbers.mishap, c.id);
    if (reasons.length > 0) assertRefused(text, reasons, what);
    else {
      assertDone(text, this.#act.done, what);
      this.#act.apply(own);
    }
    m.count(`${this.#act.name}${reasons.length > 0 ? ' refused' : ''}`);
    await world.check(c, what);
  }

  #own(m: Year): Own | undefined {
    const { n, v, wild } = this.#numbers;
    const all = m.cases.filter((c) => isOffered(m, c, this.#act)).map((c): Own => ({ m, c, v }));
    return pick(wild ? all : all.filter((own) => this.#act.why(own).length === 0), n);
  }

  toString(): string {
    return `${this.#act.name}${JSON.stringify(this.#numbers)}`;
  }
}

/** Whether a household's chat comes to a case when it says what it wants: those that fit it, else all of its own. */
function isOffered(m: Year, c: Case, act: OwnAct): boolean {
  const { chat } = c.household;
  const own = m.cases.filter(({ followers }) => followers.get(chat) === 'household');
  const fitting = own.filter((each) => act.offers(each));
  const offered = (fitting.length > 0 ? fitting : own).slice(-8);
  return offered.includes(c);
}

/** Two reach for one case at the same moment: one gets it, the other is told how it stands. */
export class TwoAtOnce implements Command {
  readonly #act: Act;
  readonly #numbers: Numbers;

  constructor(act: Act, numbers: Numbers) {
    this.#act = act;
    this.#numbers = numbers;
  }

  check(m: Readonly<Year>): boolean {
    return this.#pair(m) !== undefined;
  }

  async run(m: Year, world: World): Promise<void> {
    const pair = this.#pair(m);
    if (pair === undefined) return;
    const { c, v } = pair;
    const what = `${pair.one.chat} and ${pair.other.chat} ${this.#act.name} ${c.receipt}`;
    world.begin();
    const both = await Promise.all(
      [pair.one, pair.other].map(async (who) => {
        const about: About = { m, who, c, v };
        const done = typeof this.#act.done === 'string' ? this.#act.done : this.#act.done(about);
        const words = await this.#act.words(about, world.ids);
        return { about, done, text: await world.say(who.chat, words, 'none') };
      }),
    );
    const won = both.filter(({ text, done }) => text.includes(done));
    const [winner] = won;
    const loser = both.find(({ text, done }) => !text.includes(done));
    if (winner === undefined || loser === undefined || won.length !== 1) {
      throw new Error(`${what}: ${both.map(({ text }) => text).join(' | ')}`);
    }
    this.#act.apply(winner.about);
    const reasons = reasonsOf(this.#act, loser.about);
    assertRefused(loser.text, reasons, what);
    this.#act.refused?.(loser.about, reasons);
    m.count(`two at once: ${this.#act.name}`);
    await world.check(c, what);
  }

  #pair(m: Year): { c: Case; v: number; one: Member; other: Member } | undefined {
    const { n, v } = this.#numbers;
    const pairs = m.cases.flatMap((c) => {
      const able = m.members.filter((who) => reasonsOf(this.#act, { m, who, c, v }).length === 0);
      const [one, other] = able;
      return one === undefined || other === undefined ? [] : [{ c, v, one, other }];
    });
    return pick(pairs, n);
  }

  toString(): string {
    return `two at once: ${this.#act.name}${JSON.stringify(this.#numbers)}`;
  }
}
