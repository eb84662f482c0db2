import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, type Person, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

async function filed(bot: Town): Promise<{ person: Person; receipt: string }> {
  const person = bot.person('zhang');
  const { receipt = '' } = await declares(person);
  return { person, receipt };
}

describe('查进度', () => {
  test('shows the own case of this chat at once', async () => {
    const { person, receipt } = await filed(await town());
    const heard = await person.says('查进度');
    expect(heard.text).toContain(receipt);
    expect(heard.text).toContain('望田镇');
    expect(heard.buttons).toEqual(expect.arrayContaining(['supplement', 'withdraw']));
  });

  test('from another chat it needs the receipt and the last four digits', async () => {
    const bot = await town();
    const { receipt } = await filed(bot);
    const other = bot.person('elsewhere');
    await other.says('查进度');
    const tail = await other.says(`我的回执是 ${receipt.toLowerCase().replaceAll('-', ' ')}`);
    expect(tail.text).toContain('后四位');
    expect((await other.says('尾号1234')).text).toContain('望田镇');
  });

  test('wrong digits, an unknown receipt and an erased one have one answer', async () => {
    const bot = await town();
    const { receipt } = await filed(bot);
    const other = bot.person('guesser');
    const wrong = await other.says(`${receipt} 尾号9999`);
    const unknown = await other.says('ABC-DEF-GHU 尾号1234');
    expect(wrong.text).not.toContain('望田');
    if (!unknown.text.includes('写错了')) expect(unknown.text).toBe(wrong.text);
  });

  test('after five wrong tries there is a pause of an hour', async () => {
    const bot = await town();
    const { receipt } = await filed(bot);
    const other = bot.person('guesser');
    for (let i = 0; i < 5; i += 1) await other.says(`${receipt} 尾号999${i}`);
    expect((await other.says(`${receipt} 尾号1234`)).text).toContain('一个小时');
    bot.wait({ minutes: 61 });
    expect((await other.says(`${receipt} 尾号1234`)).text).toContain('望田镇');
  });

  test('a mistyped receipt is told from none', async () => {
    const bot = await town();
    const { receipt } = await filed(bot);
    const other = bot.person('typo');
    await other.says('查进度');
    const last = receipt.endsWith('A') ? 'B' : 'A';
    expect((await other.says(receipt.slice(0, -1) + last)).text).toContain('写错了');
    expect((await other.says('低保咋申请？')).text).toContain('文件里有规定');
  });
});

describe('after filing', () => {
  test('a supplement of words and photos reaches the case', async () => {
    const bot = await town();
    const { person, receipt } = await filed(bot);
    const cadre = await bot.cadre('township', '411024104');
    await person.says('补充情况');
    expect((await person.says('又住了一次院，花了两万')).text).toContain('补充好了');
    expect((await person.presses('done')).step).toBeNull();
    expect(await cadre.hears()).toContain(receipt);
    expect((await cadre.says(`打开 ${receipt}`)).text).toContain('又住了一次院');
  });

  test('withdrawing is asked about, done once, and cannot be done again', async () => {
    const { person } = await filed(await town());
    await person.says('撤回申报');
    expect((await person.presses('no')).text).toContain('没有撤回');
    await person.says('撤回申报');
    const done = await person.says('是的');
    expect(done.text).toContain('撤回了');
    expect(done.case?.stage).toBe('withdrawn');
    await person.says('撤回申报');
    expect((await person.presses('yes')).text).toContain('办结');
  });

  test('an objection comes only after a decision', async () => {
    const { person } = await filed(await town());
    for (const heard of [await person.presses('objection'), await person.says('我不同意')]) {
      expect(heard.text).toContain('还没有出结果');
      expect(heard.buttons).toEqual(['supplement', 'withdraw', 'human']);
    }
  });

  test('补充 with the news in the same message reaches the case at once', async () => {
    const bot = await town();
    const { person, receipt } = await filed(bot);
    const cadre = await bot.cadre('township', '411024104');
    expect((await person.says('补充一下，我儿子也病了')).text).toContain('补充好了');
    expect((await cadre.says(`打开 ${receipt}`)).text).toContain('我儿子也病了');
  });

  test('a new hardship of a household with an open case is offered to be added to it', async () => {
    const bot = await town();
    const { person, receipt } = await filed(bot);
    const heard = await person.says('孙子也住院了，家里没钱');
    expect(heard.buttons.at(0)).toBe('supplement');
    expect((await person.presses('supplement')).text).toContain('补充好了');
    const cadre = await bot.cadre('township', '411024104');
    expect((await cadre.says(`打开 ${receipt}`)).text).toContain('孙子也住院了');
  });

  test('every step to come is explained, and a day that nobody approved is no promise', async () => {
    const { person } = await filed(await town());
    const { text } = await person.says('查进度');
    for (const words of ['大约到', '示例', '村里来家里看看', '县里最后定下来']) expect(text).toContain(words);
    expect(text).not.toContain('最迟');
  });
});

describe('with the receipt asked for', () => {
  test('four digits alone ask for the receipt again, and a lost one is helped', async () => {
    const person = (await town()).person('second');
    await person.says('查进度');
    expect((await person.says('1234')).text).toContain('请发回执编号');
    const lost = await person.says('没有编号');
    expect(lost.text).toContain('原来那个聊天');
    expect(lost.text).toContain('村干部');
  });
});
