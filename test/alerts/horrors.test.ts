import { describe, expect, test } from 'vitest';
import { SheetError, type Value } from '../../src/sheets/index.ts';
import { HORRORS, type Horror } from '../sheets/horrors.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { County, YANLING } from './county.ts';

/** What a horror’s fields are called here; others a department’s alert does not have. */
const FIELDS = {
  name: 'name',
  idNumber: 'idNumber',
  phone: 'phone',
  amount: 'amount',
  date: 'date',
} as const;
/** A fault in these, or in the row as a whole, keeps it out. */
const MATTERS = new Set<string>([...Object.keys(FIELDS), 'village', 'note', '']);

const MONTH_OR_NONE = /^(?:undefined|\d{4}-\d{2})$/;

type Told = Record<string, Value | undefined>;

function told(values: Told): Told {
  return Object.fromEntries(
    Object.entries(FIELDS).flatMap(([theirs, ours]) => {
      const value = values[theirs];
      return value === null || value === undefined ? [] : [[ours, value]];
    }),
  );
}

/** Rows that are to be taken in, and rows that are to be refused with a reason. */
function expected({ expect: what }: Horror): { taken: Map<number, Told>; faulty: number[] } {
  if ('refused' in what) return { taken: new Map(), faulty: [] };
  const taken = new Map<number, Told>();
  const faulty: number[] = [];
  for (const [row, values] of Object.entries(what.rows)) {
    const faults = Object.entries(what.faults?.[Number(row)] ?? {}).filter(
      // A month is day enough for a bill.
      ([field, fault]) => MATTERS.has(field) && fault !== 'date-no-day',
    );
    if (faults.length > 0 || (values.name ?? null) === null) faulty.push(Number(row));
    else taken.set(Number(row), told(values));
  }
  return { taken, faulty };
}

describe('spreadsheet horrors, imported', () => {
  const databases = sqliteDatabase();

  test('each comes in exactly or is refused with row and reason; nothing half, nothing twice', async () => {
    const county = await County.open(databases);
    for (const [n, horror] of HORRORS.entries()) {
      const unit = `部门${n}`;
      const before = await county.counts();
      const more = { unit, name: horror.file, cause: '因病' as const };
      const importing = () => county.imports(horror.bytes(), more);
      const { taken, faulty } = expected(horror);
      if ('refused' in horror.expect) {
        await expect(importing(), horror.name).rejects.toThrow(SheetError);
        expect(await county.counts(), horror.name).toEqual(before);
        continue;
      }
      const report = await importing();
      expect(
        report.faults.map(({ row }) => row),
        horror.name,
      ).toEqual(faulty);
      for (const { reasons } of report.faults) expect(reasons.join(), horror.name).toMatch(/。$/);
      const written = await rowsOf(county, unit);
      expect(written.size, horror.name).toBe(report.taken);
      // The same person, day and amount twice in a sheet is one alert.
      expect(report.taken + report.counts.repeated, horror.name).toBe(taken.size);
      for (const [row, { date, ...values }] of written) {
        const { date: day, ...rest } = taken.get(row) ?? {};
        const at = `${horror.name}, row ${row}`;
        expect(values, at).toEqual(rest);
        if (day === undefined) expect(String(date), at).toMatch(MONTH_OR_NONE);
        else expect(date, at).toBe(day);
      }
      const after = await county.counts();
      expect((await importing()).taken, horror.name).toBe(0);
      expect(await county.counts(), horror.name).toEqual(after);
    }
  });
});

/** What stands in the database, by row of the sheet. */
async function rowsOf(county: County, unit: string): Promise<Map<number, Told>> {
  return county.world.do(async (work) => {
    const rows = await work.db
      .selectFrom('alerts')
      .selectAll()
      .where('county', '=', YANLING)
      .where('unit', '=', unit)
      .execute();
    const written = new Map<number, Told>();
    for (const { id, row_number, subject_id, data_sealed } of rows) {
      const json = await work.subjects.open(subject_id, data_sealed, `alerts.data_sealed:${id}`);
      written.set(row_number, told(JSON.parse(json ?? '{}')));
    }
    return written;
  });
}
