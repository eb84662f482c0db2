import { chineseNumber } from '../ingest/headings.ts';

/** The kind of fact that a question asks for and that an answer must therefore contain. */
export type Asked =
  | 'premium'
  | 'money'
  | 'days'
  | 'amount'
  | 'phone'
  | 'address'
  | 'person'
  | 'papers'
  | 'account'
  | 'hours'
  | 'start'
  | 'interest';

const NEEDS: { asked: Asked; inQuestion: RegExp; inText: RegExp }[] = [
  {
    asked: 'phone',
    inQuestion: /电话|热线|(?<!账|卡)号码|微信号|联系方式|打哪个号/,
    inText: /(?<!\d)(?:0\d{2,3}-?\d{7,8}|1\d{10}|12\d{3})(?!\d)/,
  },
  {
    asked: 'account',
    inQuestion: /(?:哪|什么|啥)(?:个|张)?(?:卡|账户|账号|折子?)|卡号|账号|开户行/,
    inText: /账号|社保卡|一卡通|惠农卡/,
  },
  {
    asked: 'interest',
    inQuestion: /利息|利率|几个点|几厘|贴息.{0,4}(?:多少|几)/,
    inText: /利率|\d+(?:\.\d+)?%|贴息/,
  },
  {
    asked: 'money',
    inQuestion:
      /(?<!(?:花|欠|借|用|搭|砸|少|收入)(?:了|掉|进去)?)(?:多少|几多|好多)(?:块|元|钱|万)|(?<!好|花了|欠了?)几(?:百|千|十)?(?:块|元)|几(?:百|千)$|(?:工资|补贴|补助|津贴|补偿|低保金|养老金|奖金)(?:标准|数额|金额)?(?:是|有|到底|现在|一月|每月|一年|给)?(?:多少|几多|好多)/,
    inText: /\d+(?:\.\d+)?\s*(?:万?元|块|万)|倍/,
  },
  {
    asked: 'days',
    inQuestion:
      /(?:多少|几多|好多|几)(?:天|个?工作日)|(?:要|得|等|需要?|用|办)(?:等)?(?:多久|多长时间|好久)(?!.{0,2}一次)|多久(?:能|才|可以|有|办|批|给|到|下)/,
    // Not 梯次 or 层次.
    inText: /\d+个?(?:工作)?[日天]|每[日天周月年季]|半年|季度|[\d一二两三四]次/,
  },
  {
    asked: 'amount',
    // 花了好几万 tells a story; 给几万 asks.
    inQuestion:
      /(?:能|给|补|发|报|贷|拿|领|交|赔|补助|补贴|资助|救助|奖|缴)(?:到|我|俺|个|的|助|贴|得)?(?:几多|好多|多少|几(?:成|个钱|块|百|千|万))|(?:金额|额度|标准|工资|封顶|限额)(?:是|到底|现在)?(?:多少|几多|好多|几)|(?:有没有|有无|是否)(?:定|写|规定|明确).{0,16}(?:线|标准|额度|数字|比例|金额|限额)|多少(?:补|贴|工资|额度)|(?:涨|提|调|升|加)到(?:多少|几多|几)|比例.{0,4}(?:多少|几)|(?:多少|几|啥)(?:价|成)(?!员|果|本|效|立|就)/,
    inText: /\d+(?:\.\d+)?\s*(?:万?元|块|%|倍|万)|百分之/,
  },
  {
    asked: 'address',
    inQuestion: /地址|几楼|哪条(?:街|路)|门牌|怎么走|哪栋|几号楼|几号窗口|在啥地方办公/,
    inText: /(?:路|街)\d+号|地址/,
  },
  {
    asked: 'hours',
    inQuestion:
      /几点(?:钟)?(?:上班|开门|下班|关门|开始)|(?:周末|星期[六天日]|礼拜[六天]|节假日|中午).{0,4}(?:上班|开门|有人|办)|上班时间|办公时间/,
    inText: /\d{1,2}[:：]\d{2}|上班时间|办公时间/,
  },
  {
    asked: 'person',
    inQuestion:
      /叫(?:啥|什么)(?:名|来)|姓(?:啥|什么|甚)|(?:局长|书记|主任|站长|镇长|县长|乡长|负责人|专干).{0,3}(?:是谁|是哪个|哪位|叫)|谁是.{0,8}(?:局长|书记|主任|站长|镇长|县长)/,
    inText: /$^/,
  },
  {
    asked: 'papers',
    inQuestion:
      /(?:带|拿|备|交|要|提供|准备)(?:上|齐|些|点|着)?(?:啥|什么|哪些|几样|么子|哪样)(?:材料|证件|手续|资料|证明|东西)|(?:材料|证件|手续|资料|表格).{0,4}(?:哪些|啥|什么|几样|清单)|填(?:啥|什么|哪张|几张)表/,
    inText: /身份证|户口本|申请书|证明材料|所需材料|提交.{0,6}材料/,
  },
  {
    asked: 'start',
    inQuestion:
      /从(?:哪天|啥时候|什么时候|几号|哪一天).{0,4}(?:算|起|开始)|(?:几月几号|哪天|几号|哪一天)(?:到账|发|打|开始|截止|报名)/,
    inText: /\d{1,2}月\d{1,2}日起?|自.{1,20}之日|从.{1,12}之日起|\d{4}年起/,
  },
];

/** A question about paying into an insurance, which 全额 or 最低缴费档次 answers as well as a sum would. */
const PAYING_IN =
  /[交缴]|保费|参保|(?:医保|养老保险|社保).{0,4}(?:资助|补贴|补助)|(?:资助|补贴|补助).{0,6}(?:医保|参保|养老保险)/;
const PREMIUM = /\d+(?:\.\d+)?\s*(?:万?元|块|%|万)|全额|定额|全部(?:养老|保费)|部分或全部|最低缴费档次/;

/** Kinds of fact that the question asks for and that few policy texts state. */
export function askedFor(question: string): Asked[] {
  const kinds = NEEDS.filter(({ inQuestion }) => inQuestion.test(question)).map(({ asked }) => asked);
  if (!PAYING_IN.test(question)) return kinds;
  return kinds.map((kind) => (kind === 'amount' || kind === 'money' ? 'premium' : kind));
}

/** Whether a text has a fact of the kind at all. */
export function states(text: string, asked: Asked): boolean {
  if (asked === 'premium') return PREMIUM.test(text);
  const need = NEEDS.find((n) => n.asked === asked);
  return need?.inText.test(text) ?? true;
}

const MEASURE = '万元|元|块钱|块|万|倍|%|个工作日|工作日|年|个月|天|级|成|类|户|人|岁|次|个';
/** What stands before a figure of the asker's own story (`花了3万`, `住了20年`, `今年65岁`), which claims nothing. */
const STORY =
  '(?<!(?:我|俺|咱)们?(?:家|村|屋|组)[^，。？标准线]{0,8}|了|花|欠|住|交|干|活|借|今年|都|俺|我|妈|爸|爹|娘|才|家)';

/** A figure that the asker puts forward, as written, with the forms in which a document may print it. */
export interface Claim {
  text: string;
  forms: string[];
}

/** Figures with a unit in a question (`50%`, `5万`, `1.2倍`, `七千五`), which a yes must not confirm unseen. */
export function claimsIn(question: string): Claim[] {
  const normal = question.normalize('NFKC');
  const claims = new Map<string, Claim>();
  const pattern = new RegExp(`${STORY}(?<![\\d.])(\\d+(?:\\.\\d+)?)\\s*(${MEASURE})?`, 'g');
  for (const [whole, value = '', unit = ''] of normal.matchAll(pattern)) {
    const isYear =
      /^(?:19|20)\d\d$/.test(value) || (unit === '年' && value.length === 2 && Number(value) >= 20);
    const isBareSmall = unit === '' && value.length < 3 && !value.includes('.');
    if (!isYear && !isBareSmall)
      claims.set(whole.trim(), { text: whole.trim(), forms: formsOf(Number(value), unit) });
  }
  const spelt = new RegExp(
    `${STORY}([一二两三四五六七八九十百千万]{1,6})(个工作日|天内|成(?![员果本效立就])|块|元|倍)?`,
    'g',
  );
  for (const [whole, numeral = '', unit = ''] of normal.matchAll(spelt)) {
    if (unit === '' && !/^[一二两三四五六七八九十]+[千万][一二三四五六七八九]?$/.test(numeral)) continue;
    const value = speltNumber(numeral);
    if (Number.isFinite(value)) claims.set(whole, { text: whole, forms: formsOf(value, unit) });
  }
  return [...claims.values()];
}

/** The ways in which a document prints a figure: `5万` also as 50000, `六成` as 60%, `15天内` as 15个工作日 too. */
function formsOf(value: number, unit: string): string[] {
  if (unit === '成') return [`${value * 10}%`];
  if (unit === '天内' || unit === '天') return [`${value}天`, `${value}日`];
  if (unit.startsWith('万')) return [`${value}万`, `${value * 10_000}`];
  if (unit === '块' || unit === '块钱' || unit === '元' || unit === '') {
    return value >= 10_000 ? [`${value}`, `${value / 10_000}万`] : [`${value}${unit === '' ? '' : '元'}`];
  }
  return unit === '岁' ? [`${value}岁`, `${value}周岁`] : [`${value}${unit}`];
}

/** `七千五` is 7500, `五万` is 50000. */
function speltNumber(numeral: string): number {
  const match = /^(.+?)([千万])(.*)$/.exec(numeral.replaceAll('两', '二'));
  if (match === null) return chineseNumber(numeral.replaceAll('两', '二'));
  const [, head = '', scale, rest = ''] = match;
  const size = scale === '万' ? 10_000 : 1000;
  const tail =
    rest === ''
      ? 0
      : /^[一二三四五六七八九]$/.test(rest)
        ? (chineseNumber(rest) * size) / 10
        : speltNumber(rest);
  return chineseNumber(head) * size + tail;
}

const CADENCES: { inQuestion: RegExp; inText: RegExp; name: string }[] = [
  {
    name: '每周',
    inQuestion: /每周|每个?(?:礼拜|星期)|礼拜[一二三四五六天]|周[一二三四五六日]/,
    inText: /每周|周[一二三四五六日]/,
  },
  { name: '每月', inQuestion: /每个?月|一月一|月月|按月/, inText: /每月|一月一|月报|月通报|按月/ },
  { name: '每季度', inQuestion: /每个?季度?|一季度?一?|季季|按季/, inText: /季度|季调度/ },
  { name: '每半年', inQuestion: /每?半年一?/, inText: /半年|每年2次/ },
  { name: '每年', inQuestion: /每年|一年一|年年/, inText: /每年|年度|逐年/ },
];

/** The cadence that a question puts forward (`是不是每季度上门`) when the texts have none of those it names. */
export function cadenceNotIn(question: string, texts: readonly string[]): string | undefined {
  const named = CADENCES.filter(({ inQuestion }) => inQuestion.test(question));
  if (named.some(({ inText }) => texts.some((text) => inText.test(text)))) return undefined;
  return named[0]?.name;
}

/**
 * How many of a counted list a question asks to be told (`那30种大病是哪些` → 30); undefined when it asks for none.
 */
export function listAsked(question: string): { count: number; measure: string } | undefined {
  if (!/哪|列|名字|都有啥|都是啥|里头|里面/.test(question)) return undefined;
  const match = /(\d{1,2}|[三四五六七八九十]{1,3})(个|种|项|类|样|条)/.exec(question.normalize('NFKC'));
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const count = /\d/.test(match[1]) ? Number(match[1]) : chineseNumber(match[1]);
  return { count, measure: match[2] };
}

/**
 * Whether a text lists at least so many things, apart by 、 or ；, where it speaks of that count; undefined when it
 * does not speak of it.
 */
export function listsAll(
  text: string,
  { count, measure }: { count: number; measure: string },
): boolean | undefined {
  const figure = new RegExp(`(?:${count}|[三四五六七八九十]{1,3})${measure}`).exec(text);
  if (figure === null) return undefined;
  // The list runs up to the figure (…、畜禽等7个) or follows it (六类人群（①…；②…).
  const before =
    text
      .slice(0, figure.index)
      .split(/[，,。；;]/)
      .at(-1) ?? '';
  const after = /^[^，。；]{0,8}[（(：:](.*)$/s.exec(text.slice(figure.index + figure[0].length))?.[1] ?? '';
  const loose = text.slice(figure.index + figure[0].length).split('。')[0] ?? '';
  const items = (part: string) => (part.match(/[、；;]|[①-⑳]/g) ?? []).length + 1;
  // “四个不摘”要求,摘帽不摘责任,…;摘帽不摘政策,… has its items apart by semicolons only.
  const apart = (loose.match(/[；;]/g) ?? []).length + 1;
  return items(before) >= count || items(after) >= count || apart >= count;
}

/** The question without the figures and years it names: what it is about, whoever's and whenever it is. */
export function withoutClaims(question: string): string {
  const dateless = question.normalize('NFKC').replace(/(?<!\d)20\d\d年?/g, '');
  return claimsIn(question).reduce((text, claim) => text.replace(claim.text, ''), dateless);
}

/** Years that a question names in figures (`2024年`, `24年的标准`); `20年` of a story is a duration. */
export function yearsIn(question: string): number[] {
  const years = new Set<number>();
  const pattern =
    /(?<!\d)(20\d\d)(?!\d)|(?<![\d了住交干])(2\d)年(?=[度底初]|的?(?:监测|标准|线|收入|政策|任务|指标|资金)|是|多少|$)/g;
  for (const [, long, short] of question.normalize('NFKC').matchAll(pattern)) {
    years.add(long === undefined ? 2000 + Number(short) : Number(long));
  }
  return [...years];
}
