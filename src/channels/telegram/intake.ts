import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import { FILE_LIMITS, type Inbound } from '../../dialogue/index.ts';
import { FileTooLarge, type TelegramApi, TelegramFailure } from './api.ts';
import { Gate, Lanes } from './lanes.ts';
import { pause } from './pause.ts';
import { OPERATOR } from './texts.ts';
import { chatOf, type FileToFetch, type Incoming, type TranslationSettings, translate } from './translate.ts';

interface Parts {
  api: TelegramApi;
  settings: TranslationSettings;
  /** Resolves once the event is recorded durably. */
  accept: (inbound: Inbound) => Promise<void>;
  /** What to do beside: tell the phone that a press arrived, answer a group. */
  beside: (incoming: Incoming) => void;
  /** Whether a person may send spreadsheets. */
  takesSheets?: (userId: string) => Promise<boolean>;
  log: Logger;
  /** Milliseconds before something that failed is tried again; doubles. */
  retryAfter?: number;
}

const FILES_AT_ONCE = 4;
const FILE_TRIES = 3;
const LONGEST_PAUSE = 30_000;
/** An update that fails this often while others succeed has something in it that we cannot store. */
const MOST_TRIES = 8;

/** From a platform's update to a recorded event: in order within a chat, chats side by side. */
export class Intake {
  readonly #parts: Parts;
  readonly #lanes = new Lanes();
  /** Files are held in memory until they are recorded: a few at a time. */
  readonly #files = new Gate(FILES_AT_ONCE);
  #successes = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Resolves once the update is recorded or of no interest; rejects when it could not be recorded. */
  take(update: Update): Promise<void> {
    return this.#handle(update, (inbound) => this.#record(inbound));
  }

  /** Like `take`, but tries until it succeeds or the signal ends it. */
  persist(update: Update, signal: AbortSignal): Promise<void> {
    return this.#handle(update, (inbound) => this.#recordPersistently(inbound, signal));
  }

  #handle(update: Update, record: (inbound: Inbound) => Promise<void>): Promise<void> {
    return this.#lanes.run(this.#chatOf(update), async () => {
      const incoming = this.#read(update);
      this.#parts.beside(incoming);
      if (incoming.kind !== 'private') return;
      const { inbound, file } = incoming;
      if (file === undefined) return record(inbound);
      await this.#files.pass(async () =>
        record({ ...inbound, ...(await this.#fetch(file, inbound.userId)) }),
      );
    });
  }

  #chatOf(update: Update): number {
    try {
      return chatOf(update);
    } catch {
      return 0;
    }
  }

  /** An update of a shape that we do not know must not stop those after it. */
  #read(update: Update): Incoming {
    try {
      return translate(update, this.#parts.settings);
    } catch (error) {
      this.#parts.log.error(
        { kind: error instanceof Error ? error.name : typeof error },
        OPERATOR.unreadable,
      );
      return { kind: 'ignored' };
    }
  }

  async #record(inbound: Inbound): Promise<void> {
    await this.#parts.accept(inbound);
    this.#successes += 1;
  }

  async #recordPersistently(inbound: Inbound, signal: AbortSignal): Promise<void> {
    const successesBefore = this.#successes;
    for (let tries = 1; ; tries++) {
      try {
        return await this.#record(inbound);
      } catch (error) {
        if (signal.aborted) throw error;
        const kind = error instanceof Error ? error.name : typeof error;
        if (tries >= MOST_TRIES && this.#successes > successesBefore) {
          this.#parts.log.error({ kind }, OPERATOR.dropped);
          return;
        }
        this.#parts.log.error({ kind }, OPERATOR.notRecorded);
        await pause(this.#pauseAfter(tries), signal);
        if (signal.aborted) throw error;
      }
    }
  }

  async #fetch(
    file: FileToFetch,
    userId: string,
  ): Promise<Pick<Inbound, 'attachments' | 'attachmentProblem'>> {
    const { api, settings, takesSheets, log } = this.#parts;
    const isSheet = file.sheet === true;
    const most = isSheet ? FILE_LIMITS.in : settings.maxFileBytes;
    const tooLarge = { attachmentProblem: isSheet ? 'sheet-too-large' : 'too-large' } as const;
    for (let tries = 1; ; tries++) {
      try {
        if (isSheet && (await takesSheets?.(userId)) !== true) return { attachmentProblem: 'unsupported' };
        const { file_path: path, file_size: size = 0 } = await api.call('getFile', { file_id: file.id });
        if (size > most) return tooLarge;
        if (path === undefined) return { attachmentProblem: 'unavailable' };
        const bytes = await api.download(path, most);
        return { attachments: [{ bytes, ...(file.name === undefined ? {} : { name: file.name }) }] };
      } catch (error) {
        if (error instanceof FileTooLarge) return tooLarge;
        const failure = error instanceof TelegramFailure ? error : undefined;
        if (failure?.description.includes('file is too big')) return tooLarge;
        const isFinal = failure?.code === 400 || failure?.code === 404 || tries >= FILE_TRIES;
        if (isFinal) {
          log.warn({ reason: failure?.message ?? 'unknown' }, OPERATOR.fileFailed);
          return { attachmentProblem: 'unavailable' };
        }
        await pause(
          (failure?.retryAfter ?? 0) * 1000 || this.#pauseAfter(tries),
          new AbortController().signal,
        );
      }
    }
  }

  #pauseAfter(tries: number): number {
    return Math.min(LONGEST_PAUSE, (this.#parts.retryAfter ?? 1_000) * 2 ** (tries - 1));
  }
}
