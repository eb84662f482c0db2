import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import {
  acknowledge,
  type FileContent,
  findConversation,
  historyOf,
  type Inbound,
  isStaffChat,
  openFile,
  type Turn,
  waitingFor,
} from '../../dialogue/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Places } from './places.ts';
import { eventIdOf, ownIdOf } from './sessions.ts';
import { OPERATOR } from './texts.ts';
import type { Answered, Message, Standing } from './wire.ts';

/** As in `conversations.channel`. */
export const CHANNEL = 'web';

/** The part of the conversation engine that the page talks to. */
export interface WebDialogue {
  receive(inbound: Inbound): Promise<{ conversationId: string }>;
  work(conversationId: string): Promise<unknown>;
  standing(conversationId: string): Promise<Pick<Turn, 'step' | 'case'>>;
}

interface Parts {
  storage: Storage;
  dialogue: WebDialogue;
  places: Places;
  /** Takes up what could not be worked. */
  recover: () => Promise<void>;
  log: Logger;
  /** Milliseconds that an answer may take before the page is told to wait for it. */
  patience: number;
}

/** What a page may say in one message. */
export type Said = Pick<Inbound, 'text' | 'action' | 'form' | 'attachments'>;

const HISTORY = 40;

/** A page's conversation: events in, replies out of the outbox, where they stay until the page has shown them. */
export class Conversations {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The conversation of a session, once something was said in it. */
  find(session: string): Promise<string | undefined> {
    return findConversation(this.#parts.storage.reading, CHANNEL, session);
  }

  /** Records what was said, has it worked and gives what came of it: the same id, the same replies. */
  async say(session: string, id: string, said: Said, seen: readonly string[] = []): Promise<Answered> {
    const event = { channel: CHANNEL, eventId: eventIdOf(session, id) };
    await this.see(session, seen);
    const { conversationId } = await this.#parts.dialogue.receive({ ...event, userId: session, ...said });
    const isWorked = await this.#work(conversationId);
    const { storage } = this.#parts;
    const replies = await waitingFor(storage.reading, conversationId, event);
    return {
      replies: replies.map(messageOf),
      ...(await this.standing(session, conversationId)),
      ...(isWorked ? {} : { working: true }),
    };
  }

  /**
   * A village's code was scanned. Whoever comes for the first time is greeted by the page itself; whoever was here
   * before is told, and asked nothing.
   */
  async enter(session: string, village: RegionCode): Promise<void> {
    const { storage, dialogue, places } = this.#parts;
    const known = await this.find(session);
    if (known !== undefined && (await places.of(known)) === village) return;
    const said = known !== undefined && (await historyOf(storage.reading, known, 1)).length > 0;
    const { conversationId } = await dialogue.receive({
      channel: CHANNEL,
      eventId: eventIdOf(session, `entry-${randomUUID()}`),
      userId: session,
      ...(said ? { action: `here:${village}` } : { entry: village }),
    });
    if (!(await this.#work(conversationId)) || said) return;
    const waiting = await waitingFor(storage.reading, conversationId);
    await this.#acknowledge(
      conversationId,
      waiting.filter(({ view }) => view?.kind === 'menu').map(({ id }) => id),
    );
  }

  /** The last messages, and where it stands. */
  async open(session: string): Promise<Standing & { history: Message[] }> {
    const conversationId = await this.find(session);
    if (conversationId === undefined) return { step: null, place: null, history: [] };
    const history = await historyOf(this.#parts.storage.reading, conversationId, HISTORY);
    return { history: history.map(messageOf), ...(await this.standing(session, conversationId)) };
  }

  /** What the page has not acknowledged yet. */
  async waiting(conversationId: string): Promise<Message[]> {
    return (await waitingFor(this.#parts.storage.reading, conversationId)).map(messageOf);
  }

  /** Marks messages as shown. */
  async see(session: string, seen: readonly string[]): Promise<void> {
    if (seen.length === 0) return;
    const conversationId = await this.find(session);
    if (conversationId !== undefined) await this.#acknowledge(conversationId, seen);
  }

  async standing(session: string, conversationId: string): Promise<Standing> {
    const { dialogue, places } = this.#parts;
    const stand = await dialogue.standing(conversationId);
    const code = (await places.of(conversationId)) ?? stand.case?.township;
    const isStaff = await this.isStaff(session);
    return { ...stand, place: places.named(code), ...(isStaff ? { staff: true } : {}) };
  }

  /** Whether this is a member of staff, who may send spreadsheets. */
  isStaff(session: string): Promise<boolean> {
    return isStaffChat(this.#parts.storage.reading, CHANNEL, session);
  }

  /** A file of this session's own conversation; `gone` when its time is over. */
  async file(session: string, id: string): Promise<FileContent | 'gone' | undefined> {
    const conversationId = await this.find(session);
    return conversationId === undefined
      ? undefined
      : openFile(this.#parts.storage.reading, conversationId, id);
  }

  #acknowledge(conversationId: string, ids: readonly string[]): Promise<void> {
    return this.#parts.storage.transaction((unit) => acknowledge(unit, conversationId, ids));
  }

  /** Whether all that was recorded is worked; what takes long or fails goes on by itself. */
  async #work(conversationId: string): Promise<boolean> {
    const { dialogue, recover, log, patience } = this.#parts;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), patience);
    });
    const worked = dialogue.work(conversationId).then(
      () => true,
      async (error: unknown) => {
        log.error({ kind: error instanceof Error ? error.name : typeof error }, OPERATOR.notWorked);
        await recover().catch(() => undefined);
        return false;
      },
    );
    try {
      return await Promise.race([worked, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function messageOf({ id, ...rest }: Message): Message {
  return { ...rest, id: rest.from === 'me' ? ownIdOf(id) : id };
}
