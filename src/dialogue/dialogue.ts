import type { Answerer } from '../policy/index.ts';
import { type Storage, troubleWith, type Unit } from '../storage/index.ts';
import { keepAttachments, takeAttachments } from './attachments.ts';
import { blame } from './blame.ts';
import {
  claimNext,
  conversationOf,
  type Event,
  markWorked,
  recordEvent,
  recordedIn,
  saveState,
  stateOf,
} from './journal.ts';
import { KeyedLock } from './keyed-lock.ts';
import type { Inbound, Reply, Turn } from './message.ts';
import { putInOutbox } from './outbox.ts';
import { payloadOf } from './payload.ts';
import type { PhotoIntake } from './photos.ts';
import { respond, standing } from './respond.ts';
import { type AnswerAtHand, type FlowParts, NeedsAnswer, NeedsWork, requestKey, Scene } from './scene.ts';
import { newState, parseState } from './state.ts';
import { TEXTS } from './texts.ts';
import { countTry, FreshEvents, giveUp, MOST_STARTS, MOST_TRIES, nextTried } from './tries.ts';

/** A log that takes what happened, never what was said. */
export interface DialogueLog {
  warn(details: Record<string, unknown>, message: string): void;
}

export interface DialogueParts extends FlowParts {
  storage: Storage;
  answerer: Pick<Answerer, 'ask'>;
  photoIntake: PhotoIntake;
  log: DialogueLog;
}

/**
 * The conversation engine: one inbound message → replies, whatever the channel. An event is first recorded, then
 * worked once: its changes, its replies and the mark that it is worked are one transaction.
 */
export class Dialogue {
  readonly #parts: DialogueParts;
  readonly #lock = new KeyedLock();
  readonly #fresh = new FreshEvents();

  constructor(parts: DialogueParts) {
    this.#parts = parts;
  }

  /**
   * Records an event durably, unless its id is known already. Returns once that is committed: a channel may then
   * confirm the event to its platform.
   */
  receive(inbound: Inbound): Promise<{ fresh: boolean; conversationId: string }> {
    return this.#lock
      .run(`receive ${inbound.channel} ${inbound.userId}`, async () => {
        const { storage } = this.#parts;
        const known = await recordedIn(storage.reading, inbound.channel, inbound.eventId);
        if (known !== undefined) return { fresh: false, conversationId: known };
        const mayKeep = this.#parts.settings.personalData(inbound.channel) === 'allow';
        const taken = mayKeep ? await takeAttachments(this.#parts.photoIntake, inbound.attachments) : [];
        return storage.transaction(async (unit) => {
          const conversation = await conversationOf(unit, inbound);
          const asks = taken.length > 0 || inbound.location !== undefined;
          const isStaff = asks && (await this.#parts.staff.of(unit, conversation.id)) !== undefined;
          const kept = { ...(await keepAttachments(unit, conversation, taken, isStaff)), isStaff };
          const fresh = await recordEvent(unit, conversation, inbound, payloadOf(inbound, kept, mayKeep));
          // Recorded by another process meanwhile, with photos of its own.
          if (!fresh) throw new AlreadyRecorded(conversation.id);
          return { fresh, conversationId: conversation.id };
        });
      })
      .then((received) => {
        if (received.fresh) this.#fresh.add(received.conversationId, inbound);
        return received;
      })
      .catch((error: unknown) => {
        if (error instanceof AlreadyRecorded) return { fresh: false, conversationId: error.conversationId };
        throw error;
      });
  }

  /** Works one conversation's recorded events in order, each in one transaction with its replies in the outbox. */
  work(conversationId: string): Promise<Turn[]> {
    return this.#lock.run(`work ${conversationId}`, async () => {
      const turns: Turn[] = [];
      for (;;) {
        const turn = await this.#workNext(conversationId);
        if (turn === undefined) return turns;
        turns.push(turn);
      }
    });
  }

  /** Conversations with events that are not worked yet, as after a crash. */
  async unworked(): Promise<string[]> {
    const rows = await this.#parts.storage.reading.db
      .selectFrom('inbound')
      .select('conversation_id')
      .distinct()
      .where('worked_at', 'is', null)
      .execute();
    return rows.map((row) => row.conversation_id);
  }

  async #workNext(conversationId: string): Promise<Turn | undefined> {
    const next = await nextTried(this.#parts.storage.reading, conversationId);
    if (next === undefined) {
      this.#fresh.clear(conversationId);
      return undefined;
    }
    if (this.#fresh.take(conversationId, next)) return this.#tryNext(conversationId);
    // Left over by a process that ended, perhaps over this very event: such are worked one at a time, so that none is
    // charged with another's failure.
    return this.#lock.run('left over', async () => {
      const given = await this.#parts.storage.transaction(async (unit) => {
        const left = await nextTried(unit, conversationId);
        if (left === undefined) return undefined;
        if (left.tries >= MOST_STARTS) return this.#apologise(unit, conversationId, left, 'interrupted');
        await countTry(unit, left);
        return undefined;
      });
      return given ?? this.#tryNext(conversationId);
    });
  }

  async #tryNext(conversationId: string): Promise<Turn | undefined> {
    const answers = new Map<string, AnswerAtHand>();
    const results = new Map<string, unknown>();
    let needed: NeedsWork | undefined;
    let event: Event | undefined;
    let before: string | undefined;
    for (;;) {
      try {
        if (needed !== undefined) results.set(needed.key, await needed.work(this.#parts.storage));
        needed = undefined;
        const worked = await this.#parts.storage.transaction(async (unit) => {
          event = undefined;
          const claimed = await claimNext(unit, conversationId);
          if (claimed === undefined) return undefined;
          event = claimed.event;
          before = claimed.conversation.subject;
          return this.#workEvent(unit, claimed, answers, results);
        });
        if (worked !== undefined && worked.subject !== before) await this.#purge();
        return worked?.turn;
      } catch (error) {
        if (error instanceof NeedsAnswer) {
          answers.set(requestKey(error.request), await this.#ask(error.request));
          continue;
        }
        needed = error instanceof NeedsWork ? error : undefined;
        if (needed !== undefined) continue;
        // A database in trouble is no fault of the event: it waits until the trouble is over.
        if (event === undefined || troubleWith(error) !== undefined) throw error;
        const turn = await this.#failed(conversationId, event, error);
        if (turn !== undefined) return turn;
      }
    }
  }

  /** Somebody was forgotten: out of the log beside the database too. The hourly upkeep does so again. */
  async #purge(): Promise<void> {
    try {
      await this.#parts.storage.purge();
    } catch (error) {
      this.#parts.log.warn(blame(error), 'log not emptied yet');
    }
  }

  async #workEvent(
    unit: Unit,
    { conversation, event, state }: NonNullable<Awaited<ReturnType<typeof claimNext>>>,
    answers: ReadonlyMap<string, AnswerAtHand>,
    worked: ReadonlyMap<string, unknown>,
  ): Promise<{ turn: Turn; subject: string }> {
    const { storage: _storage, answerer: _answerer, photoIntake: _intake, log: _log, ...parts } = this.#parts;
    const remembered = state === undefined ? newState() : parseState(state);
    const scene = new Scene({
      unit,
      parts,
      conversation,
      payload: event.payload ?? { photos: [], withheld: false, edited: false },
      eventKey: `inbound:${event.channel}:${event.eventId}`,
      state: remembered ?? newState(),
      staff: await parts.staff.of(unit, conversation.id),
      answers,
      worked,
    });
    if (remembered === undefined) scene.say(TEXTS.stateLost);
    if (event.payload === undefined) scene.say(TEXTS.payloadGone);
    else await respond(scene);
    await putReplies(unit, scene.conversation, scene.eventKey, scene.replies);
    await saveState(unit, scene.conversation, JSON.stringify(scene.state));
    await markWorked(unit, event);
    const stand = await standing(unit, parts.casework, conversation.id, scene.state);
    return { turn: { replies: scene.replies, ...stand }, subject: scene.conversation.subject };
  }

  /** An answerer that fails must not stop the conversation: the person is told, and the form goes on. */
  async #ask(request: NeedsAnswer['request']): Promise<AnswerAtHand> {
    try {
      return await this.#parts.answerer.ask(request);
    } catch (error) {
      this.#parts.log.warn(blame(error), 'policy answer failed');
      return 'failed';
    }
  }

  /** Counts the next try; after the last one apologises and lets the next events go on. */
  async #failed(conversationId: string, event: Event, error: unknown): Promise<Turn | undefined> {
    const { error: kind, ...where } = blame(error);
    const { channel } = event;
    this.#parts.log.warn({ channel, conversation: conversationId, error: kind, ...where }, 'event failed');
    return this.#parts.storage.transaction(async (unit) => {
      const tried = await nextTried(unit, conversationId);
      // Another process had more luck with it.
      if (tried?.channel !== channel || tried.eventId !== event.eventId) return undefined;
      if (tried.tries >= MOST_TRIES) return this.#apologise(unit, conversationId, event, kind);
      await countTry(unit, event, kind);
      return undefined;
    });
  }

  async #apologise(
    unit: Unit,
    conversationId: string,
    event: Pick<Event, 'channel' | 'eventId'>,
    error: string,
  ): Promise<Turn> {
    const { subject_id: subject } = await unit.db
      .selectFrom('conversations')
      .select('subject_id')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    const reply: Reply = {
      text: TEXTS.apology,
      buttons: [{ id: 'human', label: TEXTS.buttons.human }],
    };
    await putReplies(unit, { id: conversationId, subject }, `inbound:${event.channel}:${event.eventId}`, [
      reply,
    ]);
    await giveUp(unit, event, error);
    return { replies: [reply], ...(await this.#standing(unit, conversationId)) };
  }

  /** Where a conversation stands: the question open in it, and the case declared from it. */
  standing(conversationId: string): Promise<Pick<Turn, 'step' | 'case'>> {
    return this.#standing(this.#parts.storage.reading, conversationId);
  }

  async #standing(unit: Unit, conversationId: string): Promise<Pick<Turn, 'step' | 'case'>> {
    const json = await stateOf(unit, conversationId);
    const state = (json === undefined ? undefined : parseState(json)) ?? newState();
    return standing(unit, this.#parts.casework, conversationId, state);
  }
}

/** Thrown to undo a receipt that another process was faster with. */
class AlreadyRecorded extends Error {
  readonly conversationId: string;

  constructor(conversationId: string) {
    super('already recorded');
    this.name = 'AlreadyRecorded';
    this.conversationId = conversationId;
  }
}

async function putReplies(
  unit: Unit,
  to: { id: string; subject: string },
  key: string,
  replies: readonly Reply[],
): Promise<void> {
  for (const [n, reply] of replies.entries()) await putInOutbox(unit, to, `${key}:${n}`, reply);
}
