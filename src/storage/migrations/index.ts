import type { Migration } from 'kysely';
import { people } from './0001-people.ts';
import { casework } from './0002-casework.ts';
import { audit } from './0003-audit.ts';
import { feedback } from './0004-feedback.ts';
import { register } from './0005-register.ts';
import { alerts } from './0006-alerts.ts';
import { visits } from './0007-visits.ts';
import { papers } from './0008-papers.ts';
import { measures } from './0009-measures.ts';
import { rights } from './0010-rights.ts';
import { files } from './0011-files.ts';
import { type ColumnTypes, SQLITE_TYPES } from './column-types.ts';

/** All migrations by name; names sort in their order. A released one is never changed. */
export function migrations(types: ColumnTypes): Record<string, Migration> {
  return {
    '0001-people': people(types),
    '0002-casework': casework(types),
    '0003-audit': audit,
    '0004-feedback': feedback,
    '0005-register': register,
    '0006-alerts': alerts,
    '0007-visits': visits,
    '0008-papers': papers,
    '0009-measures': measures,
    '0010-rights': rights,
    '0011-files': files(types),
  };
}

/** The migrations' names, oldest first. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(migrations(SQLITE_TYPES)).sort();

export { type ColumnTypes, POSTGRES_TYPES, SQLITE_TYPES } from './column-types.ts';
