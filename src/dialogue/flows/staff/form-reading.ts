import { addDays, type Guarantee, type GuaranteeState } from '../../../casework/index.ts';
import { NUMBER, readHousehold, readIncome, readNumber } from '../../../declaration/index.ts';
import type { FormDraft } from './form-draft.ts';

type Figures = Partial<FormDraft>;
type Spent = 'medical' | 'education' | 'housing' | 'other';

const COSTS = /成本|本钱|化肥|饲料|种子|农药|进货|投入/;
const NET = /净(?:赚|收入|挣|得)?|纯收入|除去?(?:成本|本)|刨去?(?:成本|本)|去掉(?:成本|本)/;
const SPENT: readonly [Spent, RegExp][] = [
  ['medical', /看病|住院|药|医|治病|透析|化疗|手术/],
  ['education', /上学|学费|念书|读书|学杂|生活费|书本/],
  ['housing', /修房|盖房|建房|危房|房租|翻修|房子/],
  ['other', /花|支出|开销|还债|还账|还款|赡养|丧|其他|别的/],
];
const NOTHING =
  /^(?:都?没有?|无|没得|冇|一分也?没有?|没有收入|没有支出|没花)(?:别的|其他)?(?:了|啊)?[。！!]*$/;

/** Whether somebody says that there is none of what was asked. */
export function saysNone(text: string): boolean {
  return NOTHING.test(text.trim());
}

/** Counts and sums in a message, by the words beside them: 4口人2个劳力 打工3万 种地8000 低保2400 看病花了2万. */
export function readFigures(text: string): Figures {
  const found: Figures = {};
  const clauses = clausesOf(text);
  // Counts of people stand apart from sums: 3万 is no household of three.
  const household = readHousehold(clauses.filter((clause) => !hasSum(clause)).join('，'));
  if (household?.members !== undefined) found.people = household.members;
  if (household?.labour !== undefined) found.labour = household.labour;
  for (const clause of clauses) Object.assign(found, sumIn(clause, found));
  return found;
}

/** Sums of one kind add up: 打工3万，零工2000. */
function sumIn(clause: string, before: Figures): Figures {
  if (/口人|劳动?力|个人$/.test(clause) && !hasSum(clause)) return {};
  if (COSTS.test(clause) && !NET.test(clause)) {
    const costs = sumOf(clause);
    return costs === undefined ? {} : { costs: (before.costs ?? 0) + costs };
  }
  const spent = SPENT.find(([, words]) => words.test(clause))?.[0];
  const isIncome = /工资|打工|务工|挣|赚|低保|养老|补贴|补助|退休|卖|种|养|生意|分红|租金|流转/.test(clause);
  if (spent !== undefined && !(isIncome && !/花|交|掏|支出/.test(clause))) {
    const sum = sumOf(clause);
    return sum === undefined ? {} : { [spent]: (before[spent] ?? 0) + sum };
  }
  const { wage, business, property, transfer } = readIncome(clause) ?? {};
  return {
    ...(wage === undefined ? {} : { wage: (before.wage ?? 0) + wage }),
    ...(business === undefined ? {} : { business: (before.business ?? 0) + business }),
    ...(business !== undefined && NET.test(clause) ? { costs: null } : {}),
    ...(property === undefined ? {} : { property: (before.property ?? 0) + property }),
    ...(transfer === undefined ? {} : { transfer: (before.transfer ?? 0) + transfer }),
  };
}

/** A sum of yuan a year, whatever it is for; 没花 is 0. */
export function sumOf(clause: string): number | undefined {
  return readIncome(`花${clause}`)?.spending;
}

/** A number alone: 4, 四. */
export function numberOf(text: string): number | undefined {
  const match = new RegExp(`^${NUMBER}(?:个|口|人|名)*$`).exec(text.trim());
  return match === null ? undefined : readNumber(match[0].replace(/[个口人名]/g, ''));
}

function hasSum(clause: string): boolean {
  return /\d{3,}|[万千百]|块|元/.test(clause);
}

/** 打工3万 种地8000: what follows a sum begins a clause of its own, whatever stands between. */
function clausesOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/(?<=[\d万千百元块钱人口个力有])\s+/g, '，')
    .replace(/(口人|\d个?劳动?力)(?=[\u4e00-\u9fff\d])/g, '$1，')
    .replace(
      /(\d{3,}|[万千百])(块钱?|元)?(?=[\u4e00-\u9fff])(?![万千百十元块多来左几零一二三四五六七八九半])/g,
      '$1$2，',
    )
    .split(/[，,。；;\n、]|还有|另外/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

const WORDS: readonly [Guarantee, RegExp][] = [
  ['compulsoryEducation', /义务教育|教育|上学|读书|念书|辍学|孩子/],
  ['basicMedical', /基本医疗|医疗|医保|看病|合疗/],
  ['safeHousing', /住房|房子|房屋|房/],
  ['drinkingWater', /饮水|喝水|吃水|水/],
];

/** What is said of the guarantees: 都有保障, 住房有问题，其他都好, 没有上学的. `rest`: those that were not named. */
export function readGuarantees(
  text: string,
  rest: readonly Guarantee[],
): Partial<Record<Guarantee, GuaranteeState>> {
  const found: Partial<Record<Guarantee, GuaranteeState>> = {};
  let others: GuaranteeState | undefined;
  for (const clause of text.normalize('NFKC').split(/[，,。；;\n]|但是?|就是/)) {
    const state = stateIn(clause);
    if (state === undefined) continue;
    const named = WORDS.filter(([, words]) => words.test(clause)).map(([guarantee]) => guarantee);
    for (const guarantee of named) found[guarantee] = state;
    if (named.length === 0 && state === 'ok') others = 'ok';
  }
  if (others !== undefined) for (const guarantee of rest) found[guarantee] ??= others;
  return found;
}

function stateIn(clause: string): GuaranteeState | undefined {
  if (/不涉及|没有(?:孩子|上学|学生|娃)|没(?:孩子|学生)|无(?:学生|适龄)/.test(clause)) return 'none';
  if (/没有?(?:啥|什么)?问题|不缺|没事|正常/.test(clause)) return 'ok';
  if (/问题|没(?:有)?保障|不安全|危房|漏|没参|断保|没交|辍学|不达标|缺水|浑|没有?水|不好|不行/.test(clause))
    return 'problem';
  return /有保障|都有|都好|都行|保障|安全|好|达标|参了|交了/.test(clause) ? 'ok' : undefined;
}

/** The day and the names of who went: 昨天 李明、王芳. Without a day it is today's. */
export function readVisit(
  text: string,
  { today, self }: { today: string; self: string },
): { visitedOn: string; visitors: string[] } {
  const { day, rest } = readDay(text, today);
  const names = rest
    .replace(
      /(?:^|[\s，,、])(?:就|只有|和|跟|同|与)?(?:我|本人)(?:一个人|自己)?(?=[\s，,、和跟同与]|$)/g,
      ` ${self} `,
    )
    .split(/[\s，,、。；;]+|[和跟同与及]/)
    .map((name) => name.replace(/^(?:去的?|是|有|核实人|走访人)[:：]?|(?:去的?|一起|两人|二人|等)$/g, ''))
    .filter((name) => /^[\u3400-\u9fff\u{20000}-\u{3ffff}·]{2,20}$/u.test(name));
  const unique = [...new Set(names)];
  return { visitedOn: day ?? today, visitors: unique.length === 0 && self !== '' ? [self] : unique };
}

/**
 * A day in a message (今天, 昨天, 11月20日, 20号, 2026-11-20), and what is left of the text. One without its year is never
 * one to come.
 */
export function readDay(text: string, today: string): { day?: string; rest: string } {
  const plain = text.normalize('NFKC');
  const word = /今天|今日|昨天|昨日|大?前天/.exec(plain)?.[0];
  if (word !== undefined) {
    const back = '今昨前大'.indexOf(word.charAt(0));
    return { day: addDays(today, -back), rest: plain.replace(word, ' ') };
  }
  const full = /(20\d{2})[-年./](\d{1,2})[-月./](\d{1,2})[日号]?/.exec(plain);
  if (full !== null) {
    return { day: dayOf(full[1] ?? '', full[2], full[3]), rest: plain.replace(full[0], ' ') };
  }
  const short = /(?:(\d{1,2})月)(\d{1,2})[日号]?|(\d{1,2})[日号]/.exec(plain);
  if (short === null) return { rest: plain };
  const month = short[1] ?? today.slice(5, 7);
  const sameYear = dayOf(today.slice(0, 4), month, short[2] ?? short[3]);
  const day =
    sameYear > today ? dayOf(String(Number(today.slice(0, 4)) - 1), month, short[2] ?? short[3]) : sameYear;
  return { day, rest: plain.replace(short[0], ' ') };
}

function dayOf(year: string, month = '', date = ''): string {
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}
