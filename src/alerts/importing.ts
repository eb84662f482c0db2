import { shanghaiDay } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Register } from '../register/index.ts';
import { rememberMapping } from '../sheets/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import { actorOf } from './actor.ts';
import {
  claim,
  giveUp,
  type ImportRow,
  importedBefore,
  type Patience,
  rowsTaken,
  whileShown,
} from './claiming.ts';
import { departmentCalled } from './departments.ts';
import { dueColumns } from './due.ts';
import { type Matching, matchAlerts } from './matching.ts';
import {
  AlertsError,
  type AlertsParts,
  type Counts,
  type GivenSheet,
  type ImportReport,
  type Sender,
} from './model.ts';
import { sharesOf, tellOfImport } from './notices.ts';
import type { AlertRead } from './reading.ts';
import { readGiven } from './sheet.ts';
import { SHEET_TEXTS as T } from './texts.ts';
import { type Slot, TakenOverError, writeAlerts } from './writing.ts';

/** What an import works with. */
export interface ImportTools {
  parts: AlertsParts;
  register: Pick<Register, 'finder'>;
  storage: Storage;
  patience: Patience;
}

/** Beats of the heart while rows are matched; ms. */
const BEAT = 2000;

/**
 * Takes a department's sheet in: all of its sound rows, or nothing. The rows are written in pieces, so that others go on
 * meanwhile, and become visible all at once with the last step.
 * @throws AlertsError, SheetError in the operator's words
 */
export async function importSheet(tools: ImportTools, by: Sender, given: GivenSheet): Promise<ImportReport> {
  const { parts, storage, patience } = tools;
  const unit = departmentCalled(parts.procedures, given.county, given.unit);
  const { alerts, mapping, hash, ...read } = await readGiven(parts, storage.reading, { ...given, unit });
  const { faults } = read;
  const sheet = { county: given.county, unit, hash };
  const base = { ...read, rows: alerts.length + faults.length };
  const before = await importedBefore(storage.reading, sheet);
  if (before?.faulty === 0) return { ...base, ...knownAs(before, alerts.length) };
  const claimed = await claim(storage, { ...sheet, by: actorOf(by), rows: base.rows }, patience);
  if (claimed.kind === 'done') return { ...base, ...knownAs(claimed.row, alerts.length) };
  const { slot } = claimed;
  try {
    const matching = await whileShown(storage, slot, BEAT, () => matchFresh(tools, sheet, alerts));
    if (matching.fresh.length === 0) {
      await giveUp(storage, slot);
      return {
        ...base,
        ...nothingNew(before, matching, faults.length, shanghaiDay(storage.reading.clock())),
      };
    }
    await writeAlerts(parts, storage, slot, matching.fresh);
    const counts = { ...matching.counts, faulty: faults.length };
    const day = await storage.transaction((work) =>
      finish(parts, work, slot, by, { matching, counts, mapping }),
    );
    const { importId } = slot;
    const townships = townshipsOf(parts, matching);
    return { ...base, kind: 'imported', importId, day, taken: matching.fresh.length, counts, townships };
  } catch (error) {
    if (error instanceof TakenOverError) throw new AlertsError(T.takenOver);
    await giveUp(storage, slot);
    throw error;
  }
}

/** Matches what of a sheet was not taken in before. */
export async function matchFresh(
  { parts, register, storage }: Pick<ImportTools, 'parts' | 'register' | 'storage'>,
  sheet: { county: RegionCode; unit: string; hash: string },
  alerts: readonly AlertRead[],
): Promise<Matching> {
  const taken = await rowsTaken(storage.reading, sheet);
  const matching = await matchAlerts(parts, register, storage.reading, {
    county: sheet.county,
    department: sheet.unit,
    alerts: alerts.filter(({ row }) => !taken.has(row)),
  });
  const known = matching.counts.known + alerts.filter(({ row }) => taken.has(row)).length;
  return { ...matching, counts: { ...matching.counts, known } };
}

/** Makes the rows visible, tells who has to work them, and remembers the columns for the next time. */
async function finish(
  parts: AlertsParts,
  unit: Unit,
  { importId, county, unit: department }: Slot,
  by: Sender,
  done: { matching: Matching; counts: Counts; mapping: Record<string, string> },
): Promise<string> {
  const { matching, counts, mapping } = done;
  const now = unit.clock();
  const flipped = await unit.db
    .updateTable('imports')
    .set({
      state: 'done',
      taken: matching.fresh.length,
      faulty: counts.faulty,
      finished_at: now.toISOString(),
    })
    .where('id', '=', importId)
    .where('state', '=', 'begun')
    .where('file_hash', 'not like', 'dropped:%')
    .returning('id')
    .executeTakeFirst();
  if (flipped === undefined) throw new TakenOverError();
  await rememberMapping(unit, { county, kind: 'alerts', unit: department }, mapping);
  // One entry for all that was compared: one in each household's chain would say no more and cost a minute.
  await unit.audit.append(`alerts:${county}`, {
    actor: actorOf(by),
    action: 'read',
    detail: { purpose: 'alerts-matching', import: importId, rows: matching.fresh.length },
  });
  await unit.audit.append(`alerts:${county}`, {
    actor: actorOf(by),
    action: 'alerts-imported',
    detail: { import: importId, unit: department, ...counts },
  });
  const { due_on: dueOn } = dueColumns(parts, unit, county);
  await tellOfImport(unit, { importId, county, department, dueOn }, sharesOf(matching.fresh));
  return shanghaiDay(now);
}

/** The same sheet again: what it came to then. */
function knownAs(
  { id, finished_at, created_at }: ImportRow,
  sound: number,
): Omit<ImportReport, 'rows' | 'faults' | 'faultSheet'> {
  const none = { exact: 0, doubtful: 0, unknown: 0, unplaced: 0, elsewhere: 0, repeated: 0, faulty: 0 };
  return {
    kind: 'known',
    importId: id,
    day: shanghaiDay(new Date(finished_at ?? created_at)),
    taken: 0,
    counts: { ...none, known: sound },
    townships: [],
  };
}

/** All rows were known, or none was sound: nothing is written. */
function nothingNew(
  before: ImportRow | undefined,
  { counts }: Matching,
  faulty: number,
  today: string,
): Omit<ImportReport, 'rows' | 'faults' | 'faultSheet'> {
  const day = before === undefined ? today : shanghaiDay(new Date(before.finished_at ?? before.created_at));
  const kind = counts.known === 0 ? 'nothing' : 'known';
  return { kind, importId: before?.id ?? '', day, taken: 0, counts: { ...counts, faulty }, townships: [] };
}

function townshipsOf({ gazetteer, divisions }: AlertsParts, { fresh }: Matching): ImportReport['townships'] {
  return [...sharesOf(fresh)]
    .filter(([code, { visits }]) => code.length === 9 && visits.size > 0)
    .map(([code, { visits }]) => {
      const township = code as RegionCode;
      return {
        code: township,
        name: gazetteer.place(township)?.name ?? divisions.nameOf(township),
        visits: visits.size,
      };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
