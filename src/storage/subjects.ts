import type { Clock, Db, Ids } from './db.ts';
import { ErasedError } from './errors.ts';
import type { Vault } from './vault.ts';

/** Those whom personal data belongs to: sealing for them, opening what is theirs, erasing them. */
export class Subjects {
  readonly #db: Db;
  readonly #vault: Vault;
  readonly #clock: Clock;
  readonly #ids: Ids;

  constructor(db: Db, vault: Vault, clock: Clock, ids: Ids) {
    this.#db = db;
    this.#vault = vault;
    this.#clock = clock;
    this.#ids = ids;
  }

  /** A new subject with a data key of its own; returns its id. */
  async create(): Promise<string> {
    const id = this.#ids();
    const created = this.#clock().toISOString();
    await this.#db
      .insertInto('subjects')
      .values({ id, wrapped_key: this.#vault.newSubject(), created_at: created, erased_at: null })
      .execute();
    return id;
  }

  /** @throws ErasedError when the subject was erased */
  async seal(subject: string, text: string, context: string): Promise<string> {
    return this.#vault.seal(await this.#requireKey(subject), text, context);
  }

  /** Undefined when there is nothing, or nothing any more. */
  async open(subject: string, sealed: string | null, context: string): Promise<string | undefined> {
    if (sealed === null) return undefined;
    const key = await this.#key(subject);
    return key === undefined ? undefined : this.#vault.open(key, sealed, context);
  }

  /** @throws ErasedError when the subject was erased */
  async sealBytes(subject: string, bytes: Uint8Array, context: string): Promise<Uint8Array> {
    return this.#vault.sealBytes(await this.#requireKey(subject), bytes, context);
  }

  async openBytes(
    subject: string,
    sealed: Uint8Array | null,
    context: string,
  ): Promise<Uint8Array | undefined> {
    if (sealed === null) return undefined;
    const key = await this.#key(subject);
    return key === undefined ? undefined : this.#vault.openBytes(key, sealed, context);
  }

  /** Forgets the subject's key: all that was sealed for it is unreadable from then on. */
  async erase(subject: string): Promise<void> {
    await this.#db
      .updateTable('subjects')
      .set({ wrapped_key: null, erased_at: this.#clock().toISOString() })
      .where('id', '=', subject)
      .where('erased_at', 'is', null)
      .execute();
  }

  async #key(subject: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('subjects')
      .select('wrapped_key')
      .where('id', '=', subject)
      .executeTakeFirstOrThrow();
    return row.wrapped_key ?? undefined;
  }

  async #requireKey(subject: string): Promise<string> {
    const key = await this.#key(subject);
    if (key === undefined) throw new ErasedError();
    return key;
  }
}
