import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { Db } from './db.ts';
import { StorageError } from './errors.ts';
import { rowsOf } from './rows.ts';
import { type Row, TABLE_NAMES, type TableName } from './tables.ts';

/*
 * A backup is a gzip of lines, the same for both databases: a head, for each table its name and then its rows as JSON,
 * and an end with the number of rows and the hash of all lines before it. Personal values stand in it as sealed as in
 * the database.
 */

const Head = z.object({
  format: z.literal('yimatong-backup'),
  version: z.literal(1),
  /** The newest migration of the database that it was made from. */
  migration: z.string(),
  createdAt: z.string(),
});
export type BackupHead = z.infer<typeof Head>;

const End = z.object({
  end: z.literal(true),
  rows: z.record(z.string(), z.number()),
  sha256: z.string(),
});
export type RowCounts = Record<string, number>;

const Bytes = z.strictObject({ $bytes: z.string() });

/** Writes all that the snapshot `db` sees; the file appears under its name only when it is whole and on the disk. */
export async function writeBackup(
  db: Db,
  file: string,
  head: Pick<BackupHead, 'migration' | 'createdAt'>,
): Promise<void> {
  const draft = `${file}.writing-${process.pid}`;
  try {
    const lines = Readable.from(inPieces(backupLines(db, head)));
    await pipeline(lines, createGzip(), createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
    const handle = await open(draft, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Lines together in pieces: each piece is a turn of the event loop, which a busy program has to spare for few. */
async function* inPieces(lines: AsyncGenerator<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < 100_000) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

async function* backupLines(
  db: Db,
  head: Pick<BackupHead, 'migration' | 'createdAt'>,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const rows: RowCounts = {};
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value, bytesAsText)}\n`;
    hash.update(text);
    return text;
  };
  yield line({ format: 'yimatong-backup', version: 1, ...head } satisfies BackupHead);
  for (const table of TABLE_NAMES) {
    yield line({ table });
    let count = 0;
    for await (const row of rowsOf(db, table)) {
      yield line(row);
      count++;
    }
    rows[table] = count;
  }
  yield `${JSON.stringify({ end: true, rows, sha256: hash.digest('hex') })}\n`;
}

function bytesAsText(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString('base64') } : value;
}

/** What reads a backup is told, in order. */
export interface BackupReader {
  head(head: BackupHead): void | Promise<void>;
  row(table: TableName, row: Row): void | Promise<void>;
}

/**
 * Reads a backup through and checks that it is whole.
 * @throws StorageError when it is not
 */
export async function readBackup(file: string, reader: BackupReader): Promise<RowCounts> {
  const damaged = (cause?: unknown) => new StorageError(`备份文件不完整或已损坏：${file}`, { cause });
  const hash = createHash('sha256');
  const counts: RowCounts = {};
  let table: TableName | undefined;
  let isStarted = false;
  let end: z.infer<typeof End> | undefined;
  for await (const line of linesOf(file, damaged)) {
    if (end !== undefined) throw damaged();
    const value = parse(line, damaged);
    if ('end' in value) {
      end = checked(End, value, damaged);
      continue;
    }
    hash.update(`${line}\n`);
    if (!isStarted) {
      await reader.head(checked(Head, value, () => new StorageError(`这不是本程序的备份文件：${file}`)));
      isStarted = true;
    } else if (typeof value.table === 'string' && Object.keys(value).length === 1) {
      const name = value.table;
      table = TABLE_NAMES.find((each) => each === name);
      if (table === undefined) throw damaged();
      counts[table] = 0;
    } else {
      if (table === undefined) throw damaged();
      counts[table] = (counts[table] ?? 0) + 1;
      await reader.row(table, toRow(value, damaged));
    }
  }
  if (end === undefined || end.sha256 !== hash.digest('hex')) throw damaged();
  if (Object.entries(end.rows).some(([name, count]) => counts[name] !== count)) throw damaged();
  return counts;
}

async function* linesOf(file: string, damaged: (cause: unknown) => Error): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.on('error', (error) => unzipped.destroy(error));
  let rest: Buffer[] = [];
  try {
    for await (const chunk of source.pipe(unzipped)) {
      let bytes: Buffer = chunk;
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10)) {
        yield Buffer.concat([...rest, bytes.subarray(0, at)]).toString('utf8');
        rest = [];
        bytes = bytes.subarray(at + 1);
      }
      if (bytes.length > 0) rest.push(bytes);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new StorageError(`没有这个备份文件：${file}`);
    throw code.startsWith('Z_') ? damaged(error) : error;
  }
  if (rest.length > 0) throw damaged(undefined);
}

function parse(line: string, damaged: (cause: unknown) => Error): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(line));
  } catch (error) {
    throw damaged(error);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, wrong: (cause: unknown) => Error): T {
  const result = schema.safeParse(value);
  if (!result.success) throw wrong(result.error);
  return result.data;
}

function toRow(value: Record<string, unknown>, damaged: () => Error): Row {
  const row: Row = {};
  for (const [column, field] of Object.entries(value)) {
    const bytes = Bytes.safeParse(field);
    if (bytes.success) row[column] = new Uint8Array(Buffer.from(bytes.data.$bytes, 'base64'));
    else if (field === null || typeof field === 'string' || typeof field === 'number') row[column] = field;
    else throw damaged();
  }
  return row;
}
