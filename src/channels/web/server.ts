import type { BlockList } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { FormTexts } from '../../dialogue/index.ts';
import { InvalidRegionError, parseRegion, type RegionCode } from '../../regions/index.ts';
import { senderOf } from './address.ts';
import type { Assets } from './assets.ts';
import { jsonIn, limitedBody, type WithBody } from './body.ts';
import type { Conversations } from './conversations.ts';
import { failure } from './failure.ts';
import { forStaff, giveFile, limitedSheet, sheetIn } from './files.ts';
import type { Limits, RateLimiter } from './limits.ts';
import type { Places } from './places.ts';
import { MessageRequest, PhotoQuery, SeenRequest, SessionRequest } from './requests.ts';
import { isOwnPage, securityHeaders } from './security.ts';
import type { Sessions } from './sessions.ts';
import { OPERATOR, TEXTS } from './texts.ts';
import type { Waiting } from './waiting.ts';
import type { Answered, RepliesAnswer, SessionAnswer } from './wire.ts';

/** What the routes are wired from. */
export interface ServerParts {
  assets: Assets;
  sessions: Sessions;
  limiter: RateLimiter;
  conversations: Conversations;
  places: Places;
  waiting: Waiting;
  /** The form's questions for a county, or for the division served. */
  form: (region: RegionCode) => FormTexts;
  personalData: 'allow' | 'link';
  verifyEntry: (code: string) => RegionCode | undefined;
  /** Whether the database answers. */
  isHealthy: () => Promise<boolean>;
  /** Origin of the public address, when there is one. */
  publicOrigin: string | undefined;
  trusted: BlockList;
  log: Logger;
  /** Told to stop: connections are not kept for more requests. */
  isStopping: () => boolean;
  /** Milliseconds that GET /api/replies waits. */
  longPoll: number;
}

type Env = { Variables: { session: string } & WithBody['Variables'] };

const JSON_BYTES = 64 * 1024;
const PHOTO_BYTES = 15 * 1024 * 1024;
/** Photos are held in memory while they come in: so many together. */
const MOST_PHOTOS = 8;
const MOST_SHEETS = 3;
/** Pages of one person that wait for news together. */
const MOST_WAITING = 3;

/** The routes of the resident's page. */
export function routes(parts: ServerParts): Hono<Env> {
  const { assets, log, isHealthy, publicOrigin } = parts;
  const app = new Hono<Env>();
  app.use(logged(log));
  app.use(async (c, next) => {
    await next();
    if (parts.isStopping()) c.header('Connection', 'close');
  });
  app.use(securityHeaders(publicOrigin?.startsWith('https:') === true));
  app.onError((error, c) => {
    // A phone that lost its signal in the middle is no error of ours.
    if (c.req.raw.signal.aborted) return failure(c, 'bad-request');
    // The kind alone: an error's text could quote what a person wrote.
    log.error({ kind: error.name, route: routePath(c, -1) }, OPERATOR.failed);
    return failure(c, 'unavailable');
  });
  app.notFound((c) =>
    c.req.path.startsWith('/api/') ? failure(c, 'not-found') : c.text(TEXTS.failures['not-found'], 404),
  );
  app.get('/healthz', async (c) => {
    const ok = await isHealthy().catch(() => false);
    c.header('Cache-Control', 'no-store');
    return c.json({ status: ok ? 'ok' : 'unavailable' }, ok ? 200 : 503);
  });
  app.route('/api', api(parts));
  app.get('/', (c) => {
    const code = c.req.query('c') ?? c.req.query('v');
    if (code !== undefined) parts.sessions.keepEntry(c, code);
    return assets.serve(c, '/') ?? c.notFound();
  });
  app.get('/*', (c) => assets.serve(c, c.req.path) ?? c.notFound());
  return app;
}

function api(parts: ServerParts): Hono<Env> {
  const { conversations, places, waiting, log } = parts;
  const app = new Hono<Env>();
  // No other site can make a browser send our cookie, so that nothing secret can be guessed by sizes.
  app.use(compress({ threshold: 1_024 }));
  let isOriginTold = false;
  app.use(async (c, next) => {
    c.header('Cache-Control', 'no-store');
    if (!isOwnPage(c, parts.publicOrigin)) {
      // Once: it may be a proxy that hides our name, or somebody who tries all day.
      if (!isOriginTold) log.warn(OPERATOR.wrongOrigin);
      isOriginTold = true;
      return failure(c, 'origin');
    }
    const wait = parts.limiter.take('address', sender(c, parts));
    if (wait !== undefined) return failure(c, 'too-many', { error: TEXTS.crowded, seconds: wait });
    return next();
  });

  app.get('/places', (c) => {
    const answer = places.within(regionOf(c.req.query('within'), places.region.code));
    return answer === undefined ? failure(c, 'not-found') : c.json(answer);
  });
  app.get('/form', async (c) => {
    const session = await parts.sessions.of(c);
    const conversationId = session === undefined ? undefined : await conversations.find(session);
    const place = conversationId === undefined ? undefined : await places.of(conversationId);
    return c.json(parts.form((place?.slice(0, 6) ?? places.region.code) as RegionCode));
  });
  app.post('/session', limitedJson, (c) => openSession(c, parts));

  /** A page that began to wait before anything was said waits under its session's name: it is woken to ask anew. */
  const toldOf = async (session: string, saying: Promise<Answered>) => {
    const answer = await saying;
    waiting.nudge(session);
    return answer;
  };
  const known = [withSession(parts), withCsrf(parts)] as const;
  app.get('/replies', withSession(parts), limited(parts, 'requests'), async (c) => {
    const conversationId = await conversations.find(c.var.session);
    // Nothing said yet: it is waited all the same, until something is; from then on the page asks anew.
    const key = conversationId ?? c.var.session;
    const take = async () => (conversationId === undefined ? [] : conversations.waiting(conversationId));
    const before = await take();
    if (before.length > 0) return c.json({ replies: before } satisfies RepliesAnswer);
    if (waiting.count(key) >= MOST_WAITING) return failure(c, 'too-many');
    await waiting.wait(key, parts.longPoll, c.req.raw.signal);
    return c.json({ replies: await take() } satisfies RepliesAnswer);
  });
  app.post('/seen', ...known, limited(parts, 'requests'), limitedJson, async (c) => {
    const request = SeenRequest.safeParse(jsonIn(c.var.body, c.req.header('content-type')));
    if (!request.success) return failure(c, 'bad-request');
    await conversations.see(c.var.session, request.data.seen);
    return c.json({});
  });
  app.post('/messages', ...known, limited(parts, 'messages'), limitedJson, async (c) => {
    const request = MessageRequest.safeParse(jsonIn(c.var.body, c.req.header('content-type')));
    if (!request.success) return failure(c, 'bad-request');
    const { id, seen, ...said } = request.data;
    return c.json(await toldOf(c.var.session, conversations.say(c.var.session, id, said, seen)));
  });
  app.post('/photos', ...known, limited(parts, 'photos'), fewAtOnce(MOST_PHOTOS), limitedPhoto, async (c) => {
    const query = PhotoQuery.safeParse(c.req.query());
    const bytes = c.var.body;
    if (!query.success || bytes.length === 0) return failure(c, 'bad-request');
    const said = conversations.say(c.var.session, query.data.id, { attachments: [{ bytes }] });
    return c.json(await toldOf(c.var.session, said));
  });
  app.get('/files/:id', withSession(parts), limited(parts, 'requests'), (c) => giveFile(c, conversations));
  const own = [...known, limited(parts, 'photos'), forStaff(parts), fewAtOnce(MOST_SHEETS)] as const;
  app.post('/files', ...own, limitedSheet, async (c) => {
    const sheet = sheetIn(c);
    if (sheet instanceof Response) return sheet;
    return c.json(await toldOf(c.var.session, conversations.say(c.var.session, sheet.id, sheet.said)));
  });
  return app;
}

/** The session of the cookie, or a new one; with the village whose code was scanned. */
async function openSession(c: Context<Env>, parts: ServerParts): Promise<Response> {
  const { sessions, limiter, conversations, places } = parts;
  const request = SessionRequest.safeParse(jsonIn(c.var.body, c.req.header('content-type')));
  if (!request.success) return failure(c, 'bad-request');
  const known = await sessions.of(c);
  const wait =
    known === undefined ? limiter.take('newSessions', sender(c, parts)) : limiter.take('requests', known);
  if (wait !== undefined) return failure(c, 'too-many', { error: TEXTS.crowded, seconds: wait });
  const session = known ?? sessions.create();
  await sessions.keep(c, session);
  const kept = sessions.takeEntry(c);
  const notice = await enter(session, request.data.entry ?? kept, parts);
  return c.json({
    csrf: sessions.csrf(session),
    region: places.region,
    personalData: parts.personalData,
    ...(await conversations.open(session)),
    ...(notice === undefined ? {} : { notice }),
  } satisfies SessionAnswer);
}

/** Takes a scanned code; gives what the person has to be told about it. */
async function enter(
  session: string,
  code: string | undefined,
  { conversations, places, verifyEntry }: ServerParts,
): Promise<string | undefined> {
  if (code === undefined) return undefined;
  const village = verifyEntry(code);
  if (village === undefined) return TEXTS.forgedEntry;
  if (!places.serves(village)) return TEXTS.foreignEntry(places.region.name);
  await conversations.enter(session, village);
  return undefined;
}

function withSession({ sessions }: ServerParts): MiddlewareHandler<Env> {
  return async (c, next) => {
    const session = await sessions.of(c);
    if (session === undefined) return failure(c, 'session');
    c.set('session', session);
    return next();
  };
}

function withCsrf({ sessions }: ServerParts): MiddlewareHandler<Env> {
  return async (c, next) =>
    sessions.isCsrf(c.var.session, c.req.header('x-csrf')) ? next() : failure(c, 'csrf');
}

function limited({ limiter }: ServerParts, kind: keyof Limits): MiddlewareHandler<Env> {
  return async (c, next) => {
    const wait = limiter.take(kind, c.var.session);
    return wait === undefined ? next() : failure(c, 'too-many', { seconds: wait });
  };
}

const limitedJson = limitedBody(JSON_BYTES);
const limitedBytes = limitedBody(PHOTO_BYTES);

const limitedPhoto: MiddlewareHandler<WithBody> = async (c, next) =>
  /^image\/[\w.+-]+$/i.test(c.req.header('content-type') ?? '')
    ? limitedBytes(c, next)
    : failure(c, 'unsupported');

function fewAtOnce(most: number): MiddlewareHandler<Env> {
  let coming = 0;
  return async (c, next) => {
    if (coming >= most) return failure(c, 'unavailable');
    coming += 1;
    try {
      return await next();
    } finally {
      coming -= 1;
    }
  };
}

function regionOf(code: string | undefined, otherwise: string): RegionCode {
  try {
    return parseRegion(code ?? otherwise);
  } catch (error) {
    if (error instanceof InvalidRegionError) return '' as RegionCode;
    throw error;
  }
}

function sender(c: Context, { trusted }: ServerParts): string {
  return senderOf(getConnInfo(c).remote.address, c.req.header('x-forwarded-for'), trusted);
}

/** What was asked for and what came of it; nothing of who or what. */
function logged(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const ms = Math.round(performance.now() - start);
    log.info({ method: c.req.method, route: routePath(c, -1), status: c.res.status, ms });
  };
}
