/**
 * Opens the page without signal: keeps the shell of one build, and the form's questions. Nothing else of `/api` is ever
 * kept. The server puts `self.__shell` before this code, so that the worker changes with every build.
 */
interface Shell {
  version: string;
  files: string[];
}

/** The few things of a service worker that are used here; the page's own types know none of them. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly __shell?: Shell;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

const worker = globalThis as unknown as Worker;
const { version, files } = worker.__shell ?? { version: 'none', files: [] };
const NAME = `shell-${version}`;
/** The questions, apart from the shell: they outlive a build. */
const FORM = 'form';
const FORM_PATH = '/api/form';
/** So long the network may take for the page itself before the kept one is shown. */
const PATIENCE = 4000;

worker.addEventListener('install', (event) => event.waitUntil(keepShell()));
worker.addEventListener('activate', (event) => event.waitUntil(clearUp()));
worker.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer !== undefined) event.respondWith(answer);
});

async function keepShell(): Promise<void> {
  const shell = await caches.open(NAME);
  await shell.addAll(['/', ...files]);
  // Without the questions the page still opens.
  await fromNetwork(new Request(FORM_PATH), FORM).catch(() => undefined);
}

/**
 * What older builds kept goes when no page of theirs is open any more: a worker takes over only then, so that the code of
 * an open form never changes under it.
 */
async function clearUp(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('shell-') && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

function answerTo(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return undefined;
  if (request.mode === 'navigate') return pathname === '/' ? page(request) : undefined;
  if (pathname === FORM_PATH) return questions(request);
  if (pathname.startsWith('/api/')) return undefined;
  return files.includes(pathname) || pathname.startsWith('/assets/') ? asset(request) : undefined;
}

/** The newest page while there is a signal; a scanned code has to reach the server. */
async function page(request: Request): Promise<Response> {
  try {
    const answer = await inTime(fetch(request));
    if (answer.status < 500) return answer;
  } catch {
    // No signal, or too weak.
  }
  return (await caches.match('/')) ?? fetch(request);
}

async function questions(request: Request): Promise<Response> {
  try {
    const answer = await fromNetwork(request, FORM);
    if (answer.ok) return answer;
  } catch {
    // The ones kept are as good.
  }
  return (await caches.match(FORM_PATH)) ?? Response.error();
}

/** Files of the page carry their content's hash in the name: what is kept is right. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fromNetwork(request, NAME);
}

async function fromNetwork(request: Request, name: string): Promise<Response> {
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(name)).put(request, answer.clone());
  return answer;
}

function inTime(work: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export {};
