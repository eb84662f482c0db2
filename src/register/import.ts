import { createHash } from 'node:crypto';
import { shanghaiDay, todayIn } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { rememberedMapping, rememberMapping } from '../sheets/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import { fingerprint, KnownCounty } from './known.ts';
import { asMerged, SheetMatcher } from './match.ts';
import {
  type Actor,
  type ImportReport,
  RegisterError,
  type RegisterParts,
  type SheetGiven,
  type SheetPreview,
} from './model.ts';
import { SheetPlaces } from './places.ts';
import { type Plan, planImport } from './plan.ts';
import { type ReadSheet, readSheet } from './sheet.ts';
import { REGISTER_TEXTS as T } from './texts.ts';
import { writePlan } from './write.ts';

/** How often the work is planned anew because households changed meanwhile. */
const TRIES = 4;

/**
 * What a sheet holds and what taking it in would make of it: what a human found to be one household counts as one here too.
 * Nothing is written but that it was looked at. @throws SheetError, RegisterError
 */
export async function previewSheet(
  parts: RegisterParts,
  storage: Storage,
  by: Actor,
  given: SheetGiven,
): Promise<SheetPreview> {
  const { reading } = storage;
  const sheet = await read(parts, reading, given);
  const earlier = await takenBefore(reading, given);
  const known = await storage.snapshot((db) => KnownCounty.load(db, given.county));
  const households = asMerged(sheet.households, known, reading);
  const matcher = new SheetMatcher(known, reading, households);
  const fresh = households.filter((household) => matcher.match(household).household === undefined);
  const townships: Record<string, number> = {};
  for (const { where, people } of households) {
    const name = where.township === null ? '' : (parts.gazetteer.place(where.township)?.name ?? '');
    townships[name] = (townships[name] ?? 0) + people.length;
  }
  await storage.transaction((unit) =>
    unit.audit.append(`register:${given.county}`, {
      actor: by,
      action: 'read',
      detail: { purpose: 'register-preview', month: sheet.month, rows: sheet.rows },
    }),
  );
  return {
    people: households.reduce((sum, { people }) => sum + people.length, 0),
    households: households.length,
    fresh: fresh.length,
    month: sheet.month,
    townships,
    faults: sheet.faults,
    skipped: sheet.skipped,
    mapping: sheet.mapping,
    unused: sheet.unused,
    ...(earlier === undefined ? {} : { takenOn: shanghaiDay(new Date(earlier.created_at)) }),
  };
}

/**
 * Takes a sheet in: all of it becomes visible at once, by one transaction that holds up other writers only while rows go
 * in. What was planned is planned anew when the county's households changed before.
 * @throws SheetError, RegisterError
 */
export async function importSheet(
  parts: RegisterParts,
  storage: Storage,
  by: Actor,
  given: SheetGiven,
): Promise<ImportReport> {
  const { reading } = storage;
  const earlier = await takenBefore(reading, given);
  const sheet = await read(parts, reading, given);
  if (earlier !== undefined) return reportOf(earlier.id, sheet, undefined);
  const importId = reading.ids();
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { print, known } = await storage.snapshot(async (db) => ({
      print: await fingerprint(db, given.county),
      known: await KnownCounty.load(db, given.county),
    }));
    const plan = await planImport(reading, given.county, importId, sheet.households, known);
    const done = await storage.transaction(async (unit) => {
      const other = await takenBefore(unit, given);
      if (other !== undefined) return other.id;
      if ((await fingerprint(unit.db, given.county)) !== print) return undefined;
      await keep(parts, unit, by, given, { importId, sheet, plan });
      return importId;
    });
    if (done !== undefined) return reportOf(done, sheet, done === importId ? plan : undefined);
  }
  throw new RegisterError(T.changedMeanwhile);
}

async function keep(
  parts: RegisterParts,
  unit: Unit,
  by: Actor,
  given: SheetGiven,
  { importId, sheet, plan }: { importId: string; sheet: ReadSheet; plan: Plan },
): Promise<void> {
  const now = unit.clock().toISOString();
  const { county } = given;
  const taken = plan.people.length;
  await unit.db
    .insertInto('imports')
    .values({
      id: importId,
      kind: 'register',
      county,
      unit: null,
      file_hash: hashOf(given.bytes),
      rows: sheet.rows,
      taken,
      faulty: sheet.faults.length,
      state: 'done',
      created_by: by,
      created_at: now,
      finished_at: now,
    })
    .execute();
  await writePlan(parts, unit, county, plan);
  if (given.mapping !== undefined) {
    await rememberMapping(unit, { county, kind: 'register', unit: '' }, sheet.mapping);
  }
  const { fresh, updated, joined, older } = plan.counts;
  await unit.audit.append(`register:${county}`, {
    actor: by,
    action: 'register-imported',
    detail: { import: importId, month: sheet.month, rows: sheet.rows, taken, fresh, updated, joined, older },
  });
}

async function read(parts: RegisterParts, unit: Unit, given: SheetGiven): Promise<ReadSheet> {
  const { county, bytes, name } = given;
  const mapping = given.mapping ?? (await rememberedMapping(unit, { county, kind: 'register', unit: '' }));
  return readSheet(
    { bytes, name, mapping },
    { places: new SheetPlaces(parts, county), today: todayIn(unit.clock) },
  );
}

async function takenBefore(
  unit: Unit,
  { county, bytes }: Pick<SheetGiven, 'county' | 'bytes'>,
): Promise<{ id: string; created_at: string } | undefined> {
  return unit.db
    .selectFrom('imports')
    .select(['id', 'created_at'])
    .where('county', '=', county)
    .where('kind', '=', 'register')
    .where('file_hash', '=', hashOf(bytes))
    .where('state', '=', 'done')
    .executeTakeFirst();
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** @param plan undefined when the file had been taken in before */
function reportOf(importId: string, sheet: ReadSheet, plan: Plan | undefined): ImportReport {
  const none = { fresh: 0, updated: 0, joined: 0, older: 0, freshPeople: 0, updatedPeople: 0 };
  const { freshPeople, updatedPeople, ...households } = plan?.counts ?? none;
  return {
    changed: plan !== undefined,
    importId,
    month: sheet.month,
    households,
    people: { fresh: freshPeople, updated: updatedPeople, left: new Set(plan?.left).size },
    rows: sheet.rows,
    taken: plan?.people.length ?? 0,
    faults: sheet.faults,
    unknownPlaces: sheet.unknownPlaces,
    perhapsSame: plan?.perhaps.length ?? 0,
  };
}

/** The newest month of a county's records; undefined before the first sheet. */
export async function newestMonth(unit: Unit, county: RegionCode): Promise<string | undefined> {
  const row = await unit.db
    .selectFrom('household_records')
    .select(({ fn }) => fn.max('month').as('month'))
    .where('county', '=', county)
    .executeTakeFirst();
  return row?.month ?? undefined;
}
