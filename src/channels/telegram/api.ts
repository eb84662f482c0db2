import { Telegram, TelegramError } from 'telegraf';
import type { Telegram as Methods, Opts } from 'telegraf/types';

/**
 * A call of the Bot API that failed. Made anew from the few words that are safe: telegraf's own errors carry the whole
 * request, its network errors the address with the token in it.
 */
export class TelegramFailure extends Error {
  /** Telegram's code; undefined when no answer of the Bot API came. */
  readonly code: number | undefined;
  readonly description: string;
  /** Seconds that Telegram asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(method: string, description: string, code?: number, retryAfter?: number) {
    super(`${method}: ${code === undefined ? '' : `${code} `}${description}`);
    this.name = 'TelegramFailure';
    this.code = code;
    this.description = description;
    this.retryAfter = retryAfter;
  }
}

/** A file larger than we take. */
export class FileTooLarge extends Error {
  constructor() {
    super('file too large');
    this.name = 'FileTooLarge';
  }
}

const CALL_SECONDS = 20;
const DOWNLOAD_SECONDS = 60;

/** The Bot API by telegraf's client, with time limits and errors that give nothing away. */
export class TelegramApi {
  readonly #client: Telegram;
  readonly #root: string;

  constructor(token: string, apiRoot: string) {
    // A root with a path (https://relay.example/tg) keeps its path only when it ends with a slash.
    this.#root = apiRoot.replace(/\/*$/, '/');
    this.#client = new Telegram(token, { apiRoot: this.#root, webhookReply: false });
  }

  /** @throws TelegramFailure */
  async call<M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
    options: { seconds?: number; signal?: AbortSignal } = {},
  ): Promise<ReturnType<Methods[M]>> {
    // Not AbortSignal.any: on Node 20 each call would leave something behind at a signal that lives as long as we do.
    const stop = new AbortController();
    const abort = () => stop.abort();
    let isLate = false;
    const timer = setTimeout(
      () => {
        isLate = true;
        abort();
      },
      (options.seconds ?? CALL_SECONDS) * 1000,
    );
    options.signal?.addEventListener('abort', abort);
    if (options.signal?.aborted === true) abort();
    try {
      return await this.#client.callApi(method, payload, { signal: asShim(stop.signal) });
    } catch (error) {
      throw isLate ? new TelegramFailure(method, 'timeout') : this.#failure(method, error);
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
    }
  }

  /**
   * Downloads a file that `getFile` named.
   * @throws FileTooLarge as soon as more than `most` bytes came, TelegramFailure
   */
  async download(path: string, most: number): Promise<Uint8Array> {
    try {
      const address = new URL(`./file/bot${this.#client.token}/${path}`, this.#root);
      const response = await fetch(address, { signal: AbortSignal.timeout(DOWNLOAD_SECONDS * 1000) });
      if (!response.ok || response.body === null) {
        await response.body?.cancel();
        throw new TelegramFailure('file', 'download refused', response.status);
      }
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of response.body) {
        size += chunk.length;
        if (size > most) throw new FileTooLarge();
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch (error) {
      if (error instanceof FileTooLarge || error instanceof TelegramFailure) throw error;
      throw this.#failure('file', error);
    }
  }

  #failure(method: string, error: unknown): TelegramFailure {
    if (error instanceof TelegramError) {
      const { code, parameters } = error;
      const description = error.description.replaceAll(this.#client.token, '…');
      return new TelegramFailure(method, description, code, parameters?.retry_after);
    }
    return new TelegramFailure(method, networkReason(error));
  }
}

type ShimSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** Node's own signal serves; telegraf's types still name the shim of before. */
function asShim(signal: AbortSignal): ShimSignal {
  return signal as unknown as ShimSignal;
}

/** An error's code or kind; never its message, which holds the address. */
function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'network';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.cause instanceof Error) return networkReason(error.cause);
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name;
}
