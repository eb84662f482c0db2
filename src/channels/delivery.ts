import type { Logger } from 'pino';
import { type FileContent, openFile, type Reply } from '../dialogue/index.ts';
import type { Clock, Db, Storage } from '../storage/index.ts';
import { type Channel, RetryLater, Undeliverable } from './channel.ts';
import { readAddress, readReply } from './written.ts';

interface Parts {
  storage: Storage;
  clock: Clock;
  log: Logger;
  channels: ReadonlyMap<string, Channel>;
  /** A message as it may go out over a channel; all of it where none is given. */
  discreet?: (channel: string, cause: string, reply: Reply) => Reply;
  /** Milliseconds between two looks at the outbox. */
  lookEvery?: number;
}

/** An outbox row that this process may send until its lease ends. */
interface Claim {
  id: string;
  conversationId: string;
  attempts: number;
  createdAt: string;
  sent: number;
  channel: Channel;
  address: string | undefined;
  reply: Reply | undefined;
}

/** How long a claimed message is ours. A process that dies in between leaves it to others after that. */
const LEASE_SECONDS = 30;
/** A file takes its time on a slow line; longer than any channel tries. */
const FILE_LEASE_SECONDS = 300;
const MOST_AT_ONCE = 16;
const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 3600;
/** Given up when both are reached: an outage of ours must not cost a message its tries. */
const GIVE_UP_DAYS = 3;
const GIVE_UP_ATTEMPTS = 12;

/**
 * Sends what lies in the outbox: in order within a conversation, conversations side by side. A message is marked sent
 * after the platform accepted it, so that a crash repeats at most the one underway and loses none.
 */
export class Delivery {
  readonly #parts: Parts;
  /** Conversations being sent to by this process, each a queue of one. */
  readonly #lanes = new Map<string, Promise<number>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Sends what is due, of one conversation or of all; gives the number of messages sent. */
  async flush(conversationId?: string): Promise<number> {
    if (conversationId !== undefined) return this.#inLane(conversationId);
    const due = await this.#dueConversations();
    let sent = 0;
    const runners = Array.from({ length: Math.min(MOST_AT_ONCE, due.length) }, async () => {
      for (let next = due.shift(); next !== undefined; next = due.shift()) {
        const done = await this.#inLane(next);
        // Not `sent += await …`, which adds to what was there before others were done.
        sent += done;
      }
    });
    await Promise.all(runners);
    return sent;
  }

  /** Something was written for this conversation: send it soon. */
  nudge(conversationId: string): void {
    if (this.#stopped) return;
    this.flush(conversationId).catch((error: unknown) => this.#report(error));
  }

  /** Looks at the outbox again and again until stopped. */
  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.flush()
        .then(() => undefined)
        .catch((error: unknown) => this.#report(error))
        .finally(() => {
          this.#looking = undefined;
        });
    }, this.#parts.lookEvery ?? 1_000);
  }

  /** Begins nothing more and waits for what is being sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.allSettled(this.#lanes.values());
  }

  #inLane(conversationId: string): Promise<number> {
    const before = this.#lanes.get(conversationId) ?? Promise.resolve(0);
    const lane = before
      .catch(() => 0)
      .then(() => this.#sendDue(conversationId))
      .finally(() => {
        if (this.#lanes.get(conversationId) === lane) this.#lanes.delete(conversationId);
      });
    this.#lanes.set(conversationId, lane);
    return lane;
  }

  async #sendDue(conversationId: string): Promise<number> {
    let sent = 0;
    while (!this.#stopped) {
      const claim = await this.#claim(conversationId);
      if (claim === undefined) break;
      if (!(await this.#deliver(claim))) break;
      sent += 1;
    }
    return sent;
  }

  /** Conversations whose earliest message may go, longest waiting first. */
  async #dueConversations(): Promise<string[]> {
    const { storage, channels } = this.#parts;
    if (channels.size === 0) return [];
    const now = this.#now();
    const rows = await waitingHeads(storage.reading.db, now)
      .innerJoin('conversations as c', 'c.id', 'o.conversation_id')
      .where('c.channel', 'in', [...channels.keys()])
      .select('o.conversation_id')
      .orderBy('o.seq')
      .limit(500)
      .execute();
    return [...new Set(rows.map((row) => row.conversation_id))];
  }

  /**
   * Takes the conversation's next message: the claim moves `not_before` on, and only one process finds the old value
   * still there. Portable, where `FOR UPDATE SKIP LOCKED` would hold a transaction open while the platform answers.
   */
  async #claim(conversationId: string): Promise<Claim | undefined> {
    const { storage, channels } = this.#parts;
    const row = await waitingHeads(storage.reading.db, this.#now())
      .innerJoin('conversations as c', 'c.id', 'o.conversation_id')
      .where('o.conversation_id', '=', conversationId)
      .select([
        'o.id',
        'o.cause',
        'o.payload_sealed',
        'o.not_before',
        'o.attempts',
        'o.created_at',
        'o.parts_sent',
      ])
      .select(['c.channel', 'c.subject_id', 'c.address_sealed'])
      .orderBy('o.seq')
      .limit(1)
      .executeTakeFirst();
    const channel = channels.get(row?.channel ?? '');
    if (row === undefined || channel === undefined) return undefined;
    const claimed = await storage.transaction(({ db }) =>
      db
        .updateTable('outbox')
        .set({ not_before: this.#now(LEASE_SECONDS), attempts: row.attempts + 1 })
        .where('id', '=', row.id)
        .where('not_before', '=', row.not_before)
        .where('attempts', '=', row.attempts)
        .where('sent_at', 'is', null)
        .executeTakeFirst(),
    );
    if (Number(claimed.numUpdatedRows) === 0) return undefined;
    const open = (sealed: string | null, context: string) =>
      storage.reading.subjects.open(row.subject_id, sealed, context);
    const address = await open(row.address_sealed, `conversations.address_sealed:${conversationId}`);
    const payload = await open(row.payload_sealed, `outbox.payload_sealed:${row.id}`);
    const reply = payload === undefined ? undefined : readReply(payload);
    const { discreet = (_channel, _cause, all) => all } = this.#parts;
    return {
      id: row.id,
      conversationId,
      attempts: row.attempts + 1,
      createdAt: row.created_at,
      sent: row.parts_sent,
      channel,
      address: address === undefined ? undefined : readAddress(address),
      reply: reply && discreet(row.channel, row.cause, reply),
    };
  }

  /** True when the message is out of the way and the next may go. */
  async #deliver(claim: Claim): Promise<boolean> {
    const { id, channel, address, reply } = claim;
    try {
      // Erased with the person's key, or by retention: there is nobody to tell any more.
      if (address === undefined || reply === undefined) throw new Undeliverable('erased');
      const parts = channel.parts(reply);
      for (const [i, part] of parts.entries()) {
        if (i < claim.sent) continue;
        await channel.send(address, part, await this.#contentOf(claim, part));
        if (i < parts.length - 1)
          await this.#update(id, { parts_sent: i + 1, not_before: this.#now(LEASE_SECONDS) });
      }
      await this.#update(id, { sent_at: this.#now(), parts_sent: parts.length, error: null });
      return true;
    } catch (error) {
      if (error instanceof Undeliverable) return this.#giveUp(claim, error.message);
      return this.#putOff(claim, error);
    }
  }

  /** The content of a part's file; the message is ours for as long as it may take to send it. */
  async #contentOf({ id, conversationId }: Claim, { file }: Reply): Promise<FileContent | undefined> {
    if (file === undefined) return undefined;
    await this.#update(id, { not_before: this.#now(FILE_LEASE_SECONDS) });
    const content = await openFile(this.#parts.storage.reading, conversationId, file.id);
    return content === 'gone' ? undefined : content;
  }

  async #giveUp(claim: Claim, reason: string): Promise<true> {
    await this.#update(claim.id, { failed_at: this.#now(), error: reason });
    this.#parts.log.warn({ outbox: claim.id, channel: claim.channel.name, reason }, '消息送不到，不再重试');
    return true;
  }

  async #putOff(claim: Claim, error: unknown): Promise<boolean> {
    const known = error instanceof RetryLater ? error : undefined;
    // An unknown error's text could quote the message.
    const reason = known?.message ?? (error instanceof Error ? error.name : 'unknown');
    const age = this.#parts.clock().getTime() - Date.parse(claim.createdAt);
    if (claim.attempts >= GIVE_UP_ATTEMPTS && age >= GIVE_UP_DAYS * 86_400_000)
      return this.#giveUp(claim, reason);
    const pause = Math.min(
      LONGEST_PAUSE_SECONDS,
      FIRST_PAUSE_SECONDS * 2 ** Math.min(claim.attempts - 1, 12),
    );
    await this.#update(claim.id, { not_before: this.#now(known?.seconds ?? pause), error: reason });
    this.#parts.log.warn({ outbox: claim.id, channel: claim.channel.name, reason }, '消息没送出，稍后重试');
    return false;
  }

  async #update(
    id: string,
    values: {
      sent_at?: string;
      failed_at?: string;
      not_before?: string;
      parts_sent?: number;
      error?: string | null;
    },
  ): Promise<void> {
    await this.#parts.storage.transaction(async ({ db }) => {
      await db.updateTable('outbox').set(values).where('id', '=', id).execute();
    });
  }

  #now(secondsAhead = 0): string {
    return new Date(this.#parts.clock().getTime() + secondsAhead * 1000).toISOString();
  }

  #report(error: unknown): void {
    this.#parts.log.error(
      { kind: error instanceof Error ? error.name : typeof error },
      '发件箱读写失败，稍后重试',
    );
  }
}

/**
 * Messages that may go now: due, and no earlier one of the conversation in the way. An earlier one is in the way while
 * it is being sent or has failed (attempts > 0) or is due itself; one planned for later is not.
 */
function waitingHeads(db: Db, now: string) {
  return db
    .selectFrom('outbox as o')
    .where('o.sent_at', 'is', null)
    .where('o.failed_at', 'is', null)
    .where('o.not_before', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.conversation_id', '=', 'o.conversation_id')
            .whereRef('earlier.seq', '<', 'o.seq')
            .where('earlier.sent_at', 'is', null)
            .where('earlier.failed_at', 'is', null)
            .where((e) => e.or([e('earlier.attempts', '>', 0), e('earlier.not_before', '<=', now)])),
        ),
      ),
    );
}
