import { beforeAll, describe, expect, test } from 'vitest';
import { readFigures, readGuarantees, readVisit } from '../../src/dialogue/flows/staff/form-reading.ts';
import { readReview } from '../../src/dialogue/flows/staff/review.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, formOf, type Person, startOf, Town } from './person.ts';

const database = sqliteDatabase();
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A county's bot with two cadres of 望田镇, one of the county, and a case in verification. */
async function working(): Promise<
  Record<'cadre' | 'other' | 'county' | 'person', Person> & { receipt: string }
> {
  const clock = startOf();
  const bot = new Town(await database.open({ clock: () => clock.now }), clock);
  const cadre = await bot.cadre('township', '411024104', '李明');
  const other = await bot.cadre('township', '411024104', '赵强');
  const county = await bot.cadre('county', '411024', '钱县');
  const person = bot.person('zhang');
  const { receipt = '' } = await declares(person);
  await cadre.tells('待办', '领取 1', '推进 1');
  return { cadre, other, county, person, receipt };
}

describe('核实表', () => {
  test('asks one thing after the other, understands several at once, and shows the figure beside the line', async () => {
    const { cadre, receipt } = await working();
    expect((await cadre.says('核实表 1')).text).toContain('家里几口人');
    expect((await cadre.says('三口人')).text).toContain('3口人里，能干活的（劳动力）几个');
    expect((await cadre.says('4个')).text).toContain('人数不对');
    expect((await cadre.says('1')).text).toContain('2025年11月23日到2026年11月22日，全家收入多少');
    expect((await cadre.says('打工3万 种地8000 低保2400')).text).toContain('种养、做生意的8000元，本钱');
    // Not the costs of farming: they are asked again.
    expect((await cadre.says('看病花了8000')).text).toContain('种养、做生意的8000元，本钱');
    const net = await cadre.says('已经是净的');
    expect(net.text).toContain('必须花的钱');
    expect((await cadre.says('看病2万，上学3000')).text).toContain('义务教育、基本医疗、住房安全、饮水安全');
    expect((await cadre.says('住房有问题')).text).toMatch(/^义务教育、基本医疗、饮水安全，有没有保障/);
    await cadre.says('都好');
    await cadre.says('没有');
    expect((await cadre.says('土坯房，西墙裂缝两指宽')).text).toContain('谁去的');
    await cadre.says('昨天 我和王芳');
    await cadre.says('老伴常年透析，欠了五万');
    await cadre.photographs(photo);
    const summary = await cadre.says('好了');
    expect(summary.text).toContain('家庭：3口人，劳动力1个');
    expect(summary.text).toContain('种养经营8000元（已去掉成本）');
    expect(summary.text).toContain('人均：40400元÷3人=13467元');
    expect(summary.text).toContain(
      '手上只有2023年的参考线：每人每年7500元；2026年的还没有。只作参考，不是硬杠杠。',
    );
    expect(summary.text).toContain('走访：11月22日，李明、王芳');
    expect(summary.text).toContain('签名：1张');
    expect((await cadre.says('打工2万')).text).toContain('人均：30400元÷3人=10133元');
    expect((await cadre.presses(`staff:form:${receipt} 改保障`)).text).toContain('有没有保障');
    expect((await cadre.says('都有保障')).text).toContain('住房安全有保障');
    const filed = await cadre.presses(`staff:form:${receipt} 确认`);
    expect(filed.text).toContain('人均10133元');
    expect(filed.buttons[0]).toBe(`staff:advance:${receipt}`);
    const file = await cadre.says('打开 1');
    expect(file.text).toContain('核实表（11月22日）：3口人，劳动力1个，人均10133元');
    expect(file.text).toContain('核实人：李明、王芳，签名照片1张');
  });

  test('what was entered stays: 返回, another command, 先不办, a question in between', async () => {
    const { cadre, receipt } = await working();
    await cadre.tells('核实表 1 4口人 2个劳动力', '打工3万 低保2400');
    expect((await cadre.says('返回')).text).toContain(
      '已经记下：务工30000元，转移（低保、养老、补贴）2400元',
    );
    expect((await cadre.says('没有了')).text).toContain('必须花的钱');
    const between = await cadre.says('低保咋申请？');
    expect(between.text).toContain('文件里有规定');
    expect(between.text).toContain('必须花的钱');
    await cadre.says('打开 1');
    expect((await cadre.says(`核实表 ${receipt}`)).text).toMatch(/接着上次填[\s\S]*必须花的钱/);
    expect((await cadre.presses('no')).text).toContain('填好的都留着');
    expect((await cadre.says('核实表 1 看病一万二')).text).toContain('有没有保障');
    expect((await cadre.says('不清楚')).text).toContain('这一项要填');
    expect((await cadre.says('从头填')).text).toContain('家里几口人');
  });

  test('a filed one is corrected from what it says; a stranger learns nothing of it', async () => {
    const { cadre, other, receipt } = await working();
    await cadre.tells(...formOf('1'));
    const again = await cadre.says('核实表 1');
    expect(again.text).toContain('新表顶替旧表');
    expect(again.text).toContain('把签了名的纸拍照');
    await cadre.says('没有签名');
    await cadre.says('低保3000');
    expect((await cadre.says('确认')).text).toContain('人均9500元');
    expect((await cadre.says('打开 1')).text).toContain('前面还有1张旧表留底');
    expect((await other.says(`核实表 ${receipt}`)).text).toContain('已经有同事领取');
  });
});

describe('评议, 张贴, 异议', () => {
  let at: Awaited<ReturnType<typeof working>>;
  beforeAll(async () => {
    at = await working();
    await at.cadre.tells(...formOf('1'), '推进 1');
  });

  test('one after the other to the county, each told what comes next', async () => {
    const { cadre, other, county, person, receipt } = at;
    expect((await cadre.says('推进 1')).text).toContain('还没有记录村级评议');
    await cadre.says('评议 1');
    expect((await cadre.says('来了12人')).text).toContain('还差：几个同意');
    expect((await cadre.says('同意7 不同意5，有人说他儿子有车')).text).toContain('通过，还是没通过');
    const failed = await cadre.presses(`staff:review:${receipt} 没通过`);
    expect(failed.text).toContain('12人参加，同意7，不同意5，没通过');
    expect(failed.text).toContain('由乡镇和县里定');
    expect((await cadre.says('推进 1')).buttons[0]).toBe(`staff:post:${receipt}`);
    expect((await cadre.says('张贴')).text).toContain('张贴哪几件');
    await cadre.photographs(photo);
    expect((await cadre.says('张贴 1')).text).toContain('公示从11月23日到11月30日');
    await person.hears();
    expect((await cadre.says('异议 1 邻居赵四说他家有车')).text).toContain('查清之前不能往下推');
    expect((await cadre.says('推进 1')).text).toContain('公示有异议还没有核查');
    expect((await cadre.says('异议核查 1 不成立 没有车')).text).toContain('要换一名干部来办');
    expect((await other.says(`打开 ${receipt}`)).text).toContain('公示异议1（待核查');
    expect((await other.says(`异议核查 ${receipt} 大概不成立吧`)).text).toContain('请写“成立”或“不成立”');
    expect((await other.says('不成立 车管所查过，没有车')).text).toContain('不成立，可以往下办');
    expect((await cadre.says('推进 1')).text).toContain('公示的日子还没有满');
    await cadre.says('推进 1 材料齐全，同意上报');
    expect((await county.says(`打开 ${receipt}`)).text).toContain('乡镇审核意见：材料齐全，同意上报');
    expect(await person.hears()).not.toMatch(/赵四|异议|有车/);
  });
});

test('先行救助, 欠缺材料: the green channel from chat', async () => {
  const { cadre, person, receipt } = await working();
  expect((await cadre.says('欠缺材料')).text).toContain('没有先办后补');
  await person.hears();
  await cadre.says('先行救助 1');
  expect((await cadre.says('送了米面和300元，已送县医院')).text).toContain('先行救助记好了');
  expect(await person.hears()).toContain('送了米面和300元');
  const gone = await cadre.says('推进 1');
  expect(gone.text).toContain('绿色通道，先办后补，还缺：入户核实的记录');
  const list = await cadre.says('欠缺材料');
  expect(list.text).toContain(`1. ${receipt} 望田镇武岗村：入户核实的记录（12月7日前补）`);
  expect((await cadre.says('打开 1')).text).toContain('欠缺材料：入户核实的记录（12月7日前补）');
});

describe('what cadres write is understood', () => {
  test.each([
    [
      '4口人2个劳动力打工3万种地8000低保2400',
      { people: 4, labour: 2, wage: 30_000, business: 8000, transfer: 2400 },
    ],
    ['打工三万五，零工2000，养老金每月120', { wage: 37_000, transfer: 1440 }],
    ['种地净赚8000', { business: 8000, costs: null }],
    ['养猪2万 饲料8000 化肥1000', { business: 20_000, costs: 9000 }],
    ['看病自己掏了2万3 孩子学费3000 房租2400', { medical: 23_000, education: 3000, housing: 2400 }],
    ['土地流转1200', { property: 1200 }],
    ['没看见人', {}],
  ])('%s', (text, expected) => {
    expect(readFigures(text)).toEqual(expected);
  });

  test('guarantees', () => {
    const all = ['compulsoryEducation', 'basicMedical', 'safeHousing', 'drinkingWater'] as const;
    expect(readGuarantees('房子漏雨，其他都好', all)).toEqual({
      compulsoryEducation: 'ok',
      basicMedical: 'ok',
      safeHousing: 'problem',
      drinkingWater: 'ok',
    });
    expect(readGuarantees('没有上学的孩子，医保没交，水没问题', all)).toEqual({
      compulsoryEducation: 'none',
      basicMedical: 'problem',
      drinkingWater: 'ok',
    });
    expect(readGuarantees('不知道', all)).toEqual({});
  });

  test('visits', () => {
    const given = { today: '2026-11-23', self: '李明' };
    expect(readVisit('11月20日 王芳、赵强', given)).toEqual({
      visitedOn: '2026-11-20',
      visitors: ['王芳', '赵强'],
    });
    expect(readVisit('12月30号我跟王芳', given)).toEqual({
      visitedOn: '2025-12-30',
      visitors: ['李明', '王芳'],
    });
    expect(readVisit('今天就我一个人', given)).toEqual({ visitedOn: '2026-11-23', visitors: ['李明'] });
  });

  test.each([
    ['12人 同意11 不同意1', { present: 12, agree: 11, disagree: 1 }],
    ['到会十五人，全部同意，昨天开的', { present: 15, agree: 15, disagree: 0, heldOn: '2026-11-22' }],
    ['参加20人，18票同意，2票弃权，通过', { present: 20, agree: 18, disagree: 0, passed: true }],
    ['8人参加 反对6人 同意2人 没通过', { present: 8, agree: 2, disagree: 6, passed: false }],
  ])('%s', (text, expected) => {
    expect(readReview(text, '2026-11-23')).toMatchObject(expected);
  });
});
