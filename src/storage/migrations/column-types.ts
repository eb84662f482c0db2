import { type ColumnDefinitionBuilder, type Expression, sql } from 'kysely';

/** The few column types that the two databases name differently. */
export interface ColumnTypes {
  bytes: Expression<unknown>;
  /** A number that grows with each row and is never used again. */
  sequence: Expression<unknown>;
  asSequence: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
}

export const SQLITE_TYPES: ColumnTypes = {
  bytes: sql`blob`,
  sequence: sql`integer`,
  asSequence: (column) => column.primaryKey().autoIncrement(),
};

export const POSTGRES_TYPES: ColumnTypes = {
  bytes: sql`bytea`,
  sequence: sql`bigint`,
  asSequence: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
};

export const required = (column: ColumnDefinitionBuilder) => column.notNull();
export const id = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
export const unique = (column: ColumnDefinitionBuilder) => column.notNull().unique();
export const count = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
export const refers = (to: string) => (column: ColumnDefinitionBuilder) => column.references(to);
export const belongs = (to: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(to);
