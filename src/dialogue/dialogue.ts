import type { Answerer } from '../policy/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import {
  claimNext,
  conversationOf,
  countFailure,
  type Event,
  markWorked,
  type Payload,
  type PhotoNote,
  recordEvent,
  recordedIn,
  saveState,
  stateOf,
} from './journal.ts';
import { KeyedLock } from './keyed-lock.ts';
import type { Attachment, Inbound, Reply, Turn } from './message.ts';
import { putInOutbox } from './outbox.ts';
import { storePhoto } from './photo-store.ts';
import type { PhotoIntake } from './photos.ts';
import { respond, standing } from './respond.ts';
import { type AnswerAtHand, type FlowParts, NeedsAnswer, requestKey, Scene } from './scene.ts';
import { holdsPersonalNumber, withoutPersonalNumbers } from './scrub.ts';
import { newState, parseState } from './state.ts';
import { TEXTS } from './texts.ts';

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

/** After so many failures an event is given up with an apology, so that the ones behind it go on. */
const MOST_ATTEMPTS = 3;
/** Longest text kept; more is no message but a document, and what is said about it does not need the rest. */
const LONGEST_TEXT = 10_000;
/** Photos of one message that are looked at. */
const MOST_ATTACHMENTS = 10;

/**
 * The conversation engine: one inbound message → replies, whatever the channel. An event is first recorded, then
 * worked once: its changes, its replies and the mark that it is worked are one transaction.
 */
export class Dialogue {
  readonly #parts: DialogueParts;
  readonly #lock = new KeyedLock();

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
        const pictures = await this.#pictures(inbound);
        return storage.transaction(async (unit) => {
          const conversation = await conversationOf(unit, inbound);
          const photos: PhotoNote[] = [];
          for (const picture of pictures) {
            if ('problem' in picture) photos.push(picture);
            else photos.push({ id: await storePhoto(unit, conversation, picture.jpeg) });
          }
          const fresh = await recordEvent(unit, conversation, inbound, this.#payload(inbound, photos));
          // Recorded by another process meanwhile, with photos of its own.
          if (!fresh) throw new AlreadyRecorded(conversation.id);
          return { fresh, conversationId: conversation.id };
        });
      })
      .catch((error: unknown) => {
        if (error instanceof AlreadyRecorded) return { fresh: false, conversationId: error.conversationId };
        throw error;
      });
  }

  async #pictures({ channel, attachments = [] }: Inbound) {
    if (this.#parts.settings.personalData(channel) === 'link') return [];
    const pictures: Awaited<ReturnType<PhotoIntake['take']>>[] = [];
    for (const attachment of attachments.slice(0, MOST_ATTACHMENTS) as Attachment[]) {
      pictures.push(await this.#parts.photoIntake.take(attachment));
    }
    return pictures;
  }

  /** What is kept of the event: on a channel that may not take personal data, no number and no photo. */
  #payload(inbound: Inbound, photos: PhotoNote[]): Payload {
    const { text = '', action, attachmentProblem, entry, attachments = [] } = inbound;
    const mayKeep = this.#parts.settings.personalData(inbound.channel) === 'allow';
    const withheld = !mayKeep && (attachments.length > 0 || holdsPersonalNumber(text));
    const kept = (mayKeep ? text : withoutPersonalNumbers(text)).slice(0, LONGEST_TEXT);
    return {
      photos,
      withheld,
      edited: inbound.edited === true,
      ...(kept === '' ? {} : { text: kept }),
      ...(action === undefined ? {} : { action }),
      ...(attachmentProblem === undefined ? {} : { attachmentProblem }),
      ...(entry === undefined ? {} : { entry: entry as NonNullable<Payload['entry']> }),
      ...(inbound.as === undefined ? {} : { as: inbound.as }),
    };
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
    const answers = new Map<string, AnswerAtHand>();
    let event: Event | undefined;
    for (;;) {
      try {
        return await this.#parts.storage.transaction(async (unit) => {
          event = undefined;
          const claimed = await claimNext(unit, conversationId);
          if (claimed === undefined) return undefined;
          event = claimed.event;
          return this.#workEvent(unit, claimed, answers);
        });
      } catch (error) {
        if (error instanceof NeedsAnswer) {
          answers.set(requestKey(error.request), await this.#ask(error.request));
          continue;
        }
        if (event === undefined) throw error;
        const turn = await this.#failed(conversationId, event, error);
        if (turn !== undefined) return turn;
      }
    }
  }

  async #workEvent(
    unit: Unit,
    { conversation, event, state }: NonNullable<Awaited<ReturnType<typeof claimNext>>>,
    answers: ReadonlyMap<string, AnswerAtHand>,
  ): Promise<Turn> {
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
    });
    if (remembered === undefined) scene.say(TEXTS.stateLost);
    if (event.payload === undefined) scene.say(TEXTS.payloadGone);
    else await respond(scene);
    await putReplies(unit, scene.conversation, scene.eventKey, scene.replies);
    await saveState(unit, scene.conversation, JSON.stringify(scene.state));
    await markWorked(unit, event);
    const stand = await standing(unit, parts.casework, conversation.id, scene.state);
    return { replies: scene.replies, ...stand };
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

  /** Counts the failure; after the last attempt apologises and lets the next events go on. */
  async #failed(conversationId: string, event: Event, error: unknown): Promise<Turn | undefined> {
    this.#parts.log.warn(
      { channel: event.channel, conversation: conversationId, ...blame(error) },
      'event failed',
    );
    return this.#parts.storage.transaction(async (unit) => {
      const attempts = await countFailure(unit, event, blame(error).error);
      if (attempts < MOST_ATTEMPTS) return undefined;
      const { subject_id: subject } = await unit.db
        .selectFrom('conversations')
        .select('subject_id')
        .where('id', '=', conversationId)
        .executeTakeFirstOrThrow();
      const reply: Reply = {
        text: TEXTS.apology,
        buttons: [{ id: 'human', label: TEXTS.buttons.human }],
      };
      const key = `inbound:${event.channel}:${event.eventId}`;
      await putReplies(unit, { id: conversationId, subject }, key, [reply]);
      await markWorked(unit, event);
      return { replies: [reply], ...(await this.#standing(unit, conversationId)) };
    });
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

/** What may be told of an error: its kind and where it arose. Its message may quote what somebody wrote. */
function blame(error: unknown): { error: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const at = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 3)
    .map((line) => line.trim())
    .join(' < ');
  return { error: `${error.name}${code}`, ...(at === undefined ? {} : { at }) };
}
