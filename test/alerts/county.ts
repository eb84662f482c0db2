import { Alerts, type GivenSheet } from '../../src/alerts/index.ts';
import { createHousehold, Procedures, type StaffMember, WorkCalendar } from '../../src/casework/index.ts';
import { AddressResolver, Divisions, Gazetteer } from '../../src/regions/index.ts';
import type { Finder, Found, Given } from '../../src/register/index.ts';
import { writeWorkbook } from '../../src/sheets/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import { BAILIANG, JINZHUANG, RENZHUANG, WANG, WANGTIAN, World, YANLING } from '../casework/world.ts';
import type { TestDatabases } from '../storage/databases.ts';

export { YANLING };
export const OFFICE = '县医保局';

const divisions = Divisions.fromFile('corpus/divisions.csv', [YANLING]);
const gazetteer = Gazetteer.load('corpus/gazetteer');
export const parts = {
  procedures: Procedures.load('corpus/regions'),
  calendar: WorkCalendar.load('corpus/calendar'),
  gazetteer,
  divisions,
  places: new AddressResolver(gazetteer, divisions),
};

/** ID numbers that are right, of nobody. */
export const IDS = {
  wang: '41102419650315231X',
  li: '411024197001011212',
  zhang: '411024195603123415',
} as const;

export type Line = readonly (string | number | null)[];

/** A sheet as the medical insurance office writes it. */
export function bills(rows: readonly Line[], columns: readonly string[] = COLUMNS): Uint8Array {
  return writeWorkbook([{ name: '名单', columns: [...columns], rows: rows.map((row) => [...row]) }]);
}

/** Different names, as many as wanted. */
export function nameOf(n: number): string {
  const signs = [...'一二三四五六七八九十'];
  return `陈${[...String(n)]
    .map((digit) => signs[Number(digit)] ?? '')
    .join('')
    .slice(0, 4)}`;
}

export const COLUMNS = ['姓名', '身份证号', '乡镇', '村', '病种', '个人自付金额', '结算日期'];

/** A county at work with alerts; who somebody is, a test says by name or ID number. */
export class County {
  readonly world: World;
  readonly alerts: Alerts;
  /** What the register finds, by name. */
  readonly finds = new Map<string, Found>();
  /** What was looked for. */
  readonly asked: Given[] = [];

  private constructor(world: World, alerts: (county: County) => Alerts) {
    this.world = world;
    this.alerts = alerts(this);
  }

  static async open(databases: TestDatabases): Promise<County> {
    return County.around(await World.open(databases));
  }

  static around(world: World, patience = { deadAfter: 60, every: 10 }): County {
    return new County(
      world,
      (county) =>
        new Alerts(parts, {
          casework: world.casework,
          register: { finder: async () => county.finder },
          patience,
        }),
    );
  }

  get finder(): Finder {
    return {
      find: (given) => {
        this.asked.push(given);
        return this.finds.get(given.name ?? '') ?? { kind: 'none' };
      },
    };
  }

  get storage(): Storage {
    return this.world.storage;
  }

  /** Imports a sheet of bills; what came of it. */
  async imports(rows: readonly Line[] | Uint8Array, more: Partial<GivenSheet> = {}) {
    const bytes = rows instanceof Uint8Array ? rows : bills(rows);
    const given = { county: YANLING, unit: OFFICE, bytes, cause: '因病' as const, ...more };
    const outcome = await this.alerts.import(this.storage, 'operator', given);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.report;
  }

  async list(staff: StaffMember) {
    return (await this.world.do((unit) => this.alerts.mine(unit, staff))).items;
  }

  rows() {
    return this.world.do(({ db }) => db.selectFrom('alerts').selectAll().orderBy('row_number').execute());
  }

  async counts(): Promise<Record<string, number>> {
    return this.world.do(async ({ db }) => {
      const of = async (table: 'alerts' | 'imports' | 'subjects' | 'sheet_mappings') => {
        const row = await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirst();
        return Number(row?.n ?? 0);
      };
      return {
        alerts: await of('alerts'),
        imports: await of('imports'),
        subjects: await of('subjects'),
        mappings: await of('sheet_mappings'),
      };
    });
  }
}

/** A county with its staff and the household of Wang on record, without a case in hand. */
export async function atWork(county: County) {
  const { world } = county;
  const staff = {
    county: await world.staff('县里', 'county', YANLING),
    wangtian: await world.staff('望田', 'township', WANGTIAN),
    jinzhuang: await world.staff('晋庄', 'village', JINZHUANG),
    renzhuang: await world.staff('任庄', 'village', RENZHUANG),
    bailiang: await world.staff('柏梁', 'township', BAILIANG),
    office: await world.staff('医保', 'department', YANLING, '县医保局'),
  };
  const wang = await world.do(async (unit) => {
    const { name, phone } = WANG;
    const at = { township: WANGTIAN, village: JINZHUANG };
    return (await createHousehold(unit, { county: YANLING, name, idNumber: IDS.wang, phone, ...at })).id;
  });
  county.finds.set('王建国', { kind: 'exact', householdId: wang });
  return { staff, wang };
}
