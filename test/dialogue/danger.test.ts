import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, type Heard, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

async function hears(text: string): Promise<Heard> {
  return (await town()).person('wang').says(text);
}

/** The first of the numbers named. */
function firstNumber({ replies }: Heard): string | undefined {
  return /12356|12345|120|119|110/.exec(replies[0]?.text ?? '')?.[0];
}

describe('the right number comes first', () => {
  test.each([
    ['我吃了一瓶安眠药', '120'],
    ['我想割腕', '12356'],
    ['救救我', '12356'],
    ['活着好累，不想再活了', '12356'],
    ['我老公打我，我带着孩子不敢回家', '110'],
    ['我男人喝酒就打人，孩子也打', '110'],
    ['有人要砍我', '110'],
    ['俺爹胸口疼得厉害', '120'],
    ['孩子发烧40度没钱看', '120'],
    ['水进屋了，一米多深', '119'],
    ['房子着火了', '119'],
    ['我娘走丢了', '110'],
    ['家里没吃的了，两天没吃饭', '12345'],
  ])('%s: %s', async (text, number) => expect(firstNumber(await hears(text))).toBe(number));

  test.each([
    '他打我电话不接',
    '我儿子打工没挣到钱',
    '去年房子进水了',
    '药费我吃不消',
    '老公打工受伤了',
    '俺儿子被人打伤住院花了五万',
  ])('and none for %s', async (text) => expect(firstNumber(await hears(text))).toBeUndefined());

  test('in the form, at a supplement and at an objection too', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', ...SHORT_FORM.slice(0, 4));
    const inForm = await person.says('我老公打我');
    expect(firstNumber(inForm)).toBe('110');
    expect(inForm.step).toBe('phone');
    const other = bot.person('li');
    await declares(other);
    await other.says('补充情况');
    const added = await other.says('俺爹胸口疼得厉害，正在抢救');
    expect(firstNumber(added)).toBe('120');
    expect(added.text).toContain('补充好了');
  });
});

describe('what is said besides', () => {
  test('despair alone does not become the story of a declaration; a hardship told with it does', async () => {
    const bot = await town();
    const despair = bot.person('a');
    await despair.says('我不想活了');
    expect((await despair.presses('declare')).text).not.toContain('您刚才说的情况我记着');
    const both = bot.person('b');
    await both.says('老伴得了癌症欠了十万，我不想活了');
    expect((await both.presses('declare')).text).toContain('您刚才说的情况我记着');
  });

  test.each(['家里穷', '俺家日子过不下去', '家里没钱'])('%s is a hardship too', async (text) => {
    const heard = await hears(text);
    expect(heard.replies[0]?.text).toContain('不容易');
    expect(heard.buttons).toContain('declare');
  });

  test('nobody is promised that it will be done first', async () => {
    const { text } = await hears('房顶塌了，没地方住');
    expect(text).toContain('紧急');
    expect(text).not.toMatch(/先办|马上来|一定/);
  });

  test('a hardship is met with a kind word before anything else', async () => {
    const bot = await town();
    const person = bot.person('wang');
    const heard = await person.says('俺家老头子病了，没钱看，咋整');
    expect(heard.replies[0]?.text).toContain('不容易');
    expect(heard.buttons).toEqual(expect.arrayContaining(['declare', 'human']));
    // The cry is no question for the documents when they have no answer to it.
    expect(heard.text).not.toContain('文件里没有写');
  });
});
