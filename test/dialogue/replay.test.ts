import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

/** Buttons of old keyboards, of other people's, and none of ours. */
const STRANGE = [
  'submit',
  'edit:phone',
  'edit:nothing',
  'place:411326102',
  'place:999999999',
  'place:',
  'filer:nobody',
  'consent:maybe',
  'cause:因富',
  'case:nosuchcase',
  'county:411326',
  'staff:open:ABC-DEF-GHJ',
  'staff:take:1',
  'staff:queue',
  'staff:nosuch',
  'staff:constructor',
  '__proto__',
  'constructor',
  'toString',
  'yes',
  'no',
  'done',
  'resume',
  'skip',
  "'; drop table cases; --",
  '\u0000',
  'x'.repeat(5000),
  '',
];

const counted = ['cases', 'declarations', 'households', 'transfers', 'tasks'] as const;

async function counts(bot: Town): Promise<number[]> {
  const rows = counted.map((table) =>
    bot.storage.reading.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  );
  return (await Promise.all(rows)).map(({ n }) => Number(n));
}

describe('a button of an old keyboard, or made up', () => {
  test.each(STRANGE)('%s is harmless and answered with nothing open', async (button) => {
    const bot = await town();
    const person = bot.person('li');
    const heard = await person.presses(button);
    expect(heard.replies.length).toBeGreaterThan(0);
    expect(await counts(bot)).toEqual([0, 0, 0, 0, 0]);
    expect(bot.logged).toEqual([]);
  });

  test.each([1, 3, 5, 6])('none changes what was answered, after %d answers of the form', async (given) => {
    const bot = await town();
    const person = bot.person('li');
    await person.says('我要申报');
    const { step } = await person.tells(...SHORT_FORM.slice(0, given));
    // These are answers to some step, or move on by themselves.
    const answers = ['skip', 'yes', 'no', 'edit:phone', 'resume', 'done'];
    for (const button of STRANGE.filter((each) => !answers.includes(each))) {
      const heard = await person.presses(button);
      expect(heard.replies.length, button).toBeGreaterThan(0);
      expect(heard.step, button).toBe(step);
    }
    const last = await person.tells(...SHORT_FORM.slice(given), '提交');
    expect(last.receipt).toBeDefined();
    expect(last.case?.township).toBe('411024104');
    expect(bot.logged).toEqual([]);
  });

  test.each(['查进度', '补充情况', '撤回申报', '找人工', '删除我的信息', '绑定'])(
    'while %s waits for something, none does what was not meant',
    async (wish) => {
      const bot = await town();
      const person = bot.person('zhang');
      await declares(person);
      const before = await counts(bot);
      for (const button of STRANGE.filter((each) => each !== 'yes')) {
        await person.says(wish);
        expect((await person.presses(button)).replies.length, button).toBeGreaterThan(0);
      }
      expect(await counts(bot)).toEqual(before);
      const { stage } = await bot.storage.reading.db
        .selectFrom('cases')
        .select('stage')
        .executeTakeFirstOrThrow();
      // 提交 under "撤回吗？" is a yes; nothing else is.
      expect(stage).toBe(wish === '撤回申报' ? 'withdrawn' : 'received');
      expect(bot.logged).toEqual([]);
    },
  );

  test('a township of another county is not taken for the place', async () => {
    const bot = await town();
    const person = bot.person('li');
    await person.says('我要申报');
    await person.tells(...SHORT_FORM.slice(0, 5));
    expect((await person.presses('place:411326102')).step).toBe('place');
    expect((await person.presses('place:411024104')).text).not.toContain('411326');
  });

  test('submitting a draft that was cancelled files nothing; one that was filed gives its receipt again', async () => {
    const bot = await town();
    const person = bot.person('li');
    await person.says('我要申报');
    await person.tells(...SHORT_FORM, '取消', '不报了，删掉');
    expect((await person.presses('submit')).receipt).toBeUndefined();
    expect(await counts(bot)).toEqual([0, 0, 0, 0, 0]);
    const { receipt } = await declares(person);
    expect((await person.presses('submit')).receipt).toBe(receipt);
    expect((await counts(bot))[0]).toBe(1);
  });

  test('of a cadre who left or was unbound does nothing and tells nothing', async () => {
    const bot = await town();
    const cadre = await bot.cadre('township', '411024104');
    const { receipt = '' } = await declares(bot.person('zhang'));
    await cadre.says('待办');
    await cadre.says('解除绑定');
    for (const command of [
      'open',
      'take',
      'advance',
      'verify',
      'return',
      'transfer',
      'decide',
      'queue',
      'declare',
    ]) {
      for (const ref of [`:${receipt}`, ':1', '']) {
        const heard = await cadre.presses(`staff:${command}${ref}`);
        expect(heard.replies.length, command).toBeGreaterThan(0);
        expect(heard.text).not.toMatch(/张建国|1380374|望田镇武岗/);
        expect(heard.text).not.toContain(receipt);
        expect(heard.step).toBeNull();
      }
    }
    const row = await bot.storage.reading.db
      .selectFrom('cases')
      .select(['stage', 'handler_id'])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ stage: 'received', handler_id: null });
  });
});

describe('words said to "really?"', () => {
  test('about a withdrawal are no question for the documents: it is asked again, and a plain word counts', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await declares(person);
    await person.says('撤回申报，家里好些了');
    const again = await person.says('因为我儿子找到活了，不麻烦你们了');
    expect(again.buttons).toEqual(['yes', 'no']);
    expect(again.case?.stage).toBe('received');
    expect((await person.says('不想办了')).case?.stage).toBe('withdrawn');
    expect(bot.asked).toEqual([]);
    const { db } = bot.storage.reading;
    expect(await db.selectFrom('questions').select('id').execute()).toEqual([]);
  });

  test('about a deletion neither; a question in between is answered', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.says('删除我的信息');
    expect((await person.says('我怕村里人看见我家的事')).buttons).toEqual(['yes', 'no']);
    expect((await person.says('删除')).text).toContain('删好了');
    expect(bot.asked).toEqual([]);
    await person.says('删除我的信息');
    expect((await person.says('低保要交钱吗？')).text).toContain('文件里有规定');
  });
});
