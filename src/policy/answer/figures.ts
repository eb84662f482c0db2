import { articleId, squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { figuresIn } from '../corpus/figures.ts';
import { lineInYear, type Rule } from '../corpus/rule.ts';
import { yearsIn } from '../question/asked.ts';
import { type Evidence, sayTheSame } from './evidence.ts';
import { TEXTS } from './texts.ts';

/** A rule said as a plain sentence, with what it rests on. */
export interface Statement {
  text: string;
  rule: Rule;
  /** Figures in it that a shown sum brought about and no article prints. */
  computed: string[];
}

/**
 * The rules that the chosen sentences state and the question asks for, as plain sentences. A line that grows by the
 * year is worked out for the year asked, with its sum and assumption shown; beyond its period it is not.
 */
export function statementsFor(
  corpus: Corpus,
  evidence: readonly Evidence[],
  question: string,
  today: string,
  count: number,
): Statement[] {
  const chosen: Rule[] = [];
  for (const rule of rulesFor(corpus, evidence, question)) {
    // A plain sentence leads the answer: only when the question uses a word by which people ask for it.
    if (wordsAsked(rule, question) === 0) continue;
    if (chosen.length < count && !chosen.some((other) => sayTheSame(other.plain, rule.plain)))
      chosen.push(rule);
  }
  return chosen.map((rule) => state(rule, question, today));
}

/** The rules that the two best sentences state and the question asks for, best first. */
export function rulesFor(corpus: Corpus, evidence: readonly Evidence[], question: string): Rule[] {
  const near = evidence.slice(0, 2);
  const scored = corpus.rules.flatMap((rule) => {
    const place = near.findIndex((e) => articleId(e.article) === articleId(rule) && overlaps(e, rule));
    if (place < 0) return [];
    const words = wordsAsked(rule, question);
    const focus = near[place]?.focus ?? '';
    const quote = squeeze(rule.quote);
    const isFocus = focus !== '' && (quote.includes(focus) || focus.includes(quote));
    const score = 2 * words + (isFocus ? 3 : 0) - 2 * place;
    return score >= 3 ? [{ rule, score }] : [];
  });
  return scored.sort((a, b) => b.score - a.score).map(({ rule }) => rule);
}

function wordsAsked(rule: Rule, question: string): number {
  const asked = squeeze(question);
  return rule.ask.filter((word) => word.length >= 2 && asked.includes(squeeze(word))).length;
}

function overlaps(evidence: Evidence, rule: Rule): boolean {
  return evidence.sentence.includes(squeeze(rule.quote));
}

function state(rule: Rule, question: string, today: string): Statement {
  const text = /[。！？]$/.test(rule.plain) ? rule.plain : `${rule.plain}。`;
  if (rule.formula === undefined) return { text, rule, computed: [] };
  const year = yearsIn(question)[0] ?? Number(today.slice(0, 4));
  const line = lineInYear(rule.formula, year);
  if (line === undefined) return { text, rule, computed: [] };
  const sentence = TEXTS.lineInYear(year, line.sum, line.assumption);
  return { text: text + sentence, rule, computed: figuresIn(sentence) };
}
