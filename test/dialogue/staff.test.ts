import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, formOf, SHORT_FORM, startOf, Town, toDecision } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

describe('binding', () => {
  test('a code binds once; five wrong ones pause for an hour', async () => {
    const bot = await town();
    const { staff } = bot.engine;
    const { code } = await bot.storage.transaction((unit) =>
      staff.add(unit, { name: '李干部', role: 'township', region: '411024104' as never }),
    );
    const cadre = bot.person('cadre');
    for (let i = 0; i < 5; i += 1) expect((await cadre.says(`绑定 WRONG${i}XYZ`)).text).toContain('不对');
    expect((await cadre.says(`绑定 ${code}`)).text).toContain('一个小时');
    bot.wait({ minutes: 61 });
    expect((await cadre.says(`绑定 ${code}`)).text).toContain('绑定好了：李干部，望田镇干部。');
    expect((await bot.person('thief').says(`绑定 ${code}`)).text).toContain('不对');
  });

  test('an office is named with its county, the level said once', async () => {
    const bot = await town();
    const { code } = await bot.storage.transaction((unit) =>
      bot.engine.staff.add(unit, {
        name: '王主任',
        role: 'department',
        region: '411024' as never,
        unit: '县医保局',
      }),
    );
    const heard = await bot.person('office').says(`绑定 ${code}`);
    expect(heard.text).toContain('绑定好了：王主任，鄢陵县医保局干部。');
  });

  test('a resident who says 待办 is told what it is for', async () => {
    expect((await (await town()).person('zhang').says('待办')).text).toContain('请先绑定');
  });

  test('解除绑定 ends it', async () => {
    const cadre = await (await town()).cadre('township', '411024104');
    await cadre.says('解除绑定');
    expect((await cadre.says('待办')).text).toContain('请先绑定');
  });
});

describe('a township cadre', () => {
  test('hears of a new case, takes it, verifies it and moves it; the household hears of it', async () => {
    const bot = await town();
    const cadre = await bot.cadre('township', '411024104');
    const person = bot.person('zhang');
    const { receipt = '' } = await declares(person);
    expect(await cadre.hears()).toContain(receipt);
    const list = await cadre.says('待办');
    expect(list.text).toContain(`1. ${receipt}`);
    expect(list.text).toContain('张**');
    expect(list.text).not.toContain('张建国');
    expect((await cadre.says('领取 1')).text).toContain('领取好了');
    const file = await cadre.says('打开1');
    expect(file.text).toContain('张建国');
    expect(file.text).toContain('13803741234');
    expect(file.text).not.toContain('195603123415');
    expect((await cadre.says('推进 1')).text).toContain('入户核实');
    expect((await cadre.says('推进 1')).text).toContain('记录核实');
    await cadre.says('记录核实 1');
    expect((await cadre.says('到家看过，情况属实，欠了五万')).text).toContain('核实情况记好了');
    expect((await cadre.presses(`staff:advance:${receipt}`)).text).toContain('推进到');
    const news = await person.says('谢谢');
    expect(news.replies.length).toBeGreaterThan(1);
    expect(news.replies[0]?.text).toContain(receipt);
  });

  test('returns a case for completion; the supplement takes it up again', async () => {
    const bot = await town();
    const cadre = await bot.cadre('township', '411024104');
    const person = bot.person('zhang');
    await declares(person);
    await cadre.says('待办');
    await cadre.tells('领取 1', '退回补正 1');
    expect((await cadre.says('请补住院发票')).text).toContain('退回补正');
    expect(await person.hears()).toContain('住院发票');
    await person.presses('supplement');
    await person.says('发票在这里，一共八万二');
    expect(await cadre.hears()).toContain('补充');
  });

  test('hands a case to another township, which accepts it', async () => {
    const bot = await town();
    const from = await bot.cadre('township', '411024104');
    const to = await bot.cadre('township', '411024103');
    await declares(bot.person('zhang'));
    await from.says('待办');
    expect((await from.says('转办 1 陈化店 实际住在陈化店镇上')).text).toContain('陈化店镇');
    const list = await to.says('待办');
    expect(list.text).toContain('等您接收的转办件');
    expect((await to.says('接收 1')).text).toContain('接收好了');
    expect((await from.says('待办')).text).toContain('没有要办的件');
  });

  test('gets nothing of another township, by whatever reference', async () => {
    const bot = await town();
    const stranger = await bot.cadre('township', '411024103');
    const { receipt = '' } = await declares(bot.person('zhang'));
    const [row] = await bot.storage.reading.db.selectFrom('cases').select('id').execute();
    for (const command of ['打开', '领取', '推进', '接手', '接收', '恢复办理']) {
      const missing = await stranger.says(`${command} ABC-DEF-GHU`);
      const others = await stranger.says(`${command} ${receipt}`);
      const byId = await stranger.says(`${command} ${row?.id}`);
      expect(others.text).toBe(missing.text);
      expect(byId.text).toBe(missing.text);
    }
    for (const command of ['记录核实', '退回补正', '拒收']) {
      const missing = await stranger.says(`${command} ABC-DEF-GHU 情况属实没有问题`);
      const others = await stranger.says(`${command} ${receipt} 情况属实没有问题`);
      expect(others.text).toBe(missing.text);
    }
    expect((await stranger.says('待办')).text).not.toContain(receipt);
  });

  test('代报 files for a household, and policy questions are still answered', async () => {
    const bot = await town();
    const cadre = await bot.cadre('township', '411024104');
    const begun = await cadre.says('代报');
    expect(begun.step).toBe('consent');
    await cadre.says('都同意');
    expect((await cadre.says('低保咋申请？')).text).toContain('文件里有规定');
    expect(bot.asked[0]?.role).toBe('cadre');
    const filed = await cadre.tells(...SHORT_FORM.slice(2), '确认提交');
    expect(filed.receipt).toBeDefined();
    const [row] = await bot.storage.reading.db.selectFrom('cases').select('source').execute();
    expect(row?.source).toBe('cadre');
  });

  test('a command in words that ask something is a question', async () => {
    const bot = await town();
    const cadre = await bot.cadre('township', '411024104');
    await cadre.says('核实低保要多久？');
    expect(bot.asked).toHaveLength(1);
  });
});

describe('the county', () => {
  test('assigns what nobody could place, and decides with a reason that the household reads', async () => {
    const bot = await town();
    const county = await bot.cadre('county', '411024');
    const person = bot.person('zhang');
    await person.tells('我要申报', ...SHORT_FORM.slice(0, 5));
    await person.presses('place:unknown');
    await person.tells(...SHORT_FORM.slice(6), '确认提交');
    await county.says('待办');
    expect((await county.says('分派 1 望田')).text).toContain('望田镇');
    const cadre = await bot.cadre('township', '411024104');
    await cadre.says('待办');
    await cadre.tells('领取 1', '推进 1', ...formOf('1'), ...toDecision('1'));
    await county.says('待办');
    await county.says('决定 1');
    const decided = await county.says('纳入 医疗支出大，收入低于参考线');
    expect(decided.text).toContain('决定：纳入监测');
    expect(await person.hears()).toContain('医疗支出大');
    expect((await person.says('查进度')).text).toContain('纳入监测');
    await person.presses('objection');
    expect((await person.says('我家还有一个学生没有算进去')).text).toContain('换一名干部');
  });
});

test('who asks for a human is heard of by the township, with the number that they leave', async () => {
  const bot = await town();
  const cadre = await bot.cadre('township', '411024104');
  const person = bot.person('zhang', '411024104210');
  const asked = await person.says('找人工');
  expect(asked.text).toContain('望田镇');
  expect(await cadre.hears()).toContain('有群众找人工');
  expect((await person.says('13803741234')).text).toContain('转给干部');
  expect(await cadre.hears()).toContain('13803741234');
});
