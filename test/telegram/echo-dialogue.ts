import type { Inbound, Reply } from '../../src/dialogue/message.ts';
import type { Storage, Unit } from '../../src/storage/index.ts';

/**
 * Stands in for the dialogue with its promises kept: an event is recorded once, worked once and in order, its replies
 * lie in the outbox in the same transaction. It says back what it heard, or what `answer` makes of it.
 */
export class EchoDialogue {
  readonly #storage: Storage;
  readonly #answer: (inbound: Inbound) => Reply[];
  readonly #locks = new Map<string, Promise<unknown>>();
  /** Everything recorded, in order of recording. */
  readonly recorded: Inbound[] = [];
  /** Called before an event is recorded; may wait or throw. */
  beforeReceive: (inbound: Inbound) => Promise<void> = async () => {};
  beforeWork: () => Promise<void> = async () => {};

  constructor(storage: Storage, answer: (inbound: Inbound) => Reply[] = echo) {
    this.#storage = storage;
    this.#answer = answer;
  }

  async receive(inbound: Inbound): Promise<{ fresh: boolean; conversationId: string }> {
    await this.beforeReceive(inbound);
    const result = await this.#storage.transaction(async (unit) => {
      const conversation = await openConversation(unit, inbound);
      const inserted = await unit.db
        .insertInto('inbound')
        .values({
          channel: inbound.channel,
          event_id: inbound.eventId,
          conversation_id: conversation.id,
          payload_sealed: await unit.subjects.seal(
            conversation.subject,
            JSON.stringify(this.#answer(inbound)),
            'test',
          ),
          received_at: unit.clock().toISOString(),
          worked_at: null,
          attempts: 0,
          error: null,
        })
        .onConflict((conflict) => conflict.columns(['channel', 'event_id']).doNothing())
        .executeTakeFirst();
      return { fresh: Number(inserted.numInsertedOrUpdatedRows) > 0, conversationId: conversation.id };
    });
    if (result.fresh) this.recorded.push(inbound);
    return result;
  }

  work(conversationId: string): Promise<void> {
    const before = this.#locks.get(conversationId) ?? Promise.resolve();
    const work = before.catch(() => undefined).then(() => this.#workAll(conversationId));
    this.#locks.set(conversationId, work);
    return work;
  }

  async unworked(): Promise<string[]> {
    const rows = await this.#storage.reading.db
      .selectFrom('inbound')
      .select('conversation_id')
      .distinct()
      .where('worked_at', 'is', null)
      .execute();
    return rows.map((row) => row.conversation_id);
  }

  async #workAll(conversationId: string): Promise<void> {
    await this.beforeWork();
    while (await this.#storage.transaction((unit) => workNext(unit, conversationId)));
  }
}

async function workNext(unit: Unit, conversationId: string): Promise<boolean> {
  const event = await unit.db
    .selectFrom('inbound as i')
    .innerJoin('conversations as c', 'c.id', 'i.conversation_id')
    .select(['i.event_id', 'i.payload_sealed', 'c.subject_id'])
    .where('i.conversation_id', '=', conversationId)
    .where('i.worked_at', 'is', null)
    .orderBy('i.seq')
    .limit(1)
    .executeTakeFirst();
  if (event === undefined) return false;
  const replies = JSON.parse(
    (await unit.subjects.open(event.subject_id, event.payload_sealed, 'test')) ?? '[]',
  ) as Reply[];
  for (const [i, reply] of replies.entries())
    await putOut(unit, conversationId, event.subject_id, `inbound:${event.event_id}:${i}`, reply);
  await unit.db
    .updateTable('inbound')
    .set({ worked_at: unit.clock().toISOString() })
    .where('event_id', '=', event.event_id)
    .execute();
  return true;
}

/** Writes a message into the outbox. */
export async function putOut(
  unit: Unit,
  conversationId: string,
  subject: string,
  cause: string,
  reply: Reply,
  notBefore = unit.clock(),
): Promise<string> {
  const id = unit.ids();
  await unit.db
    .insertInto('outbox')
    .values({
      id,
      conversation_id: conversationId,
      cause,
      payload_sealed: await unit.subjects.seal(subject, JSON.stringify(reply), `outbox.payload_sealed:${id}`),
      created_at: unit.clock().toISOString(),
      not_before: notBefore.toISOString(),
      sent_at: null,
      failed_at: null,
      attempts: 0,
      error: null,
    })
    .execute();
  return id;
}

/** The conversation of a sender, a new one at the first message. */
export async function openConversation(
  unit: Unit,
  { channel, userId, address = userId }: Pick<Inbound, 'channel' | 'userId' | 'address'>,
): Promise<{ id: string; subject: string }> {
  const lookups = unit.vault.lookups('user', `${channel}:${userId}`);
  const known = await unit.db
    .selectFrom('conversations')
    .select(['id', 'subject_id'])
    .where('channel', '=', channel)
    .where('user_lookup', 'in', lookups)
    .executeTakeFirst();
  if (known !== undefined) return { id: known.id, subject: known.subject_id };
  const id = unit.ids();
  const subject = await unit.subjects.create();
  const now = unit.clock().toISOString();
  await unit.db
    .insertInto('conversations')
    .values({
      id,
      channel,
      user_lookup: lookups[0] ?? '',
      address_sealed: await unit.subjects.seal(
        subject,
        JSON.stringify({ userId, address }),
        `conversations.address_sealed:${id}`,
      ),
      subject_id: subject,
      staff_id: null,
      state_sealed: null,
      version: 0,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return { id, subject };
}

function echo({ text, action, attachments = [], attachmentProblem, entry, edited }: Inbound): Reply[] {
  const parts = [
    text,
    action === undefined ? undefined : `按了${action}`,
    entry === undefined ? undefined : `村${entry}`,
    attachmentProblem === undefined ? undefined : `附件${attachmentProblem}`,
    edited === true ? '改了' : undefined,
    ...attachments.map(({ bytes, name = '' }) => `文件${bytes.length}${name}`),
  ];
  return [{ text: `听到：${parts.filter((part) => part !== undefined).join(' ')}` }];
}
