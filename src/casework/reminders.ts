import { inChunks, post, type Storage, type Unit } from '../storage/index.ts';
import type { Parts } from './model.ts';
import { type Day, shanghaiDay, startOfDay } from './procedure/days.ts';
import { remindApplicant, waitingApplicants } from './reminder/applicants.ts';
import { recordEscalations } from './reminder/escalations.ts';
import { type Message, messageOf } from './reminder/message.ts';
import type { LineSource, Reminder } from './reminder/model.ts';
import { ReminderPlan } from './reminder/plan.ts';
import { waitingLines } from './reminder/waiting.ts';

/** What the reminders work with. */
export interface ReminderParts extends Parts {
  storage: Storage;
  /** Hour of the day, Asia/Shanghai, from which reminders go out. */
  hour: number;
  /** What other rooms have to say of a member's own work (走访 …). */
  extraLines?: readonly LineSource[];
  log: { error(details: object, message: string): void };
}

const HOUR_MS = 3_600_000;

/**
 * The clock of the cases, told to those who work them: once a working day each member of staff with a bound chat gets one
 * message with what is due soon, due today or overdue of their own work, what became overdue below them (each case once),
 * and, at the county, where nobody is bound. Each message is claimed by its cause in the outbox, so that it goes out once
 * however many instances run; a day that was missed is not caught up.
 */
export class Reminders {
  readonly #parts: ReminderParts;
  /** When a trouble was last logged; ms. */
  readonly #logged = new Map<string, number>();
  #running = false;
  /** The last day that this process has seen to. */
  #done: Day | undefined;

  constructor(parts: ReminderParts) {
    this.#parts = parts;
  }

  /**
   * One look at the clock; called every minute. Does nothing when the day was seen to.
   * @returns conversations that were written to, so that delivery need not wait
   */
  async run(now: Date): Promise<string[]> {
    const today = shanghaiDay(now);
    const { calendar, hour } = this.#parts;
    const tooEarly = now.getTime() < startOfDay(today).getTime() + hour * HOUR_MS;
    if (this.#running || this.#done === today || tooEarly || !calendar.isWorkday(today)) return [];
    // A slow run must not be overtaken by the next minute's.
    this.#running = true;
    try {
      const plan = await ReminderPlan.begin(this.#parts, this.#parts.storage.reading, today);
      const complete = await this.#fill(plan, now);
      const written = await this.#send(plan.reminders, today, now);
      const applicants = await this.#remindApplicants(today, now);
      if (complete && written.complete && applicants.complete) this.#done = today;
      return [...written.to, ...applicants.to];
    } finally {
      this.#running = false;
    }
  }

  /** One county's trouble does not keep the others waiting; false when there was some. */
  async #fill(plan: ReminderPlan, now: Date): Promise<boolean> {
    let complete = true;
    for (const county of await plan.counties()) {
      complete = (await this.#try({ county }, now, () => plan.addCounty(county))) && complete;
    }
    for (const member of plan.members) {
      if (member.role !== 'department') continue;
      complete = (await this.#try({ staff: member.id }, now, () => plan.addTasks(member))) && complete;
    }
    const today = shanghaiDay(now);
    const waiting: LineSource = (unit, member) => waitingLines(this.#parts, unit, member, today);
    const sources = [waiting, ...(this.#parts.extraLines ?? [])];
    for (const member of plan.members) {
      complete =
        (await this.#try({ staff: member.id }, now, () => plan.addLines(member, sources))) && complete;
    }
    return complete;
  }

  /** Households that were asked to bring something and have not: each hears of it once. */
  async #remindApplicants(today: Day, now: Date): Promise<{ to: string[]; complete: boolean }> {
    const { storage } = this.#parts;
    const to: string[] = [];
    const found: string[] = [];
    let complete = await this.#try({ county: 'all' }, now, async () => {
      found.push(...(await waitingApplicants(this.#parts, storage.reading, today)));
    });
    for (const id of found) {
      const went = await this.#try({ case: id }, now, async () => {
        to.push(...(await remindApplicant(this.#parts, storage, id, today)));
      });
      complete = went && complete;
    }
    return { to, complete };
  }

  async #send(
    reminders: readonly Reminder[],
    day: Day,
    now: Date,
  ): Promise<{ to: string[]; complete: boolean }> {
    const sent = await this.#sentOn(day, reminders);
    const to: string[] = [];
    let complete = true;
    for (const reminder of reminders) {
      const message = messageOf(reminder, day);
      if (message === undefined || sent.has(causeOf(reminder, day))) continue;
      const went = await this.#try({ staff: reminder.to.id }, now, async () => {
        const fresh = await this.#parts.storage.transaction((unit) => tell(unit, reminder, message, day));
        if (fresh) to.push(reminder.to.conversationId);
      });
      complete = went && complete;
    }
    return { to, complete };
  }

  /** What another instance, or this one before a restart, has written already: looked up so that little is tried. */
  async #sentOn(day: Day, reminders: readonly Reminder[]): Promise<Set<string>> {
    const sent = new Set<string>();
    for (const chunk of inChunks(reminders)) {
      const rows = await this.#parts.storage.reading.db
        .selectFrom('outbox')
        .select('cause')
        .where(
          'cause',
          'in',
          chunk.map((reminder) => causeOf(reminder, day)),
        )
        .execute();
      for (const { cause } of rows) sent.add(cause);
    }
    return sent;
  }

  /** What lasts is tried again every minute and logged once an hour. */
  async #try(
    of: { county: string } | { staff: string } | { case: string },
    now: Date,
    work: () => Promise<void>,
  ): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      const trouble = JSON.stringify({ ...of, reason });
      if (now.getTime() - (this.#logged.get(trouble) ?? Number.NEGATIVE_INFINITY) < HOUR_MS) return false;
      this.#logged.set(trouble, now.getTime());
      this.#parts.log.error({ ...of, reason }, 'reminder not sent');
      return false;
    }
  }
}

function causeOf({ to }: Reminder, day: Day): string {
  return `reminder:${day}:${to.id}`;
}

/**
 * Writes a member's message, and with it that its escalations were told.
 * @returns false when another was first, or the chat is the member's no longer
 */
async function tell(unit: Unit, reminder: Reminder, message: Message, day: Day): Promise<boolean> {
  const { conversationId, subjectId } = reminder.to;
  if (!(await isStillBound(unit, reminder))) return false;
  if (!(await post(unit, { conversationId, subjectId }, causeOf(reminder, day), message))) return false;
  await recordEscalations(unit, reminder.escalated, day);
  return true;
}

/** Whether the chat is the member's still: what was read a moment ago is not to reach somebody who left since. */
async function isStillBound({ db }: Unit, { to }: Reminder): Promise<boolean> {
  const chat = await db
    .selectFrom('conversations as c')
    .innerJoin('staff as s', 's.id', 'c.staff_id')
    .select('c.id')
    .where('c.id', '=', to.conversationId)
    .where('s.id', '=', to.id)
    .where('s.active', '=', 1)
    .executeTakeFirst();
  return chat !== undefined;
}
