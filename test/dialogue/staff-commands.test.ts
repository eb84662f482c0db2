import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, type Person, SHORT_FORM, startOf, Town, toDecision } from './person.ts';

const database = sqliteDatabase();

async function town(iso?: string): Promise<Town> {
  const clock = startOf(iso);
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

/** A case that its cadre has taken, listed as number 1. */
async function taken(bot: Town): Promise<{ cadre: Person; person: Person; receipt: string }> {
  const cadre = await bot.cadre('township', '411024104');
  const person = bot.person('zhang');
  const { receipt = '' } = await declares(person);
  await cadre.tells('待办', '领取　１');
  return { cadre, person, receipt };
}

async function notes(bot: Town): Promise<number> {
  const rows = await bot.storage.reading.db.selectFrom('case_notes').select('id').execute();
  return rows.length;
}

describe('what a cadre says in between', () => {
  test('a policy question is answered and not written into the file; the words after it are', async () => {
    const bot = await town();
    const { cadre, person } = await taken(bot);
    await cadre.says('退回补正 1');
    const between = await cadre.says('低保咋申请？');
    expect(between.text).toContain('文件里有规定');
    expect(between.text).toContain('请写缺什么');
    expect(await notes(bot)).toBe(0);
    expect((await cadre.says('请补住院发票，要盖章的。')).text).toContain('已退回补正');
    expect(await person.hears()).toContain('请补住院发票，要盖章的。');
  });

  test('先不办 leaves a question of before', async () => {
    const { cadre } = await taken(await town());
    await cadre.says('推进 1');
    await cadre.says('记录核实 1');
    expect((await cadre.presses('no')).text).toContain('先不办');
    expect((await cadre.says('推进 1')).text).toContain('记录核实');
  });

  test('words that begin like the command are the words asked for', async () => {
    const bot = await town();
    const { cadre } = await taken(bot);
    await cadre.tells('推进 1', '记录核实 1');
    expect((await cadre.says('核实，到家看过，情况属实')).text).toContain('核实情况记好了');
  });

  test('a count of things is no number of the list', async () => {
    const bot = await town();
    const { cadre } = await taken(bot);
    await cadre.says('推进 1');
    for (const words of ['记录核实 1口人，没有劳力', '记录核实 1.5万元的账', '核实1年没挣钱']) {
      expect((await cadre.says(words)).text).not.toContain('记好了');
    }
    expect(await notes(bot)).toBe(0);
    expect((await cadre.says('记录核实１：到家看过')).text).toContain('记好了');
  });
});

describe('退回', () => {
  test('alone asks to whom; 退回上一环节 goes to the stage named, with its reason', async () => {
    const bot = await town();
    const { cadre, receipt } = await taken(bot);
    await cadre.tells('推进 1', ...toDecision('1').slice(0, 4));
    expect((await cadre.says('退回 1 材料不全')).buttons).toEqual([
      `staff:return:${receipt}`,
      `staff:sendback:${receipt}`,
    ]);
    await cadre.presses(`staff:sendback:${receipt}`);
    expect((await cadre.says('入户核实 没有照片，请重新核实')).text).toContain('退回到“入户核实”重办');
    expect((await cadre.says(`打开 ${receipt}`)).text).toContain('退回重办：没有照片，请重新核实');
  });
});

describe('转办', () => {
  test('can be taken back, and says so to who was asked', async () => {
    const bot = await town();
    const { cadre, receipt } = await taken(bot);
    const other = await bot.cadre('township', '411024103');
    const offered = await cadre.says('转办 1 陈化店 实际住在陈化店镇上');
    expect(offered.buttons).toContain(`staff:recall:${receipt}`);
    expect((await cadre.presses(`staff:recall:${receipt}`)).text).toContain('转办已撤回');
    expect(await other.hears()).toContain('撤回了转办');
    expect((await other.says(`接收 ${receipt}`)).text).toContain('没有找到等您接收的转办件');
  });

  test('waiting offers come first in the list, with their buttons, and the reason stays in the file', async () => {
    const bot = await town();
    const { cadre, receipt } = await taken(bot);
    const other = await bot.cadre('township', '411024103');
    await cadre.says('转办 1 陈化店 实际住在陈化店镇上');
    const list = await other.says('待办');
    const accept = list.buttons.find((id) => id.startsWith('staff:accept:')) ?? '';
    expect((await other.presses(accept)).text).toContain('接收好了');
    expect((await other.says(`打开 ${receipt}`)).text).toContain('转办：实际住在陈化店镇上');
    expect((await cadre.says(`打开 ${receipt}`)).text).toContain('没有找到这个编号');
  });
});

describe('the list', () => {
  test('of more than a page counts all, turns pages, and its numbers go on', async () => {
    const bot = await town();
    const cadre = await bot.cadre('township', '411024104');
    for (let i = 0; i < 12; i += 1) {
      const form = [...SHORT_FORM];
      form[2] = `张建${'一二三四五六七八九十甲乙'[i]}`;
      form[4] = `1380374${1000 + i}`;
      const person = bot.person(`p${i}`);
      await person.tells('我要申报', ...form.slice(0, 3));
      await person.presses('skip:id_number');
      await person.tells(...form.slice(4), '确认提交');
    }
    bot.wait({ days: 3 });
    const first = await cadre.says('待办');
    expect(first.text).toContain('待办 12 件（超期12件）');
    expect(first.text).toContain('第 1 页，共 2 页');
    expect(first.buttons).toContain('staff:queue:todo 2');
    expect(first.buttons).toContain('staff:queue:overdue');
    const second = await cadre.presses('staff:queue:todo 2');
    expect(second.text).toContain('\n11. ');
    expect(second.text).toContain('\n12. ');
    const receipt = /\n12\. (\S+)/.exec(second.text)?.[1];
    expect((await cadre.says('领取 12')).text).toContain(receipt);
    const mine = await cadre.says('待办 我的');
    expect(mine.text).toContain('您在办的 1 件');
    expect(mine.text).toContain(receipt);
    expect((await cadre.says('待办 9')).text).toContain('第 2 页');
  });

  test('shows last what waits for another office', async () => {
    const bot = await town();
    const { cadre, receipt } = await taken(bot);
    await cadre.tells('推进 1', ...toDecision('1'));
    const list = await cadre.says('待办');
    expect(list.text).toContain(`1. ${receipt}`);
    expect(list.text).toContain('等别人办');
    expect(list.buttons).not.toContain(`staff:take:${receipt}`);
  });

  test('days are those of the county, also before eight in the morning', async () => {
    const bot = await town('2026-11-24T06:30:00+08:00');
    const { cadre } = await taken(bot);
    expect((await cadre.says('打开 1')).text).toContain('2026-11-24 本人申报');
  });
});

test('a supervisor who asks for a list is told what there is for them', async () => {
  const supervisor = await (await town()).cadre('supervisor', '411024');
  expect((await supervisor.says('待办')).text).toContain('日报');
});

test('a removed cadre has nothing left: no command, no awaited answer, no news', async () => {
  const bot = await town();
  const { cadre, receipt } = await taken(bot);
  await cadre.tells('推进 1', '记录核实 1');
  const [member] = await bot.storage.reading.db.selectFrom('staff').select('id').execute();
  await bot.storage.transaction((unit) => bot.engine.staff.remove(unit, member?.id ?? ''));
  const after = await cadre.says('到家看过，情况属实');
  expect(after.text).toContain('已停用');
  expect(after.text).not.toContain('记好了');
  for (const command of ['待办', '领取 1', `领取 ${receipt}`]) {
    expect((await cadre.says(command)).text).toContain('请先绑定');
  }
  expect((await cadre.says(`打开 ${receipt}`)).text).not.toContain('张');
  expect(await notes(bot)).toBe(0);
});

test('a code is taken with blanks, full-width letters and a full stop', async () => {
  const bot = await town();
  const { code } = await bot.storage.transaction((unit) =>
    bot.engine.staff.add(unit, { name: '李干部', role: 'township', region: '411024104' as never }),
  );
  const wide = code.replace(/[A-Z0-9]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  const cadre = bot.person('cadre');
  await cadre.says('绑定');
  expect((await cadre.says(`${wide.replace('-', ' ')}。`)).text).toContain('绑定好了');
});

test('what is supplemented to a returned case goes on with a day for both sides', async () => {
  const bot = await town();
  const { cadre, person } = await taken(bot);
  await cadre.says('退回补正 1 请补住院发票');
  await person.presses('supplement');
  bot.wait({ days: 1 });
  const sent = await person.says('发票在这里，一共八万二');
  expect(sent.text).toContain('材料收到了，接着往下办，预计11月26日前办完这一步（示例，未经县级审核）');
  expect(await cadre.hears()).toContain('材料补来了');
});
