import type { RegionCode } from '../regions/index.ts';
import { post, type Storage, type Unit } from '../storage/index.ts';
import { type DigestTools, digestParts } from './digest.ts';
import { dueDigests } from './due.ts';
import { type Period, shanghaiTime } from './period.ts';
import type { AskedMost } from './questions/asked-most.ts';
import { digestText, missedDaysText, type TextParts } from './text.ts';

/** What the sender works with. */
export interface DigestSenderParts extends Omit<DigestTools, 'today'> {
  storage: Storage;
  /** Hour of the day, Asia/Shanghai, from which digests go out. */
  hour: number;
  log: { error(details: object, message: string): void };
}

/** A supervisor with a bound chat. */
interface Recipient {
  staffId: string;
  region: RegionCode;
  conversationId: string;
  subjectId: string;
  /** When they bound the chat. */
  since: string;
}

/** Codes longer than a township's: a village has too few people for a digest. */
const TOWNSHIP_DIGITS = 9;

const HOUR_MS = 3_600_000;

/**
 * Puts the digests that are due into the outbox of every supervisor with a bound chat. Each is claimed in the transaction
 * that writes its message, so it goes out once however many instances run and whenever they restart.
 */
export class DigestSender {
  readonly #parts: DigestSenderParts;
  /** When a recipient's trouble was last logged; ms. */
  readonly #logged = new Map<string, number>();
  /** What was asked most, by division and period, of one run: several supervisors have the same. */
  readonly #asked = new Map<string, Promise<AskedMost | undefined>>();
  #running = false;

  constructor(parts: DigestSenderParts) {
    this.#parts = parts;
  }

  /**
   * One look at the clock; called every minute. Cheap when nothing is due.
   * @returns conversations that were written to, so that delivery need not wait
   */
  async run(now: Date): Promise<string[]> {
    // A slow run must not be overtaken by the next minute's.
    if (this.#running) return [];
    this.#running = true;
    try {
      const written: string[] = [];
      for (const recipient of await recipients(this.#parts.storage.reading)) {
        if (await this.#serve(recipient, now)) written.push(recipient.conversationId);
      }
      return written;
    } finally {
      this.#running = false;
      this.#asked.clear();
    }
  }

  /** One recipient's trouble does not keep the digest from the others. */
  async #serve(recipient: Recipient, now: Date): Promise<boolean> {
    try {
      const { days, periods } = await this.#unsent(recipient, now);
      let written = days.length > 0 && (await this.#send(recipient, days, now));
      for (const period of periods) written = (await this.#send(recipient, [period], now)) || written;
      return written;
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      this.#complain({ staff: recipient.staffId, reason }, now);
      return false;
    }
  }

  /** What lasts is tried every minute and logged once an hour. */
  #complain(of: { staff: string; reason: string }, now: Date): void {
    const trouble = JSON.stringify(of);
    if (now.getTime() - (this.#logged.get(trouble) ?? Number.NEGATIVE_INFINITY) < HOUR_MS) return;
    this.#logged.set(trouble, now.getTime());
    this.#parts.log.error(of, 'digest not sent');
  }

  async #unsent(recipient: Recipient, now: Date): Promise<{ days: Period[]; periods: Period[] }> {
    const { days, periods } = dueDigests(now, this.#parts.hour, recipient.since);
    const due = [...days, ...periods].map(({ last }) => last);
    if (due.length === 0) return { days, periods };
    const rows = await this.#parts.storage.reading.db
      .selectFrom('digests')
      .select(['period', 'day'])
      .where('staff_id', '=', recipient.staffId)
      .where('day', 'in', due)
      .execute();
    const sent = new Set(rows.map(({ period, day }) => `${period} ${day}`));
    const isUnsent = ({ kind, last }: Period) => !sent.has(`${kind} ${last}`);
    return { days: days.filter(isUnsent), periods: periods.filter(isUnsent) };
  }

  /** Counts outside the transaction, which stays short; claims and writes within. */
  async #send(recipient: Recipient, periods: Period[], now: Date): Promise<boolean> {
    const { storage, calendar, place } = this.#parts;
    const tools = { calendar, place, today: shanghaiTime(now).day };
    const counted = new Map<Period, TextParts>();
    for (const period of periods) {
      const scope = { region: recipient.region, period };
      counted.set(period, await digestParts(storage.reading.db, scope, tools));
    }
    // Only the last is told in full.
    const asked = await this.#askedIn(recipient, periods.at(-1), now);
    return storage.transaction(async (unit) => {
      const claimed: TextParts[] = [];
      for (const [period, parts] of counted) {
        if (await claim(unit, recipient, period, now)) claimed.push(parts);
      }
      const last = claimed.pop();
      if (last === undefined) return false;
      const full = last.period === periods.at(-1) ? { ...last, asked } : last;
      const text = claimed.length === 0 ? digestText(full) : missedDaysText(claimed, full);
      const { kind, last: day } = last.period;
      await post(unit, recipient, `digest:${kind}:${day}:${recipient.staffId}`, { text });
      return true;
    });
  }

  /** The figures go out also when the words of questions cannot be read. */
  #askedIn({ region, staffId }: Recipient, period: Period | undefined, now: Date) {
    const { asked } = this.#parts;
    if (asked === undefined || period === undefined) return undefined;
    const key = `${region} ${period.kind} ${period.last}`;
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const reading = asked({ region, period }).catch((error: unknown) => {
      const reason = `questions: ${error instanceof Error ? error.name : 'unknown'}`;
      this.#complain({ staff: staffId, reason }, now);
      return undefined;
    });
    this.#asked.set(key, reading);
    return reading;
  }
}

/** Supervisors with a chat that was not erased; of several chats the one last used. */
async function recipients({ db }: Unit): Promise<Recipient[]> {
  const rows = await db
    .selectFrom('staff as s')
    .innerJoin('conversations as c', 'c.staff_id', 's.id')
    .innerJoin('subjects as p', 'p.id', 'c.subject_id')
    .leftJoin('staff_codes as k', 'k.staff_id', 's.id')
    .select(['s.id', 's.region', 's.created_at', 'c.id as conversation', 'c.subject_id', 'c.updated_at'])
    .select((eb) => eb.fn.max('k.used_at').as('bound_at'))
    .where('s.role', '=', 'supervisor')
    .where('s.active', '=', 1)
    .where('p.erased_at', 'is', null)
    .groupBy(['s.id', 's.region', 's.created_at', 'c.id', 'c.subject_id', 'c.updated_at'])
    .orderBy('s.id')
    .orderBy('c.updated_at', 'desc')
    .execute();
  const byStaff = new Map<string, Recipient>();
  for (const row of rows) {
    if (byStaff.has(row.id) || row.region.length > TOWNSHIP_DIGITS) continue;
    byStaff.set(row.id, {
      staffId: row.id,
      region: row.region as RegionCode,
      conversationId: row.conversation,
      subjectId: row.subject_id,
      since: row.bound_at ?? row.created_at,
    });
  }
  return [...byStaff.values()];
}

/** Whether this is the first to send it. */
async function claim({ db }: Unit, { staffId }: Recipient, period: Period, now: Date): Promise<boolean> {
  const rows = await db
    .insertInto('digests')
    .values({ period: period.kind, day: period.last, staff_id: staffId, sent_at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('day')
    .execute();
  return rows.length > 0;
}
