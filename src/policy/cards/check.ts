import { type Article, articleId, squeeze } from '../corpus/article.ts';
import { articlesById, type Corpus } from '../corpus/corpus.ts';
import { figuresIn } from '../corpus/figures.ts';
import type { Basis, Card, Gloss, Point } from './card.ts';
import { filled } from './cards.ts';
import { stretchOf } from './stretch.ts';

/** Longest sentence of a card, its closing mark included. */
const SENTENCE = 40;
/** Shortest quote: less is no ground for a sentence. */
const QUOTE = 6;
/** How often something is done, in a plain sentence and as documents print it. */
const CADENCES: { said: RegExp; printed: RegExp }[] = [
  { said: /每(?:个)?(?:周|星期)/, printed: /每周|周[一二三四五六日]/ },
  { said: /每(?:个)?月/, printed: /每月|按月|月[报通调]|一月一/ },
  { said: /每(?:个)?季度?/, printed: /季度|按季|季调度/ },
  { said: /每半年/, printed: /半年|每年2次/ },
  { said: /每年/, printed: /每年|年度|逐年|一年|按年/ },
];
/** An office of a county, city or province, as a sentence names it. */
const OFFICE =
  /(?:[县市省]|赣州|抚顺|南阳)[\u4e00-\u9fff]{1,8}?(?:局|健委|改委|健康委|改革委|残联|组织部|宣传部)(?![部员会长])/g;

/** What a corpus's texts are looked up in while cards are checked. */
interface Grounds {
  corpus: Corpus;
  articles: Map<string, Article>;
  rules: Map<string, Corpus['rules'][number]>;
  /** Articles' texts without white space. */
  texts: Map<Article, string>;
  /** Offices that documents make responsible. */
  units: string[];
}

/**
 * What is wrong with the cards and the glossary, one problem a line: quotes that are not in their article, figures,
 * cadences and offices that one of a sentence's grounds does not have, unexplained official words, sentences too long
 * for their readers, cards that nobody approved as approved.
 */
export function checkCards(corpus: Corpus): string[] {
  const rules = new Map(corpus.rules.map((rule) => [`${rule.document}/${rule.id}`, rule]));
  const texts = new Map(corpus.articles.map((article) => [article, squeeze(article.text)]));
  const units = [...new Set(corpus.articles.flatMap((article) => article.responsibleUnits))];
  const grounds = {
    corpus,
    articles: articlesById(corpus),
    rules,
    texts,
    units: units.filter((u) => u.length > 2),
  };
  return [
    ...corpus.cards.flatMap((card) => checkCard(card, grounds)),
    ...checkAsks(corpus.cards),
    ...checkGlossary(corpus.glossary, grounds),
  ];
}

function checkCard(card: Card, grounds: Grounds): string[] {
  const where = `cards/${card.id}.yaml`;
  const problems: string[] = [];
  const say = (problem: string) => problems.push(`${where}: ${problem}`);
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(card.id)) say('文件名只能用小写字母、数字和短横');
  if (card.status === 'approved' && (card.approvedBy === null || card.approvedOn === null))
    say('已审核的卡片要写 approvedBy 和 approvedOn');
  for (const id of card.next) {
    if (id === card.id || !grounds.corpus.cards.some((other) => other.id === id))
      say(`next 里没有卡片“${id}”`);
  }
  const covered = new Set(card.points.flatMap((point) => point.basis.map((basis) => basis.document)));
  const led = new Set(
    card.points.filter((point) => point.lead).flatMap((point) => point.basis.map((basis) => basis.document)),
  );
  for (const document of covered) if (!led.has(document)) say(`没有先说哪一句（lead）：${document}`);
  for (const point of card.points)
    for (const problem of checkPoint(point, grounds)) say(`“${point.say}”${problem}`);
  return problems;
}

function checkPoint(point: Point, grounds: Grounds): string[] {
  const problems: string[] = [];
  if ((point.say.match(/[。！？；\n]/g) ?? []).length !== 1 || !/[。！？]$/.test(point.say))
    problems.push('应是一句话，用句号、问号或叹号结尾');
  for (const slot of new Set([...point.say.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)))
    if (point.figures[slot] === undefined) problems.push(`空格“${slot}”没有写取哪条规则`);
  if (point.for !== 'staff') {
    for (const word of unexplained(point.say, grounds.corpus.jargon))
      problems.push(`有没解释的官话“${word}”`);
  }
  for (const basis of point.basis) problems.push(...checkBasis(point, basis, grounds));
  return problems;
}

/** A sentence must hold on each of its grounds alone: it is said wherever one of them binds. */
function checkBasis(point: Point, basis: Basis, grounds: Grounds): string[] {
  const article = grounds.articles.get(articleId(basis));
  const where = `（依据 ${basis.document} ${basis.path.join('')}）`;
  if (article === undefined) return [`没有这一条${where}`];
  const text = grounds.texts.get(article) ?? '';
  const problems = checkQuote(basis, text).map((problem) => `${problem}${where}`);
  const say = filled(point, basis.document, grounds.rules);
  if (say === undefined) return [...problems, `这份文件没有要填的规则${where}`];
  if ([...say].length > SENTENCE) problems.push(`有${[...say].length}个字，超过${SENTENCE}个${where}`);
  const printed = new Set(figuresIn(text));
  for (const figure of figuresIn(say)) {
    if (!printed.has(figure)) problems.push(`里的“${figure}”不在条文里${where}`);
  }
  for (const { said, printed: form } of CADENCES) {
    const cadence = said.exec(say)?.[0];
    if (cadence !== undefined && !form.test(text)) problems.push(`里的“${cadence}”不在条文里${where}`);
  }
  for (const office of officesIn(say, grounds.units)) {
    if (!text.includes(office)) problems.push(`里的“${office}”不在条文里${where}`);
  }
  return problems;
}

function checkQuote(basis: Basis, text: string): string[] {
  const at = stretchOf(basis.quote, text);
  if (at === undefined) return [`引文与原文不一致“${basis.quote}”`];
  const quote = text.slice(at.start, at.end);
  if ([...quote].length < QUOTE) return [`引文太短“${quote}”`];
  const isTwice = text.includes(quote, at.start + 1);
  return isTwice ? [`引文在条文里不止一处“${quote}”`] : [];
}

/** Offices that a sentence names: those that documents make responsible, and what looks like one. */
function officesIn(say: string, units: readonly string[]): Set<string> {
  const named = units.filter((unit) => say.includes(unit));
  const alike = [...say.replace(/（[^）]*）/g, '').matchAll(OFFICE)].map(([office]) => office);
  return new Set([...named, ...alike]);
}

/** Official words of a sentence that have no explanation in brackets behind them. */
export function unexplained(say: string, jargon: readonly string[]): string[] {
  const bare = say.replace(/（[^）]*）/g, '（）');
  return jargon.filter((word) => {
    const at = bare.indexOf(word);
    return at >= 0 && !/^[^，。；：、！？]{0,6}（/.test(bare.slice(at + word.length));
  });
}

function checkAsks(cards: readonly Card[]): string[] {
  const seen = new Map<string, string>();
  return cards.flatMap((card) =>
    [card.question, ...card.asks].flatMap((ask) => {
      const other = seen.get(ask);
      seen.set(ask, card.id);
      return other === undefined ? [] : [`cards/${card.id}.yaml: 问法与“${other}”重复“${ask}”`];
    }),
  );
}

function checkGlossary(glossary: readonly Gloss[], { articles }: Grounds): string[] {
  const seen = new Set<string>();
  return glossary.flatMap((gloss) => {
    const where = `glossary.yaml: ${gloss.term}`;
    const problems: string[] = [];
    for (const name of [gloss.term, ...gloss.also]) {
      if (seen.has(name)) problems.push(`${where}: 词条重复“${name}”`);
      seen.add(name);
    }
    if (gloss.basis.length === 0 && !gloss.common) problems.push(`${where}: 没有依据，也没有标 common`);
    for (const basis of gloss.basis) {
      const article = articles.get(articleId(basis));
      if (article === undefined) problems.push(`${where}: 没有条文 ${basis.path.join('/')}`);
      else if (stretchOf(basis.quote, article.text) === undefined)
        problems.push(`${where}: 引文与原文不一致“${basis.quote}”`);
    }
    return problems;
  });
}
