import { beforeAll, describe, expect, test } from 'vitest';
import { BAILIANG, JINZHUANG, RENZHUANG, WANG, WANGTIAN, without } from '../casework/world.ts';
import { must, type Office, openOffice, pagesOf, toNotice } from './printing.ts';

describe('the public notice', () => {
  let office: Office;
  let receipt: string;

  beforeAll(async () => {
    office = await openOffice();
    receipt = await toNotice(office);
  }, 30_000);

  /** A second household, brought to the wall by hand of the clock alone. */
  const another = async (name: string, answers: object = {}) => {
    const { world } = office;
    const declared = { ...without(WANG, 'idNumber', 'phone'), name, ...answers };
    const { id, receipt: number } = await world.declared(await world.chat(name), declared);
    await world.do((unit) =>
      unit.db
        .updateTable('cases')
        .set({ stage: 'notice', stage_at: unit.clock().toISOString() })
        .where('id', '=', id)
        .execute(),
    );
    return number;
  };

  const notice = (of: object, member = office.village) =>
    office.world.do((unit) => office.records.notice(unit, member, of));

  test('has heads, counts, days, where to object, and nothing else of the household', async () => {
    const { content } = must(await notice({ refs: [receipt] }));
    expect(content.sheets).toEqual([
      {
        place: '鄢陵县望田镇晋庄村',
        signed: '望田镇晋庄村',
        intended: '纳入监测',
        steps: ['受理', '入户核实', '村级评议'],
        households: [{ name: '王建国', people: 4 }],
        from: '2026-11-09',
        to: '2026-11-16',
        days: 5,
        marks: ['示例，未经县级审核'],
        contacts: [{ name: '政务服务便民热线', phone: '12345' }],
        hours: null,
      },
    ]);
    const pdf = await office.records.drawNotice(content);
    const [page = '', ...more] = await pagesOf(pdf);
    expect(more).toEqual([]);
    expect(page).toContain('拟纳入监测农户公示鄢陵县望田镇晋庄村');
    expect(page).toContain('1王建国4人');
    expect(page).toContain('公示时间：2026年11月9日至2026年11月16日，共5个工作日（示例，未经县级审核）');
    expect(page).toContain('政务服务便民热线12345');
  });

  test('keeps the days that were posted', async () => {
    const { world, records, village } = office;
    world.today = '2026-11-10';
    must(await world.do((unit) => world.casework.papers.post(unit, village, [receipt])));
    world.today = '2026-11-12';
    const { content } = must(await world.do((unit) => records.notice(unit, village, { refs: [receipt] })));
    expect(content.sheets.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: '2026-11-10', to: '2026-11-17' },
    ]);
  });

  test('puts households of one village on one sheet, and each village on its own', async () => {
    await another('欧阳小宝', { child: true });
    await another('张三 肺癌晚期13811112222');
    await another('（低保户）李　四');
    await another('买买提·阿布都拉');
    await another('任老大', {
      place: { township: WANGTIAN, village: RENZHUANG, text: '望田镇任庄村', how: 'picked' },
    });
    const { content } = must(await notice({}, office.township));
    const now = content.sheets.filter(({ from }) => from === '2026-11-12');
    expect(now.map(({ signed, households }) => [signed, households.map(({ name }) => name)])).toEqual([
      ['望田镇任庄村', ['任老大']],
      // A child's name is not for the wall, nor what was typed beside a name.
      ['望田镇晋庄村', ['欧阳某', '张三', '李四', '买买提·阿布都拉']],
    ]);
    const ofVillage = must(await notice({}, office.village)).content.sheets;
    expect(new Set(ofVillage.map(({ signed }) => signed))).toEqual(new Set(['望田镇晋庄村']));
    const picked = must(await notice({ village: JINZHUANG }, office.county)).content.sheets;
    expect(new Set(picked.map(({ signed }) => signed))).toEqual(new Set(['望田镇晋庄村']));
  });

  test('goes on over pages with its head again and its pages counted, for each sheet alone', async () => {
    const { content } = must(await notice({ refs: [receipt] }));
    const [sheet] = content.sheets;
    if (sheet === undefined) throw new Error('no sheet');
    const long = Array.from({ length: 40 }, (_, i) => ({
      name: `王${'一二三四五六七八九十'[i % 10]}`,
      people: i + 1,
    }));
    const two = { ...content, sheets: [{ ...sheet, households: long }, sheet] };
    const pages = await pagesOf(await office.records.drawNotice(two));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[1]).toMatch(/^序号户主家里几口人/);
    expect(pages[1]).toContain(`第2页共${pages.length - 1}页`);
    expect(pages.at(-1)).not.toContain('第1页');
  });

  test('is refused where there is more than one printing takes, and is printed by village then', async () => {
    const { world } = office;
    const row = await world.do((unit) =>
      unit.db.selectFrom('cases').selectAll().where('receipt', '=', receipt).executeTakeFirstOrThrow(),
    );
    const ids = Array.from({ length: 500 }, (_, i) => `many-${i}`);
    await world.do(async ({ db }) => {
      const home = db.selectFrom('households').selectAll().where('id', '=', row.household_id);
      const household = await home.executeTakeFirstOrThrow();
      for (const id of ids) {
        const apart = { id, village: RENZHUANG };
        await db
          .insertInto('households')
          .values({ ...household, ...apart })
          .execute();
        await db
          .insertInto('cases')
          .values({ ...row, ...apart, receipt: id, household_id: id })
          .execute();
      }
    });
    const before = (await world.audit(row.id)).length;
    expect(await notice({}, office.county)).toEqual({ ok: false, reason: 'notice-full' });
    // Nothing was opened for it.
    expect(await world.audit(row.id)).toHaveLength(before);
    const { sheets } = must(await notice({ village: JINZHUANG }, office.county)).content;
    expect(new Set(sheets.map(({ signed }) => signed))).toEqual(new Set(['望田镇晋庄村']));
    await world.do(async ({ db }) => {
      await db.deleteFrom('cases').where('id', 'in', ids).execute();
      await db.deleteFrom('households').where('id', 'in', ids).execute();
    });
  });

  test('is printed of no case at another stage, and of none that is not the own', async () => {
    const { world } = office;
    const early = await world.declared(await world.chat('孙早'), {
      ...without(WANG, 'idNumber'),
      name: '孙早',
      phone: '13903740055',
    });
    expect(await notice({ refs: [early.receipt] })).toEqual({ ok: false, reason: 'wrong-stage' });
    const stranger = await world.staff('外镇干', 'township', BAILIANG);
    const foreign = await notice({ refs: [receipt] }, stranger);
    expect(foreign).toEqual({ ok: false, reason: 'not-found' });
    // One that is not theirs refuses all of them, and a guessed number looks the same.
    expect(await notice({ refs: [receipt, '222-222-222'] })).toEqual(foreign);
    expect(must(await notice({}, stranger)).content.sheets).toEqual([]);
  });
});
