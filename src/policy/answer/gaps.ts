import { binds, type RegionCode } from '../../regions/index.ts';
import { squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { lineInYear, type Rule } from '../corpus/rule.ts';
import {
  type Asked,
  askedFor,
  cadenceNotIn,
  claimsIn,
  listAsked,
  listsAll,
  states,
  yearsIn,
} from '../question/asked.ts';
import type { Found } from '../retrieval/found.ts';
import type { Evidence } from './evidence.ts';
import { rulesFor } from './figures.ts';
import { missingText, TEXTS } from './texts.ts';

/** Words that ask for a detail; a bare yes-or-no question does not. */
const ASKS_DETAIL =
  /多少|几|好多|啥时候|什么时候|多久|哪[天些个种一]|咋[个样么]?[办走弄领填交算]|怎么|谁|叫啥|电话|地址|材料|手续|名单|列|清单|什么|啥/;
/** A question that wants its words confirmed. */
const YES_OR_NO = /是不是|是吧|对[不吧]|对么|[吗不没冇么]$|有没有|也是|一样|这样/;
/** A question this much closer to one whose detail no document states asks for such a detail too. */
const CLOSER = 0.02;
const CLOSE = 0.5;

/**
 * What a question asks for that the chosen evidence does not have: a kind of fact (an amount, a telephone number …),
 * a year no document covers, a figure, cadence or programme put forward that the cited articles lack, a list not
 * spelt out, a point that a rule's note calls open. Each as the words that say so.
 * @param foreign programmes in the question that only other places' documents mention
 */
export function gapsIn(
  corpus: Corpus,
  found: Found,
  evidence: readonly Evidence[],
  question: string,
  region: RegionCode,
  foreign: readonly string[],
): string[] {
  const near = evidence.slice(0, 2);
  const kinds = askedFor(question).filter((asked) => !near.some((e) => states(e.sentence, asked)));
  const gaps = [...new Set(kinds.includes('money') ? kinds.filter((kind) => kind !== 'amount') : kinds)].map(
    missingText,
  );
  const year = yearGap(corpus, evidence, question);
  if (year !== undefined) gaps.push(year);
  const claims = claimGap(evidence, question, foreign);
  if (claims !== undefined) gaps.push(claims);
  const list = listAsked(question);
  const listings = list === undefined ? [] : near.map((e) => listsAll(e.sentence, list));
  if (listings.includes(false) && !listings.includes(true)) gaps.push(TEXTS.missing.list);
  if (gaps.length === 0) gaps.push(...notedGaps(corpus, near, question));
  if (gaps.length === 0 && ASKS_DETAIL.test(question)) {
    const detail = detailGap(corpus, found, near, question, region);
    if (detail !== undefined) gaps.push(detail);
  }
  return gaps;
}

function yearGap(corpus: Corpus, evidence: readonly Evidence[], question: string): string | undefined {
  const best = evidence.slice(0, 1);
  const open = yearsIn(question).filter((year) => {
    const isCovered = best.some(({ article }) => {
      const validity = corpus.documents.get(article.document)?.validity;
      const isInPeriod =
        validity !== undefined && validity.kind !== 'open' && validity.from <= year && year <= validity.to;
      return isInPeriod || squeeze(article.text).includes(String(year));
    });
    return !isCovered && !isWorkedOut(corpus, best, year);
  });
  return open.length === 0 ? undefined : TEXTS.missing.year(open.join('、'));
}

function claimGap(
  evidence: readonly Evidence[],
  question: string,
  foreign: readonly string[],
): string | undefined {
  const texts = evidence.map((e) => squeeze(e.article.text)).join('\n');
  const open = claimsIn(question).filter(
    ({ text, forms }) => ![text, ...forms].some((form) => prints(texts, form)),
  );
  const cadence = YES_OR_NO.test(question)
    ? cadenceNotIn(question, [squeeze(evidence[0]?.article.text ?? '')])
    : undefined;
  const said = [...foreign, ...open.map(({ text }) => text), ...(cadence === undefined ? [] : [cadence])];
  return said.length === 0 ? undefined : TEXTS.missing.claim(said.map((text) => `“${text}”`).join(''));
}

/** Whether a text prints a figure as such, not as a part of a longer one. */
function prints(text: string, form: string): boolean {
  return new RegExp(`(?<![\\d.])${form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).test(text.normalize('NFKC'));
}

/** What a rule's note says is open, in the note's words and in the words that ask for it. */
const OPEN_POINTS: { inNote: RegExp; inQuestion: RegExp }[] = [
  { inNote: /钱|金额|工资|标准|限额|多少$|资助多少/, inQuestion: /多少|几多|好多|几[块元百千十]|工资|金额/ },
  { inNote: /列出|名单|内容/, inQuestion: /哪|列|都[是有]|啥意思|叫啥|名|内容|里头/ },
  { inNote: /名额|多少个|几个/, inQuestion: /名额|几个|多少[个人]|几多/ },
  { inNote: /利率|比例(?!的)|百分/, inQuestion: /利息|利率|几厘|几个点|比例|几成|百分|多少/ },
  { inNote: /间隔|多久|几天|天数|时限/, inQuestion: /多久|几天|多长|隔|几多天|多少天/ },
  {
    inNote: /哪天|几号|哪几个月|哪个月|月份|月日|日期|发放日|起算|年份/,
    inQuestion: /哪天|几号|几月|啥时候|什么时候|多咱|从哪(?!年)|何时|算起/,
  },
  { inNote: /谁|召集/, inQuestion: /谁|哪个(?:局|部门|单位)|召集|牵头/ },
];

/** What the notes of the matching rules say the text leaves open and the question asks for. */
function notedGaps(corpus: Corpus, near: readonly Evidence[], question: string): string[] {
  const points = OPEN_POINTS.filter(({ inQuestion }) => inQuestion.test(question));
  const openIn = ({ note = '' }: Rule) =>
    note.split(/[；，]|也(?=未)/).filter((clause) => {
      return /未[写列]/.test(clause) && points.some(({ inNote }) => inNote.test(clause));
    });
  const rules = rulesFor(corpus, near, question).slice(0, 3);
  const open = rules.slice(0, 2).flatMap((rule) => {
    // What one document leaves open another binding one may spell out (“四个不摘”).
    const name = /“(.+?)”/.exec(rule.plain)?.[1];
    const isSpelt = rules.some(
      (other) => name !== undefined && other.plain.includes(name) && openIn(other).length === 0,
    );
    return isSpelt ? [] : openIn(rule);
  });
  return [...new Set(open.map((clause) => clause.replace(/^.{0,6}?未([写列])/, '没有$1')))].slice(0, 1);
}

/** Whether a rule in the evidence works out a year's line. */
function isWorkedOut(corpus: Corpus, evidence: readonly Evidence[], year: number): boolean {
  return corpus.rules.some(
    ({ formula, quote }) =>
      formula !== undefined &&
      evidence.some((e) => e.sentence.includes(squeeze(quote))) &&
      lineInYear(formula, year) !== undefined,
  );
}

/** The question is nearest to one that is known to ask for what its article does not state. */
function detailGap(
  corpus: Corpus,
  found: Found,
  near: readonly Evidence[],
  question: string,
  region: RegionCode,
): string | undefined {
  if (yearsIn(question).some((year) => isWorkedOut(corpus, near, year))) return undefined;
  const detail = found.outside.find(({ question: { kind, document } }) => {
    const jurisdiction = corpus.documents.get(document ?? '')?.jurisdiction;
    return kind === 'detail-missing' && jurisdiction !== undefined && binds(jurisdiction, region);
  });
  const nearest = found.binding.reduce((best, hit) => Math.max(best, hit.nearest), 0);
  if (detail === undefined || detail.score < CLOSE || detail.score < nearest + CLOSER) return undefined;
  const asked = KIND_OF_MISSING[detail.question.missing ?? ''];
  if (asked === undefined || !askedFor(question).includes(asked)) return missingText('detail');
  return near.some((e) => states(e.sentence, asked)) ? undefined : missingText(asked);
}

/** `missing` of `corpus/outside/detail-missing.jsonl` → the kind of fact that we can check for. */
const KIND_OF_MISSING: Record<string, Asked> = {
  amount: 'money',
  phone: 'phone',
  address: 'address',
  person: 'person',
  papers: 'papers',
  account: 'account',
  date: 'start',
  time: 'hours',
};
