import { existsSync, statSync } from 'node:fs';
import { type Clock, Keyring, locate, randomId, Storage } from '../storage/index.ts';
import { UsageError } from './usage.ts';

/** Where the data lies and with what keys, from the settings. */
export interface DatabaseSettings {
  DATABASE_URL: string;
  DATA_KEYS?: string | undefined;
}

/**
 * Opens the database of `--db`, or else of the settings; a new file is made with its keys beside it.
 * @throws UsageError when PostgreSQL is to be used without keys, or the keys of an existing file are gone
 */
export async function openStorage(
  settings: DatabaseSettings,
  db?: string,
  clock: Clock = () => new Date(),
): Promise<Storage> {
  const url = db ?? settings.DATABASE_URL;
  return Storage.open({ url, keyring: keyringFor(settings, url), clock, ids: randomId });
}

/**
 * Opens a database that must be there: a mistyped name must not make an empty one that reports nothing.
 * @throws UsageError naming the file that is missing
 */
export async function openExistingStorage(
  settings: DatabaseSettings,
  db?: string,
  clock?: Clock,
): Promise<Storage> {
  const url = db ?? settings.DATABASE_URL;
  const location = locate(url);
  if (location.kind === 'sqlite' && !existsSync(location.file)) {
    throw new UsageError(`没有数据库文件 ${location.file}`);
  }
  return openStorage(settings, url, clock);
}

/**
 * The keys of a database: `DATA_KEYS`, else the file beside an SQLite database, made with it.
 * @param create false where the keys must be there already
 */
export function keyringFor(
  { DATA_KEYS }: Pick<DatabaseSettings, 'DATA_KEYS'>,
  url: string,
  { create = true }: { create?: boolean } = {},
): Keyring {
  if (DATA_KEYS !== undefined) return Keyring.parse(DATA_KEYS);
  const location = locate(url);
  if (location.kind === 'postgres') {
    throw new UsageError('用 PostgreSQL 时要设置 DATA_KEYS（用 npm run -s keys -- new 生成）');
  }
  const file = `${location.file}.keys`;
  // New keys beside old data would only hide that the right ones are lost.
  if (!existsSync(file) && (!create || hasData(location.file))) {
    throw new UsageError(`找不到密钥文件 ${file}；请放回原来的密钥文件，或设置 DATA_KEYS`);
  }
  return Keyring.fromFileOrCreate(file);
}

/** Where a terminal's conversation puts files: beside an SQLite database; undefined (a temporary folder) for others. */
export function filesFolderOf(url: string): string | undefined {
  const location = locate(url);
  return location.kind === 'sqlite' ? `${location.file}.files` : undefined;
}

function hasData(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
