import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../src/sheets/index.ts';
import { BAILIANG, JINZHUANG, WANG, WANGTIAN } from '../casework/world.ts';
import { eachDatabase, sqliteDatabase } from '../storage/databases.ts';
import { bills, County, IDS, nameOf, OFFICE, YANLING } from './county.ts';

eachDatabase('a sheet taken in', (databases) => {
  test('all its sound rows or nothing; again it changes nothing', async () => {
    const county = await County.open(databases);
    const sheet = bills([
      ['王建国', IDS.wang, '望田镇', '晋庄村', '胃癌', 52000, '2026-09-03'],
      ['李四', '', '柏梁镇', '', '骨折', 12000, '2026-09-04'],
      ['赵六', '411024196503152310', '望田镇', '晋庄村', '', 900, '2026-09-05'],
    ]);
    const report = await county.imports(sheet);
    expect(report).toMatchObject({
      kind: 'imported',
      rows: 3,
      taken: 2,
      counts: { exact: 0, unknown: 2, faulty: 1, known: 0 },
      faults: [{ row: 4 }],
    });
    const before = await county.counts();
    expect(await county.imports(sheet)).toMatchObject({ kind: 'known', taken: 0, counts: { known: 2 } });
    // The same people in the next quarter's file, in another order: known, too.
    const again = bills([
      ['李四', null, '柏梁镇', null, '骨折', 12000, '2026-09-04'],
      ['王 建国', IDS.wang, '望田', '晋庄', '胃癌', 52000, '2026/9/3'],
    ]);
    expect(await county.imports(again)).toMatchObject({ kind: 'known', taken: 0 });
    expect(await county.counts()).toEqual(before);
  });

  test('of two instances with the same file one does it', async () => {
    const one = await County.open(databases);
    const two = County.around(await one.world.again(databases));
    const sheet = bills(
      Array.from({ length: 300 }, (_, i) => [nameOf(i), '', '望田镇', '晋庄村', '', i, '2026-09-03']),
    );
    const reports = await Promise.all([one.imports(sheet), two.imports(sheet)]);
    expect(reports.map(({ kind }) => kind).sort()).toEqual(['imported', 'known']);
    expect(await one.counts()).toMatchObject({ alerts: 300, imports: 1 });
  });
});

describe('an import of many hands', () => {
  const databases = sqliteDatabase();

  test('one that died in the middle is nowhere to be seen, and the next try begins anew', async () => {
    const county = await County.open(databases);
    const township = await county.world.staff('镇里', 'township', WANGTIAN);
    const sheet = bills(
      Array.from({ length: 700 }, (_, i) => [nameOf(i), '', '望田镇', '晋庄村', '', i, '2026-09-03']),
    );
    await dieWith(county, sheet);
    const left = await county.counts();
    expect(left.alerts).toBeGreaterThan(0);
    expect(left.alerts).toBeLessThan(700);
    expect(await county.list(township)).toEqual([]);
    expect(await county.world.mail('chat-镇里')).toEqual([]);
    expect(await county.imports(sheet)).toMatchObject({ kind: 'imported', taken: 700 });
    const { alerts, imports } = await county.counts();
    expect({ alerts, imports }).toEqual({ alerts: 700, imports: 1 });
    expect((await county.list(township)).length).toBe(10);
    expect((await county.world.mail('chat-镇里')).length).toBe(1);
  });

  test('another sheet of the county waits for the one under way', async () => {
    const county = await County.open(databases);
    const many = bills(Array.from({ length: 300 }, (_, i) => [nameOf(i), '', '望田镇', '晋庄村', '', i, '']));
    const few = bills([[nameOf(0), '', '望田镇', '晋庄村', '', 0, '']]);
    const [first, second] = await Promise.all([county.imports(many), county.imports(few)]);
    // Whichever was first: the row that both have is there once.
    expect(first.taken + second.taken).toBe(300);
    expect((await county.counts()).alerts).toBe(300);
  });
});

/** Dies after the first rows are written, as a killed process does: nothing is cleaned up. */
async function dieWith(county: County, sheet: Uint8Array): Promise<void> {
  const { storage } = county;
  let writes = 0;
  const dying = new Proxy(storage, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (key !== 'transaction') return typeof value === 'function' ? value.bind(target) : value;
      return async (work: Parameters<typeof storage.transaction>[0]) => {
        writes += 1;
        if (writes > 3) throw new Error('killed');
        return target.transaction(work);
      };
    },
  });
  const given = { county: YANLING, unit: OFFICE, bytes: sheet, cause: '因病' as const };
  await expect(county.alerts.import(dying, 'operator', given)).rejects.toThrow('killed');
}

describe('what becomes of a row', () => {
  const databases = sqliteDatabase();

  test('it goes where it can be checked, and nobody reads it in the database', async () => {
    const county = await County.open(databases);
    await county.world.declared(null, WANG);
    const household = await county.world.do(
      async ({ db }) => (await db.selectFrom('households').select('id').executeTakeFirstOrThrow()).id,
    );
    county.finds.set('王建国', { kind: 'exact', householdId: household });
    const candidates = [{ householdId: household, score: 0.7, why: 'similar-name' as const }];
    county.finds.set('王建', { kind: 'candidates', candidates });
    await county.imports([
      ['王建国', IDS.wang, '柏梁镇', '', '胃癌', 1, ''],
      ['王建', '', '望田镇', '晋庄村', '', 2, ''],
      ['陈一', '', '柏梁', '', '', 3, ''],
      ['陈二', '', '', '', '', 4, ''],
      ['陈三', '', '', '许昌市长葛市坡胡镇', '', 5, ''],
      ['陈四', '', '望田镇', '晋庄', '', 6, ''],
    ]);
    const rows = await county.rows();
    expect(rows.map(({ state, queue, village }) => [state, queue, village])).toEqual([
      // Known for certain: checked where the household lives, wherever the sheet says.
      ['pending', WANGTIAN, JINZHUANG],
      // All whom it may be are of one township: it can say.
      ['doubtful', WANGTIAN, JINZHUANG],
      // Nobody on record: to the place that the sheet names, to the county without one.
      ['pending', BAILIANG, null],
      ['unmatched', YANLING, null],
      ['elsewhere', YANLING, null],
      ['pending', WANGTIAN, JINZHUANG],
    ]);
    expect(rows.map(({ household_id }) => household_id)).toEqual([household, null, null, null, null, null]);
    // Ten working days from Monday, 2 November 2026: the sample for all counties.
    expect(rows.map(({ due_on }) => due_on)).toEqual([
      '2026-11-16',
      null,
      '2026-11-16',
      null,
      null,
      '2026-11-16',
    ]);
    const text = JSON.stringify(rows);
    for (const word of ['王建国', IDS.wang, '胃癌', '陈一']) expect(text).not.toContain(word);
    expect(county.asked).toContainEqual(
      expect.objectContaining({ name: '陈四', township: WANGTIAN, village: JINZHUANG }),
    );
  });
});

describe('a sheet that is looked at first', () => {
  const databases = sqliteDatabase();

  test('shows masked rows, its columns, faults by kind, and writes nothing but that it was read', async () => {
    const county = await County.open(databases);
    const sheet = bills(
      [
        ['张三丰', IDS.zhang, '望田镇晋庄村3组', '13903741234', '1.2万', 3],
        ['李四', '4110241965031523', '望田镇', '139', '', 4],
        ['', IDS.li, '望田镇', '', '', 5],
      ],
      ['患者名', '证件号码', '家庭住址', '手机', '自付金额', '年龄'],
    );
    const before = await county.counts();
    const outcome = await county.alerts.preview(county.storage, 'operator', {
      county: YANLING,
      unit: '医疗保障局',
      bytes: sheet,
      mapping: { name: '患者名' },
    });
    if (!outcome.ok) throw new Error(outcome.reason);
    const { preview } = outcome;
    expect(preview).toMatchObject({
      unit: OFFICE,
      rows: 3,
      firstRow: 2,
      missing: [],
      unused: ['年龄'],
      cause: '因病',
    });
    expect(preview.mapping).toContainEqual({ field: 'idNumber', label: '身份证', title: '证件号码' });
    expect(preview.counts).toMatchObject({ unknown: 1, faulty: 2 });
    expect(preview.faults.flatMap(({ rows }) => rows).sort()).toEqual([3, 3, 4]);
    expect(preview.sample).toEqual(['2：张** 411024********3415 139****1234 12000']);
    expect(JSON.stringify(preview)).not.toContain('三丰');
    expect(await county.counts()).toEqual(before);
    expect((await county.world.audit(`alerts:${YANLING}`)).map(({ detail }) => detail.purpose)).toEqual([
      'alerts-preview',
    ]);
  });

  test('columns that were put right are remembered for the department, and only for it', async () => {
    const county = await County.open(databases);
    const columns = ['老乡', '住哪里', '费用'];
    await county.imports(bills([['张三', '望田镇', 1]], columns), {
      mapping: { name: '老乡', address: '住哪里' },
    });
    const next = { county: YANLING, bytes: bills([['李四', '望田镇', 2]], columns), cause: '因病' as const };
    const of = async (unit: string) => {
      const outcome = await county.alerts.preview(county.storage, 'operator', { ...next, unit });
      return outcome.ok ? outcome.preview.missing : outcome.reason;
    };
    expect(await of(OFFICE)).toEqual([]);
    expect(await of('县残联')).toEqual(['姓名']);
  });

  test('without a name column, and without a cause, it is not imported and says why', async () => {
    const county = await County.open(databases);
    const given = { county: YANLING, unit: OFFICE, bytes: bills([['望田镇', 1]], ['乡镇', '年龄']) };
    await expect(county.alerts.import(county.storage, 'operator', given)).rejects.toThrow('姓名');
    const named = { county: YANLING, unit: '县民政局', bytes: bills([['张三']], ['姓名']) };
    await expect(county.alerts.import(county.storage, 'operator', named)).rejects.toThrow('原因');
    expect((await county.counts()).imports).toBe(0);
  });

  test('faulty rows come back as a sheet with the reason in the last column, and import once mended', async () => {
    const county = await County.open(databases);
    const report = await county.imports([
      ['张三', '411024196503152310', '望田镇', '晋庄村', '', 5, ''],
      ['李四', '', '望田镇', '晋庄村', '', 6, ''],
    ]);
    const [table] = readWorkbook(report.faultSheet ?? new Uint8Array(), '错.xlsx').tables;
    expect(table?.columns.at(-1)?.title).toBe('不能导入的原因');
    expect(table?.rows[0]?.cells.map((cell) => cell?.text)).toEqual([
      '张三',
      '411024196503152310',
      '望田镇',
      '晋庄村',
      undefined,
      '5',
      undefined,
      expect.stringContaining('身份证号有错'),
    ]);
    const mended = bills([['张三', IDS.wang, '望田镇', '晋庄村', '', 5, '']]);
    expect(await county.imports(mended)).toMatchObject({ kind: 'imported', taken: 1 });
  });

  test('the county sends any sheet, a department its own, nobody else any', async () => {
    const county = await County.open(databases);
    const given = { county: YANLING, unit: OFFICE, bytes: bills([['张三', '', '望田镇', '', '', 1, '']]) };
    const may = async (role: string, region: string, unit?: string) => {
      const staff = await county.world.staff(`${role}${unit ?? ''}${region}`, role, region, unit);
      const outcome = await county.alerts.preview(county.storage, staff, given);
      return outcome.ok || outcome.reason;
    };
    expect(await may('department', YANLING, '县医疗保障局')).toBe(true);
    expect(await may('county', YANLING)).toBe(true);
    expect(await may('department', YANLING, '县残联')).toBe('not-allowed');
    expect(await may('department', '411326', '县医保局')).toBe('not-allowed');
    expect(await may('county', '411326')).toBe('not-allowed');
    expect(await may('township', WANGTIAN)).toBe('not-allowed');
    expect(await may('village', JINZHUANG)).toBe('not-allowed');
    expect(await may('supervisor', YANLING)).toBe('not-allowed');
  });
});
