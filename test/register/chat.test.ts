import { describe, expect, test } from 'vitest';
import { declares, startOf, Town, YANLING } from '../dialogue/person.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { idNumber, line, sheet } from './sheets.ts';

const databases = sqliteDatabase();

const LINES = [
  line({ 户编号: 'A1', 姓名: '王建国', 证件号码: idNumber(5001), 实施开发式帮扶措施情况: '' }),
  line({ 户编号: 'B1', 姓名: '张建国', 证件号码: idNumber(5002), 行政村: '任庄村' }),
  line({
    户编号: 'C1',
    姓名: '赵六',
    证件号码: idNumber(5003),
    '乡(镇)': '柏梁镇',
    行政村: '柏梁',
    危房户: '是',
    风险是否已消除: '是',
  }),
  line({ 户编号: 'D1', 姓名: '钱七', 证件号码: '411024' }),
];

describe('The county’s households in chat', () => {
  test('taken in from a file, checked, explained, exported, merged and taken apart by those whose duty it is', async () => {
    const clock = startOf();
    const storage = await databases.open({ clock: () => clock.now });
    const town = new Town(storage, clock);
    const county = await town.cadre('county', YANLING);
    const own = await town.cadre('township', '411024104');
    const other = await town.cadre('township', '411024102');
    expect((await county.says('底册')).text).toContain('还没有录入过');
    expect((await county.says('筛查')).text).toContain('请先录入底册');
    // A township’s cadre takes no sheet in.
    expect((await own.says('筛查')).text).toContain('不归您的岗位');

    await county.hands([{ name: '底册.xlsx', bytes: sheet(LINES) }]);
    const shown = await county.says('底册');
    expect(shown.text).toContain('3 户 3 人，其中新的 3 户');
    expect(shown.text).toContain('第 5 行');
    expect(shown.text).not.toMatch(/王建国|赵六|4110241/);
    expect((await county.says('录入')).text).toContain('新增 3 户');
    expect((await county.says('底册')).text).toContain('3 户 3 人，数据到 2026-10');

    expect((await county.says('筛查')).text).toMatch(/新疑点 2 条.*没有帮扶措施：1 户/s);
    expect((await county.says('疑点')).text).toMatch(
      /望田镇：1 条.*柏梁镇：1 条|柏梁镇：1 条.*望田镇：1 条/s,
    );
    const list = await own.says('疑点');
    expect(list.text).toContain('望田镇晋庄村 王建国 没有帮扶措施');
    expect(list.text).not.toContain('赵六');
    expect((await own.says('疑点 1')).text).toContain('请核实有没有落实措施');
    // Its id guessed by another township leads nowhere, as one that is not.
    const id = await storage.reading.db
      .selectFrom('findings')
      .select('id')
      .where('township', '=', '411024104')
      .executeTakeFirstOrThrow();
    const guessed = await other.says(`疑点 ${id.id} 已改`);
    expect(guessed.text).toBe((await other.says('疑点 aaaaaaaaaaaaaaaaaaaaaaaa 已改')).text);
    expect((await own.says('疑点 1 说明')).text).toContain('请写说明的原因');
    expect((await own.says('上个月已落实公益性岗位，系统没录')).text).toContain('记下了');
    expect((await own.says('疑点')).text).toContain('没有要核实的疑点');

    // Asked for another township, the own one's file would be taken for it.
    expect((await own.says('导出 柏梁镇')).files).toEqual([]);
    const exported = await own.says('导出');
    expect(exported.files?.[0]?.name).toBe('望田镇农户2026-11.xlsx');
    expect(exported.text).toContain('2 户');

    const declared = await declares(town.person('张建国家'));
    await own.says('待办');
    expect((await own.says(`合户 ${declared.receipt} B1`)).text).toContain('以后是一户');
    expect((await other.says('拆开 B1')).text).not.toContain('拆开了');
    expect((await own.says('拆开 B1')).text).toContain('又是两户');
    expect((await own.says('拆开 B1')).text).toContain('已经拆开过');

    // More than the chat shows: the count is the true one, and nobody is read who is not shown.
    const many = Array.from({ length: 17 }, (_, i) =>
      line({ 户编号: `E${i}`, 姓名: '孙八', 证件号码: idNumber(5100 + i), 实施开发式帮扶措施情况: '' }),
    );
    await county.hands([{ name: '底册.xlsx', bytes: sheet(many) }]);
    await county.says('底册');
    await county.says('录入');
    await county.says('筛查');
    const long = (await own.says('疑点')).text;
    expect(long).toContain('要核实的疑点 17 条，先看最急的 15 条：');
    expect(long.match(/孙八/g)).toHaveLength(15);
    const reads = await storage.reading.db
      .selectFrom('audit')
      .select('detail_json')
      .where('detail_json', 'like', '%"findings"%')
      .where('action', '=', 'read')
      .execute();
    expect(reads.map(({ detail_json }) => JSON.parse(detail_json))).toContainEqual({
      purpose: 'findings',
      findings: 15,
      households: 15,
    });
    expect(await storage.verifyAudit()).toMatchObject({ broken: [] });
  });
});
