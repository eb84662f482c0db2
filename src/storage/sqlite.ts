import { closeSync, openSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import Libsql from 'libsql';

/** How long a writer waits for another process's transaction before it gives up. */
const PATIENCE_MS = 30_000;
/** Statements kept prepared. libsql frees one only when it is collected, so that reuse matters beyond speed. */
const KEPT_STATEMENTS = 400;

/** How a connection to an SQLite file is used: one writes, any number read beside it. */
export type SqliteRole = 'write' | 'read';

/**
 * SQLite through libsql, one connection for all uses of one Kysely. Differs from Kysely's own dialect where several
 * processes share a file: transactions take the write lock at their start, waiting without blocking the event loop, and
 * migrations run inside one.
 */
export class SqliteFileDialect implements Dialect {
  readonly #file: string;
  readonly #role: SqliteRole;

  constructor(file: string, role: SqliteRole) {
    this.#file = file;
    this.#role = role;
  }

  createDriver(): Driver {
    return new SqliteFileDriver(this.#file, this.#role);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteFileDriver implements Driver {
  readonly #file: string;
  readonly #role: SqliteRole;
  #connection: SqliteConnection | undefined;
  /** Settled when the connection is free again; each user waits for the one before. */
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  constructor(file: string, role: SqliteRole) {
    this.#file = file;
    this.#role = role;
  }

  async init(): Promise<void> {
    this.#connection = new SqliteConnection(openFile(this.#file, this.#role));
  }

  async acquireConnection(): Promise<SqliteConnection> {
    const before = this.#free;
    let release = () => {};
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    if (this.#connection === undefined) throw new Error('the database is closed');
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    if (this.#role === 'read') return connection.exec('begin');
    // SQLite answers at once, so that work in a loop would keep timers, sockets and files waiting for ever.
    await nextTurn();
    const patience = AbortSignal.timeout(PATIENCE_MS);
    for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
      try {
        return connection.exec('begin immediate');
      } catch (error) {
        if (!isBusy(error) || patience.aborted) throw error;
        await sleep(pause);
      }
    }
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    connection.exec('commit');
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    connection.rollback();
  }

  async destroy(): Promise<void> {
    this.#connection?.close(this.#role);
    this.#connection = undefined;
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Libsql.Database;
  readonly #statements = new Map<string, Libsql.Statement>();

  constructor(database: Libsql.Database) {
    this.#database = database;
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepare(sql);
    const values = parameters.map(bindable);
    // The rows' shape is what the query's types promise; Kysely's drivers all hand them on so.
    if (statement.reader) return { rows: statement.all(values).map(readable) as R[] };
    const { changes, lastInsertRowid } = statement.run(values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  /** On a full disk SQLite has rolled back already; a second time would hide why. */
  rollback(): void {
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }

  close(role: SqliteRole): void {
    // Closed in the middle of a transaction, as when the program is told to stop: it counts as not done.
    this.rollback();
    if (role === 'write') this.#emptyLog();
    this.#statements.clear();
    this.#database.close();
  }

  /** Without this the log beside the file would stay as long as libsql keeps a statement. */
  #emptyLog(): void {
    try {
      this.#database.exec('pragma wal_checkpoint(truncate)');
    } catch {
      // A full disk: nothing is lost, the log is taken in by whoever opens the file next.
    }
  }

  #prepare(sql: string): Libsql.Statement {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) {
      this.#statements.delete(sql);
      this.#statements.set(sql, kept);
      return kept;
    }
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > KEPT_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }
}

function openFile(file: string, role: SqliteRole): Libsql.Database {
  createPrivate(file);
  const database = new Libsql(file);
  database.exec('pragma busy_timeout = 5000');
  if (role === 'read') {
    database.exec('pragma query_only = on');
    return database;
  }
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  // Erased data must not stay readable in free pages.
  database.exec('pragma secure_delete = on');
  // Waiting for other writers is done in beginTransaction; a blocked event loop could not end its own transaction.
  database.exec('pragma busy_timeout = 10');
  return database;
}

/**
 * Makes the file before SQLite would, so that it never exists with a wider mode. One that is there is not opened: closing
 * it again would drop the locks that other connections of this process hold on it (POSIX locks belong to the process).
 */
function createPrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Whether SQLite refused because another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

/** libsql ends the whole process on a value that it does not know. */
function bindable(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'number' || value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}

/** Blobs come as ArrayBuffer. */
function readable(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof ArrayBuffer ? new Uint8Array(value) : value,
    ]),
  );
}
