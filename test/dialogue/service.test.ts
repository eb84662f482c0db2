import { describe, expect, test } from 'vitest';
import { serviceTopic, type Topic } from '../../src/dialogue/service-topics.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

const ASKED: Record<Topic, string[]> = {
  who: [
    '你是谁',
    '你是机器人吗',
    '是真人吗',
    '你是干啥的？',
    '真人还是机器人',
    '你叫什么名字',
    '你能帮我干啥',
  ],
  trust: ['你们是骗子吧', '真的假的？', '这是骗人的吗', '你们靠谱吗', '是官方的吗'],
  cost: ['要交钱吗', '要交钱不', '申报要钱吗', '这个收费吗', '填表花钱不', '报这个要不要交钱啊', '免费的吗'],
  papers: ['要带啥', '要准备什么材料', '申报需要哪些材料', '要带身份证吗', '填这个要啥手续'],
  privacy: [
    '谁能看到我的信息',
    '会不会让别人知道',
    '我的信息安全吗',
    '会泄露吗',
    '会不会公示让全村都知道',
    '保密不',
    '会有人知道我报了吗',
  ],
  reason: ['为什么要身份证', '凭啥要电话', '要我身份证号干啥'],
  fear: ['报了会不会得罪村干部', '会报复我不'],
  open: ['俺有个难处想问问', '我有事想问'],
  contact: ['怎么联系你们', '你们电话是多少', '你们上班时间'],
  again: ['我能报几次', '可以报几次', '报过了还能再报吗', '能再申报一次吗'],
  silence: ['报了没人理咋办', '没人管我咋办', '报上去一直没动静', '怎么还没消息', '申报了没人来'],
  promise: ['报了就给钱吗', '一定能批吗', '能批吗', '报了有用吗', '要多久才能给钱'],
  proxy: ['我能替我妈申报吗', '可以帮邻居报吗', '能代报吗', '人在外地能报吗'],
  device: ['我换手机了咋查', '换号了还能查吗'],
  receipt: ['编号丢了咋办', '回执忘了', '没有编号', '找不到回执编号了', '回执在哪看'],
  writing: ['我不识字咋办', '不会打字', '能发语音吗'],
  anger: [
    '我要投诉',
    '我不服，我要投诉',
    '都是骗人的',
    '你们凭什么不给我纳入',
    '村干部贪污低保',
    '垃圾机器人',
    '我要告你们',
  ],
  link: ['https://example.com/a?b=c'],
  hotline: ['12345'],
  acknowledged: ['收到', '知道了', '好的明白了', '收到谢谢'],
  bye: ['再见', '拜拜', '好的再见'],
  days: ['多久有结果', '啥时候能有结果', '申报要多久', '要等几天', '多久能办好', '有哪些步骤'],
  visit: ['大概哪天有人来', '啥时候来人看', '会有人来吗'],
  faster: ['能不能快点', '能加急吗', '催一下'],
};

/** Questions for the documents, hardships and answers: none of them is about this service. */
const OTHERS = [
  '低保咋申请',
  '低保多久能批下来',
  '住院要交钱吗',
  '合作医疗要交多少钱',
  '办残疾证要带啥',
  '危房改造能给多少钱',
  '监测对象咋认定',
  '报销要啥材料',
  '我儿子没钱上学',
  '俺老伴得癌症了',
  '孩子上学要交钱吗学费贵',
  '大病救助要多久',
  '张大山',
  '望田镇武岗村',
  '13803741234',
  '没有照片',
  '给自己家报',
  '小额贷款要还多久',
  '我家没人管，老人瘫痪',
  '公示几天',
  '养老金什么时候发',
  '我家房子塌了没人管咋办',
  '政策文件啥时候出的',
  '有哪些帮扶政策',
];

describe('a question about the service is recognised', () => {
  for (const [topic, texts] of Object.entries(ASKED)) {
    test.each(texts)(`${topic}: %s`, (text) => expect(serviceTopic(text)).toBe(topic));
  }

  test.each(OTHERS)('and nothing else: %s', (text) => expect(serviceTopic(text)).toBeUndefined());
});

describe('the answer', () => {
  test('comes without the documents being asked, with the ways on', async () => {
    const bot = await town();
    const heard = await bot.person('wang').says('要交钱不');
    expect(heard.text).toContain('不收钱');
    expect(heard.buttons).toEqual(['declare', 'status', 'human']);
    expect(bot.asked).toEqual([]);
  });

  test('in the form the open question is put again', async () => {
    const person = (await town()).person('wang');
    await person.tells('我要申报', ...SHORT_FORM.slice(0, 4));
    const heard = await person.says('会不会让别人知道');
    expect(heard.step).toBe('phone');
    expect(heard.text).toContain('公示');
    expect(heard.replies.at(-1)?.text).toContain('电话');
  });

  test.each(['报了会不会得罪村干部', '你们上班时间', '你是谁'])('and so it is after %s', async (text) => {
    const person = (await town()).person('wang');
    await person.tells('我要申报', '给自己家报');
    const heard = await person.says(text);
    expect(heard.step).toBe('consent');
    expect(heard.text).not.toContain('没看明白');
    expect(heard.text).toMatch(/12345|程序/);
  });

  test('days come from the procedure of the county, marked as an example', async () => {
    const heard = await (await town()).person('wang').says('多久有结果');
    expect(heard.text).toContain('入户核实（村里来家里看看，问问情况）：5天');
    expect(heard.text).toContain('示例');
  });

  test('a limit that a document states is told as stated', async () => {
    const clock = startOf();
    const bot = new Town(await database.open({ clock: () => clock.now }), clock, { region: '360734' });
    expect((await bot.person('wang').says('多久有结果')).text).toContain('文件写的：这些步骤合起来15天');
  });

  test('who has a case reads how it stands', async () => {
    const person = (await town()).person('zhang');
    const { receipt = '' } = await declares(person);
    for (const asked of ['多久有结果', '编号丢了咋办', '报了没人理咋办']) {
      expect((await person.says(asked)).text).toContain(receipt);
    }
    expect(receipt).not.toBe('');
  });

  test('再见 is answered with a farewell, 谢谢 is not', async () => {
    const person = (await town()).person('wang');
    expect((await person.says('再见')).text).toContain('再见');
    expect((await person.says('谢谢')).text).toContain('不客气');
  });
});

describe('wishes in words of which the form knows nothing', () => {
  test.each(['我要申抱', '俺想审报', '想申保'])('%s begins the declaration', async (text) => {
    expect((await (await town()).person('wang').says(text)).step).toBe('filer');
  });

  test.each(['俺不会弄这个', '不知道咋填'])('%s is helped, in the form too', async (text) => {
    const bot = await town();
    expect((await bot.person('wang').says(text)).text).toContain('您可以这样说');
    const person = bot.person('li');
    await person.says('我要申报');
    const heard = await person.says(text);
    expect(heard.text).toContain('您可以这样说');
    expect(heard.step).toBe('filer');
  });

  test('我报过了，查一下 asks for the receipt', async () => {
    expect((await (await town()).person('wang').says('我是张建国，我报过了，查一下')).text).toContain(
      '回执编号',
    );
  });
});

describe('an answer from the documents', () => {
  test('a resident reads no offices that nobody asked for, and one line a document', async () => {
    const bot = await town();
    const quote = (n: number) => ({
      document: 'yanling-2023',
      number: '鄢乡振〔2023〕1号',
      article: `二（一）${n}`,
      quote: `第${n}条的话在文件里是这样写的`,
      jurisdiction: '411024',
      validity: 'expired' as const,
    });
    bot.answer = () => ({
      status: 'answered',
      answer:
        '鄢陵县《2023年工作要点》：这样办。责任单位：县财政局、各镇党委政府。提醒：这是2023年的文件，已过期。',
      citations: [quote(1), quote(2)],
      passages: [],
      by: 'own',
    });
    const person = bot.person('wang');
    const { text } = await person.says('低保咋申请？');
    expect(text).not.toContain('责任单位');
    expect(text).toContain('\n提醒：');
    expect(text).toContain('\n依据：《yanling-2023》鄢乡振〔2023〕1号【已过期】');
    expect(text).not.toContain('2. ');
    expect((await person.presses('sources')).text).toContain('第2条的话');
    expect((await person.says('低保归谁管？')).text).toContain('责任单位');
  });

  test('what needs a person is told with the ways there are, without a promise', async () => {
    const bot = await town();
    bot.answer = () => ({
      status: 'handoff',
      answer: '请点“找人工”，会转给负责的干部。',
      citations: [],
      passages: [],
      by: 'own',
    });
    const { text, buttons } = await bot.person('wang').says('村里的路坏了一直不修怎么回事');
    expect(text).toContain('12345');
    expect(text).not.toContain('会转给');
    expect(buttons).toContain('human');
  });

  test('danger that only the guard of the documents knows gets the numbers', async () => {
    const bot = await town();
    bot.answer = () => ({
      status: 'handoff',
      answer: '请打120或12356。',
      citations: [],
      passages: [],
      by: 'own',
    });
    expect((await bot.person('wang').says('同归于尽吧')).replies[0]?.text).toContain('12356');
  });

  test.each(['张大山', '13800001234'])('%s is no question and not called one', async (said) => {
    expect((await (await town()).person('wang').says(said)).text).toContain('没看懂');
  });

  test('asking for what another family gets is refused, however short', async () => {
    const bot = await town();
    bot.answer = () => ({
      status: 'refused',
      answer: '别人的个人信息我不能说。',
      citations: [],
      passages: [],
      by: 'own',
    });
    expect((await bot.person('wang').says('查张三家低保')).text).toContain('别人的个人信息');
  });
});

describe('找人工', () => {
  test('without any cadre here nothing is promised', async () => {
    const { text } = await (await town()).person('wang').says('找人工');
    expect(text).toContain('12345');
    expect(text).not.toMatch(/转给|告诉.*干部|回电话/);
  });

  test('a second number, after a mistyped one, reaches the cadre too', async () => {
    const bot = await town();
    const cadre = await bot.cadre('township', '411024104');
    const person = bot.person('wang', '411024104201');
    await person.tells('找人工', '13803741234', '找人工', '13937412222');
    const heard = await cadre.hears();
    expect(heard).toContain('13803741234');
    expect(heard).toContain('13937412222');
  });
});
