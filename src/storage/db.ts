import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** The database, or one transaction of it. */
export type Db = Kysely<Schema>;

/** Now. */
export type Clock = () => Date;

/** A new random id of 20 or more characters [a-z0-9]. */
export type Ids = () => string;
