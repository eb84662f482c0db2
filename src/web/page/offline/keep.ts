/**
 * What is kept on the device, sealed: IndexedDB holds ciphertext and a key that cannot be taken out of the browser.
 * Where a browser has neither (private mode, plain http) it is kept in memory and goes with the page.
 */
const DATABASE = 'yimatong';
const RECORDS = 'kept';
const KEYS = 'keys';
const KEY = 'seal';
/** Some browsers open a database in private mode and never answer. */
const PATIENCE = 2000;
const DAY = 86_400_000;
/** What nobody sent or finished in this time is erased. */
export const KEPT_DAYS = 7;

interface Sealed {
  id: string;
  /** Milliseconds; what is older than `KEPT_DAYS` goes. */
  at: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
  /** A photo's bytes stand apart from its words. */
  photo?: { type: string; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };
}

/** One thing kept: JSON, and a photo where there is one. */
export interface Record {
  id: string;
  at: number;
  value: unknown;
  photo?: Blob;
}

/** A place for records on this device. */
export interface Keep {
  /** Whether it survives closing the page. */
  readonly lasting: boolean;
  put(record: Record): Promise<void>;
  remove(id: string): Promise<void>;
  /** All that is kept and not too old, oldest first. */
  all(): Promise<Record[]>;
}

/** Opens the device's keep; memory alone when the browser has no lasting one. */
export async function openKeep(now: () => number): Promise<Keep> {
  try {
    if (!('indexedDB' in globalThis) || globalThis.crypto?.subtle === undefined) return new MemoryKeep();
    const database = await inTime(openDatabase());
    const key = await inTime(sealingKey(database));
    const keep = new SealedKeep(database, key, now);
    // Whether it really stores shows only when it does: some private modes refuse the first write.
    await inTime(keep.put({ id: 'probe', at: now(), value: null }));
    await inTime(keep.remove('probe'));
    return keep;
  } catch {
    return new MemoryKeep();
  }
}

class MemoryKeep implements Keep {
  readonly lasting = false;
  readonly #records = new Map<string, Record>();

  async put(record: Record): Promise<void> {
    this.#records.set(record.id, record);
  }

  async remove(id: string): Promise<void> {
    this.#records.delete(id);
  }

  async all(): Promise<Record[]> {
    return [...this.#records.values()];
  }
}

class SealedKeep implements Keep {
  readonly lasting = true;
  readonly #database: IDBDatabase;
  readonly #key: CryptoKey;
  readonly #now: () => number;

  constructor(database: IDBDatabase, key: CryptoKey, now: () => number) {
    this.#database = database;
    this.#key = key;
    this.#now = now;
  }

  async put({ id, at, value, photo }: Record): Promise<void> {
    const words = await this.#seal(new TextEncoder().encode(JSON.stringify(value)));
    const sealed: Sealed = { id, at, ...words };
    if (photo !== undefined) {
      sealed.photo = { type: photo.type, ...(await this.#seal(await photo.arrayBuffer())) };
    }
    await done(this.#store('readwrite').put(sealed));
  }

  async remove(id: string): Promise<void> {
    await done(this.#store('readwrite').delete(id));
  }

  async all(): Promise<Record[]> {
    const rows: Sealed[] = await done(this.#store('readonly').getAll());
    const records: Record[] = [];
    for (const row of rows.sort((a, b) => a.at - b.at)) {
      const record = this.#isOld(row) ? undefined : await this.#open(row);
      // What is too old, or cannot be opened any more, is of no use to anybody.
      if (record === undefined) await this.remove(row.id);
      else records.push(record);
    }
    return records;
  }

  #isOld({ at }: Sealed): boolean {
    return this.#now() - at > KEPT_DAYS * DAY;
  }

  async #open(row: Sealed): Promise<Record | undefined> {
    try {
      const value: unknown = JSON.parse(new TextDecoder().decode(await this.#unseal(row)));
      const record: Record = { id: row.id, at: row.at, value };
      if (row.photo !== undefined) {
        record.photo = new Blob([await this.#unseal(row.photo)], { type: row.photo.type });
      }
      return record;
    } catch {
      return undefined;
    }
  }

  async #seal(bytes: BufferSource): Promise<Pick<Sealed, 'iv' | 'sealed'>> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.#key, bytes) };
  }

  #unseal({ iv, sealed }: Pick<Sealed, 'iv' | 'sealed'>): Promise<ArrayBuffer> {
    return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.#key, sealed);
  }

  #store(mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(RECORDS, mode).objectStore(RECORDS);
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS, { keyPath: 'id' });
      request.result.createObjectStore(KEYS);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

/** The device's key; made once, never readable by any script. */
async function sealingKey(database: IDBDatabase): Promise<CryptoKey> {
  const read = (mode: IDBTransactionMode) => database.transaction(KEYS, mode).objectStore(KEYS);
  const found: CryptoKey | undefined = await done(read('readonly').get(KEY));
  if (found !== undefined) return found;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  try {
    await done(read('readwrite').add(made, KEY));
    return made;
  } catch {
    // Another tab was faster: its key counts.
    return done(read('readonly').get(KEY));
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
