import { type Kysely, sql } from 'kysely';
import type { Db } from './db.ts';
import { type Row, TABLES, type TableName } from './tables.ts';

/** Photos are large and files larger; other rows are not. */
const PORTION: Partial<Record<TableName, number>> = { photos: 8, files: 1 };

/** Tables whose names come from a list have no row type of their own. */
type AnyDb = Kysely<Record<string, Row>>;

function untyped(db: Db): AnyDb {
  return db as unknown as AnyDb;
}

/** All rows of a table by key, in portions, so that a table larger than memory passes through. */
export async function* rowsOf(db: Db, table: TableName): AsyncGenerator<Row> {
  const keys = TABLES[table];
  const portion = PORTION[table] ?? 500;
  for (let after: Row | undefined; ; ) {
    const last = after;
    let query = untyped(db).selectFrom(table).selectAll().limit(portion);
    for (const key of keys) query = query.orderBy(key);
    if (last !== undefined) query = query.where(sql<boolean>`${behind(keys, last)}`);
    const rows: Row[] = await query.execute();
    yield* rows;
    after = rows.at(-1);
    if (rows.length < portion) return;
  }
}

/** (a, b) > (x, y), spelt out: not every database compares rows. */
function behind(keys: readonly string[], last: Row) {
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((before) => sql`${sql.ref(before)} = ${last[before]}`);
    return sql`(${sql.join([...equal, sql`${sql.ref(key)} > ${last[key]}`], sql` and `)})`;
  });
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

/** How many rows of a table are held in memory at once. */
export function portionOf(table: TableName): number {
  return PORTION[table] ?? 200;
}

export async function countRows(db: Db, table: TableName): Promise<number> {
  const row = await untyped(db)
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(row.rows);
}

export async function insertRows(db: Db, table: TableName, rows: Row[]): Promise<void> {
  // A statement takes a limited number of values on either database.
  const columns = Object.keys(rows[0] ?? {}).length;
  const portion = Math.max(1, Math.floor(5000 / Math.max(1, columns)));
  for (let start = 0; start < rows.length; start += portion) {
    await untyped(db)
      .insertInto(table)
      .values(rows.slice(start, start + portion))
      .execute();
  }
}
