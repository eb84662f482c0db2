import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { AuditLog } from './audit.ts';
import { type AuditReport, verifyAudit } from './audit-check.ts';
import { type BackupReport, backUp } from './backup.ts';
import { closeDatabase, type Database, locate, openDatabase, snapshot } from './database.ts';
import type { Clock, Db, Ids } from './db.ts';
import type { Keyring } from './keyring.ts';
import { isConflict, isUniqueViolation } from './postgres.ts';
import { Subjects } from './subjects.ts';
import type { Unit } from './unit.ts';
import { Vault } from './vault.ts';
import { openVault, type RotationReport, rotateKeys } from './vault-keys.ts';

/** For how long a transaction that loses against others is tried again. */
const PATIENCE_MS = 30_000;
/** How often one is tried that found a unique row taken: the row is there to be seen the next time. */
const UNIQUE_TRIES = 4;

export interface StorageOptions {
  /** A path or `file:` for SQLite, `postgres://` for PostgreSQL. */
  url: string;
  keyring: Keyring;
  clock: Clock;
  ids: Ids;
}

/** The open database with its keys: where units of work begin. */
export class Storage {
  /** Outside a transaction and for reading only: a write through it fails. */
  readonly reading: Unit;
  readonly database: Database;
  readonly vault: Vault;
  readonly #options: StorageOptions;
  readonly #inside = new AsyncLocalStorage<{ ended: boolean }>();

  private constructor(database: Database, vault: Vault, options: StorageOptions) {
    this.database = database;
    this.vault = vault;
    this.#options = options;
    this.reading = this.#unit(database.reading);
  }

  /**
   * Opens a database and brings its tables up to date.
   * @throws StorageError in the operator's words
   */
  static async open(options: StorageOptions): Promise<Storage> {
    const database = await openDatabase(locate(options.url));
    try {
      const vault = await openVault(database, new Vault(options.keyring), options.clock);
      return new Storage(database, vault, options);
    } catch (error) {
      await closeDatabase(database);
      throw error;
    }
  }

  /**
   * Runs work in one transaction: all of it is kept or, when it throws, nothing. On PostgreSQL transactions are
   * serializable and work that lost against another at the same time is run again, so it must do nothing but through its
   * unit. On SQLite they come one after another.
   */
  async transaction<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    // On SQLite it would wait for itself for ever; on PostgreSQL it would commit whatever becomes of the outer one.
    if (this.#inside.getStore()?.ended === false) throw new Error('a transaction inside a transaction');
    const { location, writing } = this.database;
    const patience = AbortSignal.timeout(PATIENCE_MS);
    for (let attempt = 1; ; attempt++) {
      const state = { ended: false };
      try {
        return await this.#inside.run(state, () => this.#run(writing, location.kind === 'postgres', work));
      } catch (error) {
        const isWorthwhile = isUniqueViolation(error) ? attempt < UNIQUE_TRIES : isConflict(error);
        if (!isWorthwhile || patience.aborted) throw error;
      } finally {
        // Work that was started inside and goes on later may begin its own.
        state.ended = true;
      }
      await sleep(2 ** Math.min(attempt, 6));
    }
  }

  /**
   * Backs up to a file while the program runs, and reads the file again to be sure of it. The same file can be restored
   * into either database; the keys are not in it.
   * @throws StorageError
   */
  async backup(file: string): Promise<BackupReport> {
    return this.snapshot((db) => backUp(db, file, this.#options.clock()));
  }

  /** Checks the audit log: every chain and every signed checkpoint. */
  async verifyAudit(): Promise<AuditReport> {
    return this.snapshot((db) => verifyAudit(db, this.vault));
  }

  /** Encrypts all data keys under the current master key; see `keys rotate`. */
  async rotateKeys(): Promise<RotationReport> {
    return rotateKeys((work) => this.transaction(({ db }) => work(db)), this.vault);
  }

  /** Runs reads that all see the database as it stood at one moment. */
  async snapshot<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return snapshot(this.database, work);
  }

  /** Takes what was erased out of the log beside an SQLite file, where it would stay readable until overwritten. */
  async purge(): Promise<void> {
    if (this.database.location.kind === 'postgres') return;
    await sql`pragma wal_checkpoint(truncate)`.execute(this.database.writing);
  }

  async close(): Promise<void> {
    await closeDatabase(this.database);
  }

  #run<T>(db: Db, serializable: boolean, work: (unit: Unit) => Promise<T>): Promise<T> {
    const transaction = db.transaction();
    return (serializable ? transaction.setIsolationLevel('serializable') : transaction).execute((inner) =>
      work(this.#unit(inner)),
    );
  }

  #unit(db: Db): Unit {
    const { clock, ids } = this.#options;
    const subjects = new Subjects(db, this.vault, clock, ids);
    return { db, subjects, audit: new AuditLog(db, clock), vault: this.vault, clock, ids };
  }
}
