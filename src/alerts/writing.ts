import type { Insertable } from 'kysely';
import type { RegionCode } from '../regions/index.ts';
import { inChunks, type Schema, type Storage, type Unit } from '../storage/index.ts';
import { OPEN_STATES } from './access.ts';
import { dueColumns, NO_DUE } from './due.ts';
import type { MatchedAlert } from './matching.ts';
import type { AlertsParts } from './model.ts';

/** An import that this process writes. */
export interface Slot {
  importId: string;
  county: RegionCode;
  unit: string;
}

/** Rows in one transaction: the database is not held for longer than a moment. */
export const ROWS_AT_ONCE = 250;

/** Where a row's data is sealed. */
export function dataContext(alertId: string): string {
  return `alerts.data_sealed:${alertId}`;
}

/** Another process took the import over: this one was thought to be dead. Nothing more is written. */
export class TakenOverError extends Error {
  constructor() {
    super('the import was taken over');
    this.name = 'TakenOverError';
  }
}

/** Writes the rows of an import that nobody sees yet, piece by piece. */
export async function writeAlerts(
  parts: AlertsParts,
  storage: Storage,
  slot: Slot,
  matched: readonly MatchedAlert[],
): Promise<void> {
  const sealer = await Sealer.for(storage.reading, slot.county, matched);
  for (const chunk of inChunks(matched, ROWS_AT_ONCE)) {
    // Sealing takes longer than writing and needs no lock.
    const rows = chunk.map((alert) => rowOf(parts, storage.reading, slot, alert, sealer));
    const subjects = sealer.takeNew();
    await storage.transaction(async (unit) => {
      await progress(unit, slot, chunk.length);
      if (subjects.length > 0) await unit.db.insertInto('subjects').values(subjects).execute();
      await unit.db.insertInto('alerts').values(rows).execute();
    });
  }
}

/** Shows the others that this import goes on. @throws TakenOverError when it is this process's no longer */
export async function progress(unit: Unit, { importId }: Slot, rows = 1): Promise<void> {
  const held = await unit.db
    .updateTable('imports')
    .set((eb) => ({ taken: eb('taken', '+', rows) }))
    .where('id', '=', importId)
    .where('state', '=', 'begun')
    .where('file_hash', 'not like', 'dropped:%')
    .returning('id')
    .executeTakeFirst();
  if (held === undefined) throw new TakenOverError();
}

function rowOf(
  parts: AlertsParts,
  unit: Unit,
  { importId, county, unit: department }: Slot,
  alert: MatchedAlert,
  sealer: Sealer,
): Insertable<Schema['alerts']> {
  const id = unit.ids();
  const { subject, sealed } = sealer.seal(alert, dataContext(id));
  const isTask = alert.state === 'pending' && alert.queue !== county;
  return {
    id,
    import_id: importId,
    row_number: alert.row,
    county,
    unit: department,
    cause: alert.cause,
    queue: alert.queue,
    village: alert.village,
    household_id: alert.householdId,
    person_id: alert.personId,
    subject_id: subject,
    data_sealed: sealed,
    key_lookup: alert.keyLookup,
    person_lookup: alert.personLookup,
    state: alert.state,
    candidates_json: alert.candidates.length === 0 ? null : JSON.stringify(alert.candidates),
    ...(isTask ? dueColumns(parts, unit, county) : NO_DUE),
    created_at: unit.clock().toISOString(),
    settled_at: null,
    settled_by: null,
    note_sealed: null,
    case_id: null,
  };
}

interface Subject {
  id: string;
  wrappedKey: string;
}

/**
 * Seals rows in bulk: those of a household on record for its subject, so that erasing it erases them; all rows of one
 * unknown person for a subject of their own, the one of an earlier sheet where that is still open.
 */
class Sealer {
  readonly #unit: Unit;
  readonly #households: ReadonlyMap<string, Subject>;
  readonly #people: Map<string, Subject>;
  #fresh: Insertable<Schema['subjects']>[] = [];

  private constructor(unit: Unit, households: Map<string, Subject>, people: Map<string, Subject>) {
    this.#unit = unit;
    this.#households = households;
    this.#people = people;
  }

  static async for(unit: Unit, county: RegionCode, alerts: readonly MatchedAlert[]): Promise<Sealer> {
    const ids = new Set(alerts.flatMap(({ householdId }) => householdId ?? []));
    const households = new Map<string, Subject>();
    for (const chunk of inChunks([...ids])) {
      const rows = await unit.db
        .selectFrom('households as h')
        .innerJoin('subjects as s', 's.id', 'h.subject_id')
        .select(['h.id as household', 's.id', 's.wrapped_key'])
        .where('h.id', 'in', chunk)
        .execute();
      for (const { household, id, wrapped_key } of rows) {
        if (wrapped_key !== null) households.set(household, { id, wrappedKey: wrapped_key });
      }
    }
    return new Sealer(unit, households, await openPeople(unit, county, alerts));
  }

  seal(alert: MatchedAlert, context: string): { subject: string; sealed: string } {
    const subject = this.#subjectOf(alert);
    const sealed = this.#unit.vault.seal(subject.wrappedKey, JSON.stringify(alert.data), context);
    return { subject: subject.id, sealed };
  }

  /** Subjects made since the last call, to be written with the rows that are sealed for them. */
  takeNew(): Insertable<Schema['subjects']>[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  #subjectOf({ householdId, personLookup, keyLookup }: MatchedAlert): Subject {
    const household = householdId === null ? undefined : this.#households.get(householdId);
    if (household !== undefined) return household;
    const person = personLookup ?? keyLookup;
    const known = this.#people.get(person);
    if (known !== undefined) return known;
    const subject = { id: this.#unit.ids(), wrappedKey: this.#unit.vault.newSubject() };
    this.#people.set(person, subject);
    const created_at = this.#unit.clock().toISOString();
    this.#fresh.push({ id: subject.id, wrapped_key: subject.wrappedKey, created_at, erased_at: null });
    return subject;
  }
}

/** Subjects of unknown people whose earlier alerts are open still: their rows are one visit. */
async function openPeople(
  unit: Unit,
  county: RegionCode,
  alerts: readonly MatchedAlert[],
): Promise<Map<string, Subject>> {
  const lookups = new Set(
    alerts.flatMap(({ householdId, personLookup }) => (householdId === null ? (personLookup ?? []) : [])),
  );
  const people = new Map<string, Subject>();
  for (const chunk of inChunks([...lookups])) {
    const rows = await unit.db
      .selectFrom('alerts as a')
      .innerJoin('imports as i', 'i.id', 'a.import_id')
      .innerJoin('subjects as s', 's.id', 'a.subject_id')
      .select(['a.person_lookup', 's.id', 's.wrapped_key'])
      .where('a.county', '=', county)
      .where('a.person_lookup', 'in', chunk)
      .where('a.household_id', 'is', null)
      .where('a.state', 'in', OPEN_STATES)
      .where('i.state', '=', 'done')
      .execute();
    for (const { person_lookup, id, wrapped_key } of rows) {
      if (person_lookup !== null && wrapped_key !== null) {
        people.set(person_lookup, { id, wrappedKey: wrapped_key });
      }
    }
  }
  return people;
}

/** Where what was said of a row is sealed. */
export function noteContext(alertId: string): string {
  return `alerts.note_sealed:${alertId}`;
}
