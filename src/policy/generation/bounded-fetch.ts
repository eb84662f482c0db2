import { ModelTrouble } from './trouble.ts';

/** Longest answer that is read, in bytes of the protocol: far above any honest one. */
const MOST_BYTES = 512_000;

/**
 * `fetch` for one call of a model, which notes what went wrong in place of the libraries' own errors: those may repeat
 * the key or the prompt. It follows no redirect (the key would go along), reads an event stream only, not without end,
 * and gives up when nothing comes for a while.
 */
export class BoundedFetch {
  readonly #idleMs: number;
  /** The first thing that went wrong. */
  trouble: ModelTrouble | undefined;
  /** Whether anything of an answer has come. */
  hasBegun = false;

  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, { ...init, redirect: 'error' }).catch(() => {
      throw this.#note(new ModelTrouble('connection'));
    });
    const { status, headers, body } = response;
    if (!response.ok || body === null) {
      await body?.cancel();
      throw this.#note(new ModelTrouble(`http_${status}`, retryAfter(headers)));
    }
    if (!/^text\/event-stream/i.test(headers.get('content-type') ?? '')) {
      await body.cancel();
      throw this.#note(new ModelTrouble('content_type'));
    }
    return new Response(this.#bounded(body), { status, headers });
  };

  #note(trouble: ModelTrouble): ModelTrouble {
    this.trouble ??= trouble;
    return trouble;
  }

  #bounded(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    let left = MOST_BYTES;
    return new ReadableStream<Uint8Array>({
      pull: async (out) => {
        try {
          const { done, value } = await this.#next(reader);
          if (done) return out.close();
          this.hasBegun = true;
          left -= value.length;
          if (left < 0) throw new ModelTrouble('too_long');
          out.enqueue(value);
        } catch (error) {
          const trouble = this.#note(error instanceof ModelTrouble ? error : new ModelTrouble('cut'));
          await reader.cancel().catch(() => {});
          out.error(trouble);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  /** The next bytes; nothing for as long as the idle time is an end. The first may take the whole time there is. */
  async #next(reader: ReadableStreamDefaultReader<Uint8Array>) {
    if (!this.hasBegun) return reader.read();
    let timer: NodeJS.Timeout | undefined;
    const idle = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ModelTrouble('idle')), this.#idleMs);
    });
    try {
      return await Promise.race([reader.read(), idle]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** `Retry-After` in seconds; a date or nonsense is read as a long time. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : Number.POSITIVE_INFINITY;
}
