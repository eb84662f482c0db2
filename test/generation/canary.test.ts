import { afterAll, expect, it } from 'vitest';
import { parseRegion } from '../../src/regions/index.ts';
import { assistant, put, server } from './assistant.ts';
import { ANSWERS } from './documents.ts';

afterAll(() => server.stop());

const WATER = '供水点的水质多久检测一次';

/** What people tell beside their question, and of it what must not leave; given names are public words on purpose. */
const STORIES: readonly [string, readonly string[]][] = [
  [
    '我叫王建国，身份证411024198501011234，电话13812345678',
    ['王建国', '建国', '411024198501011234', '13812345678'],
  ],
  ['俺是张振兴，住望田镇五里岗村三组', ['张振兴', '振兴', '望田', '五里岗', '三组']],
  ['身份证４１１０２４１９８５０１０１１２３４', ['４１１', '411024', '1985']],
  ['身份证 411024 1985 0101 1234，手机 138-1234-5678', ['4110', '1985', '1234', '138']],
  ['身份证四一一零二四一九八五零一零一一二三四', ['四一一', '一九八五', '零一', '二三四']],
  ['手机号幺三八一二三四五六七八', ['幺三八', '三八', '五六七']],
  ['卡号6217 0025 3000 1234 567，开户名陈保障', ['6217', '0025', '陈保障', '开户名陈']],
  ['家住幸福村建设路12号，户主刘发展', ['幸福村', '幸福', '建设路', '12号', '刘发展']],
  ['我妈李秀英得了尿毒症，我爸赵救助瘫了', ['李秀英', '秀英', '尿毒症', '赵救助']],
  ['我是陈化店镇的周国庆，微信zhou_1985', ['陈化店', '周国庆', '国庆', 'zhou', '1985']],
  ['村支书叫马平安，他老婆叫 孙 健 康', ['马平安', '平安', '孙健康', '健康']],
  ['买买提·吐尔逊家在南坪镇和平村', ['买买提', '吐尔逊', '南坪', '和平']],
];

it('sends nothing that a person has told but words of public text', async () => {
  await server.plays({ do: 'say', text: '[1] 供水点的水质，每半年检测一次。\n' });
  const ai = assistant(ANSWERS.water);
  for (const [story] of STORIES) {
    for (const question of [`${story}，${WATER}`, `${WATER}？${story}`, `${story}。${WATER}，急`])
      await put(ai, question);
    await ai.ask({
      question: WATER,
      before: { question: `${story}，吃水难咋办`, topic: 'drinking-water' },
      region: parseRegion('411024102'),
      role: 'resident',
      today: '2026-11-22',
    });
  }
  const heard = await server.heard();
  expect(heard).toHaveLength(4 * STORIES.length);
  const asked = heard.map(({ body }) => wordsSent(body));
  for (const words of asked) expect(words).toMatch(/^[\u4e00-\u9fff ]+$|^（无）$/);
  for (const [, canaries] of STORIES)
    for (const canary of canaries) for (const words of asked) expect(words, canary).not.toContain(canary);
  // Of the rest of the request no byte depends on the person: it is prompt and articles.
  const everything = heard.map(({ body, url, headers }) => body + url + JSON.stringify(headers)).join('\n');
  for (const secret of [
    '王建国',
    '张振兴',
    '五里岗',
    '13812345678',
    '6217',
    '秀英',
    '尿毒症',
    '吐尔逊',
    '411024',
  ])
    expect(everything).not.toContain(secret);
});

/** The words of the question in a request. */
function wordsSent(body: string): string {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  return /问题里的词：(.*)/.exec(messages.at(-1)?.content ?? '')?.[1] ?? 'none';
}
