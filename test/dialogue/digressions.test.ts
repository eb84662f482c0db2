import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, type Person, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

/** Somebody who is asked for their phone. */
async function atPhone(bot: Town): Promise<Person> {
  const person = bot.person('zhang');
  await person.tells('我要申报', ...SHORT_FORM.slice(0, 4));
  return person;
}

describe('in the middle of the form', () => {
  test('a policy question is answered with its source and the step is put again', async () => {
    const bot = await town();
    const person = await atPhone(bot);
    const heard = await person.says('低保咋申请？');
    expect(heard.step).toBe('phone');
    expect(heard.replies[0]?.text).toContain('这件事文件里有规定');
    expect(heard.replies[0]?.text).toContain('鄢乡振〔2023〕1号');
    expect(heard.replies.at(-1)?.text).toContain('电话');
    expect(bot.asked[0]).toMatchObject({ region: '411024', role: 'resident', today: '2026-11-23' });
  });

  test('an earlier answer is corrected by saying so, and only that changes', async () => {
    const person = (await town()).person('zhang');
    await person.says('我要申报');
    await person.tells(...SHORT_FORM);
    const corrected = await person.says('电话打错了，是13937412222');
    expect(corrected.step).toBe('review');
    expect(corrected.text).toContain('改好了：电话');
    expect(corrected.text).toContain('2222');
  });

  test('返回 puts the question before, and keeps what was answered after it', async () => {
    const person = await atPhone(await town());
    expect((await person.says('返回')).step).toBe('id_number');
    expect((await person.says('返回')).step).toBe('name');
    expect((await person.says('张建军')).step).toBe('phone');
  });

  test('跳过 leaves what may be left, and says so where it may not', async () => {
    const person = (await town()).person('zhang');
    await person.tells('我要申报', '给自己家报', '都同意');
    const name = await person.says('跳过');
    expect(name.step).toBe('name');
    expect(name.text).toContain('不能跳过');
    await person.says('张建国');
    expect((await person.says('跳过')).step).toBe('phone');
  });

  test('取消 is asked about once, then nothing is kept', async () => {
    const bot = await town();
    const person = await atPhone(bot);
    const asked = await person.says('取消');
    expect(asked.buttons).toEqual(expect.arrayContaining(['yes', 'later', 'no']));
    expect((await person.presses('no')).step).toBe('phone');
    await person.says('不报了');
    const gone = await person.says('是的');
    expect(gone.step).toBeNull();
    expect(gone.text).toContain('删');
    expect((await person.says('接着填')).step).toBeNull();
  });

  test('an answer instead of yes or no is taken as the answer', async () => {
    const person = await atPhone(await town());
    await person.says('取消');
    expect((await person.says('13803741234')).step).toBe('place');
  });

  test('稍后再填 keeps everything; the greeting offers to go on', async () => {
    const bot = await town();
    const person = await atPhone(bot);
    expect((await person.says('稍后再填')).step).toBeNull();
    bot.wait({ days: 3 });
    const hello = await person.says('你好');
    expect(hello.buttons).toContain('resume');
    const resumed = await person.presses('resume');
    expect(resumed.step).toBe('phone');
    // Giving the answer takes the form up again as well.
    await person.says('等会儿再填');
    expect((await person.says('13803741234')).step).toBe('place');
  });

  test('重新开始 begins anew after a word', async () => {
    const person = await atPhone(await town());
    await person.says('重新开始');
    expect((await person.presses('yes')).step).toBe('filer');
  });

  test('找人工 tells how to reach a person, and the step is put again', async () => {
    const person = await atPhone(await town());
    const heard = await person.says('找人工');
    expect(heard.text).toContain('12345');
    expect(heard.step).toBe('phone');
    expect(heard.replies.at(-1)?.text).toContain('电话');
  });

  test('nonsense gets a simpler wording with an example, then the offer of a human', async () => {
    const person = await atPhone(await town());
    const once = await person.says('😀😀');
    expect(once.step).toBe('phone');
    expect(once.text).toContain('例如');
    const twice = await person.says('asdfgh');
    expect(twice.buttons).toContain('human');
    expect((await person.says('13803741234')).step).toBe('place');
  });

  test('a week later the bot says where they were', async () => {
    const bot = await town();
    const person = await atPhone(bot);
    bot.wait({ days: 8 });
    const back = await person.says('13803741234');
    expect(back.text).toContain('上次填到“电话”');
    expect(back.step).toBe('place');
  });

  test('a draft of a month ago is gone, and that is said', async () => {
    const bot = await town();
    const person = await atPhone(bot);
    bot.wait({ days: 31 });
    const back = await person.says('你好');
    expect(back.text).toContain('30天');
    expect(back.step).toBeNull();
  });

  test('an edited message is taken as a correction', async () => {
    const person = await atPhone(await town());
    await person.says('13803741234');
    const edited = await person.edits('电话13937412222');
    expect(edited.text).toContain('改好了：电话');
  });

  test('a button of an old question does no harm', async () => {
    const person = await atPhone(await town());
    const heard = await person.presses('photos:done');
    expect(heard.step).toBe('phone');
  });

  test('status in the middle asks for the receipt; going on needs no word', async () => {
    const person = await atPhone(await town());
    expect((await person.says('查进度')).text).toContain('回执编号');
    expect((await person.says('13803741234')).step).toBe('place');
  });
});

describe('danger', () => {
  test('an urgent situation gets the numbers first, the case is flagged and the form goes on', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    const heard = await person.says('我要申报，房子塌了没地方住');
    expect(heard.replies[0]?.text).toMatch(/119|12345/);
    expect(heard.step).toBe('filer');
    const filed = await person.tells(...SHORT_FORM.slice(0, 6), '没有照片', '确认提交');
    expect(filed.text).toContain('紧急');
    const [row] = await bot.storage.reading.db.selectFrom('cases').select('urgent').execute();
    expect(row?.urgent).toBe(1);
  });

  test('somebody bleeding is told 120 at any step', async () => {
    const person = await atPhone(await town());
    const heard = await person.says('俺爹大出血快不行了');
    expect(heard.replies[0]?.text).toContain('120');
    expect(heard.step).toBe('phone');
  });

  test('words of giving up bring the help numbers first, in the form and outside', async () => {
    const bot = await town();
    const outside = await bot.person('wang').says('我不想活了');
    for (const number of ['12356', '120', '110']) expect(outside.replies[0]?.text).toContain(number);
    const person = await atPhone(bot);
    const inside = await person.says('活着没意思，我不想活了');
    expect(inside.replies[0]?.text).toContain('12356');
    expect(inside.step).toBe('phone');
  });
});

describe('outside the form', () => {
  test('a greeting shows what can be done', async () => {
    const heard = await (await town()).person('wang').says('你好');
    expect(heard.buttons).toEqual(expect.arrayContaining(['declare', 'ask', 'status', 'human']));
  });

  test('a question is answered, logged without who asked, and the sources can be read in full', async () => {
    const bot = await town();
    const person = bot.person('wang');
    const heard = await person.says('我叫王小明，电话13803741234，低保要交钱不？');
    expect(heard.text).toContain('依据');
    const rows = await bot.storage.reading.db.selectFrom('questions').selectAll().execute();
    expect(rows).toHaveLength(1);
    const [row] = rows;
    const { subjects } = bot.storage.reading;
    const text = await subjects.open(
      row?.subject_id ?? '',
      row?.text_sealed ?? null,
      `questions.text_sealed:${row?.id}`,
    );
    expect(text).toContain('低保要交钱不');
    expect(text).not.toContain('13803741234');
    expect(text).not.toContain('王小明');
    expect((await person.presses('sources')).text).toContain('常态化监测');
  });

  test('a failing answerer does not stop the conversation', async () => {
    const bot = await town();
    bot.answer = () => Promise.reject(new Error('没有模型 13803741234'));
    const person = await atPhone(bot);
    const heard = await person.says('低保咋申请？');
    expect(heard.text).toContain('打不开');
    expect(heard.step).toBe('phone');
    expect(JSON.stringify(bot.logged)).not.toContain('13803741234');
  });

  test.each(['我想找镇里的人', '我要投诉村干部', '找人工'])('%s leads to people', async (text) => {
    expect((await (await town()).person('wang').says(text)).text).toContain('12345');
  });

  test('撤回同意 is asked about like a deletion', async () => {
    expect((await (await town()).person('wang').says('撤回同意')).buttons).toEqual(['yes', 'no']);
  });

  test('nonsense twice leads to a human', async () => {
    const person = (await town()).person('wang');
    await person.says('？？？');
    expect((await person.says('哈哈哈')).buttons).toContain('human');
  });

  test('删除我的信息 forgets the chat and the draft, and says what stays', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await declares(person);
    await person.tells('我要申报', '给自己家报', '都同意', '钱进财');
    const asked = await person.says('删除我的信息');
    expect(asked.buttons).toEqual(['yes', 'no']);
    const done = await person.presses('yes');
    expect(done.text).toContain('档案');
    expect(done.step).toBeNull();
    const payloads = await bot.storage.reading.db
      .selectFrom('inbound')
      .select('payload_sealed')
      .where('payload_sealed', 'is not', null)
      .execute();
    expect(payloads).toEqual([]);
    expect((await person.says('我要申报')).step).toBe('filer');
    expect(await bot.storage.reading.db.selectFrom('cases').select('id').execute()).toHaveLength(1);
  });
});
