import type { HouseholdAnswer, IncomeAnswer } from '../draft.ts';
import { NUMBER, readNumber } from './amounts.ts';
import { bare } from './wording.ts';

const COUNT = `(\\d+|[一二两俩三仨四五六七八九十]+)`;
const PERSON = '(?:个|口|位|名|人)';

/** Who is counted, by the words beside the number; `members` last, since every other number is of people too. */
const GROUPS: [keyof HouseholdAnswer, string][] = [
  ['elderly', '(?:老人|老的|老年人|六十以上|60岁?以上|上岁数的?|爹妈|父母|老年)'],
  ['students', '(?:上学的?|学生|念书的?|读书的?|在读的?|上大学的?|娃上学|孩子上学|小孩上学|在校生?)'],
  ['disabled', '(?:残疾的?|残疾人|残的|残废)'],
  ['sick', '(?:病人|有病的?|生病的?|长期吃药的?|得病的?)'],
  ['labour', '(?:能干活的?|劳动力|劳力|能挣钱的?|干活的|能劳动的?|打工的?|能下地的?|壮劳力|挣钱的)'],
];

/** Counts of people in the household; a bare number answers for all members. */
export function readHousehold(text: string): HouseholdAnswer | undefined {
  const found: HouseholdAnswer = {};
  let rest = text.replace(/\d+岁/g, ' ');
  for (const [group, words] of GROUPS) {
    const none = new RegExp(
      `(?:没有?|无|没得|冇)(?:一个)?${words}|${words}(?:没有|无|没)|(?:没人|没有人)${words.replace('(?:', '(?:能?')}`,
    );
    const counted = new RegExp(
      `${COUNT}${PERSON}{0,2}(?:是|有)?${words}|${words}(?:有|是|就|共|的|:|：)*${COUNT}(?:${PERSON}|$|(?=[，,。;；\\s]))`,
    );
    const match = counted.exec(rest);
    const number = match === null ? undefined : readNumber(match[1] ?? match[2] ?? '');
    if (match !== null && number !== undefined) {
      found[group] = number;
      rest = rest.replace(match[0], ' ');
    } else if (none.test(rest)) found[group] = 0;
  }
  if (
    found.labour === undefined &&
    /(?:没人|没有人|谁也不|都不能|没一个)(?:能)?(?:干活|挣钱|劳动)/.test(text)
  )
    found.labour = 0;
  const members = memberCount(text, rest);
  if (members !== undefined) found.members = members;
  return Object.keys(found).length === 0 || Object.values(found).some((count) => count > 30)
    ? undefined
    : found;
}

function memberCount(text: string, rest: string): number | undefined {
  if (/(?:就|只有|光)(?:我|俺)(?:一个人|自己)|^(?:我|俺)?(?:一个人|自己一个|独自一人)|一口人/.test(text))
    return 1;
  if (
    /(?:就|只有|光)?(?:我|俺)?(?:们)?(?:老)?(?:两口子?|俩人|老两口|两个人)(?!.{0,3}(?:老人|上学))/.test(
      text,
    ) &&
    !/\d|[三四五六七八九]/.test(text)
  )
    return 2;
  const counted = new RegExp(`(?:家里|全家|一共|总共|共|有|家)*${COUNT}(?:口子?人?|个?人|个)`).exec(
    rest,
  )?.[1];
  const written =
    counted ??
    new RegExp(`^${COUNT}$`).exec(bare(text))?.[1] ??
    new RegExp(`(?:家里|全家|一共|总共)(?:有)?${COUNT}`).exec(rest)?.[1];
  return written === undefined ? undefined : readNumber(written);
}

/** What a sum of money is for, by the words before it in its clause. */
const KINDS: [keyof IncomeAnswer, RegExp][] = [
  ['spending', /花|看病|住院|吃药|药费|医药|医疗|学费|上学|支出|开销|还债|还账|还款|交给|买药|治病|供/],
  [
    'transfer',
    /低保|养老金|养老|补贴|补助|退休|高龄|特困|五保|救助|孩子给|儿子给|闺女给|女儿给|赡养|给的钱|抚恤|转移/,
  ],
  ['property', /租|流转|分红|利息|入股|股金|财产/],
  ['wage', /打工|务工|工资|上班|公益岗?|零工|干活|工地|厂里|挣(?:的)?工钱|保洁|保安|护林|打零/],
  ['business', /种地|种|养|卖|粮|生意|开店|庄稼|地里|收成|经营|小麦|玉米|花生|水稻|猪|羊|鸡|牛|大棚|摆摊|地/],
];

/** Yuan a year by kind; undefined when no sum stands in the text. */
export function readIncome(text: string): IncomeAnswer | undefined {
  const found: IncomeAnswer = {};
  const money = new RegExp(`(${NUMBER})(?:来|多|把)?(?:块钱?|元钱?|圆)?`, 'g');
  // 零工 is work, no nought.
  const plain = text.replace(/打?零工/g, '打工');
  for (const clause of plain.split(/[，,。；;\n、]|还有|另外/).filter((part) => part.trim() !== '')) {
    const sums = [...clause.matchAll(money)].filter(([whole, number = '']) => isSum(whole, number, clause));
    const kind =
      KINDS.find(([, pattern]) => pattern.test(clause))?.[0] ??
      (/挣|收入|赚/.test(clause) ? 'wage' : undefined);
    const number = sums.map(([, each = '']) => readNumber(each)).find((each) => each !== undefined);
    if (kind === undefined) continue;
    if (number !== undefined) found[kind] = (found[kind] ?? 0) + Math.round(number * timesAYear(clause));
    else if (/(?:没有?|无|没得|冇|一分(?:钱)?(?:也|都)?没)/.test(clause)) found[kind] ??= 0;
  }
  if (Object.keys(found).length > 0) return found;
  return /(?:啥|什么|一分|一点)?(?:都|也)?没(?:有|得)?(?:收入|挣钱|进项|来源|钱)/.test(text)
    ? { wage: 0 }
    : undefined;
}

/** A sum of money, rather than months, people, mu of land or animals. */
function isSum(whole: string, number: string, clause: string): boolean {
  const after = clause.slice(clause.indexOf(whole) + whole.length);
  if (/^(?:个|口|人|月|年|天|亩|头|只|岁|次|回|斤|间|分地|位|名)/.test(after) && !/[万千百块元]/.test(whole))
    return false;
  if (/^[一]$/.test(number) || /^(?:半|几)$/.test(number)) return false;
  return !/^(?:一年|一月|一天|每)/.test(whole);
}

function timesAYear(clause: string): number {
  if (/(?:一个?月|每个?月|月(?:工资|薪|入|收入)|[/／]月|按月|月月|个月(?!.{0,3}(?:共|总|一共)))/.test(clause))
    return 12;
  if (/每?季度|一季/.test(clause)) return 4;
  return /半年/.test(clause) ? 2 : 1;
}
