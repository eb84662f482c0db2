import { faultText, type ReadRow, type Value } from '../sheets/index.ts';
import { HOUSEHOLD_IDS, type HouseholdColumns, PERSON_IDS, type PersonColumns } from './columns.ts';
import type { RowFault } from './model.ts';
import type { SheetPlaces, Where } from './places.ts';
import { REGISTER_TEXTS as T } from './texts.ts';

export interface SheetPerson {
  row: number;
  name: string;
  idNumber?: string;
  head: boolean;
  columns: PersonColumns;
}

export interface SheetHousehold {
  /** 户编号 */
  number?: string;
  where: Where;
  /** YYYY-MM */
  month: string;
  columns: HouseholdColumns;
  people: SheetPerson[];
  /** A row of it was at fault: who is not among its people may still belong to it. */
  partial: boolean;
}

/** What the rows of a sheet came to. */
export interface SheetRows {
  households: SheetHousehold[];
  faults: RowFault[];
  /** Rows of persons, those at fault included. */
  rows: number;
  /** Rows of older months of households that the sheet has in a newer one, too. */
  older: number;
  month: string;
  unknownPlaces: string[];
}

/** Fields without which a row is nobody: at fault there, the row is not taken. */
export const ESSENTIAL = new Set(['', 'name', 'idNumber', 'number', 'relation', 'dataMonth']);
/** Those by which it is told whose household a person is of. */
const HOME = new Set(['', 'number', 'relation', 'dataMonth']);
const HEAD = /^(?:户主|本人|本人（户主）|户主本人|01)$/;

/** Goes through the rows of a sheet in order, since what stands on one row may belong to the next ones, too. */
export class SheetReader {
  readonly #places: SheetPlaces;
  readonly #defaultMonth: string | undefined;
  readonly #households: SheetHousehold[] = [];
  readonly #byKey = new Map<string, SheetHousehold>();
  readonly #faults: RowFault[] = [];
  readonly #seen = new Map<string, { row: number; household: SheetHousehold }>();
  readonly #unknown = new Set<string>();
  #rows = 0;
  #table = '';
  /** The household of the row before; undefined where that row could not be read. */
  #last: SheetHousehold | undefined;
  #afterFault = false;

  constructor(places: SheetPlaces, defaultMonth: string | undefined) {
    this.#places = places;
    this.#defaultMonth = defaultMonth;
  }

  /** @param table its name, where the file has several */
  begin(table: string): void {
    this.#table = table;
    this.#last = undefined;
    this.#afterFault = false;
  }

  read(rows: readonly ReadRow[]): void {
    for (const row of rows) {
      this.#rows += 1;
      this.#take(row);
    }
  }

  done(): SheetRows {
    const whole = this.#households.filter(({ people }) => people.length > 0);
    const newest = new Map<string, SheetHousehold>();
    for (const household of whole) {
      const { number, month } = household;
      if (number === undefined) continue;
      const other = newest.get(number);
      if (other === undefined || other.month < month) newest.set(number, household);
    }
    const isNewest = (household: SheetHousehold) =>
      household.number === undefined || newest.get(household.number) === household;
    const households = whole.filter(isNewest);
    const dropped = whole.filter((household) => !isNewest(household));
    return {
      households,
      faults: this.#faults.sort((a, b) => a.row - b.row),
      rows: this.#rows,
      older: dropped.reduce((sum, { people }) => sum + people.length, 0),
      month:
        households
          .map(({ month }) => month)
          .sort()
          .at(-1) ?? '',
      unknownPlaces: [...this.#unknown],
    };
  }

  #take(row: ReadRow): void {
    const { values } = row;
    const essential = row.faults.filter(({ field }) => ESSENTIAL.has(field));
    const home = essential.some(({ field }) => HOME.has(field))
      ? ''
      : this.#householdOf(values, essential.length > 0);
    if (essential.length > 0 || typeof home === 'string') {
      const reasons = essential.map(({ fault, title }) => faultText(fault, title));
      this.#fault(row.number, reasons.join('') || String(home));
      if (typeof home !== 'string') home.partial = true;
      this.#last = typeof home === 'string' ? undefined : home;
      this.#afterFault = typeof home === 'string';
      return;
    }
    this.#last = home;
    this.#afterFault = false;
    const person = personOf(row);
    const twice = this.#twice(person, home);
    if (twice !== undefined) {
      home.partial = true;
      this.#fault(row.number, twice);
      return;
    }
    if (person.head && home.people.some(({ head }) => head)) person.head = false;
    home.people.push(person);
    keepColumns(home.columns, values);
    for (const { fault, title } of row.faults) {
      this.#fault(row.number, T.withoutValue(faultText(fault, title)));
    }
  }

  /** The household that a row belongs to, or why that cannot be told. */
  #householdOf(values: ReadRow['values'], isFaulty: boolean): SheetHousehold | string {
    if (!this.#places.isOurs(text(values.county))) return T.otherCounty;
    const number = text(values.number).toUpperCase();
    const isHead = HEAD.test(text(values.relation));
    const month = text(values.dataMonth) || this.#last?.month || this.#defaultMonth;
    if (month === undefined) return isFaulty ? '' : T.noMonth;
    if (number !== '') {
      const key = `${number}\n${month}`;
      const known = this.#byKey.get(key);
      if (known !== undefined) return known;
      const fresh = this.#begin(values, month, number);
      this.#byKey.set(key, fresh);
      return fresh;
    }
    if (isHead && !isFaulty) return this.#begin(values, month);
    if (isHead) return '';
    if (this.#last !== undefined) return this.#last;
    return this.#afterFault ? T.afterFault : T.noNumber;
  }

  #begin(values: ReadRow['values'], month: string, number?: string): SheetHousehold {
    const where = this.#places.find(text(values.township), text(values.village));
    if (where.unknown !== undefined) this.#unknown.add(where.unknown);
    const household: SheetHousehold = {
      ...(number === undefined ? {} : { number }),
      where,
      month,
      columns: {},
      people: [],
      partial: false,
    };
    this.#households.push(household);
    return household;
  }

  #twice({ idNumber, row }: SheetPerson, household: SheetHousehold): string | undefined {
    if (idNumber === undefined) return undefined;
    const key = `${idNumber}\n${household.month}`;
    const seen = this.#seen.get(key);
    if (seen === undefined) {
      this.#seen.set(key, { row, household });
      return undefined;
    }
    return seen.household === household ? T.twice(seen.row) : T.twiceElsewhere(seen.row);
  }

  #fault(row: number, reason: string): void {
    this.#faults.push({ row, reason: this.#table === '' ? reason : `（${this.#table}）${reason}` });
  }
}

function personOf({ number, values }: ReadRow): SheetPerson {
  const columns: Record<string, string | number> = {};
  for (const id of PERSON_IDS) {
    const value = plain(values[id]);
    if (id !== 'name' && id !== 'idNumber' && value !== undefined) columns[id] = value;
  }
  const idNumber = text(values.idNumber);
  return {
    row: number,
    name: text(values.name),
    ...(idNumber === '' ? {} : { idNumber }),
    head: HEAD.test(text(values.relation)),
    columns,
  };
}

/** A household's column stands on every row of it or on one; the first that is filled counts. */
function keepColumns(columns: HouseholdColumns, values: ReadRow['values']): void {
  for (const id of HOUSEHOLD_IDS) {
    const value = plain(values[id]);
    if (id !== 'number' && value !== undefined) columns[id] ??= value;
  }
}

function plain(value: Value | undefined): string | number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  return typeof value === 'boolean' ? (value ? '是' : '否') : value;
}

function text(value: Value | undefined): string {
  return String(plain(value) ?? '').trim();
}
