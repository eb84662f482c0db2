import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

function questions(bot: Town) {
  return bot.storage.reading.db.selectFrom('questions').selectAll().orderBy('asked_at').execute();
}

/** An answer that leaves open what is wanted. */
const OPEN = {
  status: 'clarify' as const,
  answer: '低保的事，您想问哪一样？',
  citations: [],
  passages: [],
  by: 'own' as const,
  topic: 'subsistence',
  choices: [
    { label: '怎么申请', question: '低保怎么申请？' },
    { label: '谁能领', question: '低保谁能领？' },
  ],
};

describe('a vote', () => {
  test('is kept once a question, may be changed, and leads on', async () => {
    const bot = await town();
    const person = bot.person('wang');
    const { buttons } = await person.says('低保要交钱不？');
    const [up = '', down = '', other = ''] = buttons.filter((id) => id.startsWith('vote:'));
    expect((await person.presses(up)).text).toContain('谢谢');
    expect((await person.presses(up)).text).toContain('谢谢');
    expect((await questions(bot)).map(({ vote }) => vote)).toEqual(['up']);
    expect((await person.presses(down)).buttons).toEqual(['rephrase', 'human']);
    await person.presses(other);
    const [row, ...more] = await questions(bot);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ vote: 'other', answered_by: 'extract', topic: null });
    expect((await person.presses('rephrase')).text).toContain('换个说法');
  });

  test('of somebody else, of no question, or after being forgotten keeps nothing', async () => {
    const bot = await town();
    const person = bot.person('wang');
    const { buttons } = await person.says('低保要交钱不？');
    const up = buttons.find((id) => id.startsWith('vote:up')) ?? '';
    const stranger = bot.person('li');
    await stranger.says('你好');
    for (const vote of [up, 'vote:up:', 'vote:up:no such', `vote:best:${up.slice(8)}`, 'vote']) {
      expect((await stranger.presses(vote)).text, vote).toContain('不用再评');
    }
    await person.tells('删除我的信息', '是');
    await person.presses(up);
    expect((await questions(bot)).map(({ vote }) => vote)).toEqual([null]);
  });

  test('within the form keeps the step; what was awaited stays awaited', async () => {
    const bot = await town();
    const person = bot.person('wang');
    await person.tells('我要申报', '自己', '同意');
    const asked = await person.says('低保要交钱不？');
    expect(asked.buttons).not.toContain('status');
    const up = asked.buttons.find((id) => id.startsWith('vote:up')) ?? '';
    const voted = await person.presses(up);
    expect(voted.step).toBe('name');
    expect(voted.replies.at(-1)?.view).toMatchObject({ kind: 'step', step: 'name' });
    expect((await person.says('张建国')).step).toBe('id_number');
    await person.says('取消');
    await person.presses(up);
    expect((await person.says('不报了，删掉')).step).toBeNull();
  });
});

describe('an open topic', () => {
  test('is chosen from by button, in the form too, and remembered for half an hour', async () => {
    const bot = await town();
    const person = bot.person('wang');
    const canned = bot.answer;
    bot.answer = (request) => (request.question === '低保' ? OPEN : canned(request));
    const clarified = await person.says('低保');
    expect(clarified.buttons.slice(0, 2)).toEqual(['choice:0', 'choice:1']);
    expect(clarified.buttons.join()).not.toContain('vote');
    await person.presses('choice:1');
    expect(bot.asked.at(-1)).toMatchObject({
      question: '低保谁能领？',
      before: { question: '低保', topic: 'subsistence' },
    });
    expect((await person.presses('choice:1')).text).toContain('直接打字问');
    await person.says('低保要多久？');
    expect(bot.asked.at(-1)?.before).toEqual({ question: '低保谁能领？' });
    bot.wait({ minutes: 31 });
    await person.says('低保在哪办？');
    expect(bot.asked.at(-1)?.before).toBeUndefined();
    await person.tells('我要申报', '自己', '同意', '低保');
    const inForm = await person.presses('choice:0');
    expect(inForm.step).toBe('name');
    expect(inForm.replies.at(-1)?.view?.kind).toBe('step');
  });

  test.each(['那要多久？', '要多久', '在哪办', '我妈呢', '要啥材料', '那多少钱'])(
    '%s after a question goes on from it',
    async (text) => {
      const bot = await town();
      const person = bot.person('wang');
      await person.says('低保要交钱不？');
      await person.says(text);
      expect(bot.asked.at(-1)).toMatchObject({ question: text, before: { question: '低保要交钱不？' } });
    },
  );

  test('no number of anybody goes on with the next question, and forgetting ends it', async () => {
    const bot = await town();
    const person = bot.person('wang');
    await person.says('我电话13803741234，低保要交钱不？');
    await person.says('低保在哪办？');
    expect(JSON.stringify(bot.asked.at(-1)?.before)).not.toContain('13803741234');
    await person.tells('删除我的信息', '是');
    await person.says('低保要多久？');
    expect(bot.asked.at(-1)?.before).toBeUndefined();
  });
});

describe('the chip with the place', () => {
  test('decides whose documents answer and where the form is filed; a foreign code changes nothing', async () => {
    const bot = await town();
    const person = bot.person('wang', '411024106214');
    const moved = await person.presses('here:411024104210');
    expect(moved.text).toContain('望田镇武岗村');
    expect(moved.replies.at(-1)?.view).toEqual({ kind: 'menu' });
    for (const forged of [
      'here:411326101',
      'here:411024999',
      'here:',
      'here:0',
      "here:41102410420'1",
      'here',
    ]) {
      expect((await person.presses(forged)).text, forged).toContain('没有改');
    }
    await person.says('低保要交钱不？');
    expect(bot.asked.at(-1)?.region).toBe('411024104210');
    await person.tells('我要申报', '自己', '同意', '张建国', '跳过');
    // The village is known: nobody asks for it again.
    const phone = await person.says('13803741234');
    expect(phone.step).toBe('causes');
    const changed = await person.presses('here:411024102');
    expect(changed.text).toContain('住址记成柏梁镇');
    expect(changed.step).toBe('place');
    expect((await person.presses('place:whole')).step).toBe('causes');
    // A household's place that was told in words is not where its person happens to be.
    await person.says('住址错了，是望田镇武岗村');
    const kept = await person.presses('here:411024102');
    expect(kept.text).toContain('没有动');
    expect(kept.step).toBe('causes');
    await person.tells('看病花钱多', '老伴去年住院，借了五万', '没有照片');
    const filed = await person.presses('submit');
    expect(filed.case?.township).toBe('411024104');
  });
});
