import type { MiddlewareHandler } from 'hono';
import { failure } from './failure.ts';

/** What a request's body is put into. */
export interface WithBody {
  Variables: { body: Uint8Array<ArrayBuffer> };
}

/**
 * Reads a body, and no more of it than may be: what says that it is larger is refused at once, what does not say how
 * large it is (in pieces, as some proxies pass things on) when it has become too large. Hono's own limit makes a new
 * request of the pieces, which the server's requests do not allow.
 * @param tooLarge what the person is told, where it is not the usual
 */
export function limitedBody(most: number, tooLarge?: string): MiddlewareHandler<WithBody> {
  const said = tooLarge === undefined ? {} : { error: tooLarge };
  return async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > most) return failure(c, 'too-large', said);
    const body = await bytesOf(c.req.raw.body, most);
    if (body === undefined) return failure(c, 'too-large', said);
    c.set('body', body);
    return next();
  };
}

/** All bytes of a stream; undefined when there are more than `most`. */
async function bytesOf(
  stream: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (stream === null) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length;
    if (size > most) return undefined;
    pieces.push(read.value);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}

/** A body as JSON; undefined when it is none. */
export function jsonIn(body: Uint8Array, type: string | undefined): unknown {
  if (!/^application\/json\b/i.test(type ?? '')) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
