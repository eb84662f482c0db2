import { describe, expect, test } from 'vitest';
import { createHousehold } from '../../src/casework/index.ts';
import { readWorkbook } from '../../src/sheets/index.ts';
import { JINZHUANG, RENZHUANG, WANGTIAN } from '../casework/world.ts';
import { type Person, startOf, Town } from '../dialogue/person.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { bills, IDS, YANLING } from './county.ts';

const databases = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await databases.open({ clock: () => clock.now }), clock);
}

/** A household on record: Wang Jianguo of Jinzhuang. */
async function wangOf({ storage }: Town): Promise<void> {
  await storage.transaction((unit) =>
    createHousehold(unit, {
      county: YANLING,
      name: '王建国',
      idNumber: IDS.wang,
      township: WANGTIAN,
      village: JINZHUANG,
    }),
  );
}

async function department(place: Town, unit: string): Promise<Person> {
  const added = await place.storage.transaction((work) =>
    place.engine.staff.add(work, { name: '部门人', role: 'department', region: YANLING, unit }),
  );
  const person = place.person(`office-${unit}`);
  await person.says(`绑定 ${added.code}`);
  return person;
}

const SHEET = bills(
  [
    ['王建国', IDS.wang, '望田镇晋庄村', '胃癌', 52000],
    ['王建囯', '', '望田镇晋庄村', '骨折', 8000],
    ['陈小七', '', '望田镇任庄村', '肺炎', 6000],
    ['钱八', '411024196503152310', '望田镇晋庄村', '', 100],
  ],
  ['患者名', '身份证号', '家庭住址', '病种', '个人自付金额'],
);

describe('a department’s sheet in the chat', () => {
  test('from the file to the verdict at the door and the feedback', async () => {
    const place = await town();
    await wangOf(place);
    const village = await place.cadre('village', JINZHUANG);
    const other = await place.cadre('village', RENZHUANG);
    const township = await place.cadre('township', WANGTIAN);
    const office = await department(place, '县医保局');

    const sent = await office.hands([{ name: '三季度高额费用.xlsx', bytes: SHEET }]);
    expect(sent.text).toContain('4行，数据从第2行起');
    expect(sent.text).toContain('部门：县医保局；原因：因病');
    expect(sent.text).not.toContain('王建国');
    expect(sent.text).not.toContain(IDS.wang);
    expect(sent.text).toContain('没有找到这几列：姓名');
    const shown = await office.says('换列 姓名=患者名');
    expect(shown.text).toContain('姓名 ← 患者名');
    expect(shown.text).toContain('第5行：');
    expect(shown.text).toMatch(/认得准、可直接核查1行；要人工认是哪一户1行；到|台账里没有/);
    const go = shown.buttons.find((id) => id.startsWith('staff:sheet:go')) ?? '';
    expect(go.length).toBeLessThanOrEqual(64);
    const done = await office.presses(go);
    expect(done.text).toContain('县医保局的预警导入好了：3行');
    const [faults] = done.files;
    const [table] = readWorkbook(faults?.bytes ?? new Uint8Array(), faults?.name ?? '').tables;
    expect(table?.rows.length).toBe(1);
    // The same file once more: nothing changes.
    await office.hands([{ name: '三季度高额费用.xlsx', bytes: SHEET }]);
    expect((await office.says('导入')).text).toContain('已经导入过');

    expect(await village.hears()).toContain('【部门预警】县医保局');
    const list = await village.says('预警');
    expect(list.text).toMatch(/^部门预警 2 户/);
    expect(list.text).not.toContain('建国');
    const opened = await village.says('预警 1');
    expect(opened.text).toContain('预警的人：');
    const doubtful = list.text.split('\n').findIndex((line) => line.includes('要认人'));
    // The numbers to call come first, whatever becomes of the alert.
    const danger = await village.says(`预警 ${doubtful} 他说不想活了`);
    expect(danger.text).toMatch(/12356[\s\S]*还没有认定/);
    const early = await village.says(`预警 ${doubtful} 没事`);
    expect(early.text).toContain('还没有认定是哪一户');
    expect(early.buttons[0]).toMatch(/^staff:who:/);
    const asked = await village.says(`认人 ${doubtful}`);
    expect(asked.text).toContain('1. 王建国 望田镇晋庄村');
    expect((await village.says('1')).text).toContain('望田镇入户核查');

    // Both alerts are one household now.
    const one = await village.says('预警');
    expect(one.text).toMatch(/^部门预警 1 户/);
    expect(one.text).toContain('共2条');
    const unclear = await village.says('预警 1 没事，就是老头住院了花了不少钱');
    expect(unclear.text).toContain('这是没事，还是有困难？');
    const risk = unclear.buttons.find((id) => id.endsWith('有困难')) ?? '';
    const filed = await village.presses(risk);
    expect(filed.receipt).toBeDefined();
    expect(filed.text).toContain(`已立件：${filed.receipt}（2条预警一起）`);
    // A second tap on the old button.
    expect((await village.presses(risk)).text).toContain('已经立件');
    expect((await township.says('待办')).text).toContain(filed.receipt ?? '');

    // The other village has its own part and nothing else.
    expect(await other.hears()).toContain('有1户要入户核查');
    const theirs = await other.says('预警');
    expect(theirs.text).toMatch(/^部门预警 1 户/);
    expect(theirs.text).toContain('陈**');
    expect((await other.says('预警 1 没事')).text).toContain('没有风险');
    expect((await other.says('预警 1')).text).toContain('有结果');

    const feedback = await office.says('反馈 2026Q4');
    expect(feedback.text).toContain('无风险1条，已立件2条');
    const [rows] = readWorkbook(feedback.files[0]?.bytes ?? new Uint8Array(), '反馈.xlsx').tables;
    expect(rows?.rows.map(({ cells }) => cells[5]?.text)).toEqual(['已立件', '已立件', '无风险']);
  });

  test('the county is asked what the sheet is, whose, and of what cause; a late button imports nothing', async () => {
    const place = await town();
    const county = await place.cadre('county', YANLING);
    const first = await county.hands([{ name: '名单.xlsx', bytes: SHEET }]);
    expect(first.text).toContain('这是什么表？');
    const drop = first.buttons.find((id) => id.startsWith('staff:sheet:drop')) ?? '';
    expect((await county.presses(first.buttons[0] ?? '')).text).toContain('哪个部门');
    expect((await county.says('县民政局')).text).toContain('没有找到这几列：姓名');
    expect((await county.says('姓名=换者名')).text).toContain('姓名 ← 患者名');
    const cause = await county.says('换原因');
    expect(cause.text).toContain('哪种原因');
    expect((await county.says('因灾的')).text).toContain('哪种原因');
    expect((await county.says('缺劳动力')).text).toContain('原因：缺劳动力');
    await county.hands([{ name: '残联的.csv', bytes: Buffer.from('姓名,村\n张三,晋庄村\n') }]);
    // The earlier file’s button is not this one’s.
    expect((await county.presses(drop)).text).toContain('前一份文件');
    expect((await county.says('预警表')).text).toContain('部门：县残联；原因：因残');
    expect((await county.says('不导了')).text).toContain('不导了');
    expect((await county.says('导入预警')).text).toContain('先把表格文件发到这里');
  });

  test('what is no spreadsheet is told in a word, and a township sends none', async () => {
    const place = await town();
    const office = await department(place, '县残联');
    expect((await office.hands([{ name: '残疾.xlsx', bytes: Buffer.from('%PDF-1.7') }])).text).toMatch(
      /不能导入：.+。/,
    );
    const township = await place.cadre('township', WANGTIAN);
    expect((await township.hands([{ name: '名单.xlsx', bytes: SHEET }])).text).toContain('由县里或部门导入');
    expect((await township.says('反馈')).text).toContain('不归您的岗位');
    expect((await township.says('预警')).text).toContain('没有要办的预警');
    expect((await township.says('预警 3 没事')).text).toContain('没有找到');
  });
});
