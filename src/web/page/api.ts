import type {
  Answered,
  Failure,
  MessageRequest,
  Place,
  PlacesAnswer,
  RepliesAnswer,
  SeenRequest,
  SessionAnswer,
} from '../../channels/web/wire.ts';
import type { Outgoing, Problem } from './model.ts';
import { dropScannedCode, scannedCode } from './nav.ts';
import { type Signal, signal } from './signal.ts';
import { TEXTS } from './texts.ts';

/** A request that did not come to an answer. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** The session with the server, and where the conversation stands; undefined until the server answered once. */
export const session: Signal<SessionAnswer | undefined> = signal<SessionAnswer | undefined>(undefined);

const SECOND = 1000;
const PATIENCE = { session: 20 * SECOND, message: 50 * SECOND, photo: 180 * SECOND, replies: 40 * SECOND };

/** Shown on this page and not yet acknowledged. */
const shown = new Set<string>();
let opening: Promise<SessionAnswer> | undefined;

/**
 * Begins the session, or takes it up again. Callers at the same time share one request.
 * @throws ApiError
 */
export function openSession(): Promise<SessionAnswer> {
  const entry = scannedCode();
  const request = entry === undefined ? {} : { entry };
  opening ??= call<SessionAnswer>('/api/session', { method: 'POST', ...json(request) }, PATIENCE.session)
    .then((answer) => {
      if (entry !== undefined) dropScannedCode();
      session.set(answer);
      return answer;
    })
    .finally(() => {
      opening = undefined;
    });
  return opening;
}

/**
 * Sends one message. The same id may be sent again and again: the server works it once.
 * @throws ApiError; its problem's code is `offline` when nothing came back
 */
export async function send(outgoing: Outgoing): Promise<Answered> {
  const { id, text, action, form, photo, sheet } = outgoing;
  if (photo !== undefined) {
    const type = photo.type === '' ? 'application/octet-stream' : photo.type;
    const init = { method: 'POST', headers: { 'content-type': type }, body: photo };
    return withSession<Answered>(`/api/photos?id=${encodeURIComponent(id)}`, init, PATIENCE.photo);
  }
  if (sheet !== undefined) {
    const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: sheet };
    const query = new URLSearchParams({ id, name: sheet.name });
    return withSession<Answered>(`/api/files?${query}`, init, PATIENCE.photo);
  }
  const seen = [...shown];
  const request: MessageRequest = {
    id,
    ...(text === undefined ? {} : { text }),
    ...(action === undefined ? {} : { action }),
    ...(form === undefined ? {} : { form }),
    ...(seen.length === 0 ? {} : { seen }),
  };
  const answer = await withSession<Answered>(
    '/api/messages',
    { method: 'POST', ...json(request) },
    PATIENCE.message,
  );
  for (const one of seen) shown.delete(one);
  return answer;
}

/** Notes that replies stand on the page; `acknowledge` or the next message tells the server. */
export function markShown(ids: readonly string[]): void {
  for (const id of ids) shown.add(id);
}

/**
 * Tells the server what was shown.
 * @throws ApiError
 */
export async function acknowledge(): Promise<void> {
  const seen = [...shown];
  if (seen.length === 0) return;
  const request: SeenRequest = { seen };
  await withSession<unknown>('/api/seen', { method: 'POST', ...json(request) }, PATIENCE.session);
  for (const one of seen) shown.delete(one);
}

/**
 * Waits for replies that come without being asked for: notices of the case, answers that took long.
 * @throws ApiError
 */
export async function waitForReplies(stop: AbortSignal): Promise<RepliesAnswer> {
  return call<RepliesAnswer>('/api/replies', {}, PATIENCE.replies, stop);
}

const places = new Map<string, Place[]>();

/**
 * Divisions right within another one, in the order of their codes.
 * @throws ApiError
 */
export async function placesWithin(code: string): Promise<Place[]> {
  const known = places.get(code);
  if (known !== undefined) return known;
  const answer = await call<PlacesAnswer>(
    `/api/places?within=${encodeURIComponent(code)}`,
    {},
    PATIENCE.session,
  );
  places.set(code, answer.places);
  return answer.places;
}

/** With the session's token; a session that the server no longer knows is begun anew, once. */
async function withSession<T>(path: string, init: RequestInit, patience: number): Promise<T> {
  const { csrf } = session.value ?? (await openSession());
  try {
    return await call<T>(path, withToken(init, csrf), patience);
  } catch (error) {
    if (!(error instanceof ApiError) || !['session', 'csrf'].includes(error.problem.code)) throw error;
    const fresh = await openSession();
    return call<T>(path, withToken(init, fresh.csrf), patience);
  }
}

function withToken(init: RequestInit, csrf: string): RequestInit {
  return { ...init, headers: { ...init.headers, 'x-csrf': csrf } };
}

function json(body: object): RequestInit {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function call<T>(path: string, init: RequestInit, patience: number, stop?: AbortSignal): Promise<T> {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), patience);
  const stopped = () => given.abort();
  stop?.addEventListener('abort', stopped);
  try {
    const response = await fetch(path, { ...init, credentials: 'same-origin', signal: given.signal });
    if (!response.ok) throw new ApiError(await problemOf(response));
    return (await response.json()) as T;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    // No network, a time-out, or a body that was cut off: whether the server got it is not known.
    throw new ApiError({ code: 'offline', words: TEXTS.problems.offline, again: true });
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', stopped);
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const failure = await failureIn(response);
  // A gateway of the village's network that answers for the server speaks no JSON.
  if (failure === undefined) {
    return { code: 'unavailable', words: TEXTS.problems.broken, again: true };
  }
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    code: failure.code,
    words: failure.error,
    again: response.status === 429 || response.status >= 500 || ['session', 'csrf'].includes(failure.code),
    ...(Number.isFinite(seconds) ? { seconds } : {}),
  };
}

async function failureIn(response: Response): Promise<Failure | undefined> {
  try {
    const body = (await response.json()) as Partial<Failure>;
    return typeof body.error === 'string' && typeof body.code === 'string'
      ? { error: body.error, code: body.code }
      : undefined;
  } catch {
    return undefined;
  }
}
