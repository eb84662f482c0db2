import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Failure } from '../../src/channels/web/wire.ts';
import { SCRIPT, Site, textOf, type Visitor } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.open(
    { url: 'https://ymt.example.org', trustProxy: ['127.0.0.0/8'] },
    {
      around: (dialogue) => ({
        receive: (inbound) => {
          if (inbound.text === '断电') return Promise.reject(new Error('secret at /home/x.ts:1 断电'));
          return dialogue.receive(inbound);
        },
        work: (id) => dialogue.work(id),
        standing: (id) => dialogue.standing(id),
      }),
    },
  );
});
afterAll(() => site.close());

let lines = 0;
/** Somebody from an address of their own. */
async function opened(): Promise<Visitor> {
  lines += 1;
  const visitor = site.visitor({ 'x-forwarded-for': `203.0.113.${lines}` });
  await visitor.open();
  return visitor;
}

async function refusal(response: Response | Promise<Response>): Promise<[number, string]> {
  const { status, headers } = await response;
  const { error, code } = (await (await response).json()) as Failure;
  expect(error).toMatch(/^\p{Script=Han}[^a-zA-Z]+。$/u);
  if (status === 429 || status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  return [status, code];
}

const message = (text: string) => ({ id: 'attack-id', text });

describe('who is believed', () => {
  test('no cookie, a forged one and one of another secret are no session, and lead to a new one', async () => {
    const visitor = await opened();
    const own = visitor.cookies.get('ymt') ?? '';
    const forged = [
      undefined,
      'x',
      own.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
      `${own}A`,
      '%00',
    ];
    for (const cookie of forged) {
      if (cookie === undefined) visitor.cookies.delete('ymt');
      else visitor.cookies.set('ymt', cookie);
      expect(await refusal(visitor.post('/api/messages', message('你好')))).toEqual([401, 'session']);
    }
    await visitor.open();
    expect(visitor.cookies.get('ymt')).not.toBe(own);
    expect((await visitor.says('我要申报')).step).toBe('filer');
  });

  test('the cookie is out of reach of scripts and other sites', async () => {
    const visitor = await opened();
    const response = await visitor.post('/api/session', {});
    const cookie = response.headers.getSetCookie().join();
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=15552000'])
      expect(cookie).toContain(part);
  });

  test('a post without the token of this session, or from another site, is not taken', async () => {
    const [one, two] = [await opened(), await opened()];
    const given = (headers: Record<string, string>) =>
      refusal(one.post('/api/messages', message('你好'), headers));
    for (const token of ['', 'x', two.csrf]) expect(await given({ 'x-csrf': token })).toEqual([403, 'csrf']);
    expect(await given({ origin: 'https://evil.example' })).toEqual([403, 'origin']);
    expect(await given({ origin: 'null' })).toEqual([403, 'origin']);
    expect(await given({ 'sec-fetch-site': 'cross-site' })).toEqual([403, 'origin']);
    const photo = site.visitor().photo(new Uint8Array(9));
    expect(await refusal(photo)).toEqual([401, 'session']);
    const fine = { origin: 'https://ymt.example.org', 'sec-fetch-site': 'same-origin' };
    expect((await one.post('/api/messages', message('你好'), fine)).status).toBe(200);
  });
});

describe('what is sent', () => {
  test('everything that is no message is refused in words, and the server goes on', async () => {
    const visitor = await opened();
    const given = (body: unknown, headers = {}) => refusal(visitor.post('/api/messages', body, headers));
    const bad = [
      '{"id":"12345678","text":',
      '"text"',
      'null',
      '[]',
      {},
      { id: 'short', text: 'x' },
      { id: "'; drop table cases; --", text: 'x' },
      { id: '12345678' },
      { id: '12345678', text: 1 },
      { id: '12345678', text: 'x', action: 'menu' },
      { id: '12345678', text: 'x'.repeat(10_001) },
      { id: '12345678', form: { filer: {} } },
      { id: '12345678', text: 'x', seen: Array.from({ length: 300 }, () => 'x') },
    ];
    for (const body of bad) expect(await given(body)).toEqual([400, 'bad-request']);
    expect(await given(message('x'), { 'content-type': 'text/plain' })).toEqual([400, 'bad-request']);
    expect(await refusal(visitor.post('/api/session', '{'))).toEqual([400, 'bad-request']);
    expect(await refusal(visitor.fetch('/api/nothing'))).toEqual([404, 'not-found']);
    expect((await visitor.says('低保咋申请？')).replies[0]?.text).toContain('文件里有规定');
  });

  test('too much is not read to its end', async () => {
    const visitor = await opened();
    const large = JSON.stringify(message('x'.repeat(10 * 1024 * 1024)));
    expect(await refusal(visitor.post('/api/messages', large))).toEqual([413, 'too-large']);
    expect(await refusal(visitor.photo(new Uint8Array(16 * 1024 * 1024)))).toEqual([413, 'too-large']);
    expect(await refusal(visitor.photo(new Uint8Array(9), 'text/html'))).toEqual([415, 'unsupported']);
    expect(await refusal(visitor.photo(new Uint8Array(0)))).toEqual([400, 'bad-request']);
    // In pieces, as some proxies pass things on: taken, unless it goes on without end.
    expect(await streamed(visitor, JSON.stringify({ id: 'in-pieces', text: '你好' }))).toBe(200);
    expect(await streamed(visitor, 20 * 1024 * 1024)).toBe(413);
  });

  test('is kept as it is: emoji, SQL, markup, halves of characters', async () => {
    const visitor = await opened();
    const texts = [
      '🏚️👵🏽漏雨了',
      "'); DROP TABLE cases; --",
      '<img src=x onerror=alert(1)>',
      '\ud83d 咋办\0',
    ];
    for (const text of texts) await visitor.tells(text);
    const { history } = await visitor.open();
    const mine = history.filter(({ from }) => from === 'me').map(({ text }) => text);
    expect(mine).toEqual([...texts.slice(0, 3), ' 咋办']);
  });

  test('an error of ours says nothing of itself', async () => {
    const visitor = await opened();
    const response = await visitor.post('/api/messages', message('断电'));
    const body = await response.clone().text();
    expect(await refusal(response)).toEqual([503, 'unavailable']);
    expect(body + site.logged).not.toMatch(/secret|home|断电/);
    expect(site.logged).toContain('"route":"/api/messages"');
  });
});

describe('how much', () => {
  test('one person, one address and strangers are limited by themselves, for a while', async () => {
    const limits = {
      messages: { burst: 2, perSecond: 0.5 },
      photos: { burst: 1, perSecond: 0.1 },
      newSessions: { burst: 2, perSecond: 0.01 },
      address: { burst: 20, perSecond: 1 },
    };
    const small = await Site.open({ limits, trustProxy: ['127.0.0.1'] });
    try {
      const from = (address: string) => small.visitor({ 'x-forwarded-for': `8.8.8.8, ${address}` });
      const [one, two] = [from('198.51.100.1'), from('198.51.100.1')];
      await one.open();
      await two.open();
      await one.says('你好');
      await one.says('你好');
      expect(await refusal(one.post('/api/messages', message('你好')))).toEqual([429, 'too-many']);
      await two.says('你好');
      small.wait(2);
      await one.says('你好');
      await one.photo(new Uint8Array(9));
      expect(await refusal(one.photo(new Uint8Array(9)))).toEqual([429, 'too-many']);
      const stranger = from('198.51.100.1').post('/api/session', {});
      expect(await refusal(stranger)).toEqual([429, 'too-many']);
      await from('198.51.100.2').open();
      let status = 0;
      const placesFor = async (visitor: Visitor) => {
        const response = await visitor.fetch('/api/places');
        await response.text();
        return response.status;
      };
      for (let n = 0; n < 20 && status !== 429; n += 1) status = await placesFor(two);
      expect(status).toBe(429);
      expect(await placesFor(from('198.51.100.2'))).toBe(200);
    } finally {
      await small.close();
    }
  });
});

describe('the page itself', () => {
  test('says what may run, and hands out files packed', async () => {
    const page = await fetch(site.url);
    expect(await page.text()).toContain('一码通助手');
    const policy = page.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(part);
    for (const part of ["base-uri 'none'", "form-action 'self'"]) expect(policy).toContain(part);
    expect(policy).not.toContain('unsafe');
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'strict-transport-security': expect.stringContaining('max-age='),
      'permissions-policy': expect.stringContaining('camera=(self)'),
      'cache-control': 'no-store',
    });
    const script = await fetch(`${site.url}/assets/main-ABC.js`, {
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(script.headers.get('content-encoding')).toBe('br');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(await script.text()).toBe(SCRIPT);
    const worker = await fetch(`${site.url}/sw.js`);
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    const tag = worker.headers.get('etag') ?? '';
    expect((await fetch(`${site.url}/sw.js`, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200);
  });

  test.each([
    '/../site.db',
    '/%2e%2e/site.db',
    '/assets/..%2f..%2fsite.db',
    '/assets/main-ABC.js.br',
    '/.env',
  ])('%s is no file of it', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });

  test('is not opened where another program has the port', async () => {
    const port = Number(new URL(site.url).port);
    await expect(Site.open({ port })).rejects.toThrow(`端口 ${port} 被占用`);
  });

  test('serves somebody who says odd things in the address', async () => {
    const visitor = await opened();
    expect(textOf(await visitor.says('你好')).length).toBeGreaterThan(0);
    expect(await statusOf(`/?c=${'%'.repeat(20)}&c=%00`)).toBe(200);
    expect(await statusOf('/%')).toBe(404);
  });
});

/** By a connection of its own, for the server hangs up on some: the status of a path sent as it stands, where `fetch` would tidy it. */
function statusOf(path: string): Promise<number> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

/** The status of a message, or of a photo of so many bytes, that is streamed without its length being said. */
function streamed(visitor: Visitor, body: string | number): Promise<number> {
  const { hostname, port } = new URL(site.url);
  const headers = {
    cookie: `ymt=${visitor.cookies.get('ymt') ?? ''}`,
    'x-csrf': visitor.csrf,
    'content-type': typeof body === 'string' ? 'application/json' : 'image/png',
  };
  const path = typeof body === 'string' ? '/api/messages' : '/api/photos?id=streamed-1';
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    // The server hangs up on who goes on; Node tells the request of it, or the socket once the request has its answer.
    const hungUp = (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    };
    sent.on('error', hungUp).on('socket', (socket) => socket.on('error', hungUp));
    const piece = Buffer.alloc(1024 * 1024, 1);
    if (typeof body === 'string') for (const letter of Buffer.from(body)) sent.write(Buffer.of(letter));
    else for (let n = 0; n < body; n += piece.length) sent.write(piece);
    sent.end();
  });
}
