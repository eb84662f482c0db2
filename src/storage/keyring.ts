import { hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StorageError } from './errors.ts';

const KEY_BYTES = 32;

/** One master key, known by its parts for the separate uses and never itself. */
export interface MasterKey {
  id: string;
  wrapping: Uint8Array;
  checkpoint: Uint8Array;
}

/** The master keys: the first is current, the others still open what they closed. */
export class Keyring {
  readonly keys: readonly MasterKey[];
  readonly current: MasterKey;

  private constructor(current: MasterKey, older: MasterKey[]) {
    this.current = current;
    this.keys = [current, ...older];
  }

  /**
   * Reads `k2:<base64 of 32 bytes>,k1:…`, the current key first; white space and line breaks count as commas.
   * @throws StorageError without quoting any part of a key
   */
  static parse(text: string): Keyring {
    const [current, ...older] = text
      .split(/[\s,]+/)
      .filter((part) => part !== '')
      .map(parseKey);
    if (current === undefined)
      throw new StorageError('DATA_KEYS 是空的；用 npm run -s keys -- new 生成一个密钥');
    const ids = new Set([current, ...older].map(({ id }) => id));
    if (ids.size <= older.length) throw new StorageError('DATA_KEYS 里有两个密钥编号相同');
    return new Keyring(current, older);
  }

  /** The key file's keys; a missing file is made with one new key, readable by its owner only. */
  static fromFileOrCreate(file: string): Keyring {
    const existing = readIfThere(file);
    if (existing !== undefined) return Keyring.parse(existing);
    createAtomically(file, `${Keyring.generate('k1')}\n`);
    // Another process may have been faster with the same file: what stands there counts.
    return Keyring.parse(readFileSync(file, 'utf8'));
  }

  /** A new key in the form that `parse` reads. */
  static generate(id: string): string {
    return `${id}:${randomBytes(KEY_BYTES).toString('base64')}`;
  }

  find(id: string): MasterKey | undefined {
    return this.keys.find((key) => key.id === id);
  }
}

function parseKey(part: string, index: number): MasterKey {
  const [, id, encoded] = /^([a-z0-9]{1,16}):([A-Za-z0-9+/_-]{43}=?)$/.exec(part) ?? [];
  const bytes = encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
  if (id === undefined || bytes?.length !== KEY_BYTES) {
    throw new StorageError(`DATA_KEYS 的第 ${index + 1} 个密钥写法不对：应为 编号:32 字节的 base64`);
  }
  const derive = (use: string) =>
    new Uint8Array(hkdfSync('sha256', bytes, 'yimatong', `yimatong ${use} 1`, KEY_BYTES));
  return { id, wrapping: derive('wrap'), checkpoint: derive('checkpoint') };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StorageError(`密钥文件读不了：${file}`, { cause: error });
  }
}

/** Written whole under another name first: nobody ever reads half a key, and an existing file is never replaced. */
function createAtomically(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  // The keys are made before the database is: at the first start its folder is not there yet.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
}
