import { describe, expect, test } from 'vitest';
import { parseRegion } from '../../src/regions/index.ts';
import { declares, SHORT_FORM, startOf, Town } from '../dialogue/person.ts';
import { sqliteDatabase } from '../storage/databases.ts';

const databases = sqliteDatabase();
const ID = '411024195603123415';
const PHONE = '13803741234';
const YANLING = parseRegion('411024');

/** A town in which 张建国 of 望田镇武岗村 has declared, and his cadres have looked at it. */
async function declared() {
  const clock = startOf();
  const storage = await databases.open({ clock: () => clock.now });
  const town = new Town(storage, clock);
  const zhang = town.person('张');
  const { receipt = '' } = await declares(zhang);
  const cadre = await town.cadre('township', '411024104');
  const county = await town.cadre('county', '411024');
  await cadre.says(`打开 ${receipt}`);
  return { clock, storage, town, zhang, cadre, county, receipt };
}

/** The button of the last message that does a step. */
function step(heard: { buttons: string[] }, name: string): string {
  return heard.buttons.find((id) => id.startsWith(`rights:${name}:`)) ?? '';
}

describe("one's own data", () => {
  test('the household sees what is held, masked, and who looked at it by post and day; it is recorded', async () => {
    const it = await declared();
    const heard = await it.zhang.says('你们存了我什么？');
    expect(heard.text).toContain('户主：张建国');
    expect(heard.text).toContain('411024********3415');
    expect(heard.text).toContain('138****1234');
    expect(heard.text).not.toContain(ID);
    expect(heard.text).not.toContain(PHONE);
    expect(heard.text).toContain('“看病花钱多 老伴去年得了…”');
    expect(heard.text).toMatch(/11月23日，望田镇干部，办这件事/);
    expect(heard.text).not.toContain('李干部');
    expect(heard.text).toContain('这件还在办');
    expect(step(heard, 'copy')).not.toBe('');

    // A stranger asks for the same by receipt: without the digits nothing, with them all of it.
    const kin = it.town.person('儿子');
    expect((await kin.says('看我的信息')).text).toContain('请发回执编号');
    expect((await kin.says(it.receipt)).text).toContain('后四位');
    expect((await kin.says('9999')).text).not.toContain('张建国');
    await kin.says('看我的信息');
    await kin.says(it.receipt);
    expect((await kin.says('1234')).text).toContain('户主：张建国');

    // A pressed button of another's case, and one that never was, look alike.
    const stranger = it.town.person('外人');
    const guessed = await stranger.presses('rights:copy:aaaaaaaaaaaaaaaaaaaaaaaa');
    expect((await stranger.presses(step(heard, 'copy'))).text).toBe(guessed.text);

    // Twice the same is one request; the cadre answers, the household hears it.
    const asked = await it.zhang.presses(step(heard, 'copy'));
    expect(asked.text).toContain('带身份证');
    expect(asked.text).toContain('示例');
    expect((await it.zhang.says('给我一份')).text).toContain('已经要过了');
    const list = await it.cadre.says('权利');
    expect(list.text).toContain(`1. 要一份自己的信息，望田镇武岗村，编号${it.receipt}`);
    expect(list.text).not.toContain('2. ');
    expect(list.text).not.toContain('张建国');

    const copied = await it.cadre.says(`副本 ${it.receipt}`);
    expect(copied.files.map(({ name }) => name)).toEqual([`副本-${it.receipt}.pdf`]);
    await it.cadre.says('权利');
    expect((await it.cadre.says('权利 1 办好 请明天带身份证到便民服务中心来取')).text).toContain('答复好了');
    expect(await it.zhang.hears()).toContain('请明天带身份证');
    expect((await it.cadre.says('权利')).text).toContain('现在没有要答复的');
  });

  test('another township learns nothing of requests, copies and corrections, and the try is recorded', async () => {
    const it = await declared();
    const other = await it.town.cadre('township', '411024102');
    await it.zhang.presses(step(await it.zhang.says('看看我的信息'), 'copy'));
    expect((await other.says('权利')).text).toContain('现在没有要答复的');
    const { id = '' } =
      (await it.storage.reading.db.selectFrom('rights_requests').select('id').executeTakeFirst()) ?? {};
    const guessed = 'a'.repeat(id.length);
    for (const said of [
      `权利 ${id}`,
      `权利 ${id} 办好 好了好了`,
      `副本 ${it.receipt}`,
      `更正 ${it.receipt} 姓名 李四`,
    ]) {
      const refused = await other.says(said);
      expect(refused.text).toContain('没有找到这个编号');
      expect(refused.files).toEqual([]);
      const unknown = await other.says(said.replace(id, guessed).replace(it.receipt, '222-222-222'));
      expect(unknown.text).toBe(refused.text);
    }
  });

  test('a correction: asked in words, made by a cadre, found by the new number, never in the audit log', async () => {
    const it = await declared();
    await it.zhang.says('我的电话登记错了');
    expect((await it.zhang.says('应该是13900005678')).text).toContain('已经交给镇里');
    await it.cadre.says('权利');
    expect((await it.cadre.says('权利 1')).text).toContain('原话：应该是13900005678');
    expect((await it.cadre.says(`更正 ${it.receipt} 电话 1390000567`)).text).toContain('没有改');
    expect((await it.cadre.says('电话 13900005678')).text).toContain('电话改好了');
    expect(await it.zhang.hears()).toContain('登记的电话改好了');
    expect((await it.cadre.says(`更正 ${it.receipt} 身份证 411024195603123416`)).text).toContain(
      '身份证号不对',
    );
    await it.cadre.says('取消');

    const kin = it.town.person('女儿');
    await kin.says(it.receipt);
    expect((await kin.says('5678')).text).toContain('受理');
    const { db } = it.storage.reading;
    const audit = JSON.stringify(await db.selectFrom('audit').selectAll().execute());
    expect(audit).toContain('"corrected"');
    for (const value of ['13900005678', PHONE, ID, '张建国']) expect(audit).not.toContain(value);

    // An ID number that another household has is said to who may know of it.
    const others = [...SHORT_FORM].with(2, '李大山').with(3, '跳过').with(4, '13803745555');
    const { receipt: second = '' } = await declares(it.town.person('李'), others);
    expect((await it.cadre.says(`更正 ${second} 身份证 ${ID}`)).text).toContain(
      `另一户（${it.receipt}）也有，可能是同一户`,
    );
  });

  test('taking back the consent to checks keeps name and telephone from departments; the case goes on', async () => {
    const it = await declared();
    const { staff } = it.town.engine;
    const { code } = await it.storage.transaction((unit) =>
      staff.add(unit, { name: '赵医保', role: 'department', region: YANLING, unit: '医疗保障局' }),
    );
    const office = it.town.person('医保');
    await office.says(`绑定 ${code}`);
    await office.says('任务');
    expect((await office.says('打开 1')).text).toContain('张建国');

    const asked = await it.zhang.says('撤回同意');
    expect(asked.text).toContain('可以分开撤回');
    const done = await it.zhang.presses(step(asked, 'checks'));
    expect(done.text).toContain('部门看不到您家的姓名和电话');
    expect(done.buttons).toContain('withdraw');
    expect((await it.zhang.presses(step(asked, 'checks'))).text).toContain('已经撤回过了');
    await office.says('任务');
    const after = await office.says('打开 1');
    expect(after.text).toContain('撤回了让部门核对的同意');
    expect(after.text).not.toContain('张建国');
    expect(after.text).not.toContain(PHONE);
    expect((await it.cadre.says(`打开 ${it.receipt}`)).text).toContain('张建国');
    expect((await it.zhang.says('看我的信息')).text).toMatch(
      /让部门核对收入、看病等情况：11月23日撤回了同意/,
    );
    // That nothing more is asked for is the township's to know.
    await it.zhang.presses(step(asked, 'sensitive'));
    expect((await it.cadre.says('权利')).text).toContain('撤回了登记个人情况的同意');
  });

  test('who reported a neighbour gets nothing of the household, with the receipt and the digits too', async () => {
    const it = await declared();
    const neighbour = it.town.person('邻居');
    await neighbour.says('我要申报');
    await neighbour.tells('替邻居乡亲报', '都同意', '我叫李四', '张建国', ID, PHONE, '望田镇武岗村');
    await neighbour.tells('看病花钱多', '他老伴病了花了很多钱', '没有照片', '确认提交');
    await neighbour.says('看我的信息');
    const heard = await neighbour.says(`${it.receipt} 1234`);
    expect(heard.text).toContain('没有查到');
    expect(heard.text).not.toContain('户主');
    expect(heard.text).not.toContain('138****');
  });

  test('a withdrawn case is deleted on request by the county; before, and of a case in hand, it is said why not', async () => {
    const it = await declared();
    const open = await it.zhang.says('删掉我家的申报');
    expect(open.text).toContain('要删，先撤回申报');
    expect(step(open, 'erasecase')).toBe('');
    await it.zhang.says('撤回申报');
    await it.zhang.presses('yes');
    const closed = await it.zhang.says('删掉我家的申报');
    expect(closed.text).toContain('存到2027年11月23日');
    expect(closed.text).toContain('示例');
    expect((await it.zhang.presses(step(closed, 'erasecase'))).text).toContain('交给县里');
    expect((await it.cadre.says('权利')).text).toContain('现在没有要答复的');
    expect((await it.county.says('权利')).text).toContain('要删除信息');
    await it.county.says('权利 1 办好');
    expect((await it.county.says('本人来过，核对了身份')).text).toContain('都删掉了');
    expect(await it.zhang.hears()).toContain('都删掉了，以后查不到了');
    expect((await it.zhang.says('看我的信息')).text).not.toContain('张建国');
    expect((await it.county.says(`副本 ${it.receipt}`)).text).toContain('没有找到这个编号');
  });

  test('the archive lets a withdrawn case go on the day its year is over, and no case in hand', async () => {
    const it = await declared();
    const { rights } = it.town.engine;
    const due = () => rights.due(it.storage.reading, YANLING);
    it.town.wait({ days: 800 });
    expect(await due()).toEqual([]);
    await it.zhang.tells('撤回申报', '撤回');
    it.town.wait({ days: 364 });
    expect(await due()).toEqual([]);
    it.town.wait({ days: 2 });
    expect(await due()).toMatchObject([{ receipts: [it.receipt] }]);
  });
});
