import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';

/** Name under which our connections show, so that `restore` sees whether the program runs. */
export const APPLICATION_NAME = 'yimatong';

/** What PostgreSQL calls the types that do not come as we keep them elsewhere. */
const BYTEA = 17;
const INT8 = 20;
const NUMERIC = 1700;

/** PostgreSQL through pg: counts as numbers, bytes as plain Uint8Array, times stay text. */
export function postgresDialect(url: string, role: 'write' | 'read'): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: APPLICATION_NAME,
    max: role === 'write' ? 6 : 4,
    connectionTimeoutMillis: 10_000,
    ...(role === 'read' ? { options: '-c default_transaction_read_only=on' } : {}),
    types: { getTypeParser: parserOf },
  });
  // An idle connection that the server drops is replaced at the next use; one in use fails its query, and must not end
  // the program besides.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({ pool });
}

function parserOf(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (type === INT8 || type === NUMERIC) return Number;
  if (type === BYTEA) return (value) => new Uint8Array(Buffer.from(value.slice(2), 'hex'));
  return pg.types.getTypeParser(type, format);
}

/** Whether the transaction lost against another at the same time: serialization failure or deadlock. */
export function isConflict(error: unknown): boolean {
  return codeOf(error) === '40001' || codeOf(error) === '40P01';
}

/** Whether a row that must be unique is there already; another transaction may have made it meanwhile. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
