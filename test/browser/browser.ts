import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import packed from '../../node_modules/@sparticuz/chromium/package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/**
 * Unpacks the Chromium of the npm package once into `.cache`, with the libraries that a bare machine may lack.
 * Several test files may do so at once: the first that is done wins.
 */
async function unpackedChromium(): Promise<string> {
  const folder = join(root, '.cache', `chromium-${packed.version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  await run(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: root,
    // The package unpacks into the folder for temporary files, and its libraries only for this environment.
    env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  writeFileSync(join(draft, 'fonts.conf'), fontSettings(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Only our own Chinese font: pages are measured alike whatever fonts a machine has. */
function fontSettings(cache: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(
    root,
    'test/browser/font',
  )}</dir><cachedir>${join(cache, 'font-cache')}</cachedir></fontconfig>`;
}

/** A real Chromium, from npm. */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpackedChromium();
  const launch = (env: NodeJS.ProcessEnv) =>
    chromium.launch({
      executablePath: join(folder, 'chromium'),
      headless: true,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--font-render-hinting=none',
      ],
      env: { ...process.env, ...env, FONTCONFIG_FILE: join(folder, 'fonts.conf') } as Record<string, string>,
    });
  try {
    return await launch({});
  } catch {
    return launch({ LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') });
  }
}

/** A person's phone, or a computer when `width` is large. */
export async function openPhone(
  browser: Browser,
  url: string,
  { width = 360, height = 640, ...more }: { width?: number; height?: number } & BrowserContextOptions = {},
): Promise<Page> {
  const isPhone = width < 700;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: isPhone,
    isMobile: isPhone,
    deviceScaleFactor: isPhone ? 2 : 1,
    ...more,
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** The program as `npm start` runs it, with a database of its own. */
export interface RunningWeb {
  url: string;
  database: string;
  /** What it wrote to standard error. */
  log: () => string;
  /** Ends it; `SIGKILL` for a crash. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again on the same port and database. */
  again: () => Promise<void>;
}

/** Starts the program and waits until the page answers. */
export async function startWeb(settings: Record<string, string> = {}): Promise<RunningWeb> {
  const folder = mkdtempSync(join(tmpdir(), 'yimatong-web-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const database = join(folder, 'web.db');
  const env = { ...process.env, WEB_PORT: String(port), DATABASE_URL: database, ...settings };
  let log = '';
  let program: ChildProcess | undefined;
  const start = async () => {
    const started = spawn(process.execPath, ['--max-old-space-size=384', 'scripts/run.mjs', 'main'], {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    program = started;
    started.stderr?.on('data', (chunk) => {
      log += String(chunk);
    });
    await answering(url, () => {
      if (started.exitCode !== null) throw new Error(`the program ended: ${log}`);
    });
  };
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const ending = program;
    program = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };
  await start();
  return { url, database, log: () => log, stop, again: start };
}

async function answering(url: string, check: () => void): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    check();
    try {
      if ((await fetch(`${url}/healthz`)).ok) return;
    } catch {
      // Not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers at ${url}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
