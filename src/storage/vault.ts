import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { SealError } from './errors.ts';
import type { Keyring } from './keyring.ts';

/** Algorithm id in front of everything sealed; a national one (SM4) would be another. */
const AES = 'a1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SUBJECT_KEY = 'subjects.wrapped_key';

/**
 * Encrypts under per-subject data keys, which are kept wrapped under a master key: erasing the wrapped key erases all
 * that was sealed under it, also in old backups of the other tables. The context (`table.column:row`) is authenticated,
 * so that a sealed value does not open in another place than its own.
 */
export class Vault {
  readonly #keyring: Keyring;
  readonly #lookupKeys: readonly LookupKey[];

  /** @param lookupKeys those of the database, the current one first; a vault without them only seals and opens */
  constructor(keyring: Keyring, lookupKeys: readonly LookupKey[] = []) {
    this.#keyring = keyring;
    this.#lookupKeys = lookupKeys;
  }

  /** Id of the current master key. */
  get currentKey(): string {
    return this.#keyring.current.id;
  }

  /** A new subject's data key, wrapped under the current master key. */
  newSubject(): string {
    return this.#wrap(randomBytes(32));
  }

  /** A vault that also looks up, with the keys that the database keeps wrapped. @throws SealError */
  withLookups(wrapped: readonly { id: string; wrapped_key: string }[]): Vault {
    const keys = wrapped.map(({ id, wrapped_key }) => ({ id, key: this.#unwrap(wrapped_key) }));
    // The current master key's comes first: new lookups are made with it.
    const isCurrent = ({ id }: LookupKey) => id === this.currentKey;
    return new Vault(this.#keyring, [...keys.filter(isCurrent), ...keys.filter((key) => !isCurrent(key))]);
  }

  /** The same data key wrapped under the current master key; undefined when it already is. */
  rewrap(wrappedKey: string): string | undefined {
    if (wrappedKey.split('.')[1] === this.#keyring.current.id) return undefined;
    return this.#wrap(this.#unwrap(wrappedKey));
  }

  seal(wrappedKey: string, text: string, context: string): string {
    return encodeText(encrypt(this.#unwrap(wrappedKey), Buffer.from(text, 'utf8'), context));
  }

  /** @throws SealError */
  open(wrappedKey: string, sealed: string, context: string): string {
    return decrypt(this.#unwrap(wrappedKey), decodeText(sealed), context).toString('utf8');
  }

  /** Bytes in, bytes out: `a1.`, then IV, tag and ciphertext. */
  sealBytes(wrappedKey: string, bytes: Uint8Array, context: string): Uint8Array {
    const { iv, tag, body } = encrypt(this.#unwrap(wrappedKey), bytes, context);
    return new Uint8Array(Buffer.concat([Buffer.from(`${AES}.`), iv, tag, body]));
  }

  /** @throws SealError */
  openBytes(wrappedKey: string, sealed: Uint8Array, context: string): Uint8Array {
    const bytes = Buffer.from(sealed);
    const head = AES.length + 1;
    if (bytes.subarray(0, head).toString() !== `${AES}.`) throw new SealError('not a sealed value');
    const [iv, tag] = [bytes.subarray(head, head + IV_BYTES), bytes.subarray(head + IV_BYTES)];
    const parts = { iv, tag: tag.subarray(0, TAG_BYTES), body: tag.subarray(TAG_BYTES) };
    return new Uint8Array(decrypt(this.#unwrap(wrappedKey), parts, context));
  }

  /** Keyed hashes of an exact value, the current key's first: store [0], search with `in` all of them. */
  lookups(kind: string, value: string): string[] {
    if (this.#lookupKeys.length === 0) throw new Error('this vault has no lookup keys');
    return this.#lookupKeys.map(({ id, key }) => {
      const hash = createHmac('sha256', key).update(`${kind}\0${value}`).digest('base64url');
      return `${id}.${hash}`;
    });
  }

  /** Signs a checkpoint. */
  sign(text: string): string {
    const { id, checkpoint } = this.#keyring.current;
    return `${id}.${createHmac('sha256', checkpoint).update(text).digest('base64url')}`;
  }

  /** Whether a signature is ours; `unknown-key` when its key is no longer in the keyring. */
  verify(text: string, signature: string): 'good' | 'bad' | 'unknown-key' {
    const [id = '', given = ''] = signature.split('.');
    const key = this.#keyring.find(id);
    if (key === undefined) return 'unknown-key';
    const expected = createHmac('sha256', key.checkpoint).update(text).digest();
    const bytes = Buffer.from(given, 'base64url');
    return bytes.length === expected.length && timingSafeEqual(bytes, expected) ? 'good' : 'bad';
  }

  #wrap(dataKey: Uint8Array): string {
    const { id, wrapping } = this.#keyring.current;
    const [algorithm, ...rest] = encodeText(encrypt(wrapping, dataKey, SUBJECT_KEY)).split('.');
    return [algorithm, id, ...rest].join('.');
  }

  #unwrap(wrappedKey: string): Uint8Array {
    const [algorithm, id = '', ...rest] = wrappedKey.split('.');
    const master = this.#keyring.find(id);
    if (master === undefined) throw new SealError(`master key ${id.slice(0, 16)} is not in the keyring`);
    return decrypt(master.wrapping, decodeText([algorithm, ...rest].join('.')), SUBJECT_KEY);
  }
}

/** A key of the `*_lookup` columns, unwrapped. */
interface LookupKey {
  id: string;
  key: Uint8Array;
}

interface Sealed {
  iv: Uint8Array;
  tag: Uint8Array;
  body: Uint8Array;
}

function encrypt(key: Uint8Array, bytes: Uint8Array, context: string): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return { iv, tag: cipher.getAuthTag(), body };
}

function decrypt(key: Uint8Array, { iv, tag, body }: Sealed, context: string): Buffer {
  // A shorter tag would be easier to guess; Node would take it.
  if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) throw new SealError('a sealed value is cut short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new SealError('a sealed value does not open');
  }
}

/** `a1.<iv>.<ciphertext and tag>`, base64url. */
function encodeText({ iv, tag, body }: Sealed): string {
  return [AES, Buffer.from(iv).toString('base64url'), Buffer.concat([body, tag]).toString('base64url')].join(
    '.',
  );
}

function decodeText(sealed: string): Sealed {
  const [algorithm, iv, body, ...more] = sealed.split('.');
  if (algorithm !== AES || iv === undefined || body === undefined || more.length > 0) {
    throw new SealError('not a sealed value');
  }
  const bytes = Buffer.from(body, 'base64url');
  const split = Math.max(0, bytes.length - TAG_BYTES);
  return { iv: Buffer.from(iv, 'base64url'), tag: bytes.subarray(split), body: bytes.subarray(0, split) };
}
