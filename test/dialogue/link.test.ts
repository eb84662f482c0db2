import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { Delivery } from '../../src/channels/delivery.ts';
import { discreet } from '../../src/dialogue/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, type Person, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(personalData: 'allow' | 'link' = 'link'): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock, { personalData });
}

/** Somebody who filed while the channel was open; then it was closed. */
async function filedThenClosed(): Promise<{ bot: Town; person: Person; receipt: string }> {
  const bot = await town('allow');
  const person = bot.person('zhang');
  const { receipt = '' } = await declares(person);
  bot.personalData = 'link';
  return { bot, person, receipt };
}

describe('a resident on a channel that may carry nothing personal', () => {
  test.each(['查进度', '补充情况', '撤回申报', '我有不同意见'])(
    'learns nothing of the own case by %s, and where to go',
    async (wish) => {
      const { person, receipt } = await filedThenClosed();
      const heard = await person.says(wish);
      expect(heard.text).toContain('便民服务窗口');
      expect(heard.text).toContain('12345');
      expect(heard.text).not.toContain(receipt);
      expect(heard.text).not.toMatch(/望田|因病|入户|受理/);
    },
  );

  test.each(['status', 'supplement', 'withdraw', 'objection', 'resume', 'restart', 'submit', 'declare'])(
    'learns nothing by the button %s of an old message',
    async (button) => {
      const { person, receipt } = await filedThenClosed();
      const heard = await person.presses(button);
      expect(heard.text).toContain('便民服务窗口');
      expect(heard.text).not.toContain(receipt);
    },
  );

  test('a receipt with the digits of the phone is not looked up', async () => {
    const { bot, receipt } = await filedThenClosed();
    const other = bot.person('elsewhere');
    for (const text of [receipt, `${receipt} 1234`, `编号${receipt} 尾号1234`]) {
      const heard = await other.says(text);
      expect(heard.text).not.toMatch(/望田|后四位/);
      expect(heard.text).toContain('便民服务窗口');
    }
  });

  test('questions about the service do not tell the case, either', async () => {
    const { person, receipt } = await filedThenClosed();
    for (const text of ['多久能办好？', '什么时候来人看？', '咋还没人来']) {
      expect((await person.says(text)).text).not.toContain(receipt);
    }
  });

  test('what was awaited before the channel was closed is not taken any more', async () => {
    const bot = await town('allow');
    const person = bot.person('zhang');
    await declares(person);
    await person.says('补充情况');
    bot.personalData = 'link';
    const before = await declarations(bot);
    await person.says('我家老二又被诊断出白血病');
    expect(await declarations(bot)).toBe(before);
  });

  test('a draft of before is not put, not shown, not filed, and can be gone on with when the channel opens', async () => {
    const bot = await town('allow');
    const person = bot.person('zhang');
    await person.says('我要申报');
    await person.tells(...SHORT_FORM);
    bot.personalData = 'link';
    for (const text of ['你好', '接着填', '提交', '是', '返回', '电话打错了，是13937412222']) {
      const heard = await person.says(text);
      expect(heard.text).not.toMatch(/张建国|1380374|核对|武岗/);
      expect(heard.buttons).not.toContain('resume');
      expect(heard.receipt).toBeUndefined();
    }
    bot.wait({ days: 8 });
    expect((await person.says('低保要交钱吗？')).text).not.toContain('上次填到');
    expect(await declarations(bot)).toBe(0);
    bot.personalData = 'allow';
    await person.says('接着填');
    expect((await person.says('提交')).receipt).toBeDefined();
  });

  test('a hardship gets a kind word and the way, and is not remembered for a form', async () => {
    const bot = await town();
    const person = bot.person('li');
    const heard = await person.says('俺老伴得了癌症，住院花了八万，日子过不下去了');
    expect(heard.text).toContain('不容易');
    expect(heard.text).toContain('便民服务窗口');
    expect(heard.buttons).not.toContain('declare');
    bot.personalData = 'allow';
    const form = await person.says('我要申报');
    expect(form.text).not.toContain('刚才说的');
  });

  test('danger still gets its numbers, and policy its answer', async () => {
    const person = (await town()).person('li');
    expect((await person.says('我不想活了')).text).toContain('12356');
    expect((await person.says('房子塌了，人还压在里面')).text).toContain('119');
    expect((await person.says('低保咋申请？')).text).toContain('文件里有规定');
    expect((await person.presses('sources')).text).toContain('依据');
    expect((await person.says('你好')).text).toContain('不在这里办');
    expect((await person.says('帮助')).text).toContain('删除我的信息');
  });

  test('a person is found without a number to call back', async () => {
    const bot = await town('allow');
    const cadre = await bot.cadre('township', '411024104');
    bot.personalData = 'link';
    const person = bot.person('li');
    const heard = await person.says('找人工');
    expect(heard.text).toContain('12345');
    expect(heard.text).not.toContain('电话发给我');
    await person.says('13803741234');
    expect(await cadre.hears()).not.toContain('13803741234');
  });

  test('deletion is done, and takes the draft along', async () => {
    const bot = await town('allow');
    const person = bot.person('zhang');
    await person.says('我要申报');
    await person.tells(...SHORT_FORM);
    bot.personalData = 'link';
    expect((await person.says('删除我的信息')).text).toContain('要删除');
    const kept = await person.presses('no');
    expect(kept.text).not.toMatch(/张建国|核对/);
    await person.says('删除我的信息');
    expect((await person.presses('yes')).text).toContain('删好了');
    bot.personalData = 'allow';
    expect((await person.says('接着填')).step).toBeNull();
  });

  test('voice and files get a word, a photo is not kept', async () => {
    const { bot, person } = await filedThenClosed();
    expect((await person.photographs(new Uint8Array([0xff, 0xd8, 0xff]))).text).toContain('没有保存');
    expect(await bot.storage.reading.db.selectFrom('photos').select('id').execute()).toEqual([]);
  });
});

describe('a cadre on such a channel', () => {
  test('sees that there is work, not whose and not why', async () => {
    const bot = await town('allow');
    const cadre = await bot.cadre('township', '411024104');
    const { receipt = '' } = await declares(bot.person('zhang'));
    await cadre.hears();
    bot.personalData = 'link';
    const list = await cadre.says('待办');
    expect(list.text).toContain(receipt);
    expect(list.text).not.toMatch(/张建国|因病/);
    for (const command of [`打开 ${receipt}`, `领取 ${receipt}`, '代报', `决定 ${receipt} 纳入 确实困难`]) {
      const heard = await cadre.says(command);
      expect(heard.text).toContain('政务渠道');
      expect(heard.text).not.toMatch(/张建国|1380374|癌症/);
    }
  });

  test('words that a command of before waited for are not taken', async () => {
    const bot = await town('allow');
    const cadre = await bot.cadre('township', '411024104');
    const { receipt = '' } = await declares(bot.person('zhang'));
    await cadre.says(`退回补正 ${receipt}`);
    bot.personalData = 'link';
    await cadre.says('缺住院发票和诊断证明');
    const { db } = bot.storage.reading;
    expect(await db.selectFrom('cases').select('paused_at').execute()).toEqual([{ paused_at: null }]);
  });
});

describe('what goes out over such a channel', () => {
  const told = {
    text: '您的申报（编号ABC）有结果了：没有列入。\n理由：收入高',
    buttons: [{ id: 'objection', label: '我有不同意见' }],
  };

  test('to a household: that there is news and where to see it', () => {
    const sent = discreet('case:c1:4:conv', told, { formLink: 'https://form.example.cn/' });
    expect(sent.text).toContain('新进展');
    expect(sent.text).toContain('https://form.example.cn/');
    expect(sent.text).not.toMatch(/ABC|理由|收入/);
    expect(sent.buttons).toBeUndefined();
    expect(discreet('case:c1:4:conv', told, {}).text).toContain('便民服务窗口');
  });

  test('to staff: that there is work, no place with a cause, no number to call', () => {
    const news = { text: '新件：望田镇武岗村，因病。编号ABC' };
    expect(discreet('case:c1:4:conv:staff', news, {}).text).not.toMatch(/武岗|因病/);
    const call = { text: '有群众请您回电话：13803741234' };
    expect(discreet('human:x:2026-11-23:phone:inbound:t:e1:conv', call, {}).text).not.toMatch(/\d{5}/);
  });

  test('a department hears how many tasks are due, not which; a township its receipts', () => {
    const text = '【到期提醒】11月23日\n任务超期1项：\n· ABC-DEF-GHJ 望田镇武岗村 因病 超期2天';
    const office = { text, buttons: [{ id: 'staff:tasks', label: '任务' }] };
    const sent = discreet('reminder:2026-11-23:s1', office, {});
    expect(sent.text).toContain('任务超期1项');
    expect(sent.text).not.toMatch(/武岗|因病/);
    expect(sent.buttons).toEqual(office.buttons);
    const town = { text, buttons: [{ id: 'staff:queue', label: '待办' }] };
    expect(discreet('reminder:2026-11-23:s2', town, {})).toEqual(town);
  });

  test('is put so as it is sent, though it was written while the channel was open', async () => {
    const bot = await town('allow');
    const cadre = await bot.cadre('township', '411024104');
    const { receipt = '' } = await declares(bot.person('zhang'));
    await cadre.tells(`领取 ${receipt}`, `退回补正 ${receipt} 请补住院发票`);
    const sent: string[] = [];
    const channel: Channel = {
      name: 'test',
      parts: (reply) => [reply],
      send: async (_address, { text }) => void sent.push(text),
    };
    const delivery = new Delivery({
      storage: bot.storage,
      clock: () => new Date('2026-11-23T12:00:00+08:00'),
      log: pino({ level: 'silent' }),
      channels: new Map([['test', channel]]),
      discreet: (_channel, cause, reply) => discreet(cause, reply, {}),
    });
    await delivery.flush();
    expect(sent.some((text) => text.includes('新进展'))).toBe(true);
    expect(sent.join('\n')).not.toContain('住院发票');
  });

  test('answers and digests as they are', () => {
    for (const cause of ['inbound:telegram:1:0', 'digest:day:2026-11-23:s1', 'human:x:2026-11-23:ask:c']) {
      expect(discreet(cause, told, {})).toEqual(told);
    }
  });

  test('every notice of a case as casework writes it is recognised by its cause', async () => {
    const bot = await town('allow');
    const cadre = await bot.cadre('township', '411024104');
    const person = bot.person('zhang');
    const { receipt = '' } = await declares(person);
    await cadre.tells(`领取 ${receipt}`, `退回补正 ${receipt} 请补住院发票`);
    const rows = await bot.storage.reading.db
      .selectFrom('outbox')
      .select(['cause', 'conversation_id'])
      .execute();
    const ofCases = rows.filter(({ cause }) => cause.startsWith('case:'));
    const [household, staff] = [await person.conversationId(), await cadre.conversationId()];
    expect(ofCases.some((row) => row.conversation_id === household)).toBe(true);
    expect(ofCases.some((row) => row.conversation_id === staff)).toBe(true);
    for (const { cause, conversation_id } of ofCases) {
      const sent = discreet(cause, told, {});
      expect(sent.text).not.toContain('理由');
      expect(sent.text.includes('待办')).toBe(conversation_id === staff);
    }
  });
});

async function declarations(bot: Town): Promise<number> {
  const rows = await bot.storage.reading.db.selectFrom('declarations').select('id').execute();
  return rows.length;
}
