import { readFileSync } from 'node:fs';
import { lookupsOf } from '../../src/casework/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { TABLE_NAMES } from '../../src/storage/tables.ts';
import { bills } from '../alerts/county.ts';
import { declares, formOf, type Person, startOf, Town, toDecision } from '../dialogue/person.ts';
import { idNumber, line, sheet } from '../register/sheets.ts';
import type { TestDatabases, TestStorage } from '../storage/databases.ts';

const YANLING = parseRegion('411024');

/** The household of 张建国 of 望田镇武岗村, by every value under which it is known. */
export const ZHANG = {
  name: '张建国',
  idNumber: '411024195603123415',
  phone: '13803741234',
  number: '4110249999',
  second: '4110248888',
  wife: '欧阳翠花',
};

/** What was said and written of it, each by words that stand nowhere else. */
const WORDS = [
  '老伴去年得了癌症',
  '欠了五万',
  '情况属实',
  '红薯面糊糊',
  '修好了门口的坡',
  '报销了三万',
  '摸黑核过',
  '电话该是',
];

/** A county in which one household went through everything that keeps something of it. */
export class Everything {
  readonly storage: TestStorage;
  readonly town: Town;
  readonly people: Record<'zhang' | 'village' | 'township' | 'county' | 'office', Person>;
  readonly receipt: string;

  private constructor(given: Pick<Everything, 'storage' | 'town' | 'people' | 'receipt'>) {
    this.storage = given.storage;
    this.town = given.town;
    this.people = given.people;
    this.receipt = given.receipt;
  }

  static async open(databases: TestDatabases): Promise<Everything> {
    const clock = startOf();
    const storage = await databases.open({ clock: () => clock.now });
    const town = new Town(storage, clock);
    const { register, alerts, staff } = town.engine;
    const { code } = await storage.transaction((unit) =>
      staff.add(unit, { name: '赵医保', role: 'department', region: YANLING, unit: '医疗保障局' }),
    );
    const people = {
      zhang: town.person('张'),
      village: await town.cadre('village', '411024104210'),
      township: await town.cadre('township', '411024104'),
      county: await town.cadre('county', '411024'),
      office: town.person('医保'),
    };
    await people.office.says(`绑定 ${code}`);
    const home = { 行政村: '武岗村', 户编号: ZHANG.number, 人数: 2 };
    const month = sheet([
      line({ ...home, 姓名: ZHANG.name, 证件号码: ZHANG.idNumber, 户联系电话: ZHANG.phone }),
      line({
        ...home,
        姓名: ZHANG.wife,
        证件号码: idNumber(7),
        与户主关系: '配偶',
        劳动技能: '无劳动力',
      }),
    ]);
    await register.importSheet(storage, 'operator', { bytes: month, name: '底册.xlsx', county: YANLING });
    await register.check(storage, YANLING, 'operator');
    const bill = bills([[ZHANG.name, ZHANG.idNumber, '望田镇', '武岗村', '胃癌', 52_000, '2026-10-03']]);
    await alerts.import(storage, 'operator', {
      county: YANLING,
      unit: '医疗保障局',
      cause: '因病',
      bytes: bill,
    });
    const { receipt = '' } = await declares(people.zhang);
    return new Everything({ storage, town, people, receipt });
  }

  /** All commands of staff that show or write something personal, in an order in which they work. */
  commands(): [Person, string][] {
    const { village, township, county, office } = this.people;
    const ref = this.receipt;
    const by = (who: Person, ...said: string[]): [Person, string][] => said.map((each) => [who, each]);
    const [verified = '', ...on] = toDecision(ref);
    const decision = on.findIndex((each) => each.startsWith('张贴'));
    return [
      ...by(
        township,
        '待办',
        `领取 ${ref}`,
        `打开 ${ref}`,
        '预警',
        '预警 1',
        '疑点',
        '疑点 1',
        `转办 ${ref} 柏梁镇 摸黑核过住在那边`,
      ),
      ...by(township, `撤回转办 ${ref}`, `推进 ${ref}`, verified, ...formOf(ref)),
      ...by(village, '待办', '走访', '走访 1 房子漏雨，锅里只有红薯面糊糊'),
      ...by(office, '任务', '打开 1', '回复 1 报销了三万元，已经到账'),
      ...by(township, `核查 ${ref}`, ...[1, 2, 3].map((n) => `核查 ${n} 属实 摸黑核过，钱到了`)),
      ...by(township, ...on.slice(0, decision), '公示单', on[decision] ?? '', `异议 ${ref} 有人说他家有车`),
      ...by(county, `异议核查 ${ref} 不成立 车是前年报废的面包车`),
      ...by(township, ...on.slice(decision + 1)),
      ...by(county, '待办', `打开 ${ref}`, `决定 ${ref} 纳入 看病花钱多，符合条件`, '反馈', '导出'),
      ...by(township, `推进 ${ref}`, `措施 ${ref}`, `措施 ${ref} 自定 修好了门口的坡 望田镇政府`),
      ...by(
        township,
        `回访 ${ref} 收入稳定，人在家`,
        `档案 ${ref}`,
        `副本 ${ref}`,
        '权利',
        '权利 1',
        `更正 ${ref} 电话 ${ZHANG.phone}`,
      ),
    ];
  }

  /** Says all of them, and what goes with them that is no command. */
  async lives(): Promise<void> {
    const { zhang } = this.people;
    await zhang.says('我的电话登记错了');
    await zhang.says('电话该是13803741234');
    for (const [who, said] of this.commands()) await who.says(said);
  }

  /** A second record of it in the national system, merged by the county's verdict. */
  async merges(): Promise<void> {
    const second = line({
      行政村: '武岗村',
      户编号: ZHANG.second,
      人数: 1,
      姓名: ZHANG.name,
      证件号码: idNumber(9),
    });
    const given = { bytes: sheet([second]), name: '补录.xlsx', county: YANLING };
    await this.town.engine.register.importSheet(this.storage, 'operator', given);
    await this.people.county.says(`合户 ${ZHANG.second} ${ZHANG.number}`);
  }

  /** The keyed hashes of everything that the household is known by. */
  lookups(): string[] {
    const unit = this.storage.reading;
    const { name, idNumber: own, phone, number, second, wife } = ZHANG;
    return [
      ...[name, wife].flatMap((each) => lookupsOf(unit, 'name', each)),
      ...[own, idNumber(9), idNumber(7)].flatMap((each) => lookupsOf(unit, 'idNumber', each)),
      ...lookupsOf(unit, 'phone', phone),
      ...[number, second].flatMap((each) => lookupsOf(unit, 'number', each)),
      ...unit.vault.lookups('alert.person', own),
    ];
  }

  /**
   * Of every table: what of the household any key of the database still opens, and where a keyed hash of it stands. Chats
   * are the people's own, under their own keys and for their own days.
   */
  async left(): Promise<string[]> {
    const { db, vault } = this.storage.reading;
    const chats = ['inbound', 'conversations', 'staff', 'questions', 'subjects', 'lookup_keys'];
    const keys = (await db.selectFrom('subjects').select('wrapped_key').execute()).flatMap(
      ({ wrapped_key }) => wrapped_key ?? [],
    );
    const marks = [...Object.values(ZHANG), ...WORDS];
    const lookups = this.lookups();
    const found: string[] = [];
    for (const table of TABLE_NAMES.filter((name) => !chats.includes(name))) {
      const rows: Record<string, unknown>[] = await db.selectFrom(table).selectAll().execute();
      for (const row of rows) {
        if (table === 'outbox' && !String(row.cause).startsWith('case:')) continue;
        for (const [column, value] of Object.entries(row)) {
          const where = `${table}.${column}`;
          if (typeof value === 'string' && lookups.some((each) => value.includes(each))) found.push(where);
          if (!column.endsWith('_sealed') || value === null || value === '') continue;
          const context = `${where}:${String(row.id ?? row.household_id)}`;
          const text = opened(vault, keys, value, context);
          if (text !== undefined && marks.some((mark) => text.includes(mark))) found.push(where);
        }
      }
    }
    return [...new Set(found)].sort();
  }

  /** The database's file with the log beside it, as bytes that somebody finds on a disk. */
  bytes(): string {
    const file = this.storage.url;
    return ['', '-wal'].map((end) => read(file + end)).join('\n');
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function opened(
  vault: TestStorage['vault'],
  keys: readonly string[],
  value: unknown,
  context: string,
): string | undefined {
  for (const key of keys) {
    try {
      if (typeof value === 'string') return vault.open(key, value, context);
      if (value instanceof Uint8Array)
        return Buffer.from(vault.openBytes(key, value, context)).toString('utf8');
    } catch {
      // Another subject's key.
    }
  }
  return undefined;
}
