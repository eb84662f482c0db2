import { checkCards } from '../cards/check.ts';
import { type Article, articleId, squeeze } from './article.ts';
import { articlesById, type Corpus } from './corpus.ts';
import { figuresIn } from './figures.ts';
import type { Rule } from './rule.ts';

/**
 * What is wrong with a corpus, one problem a line: quotes of rules and questions that are no longer verbatim in
 * their article, figures of a plain sentence that its article does not have, ids used twice, unknown articles, and
 * whatever is wrong with cards.
 * An empty list is a sound corpus; the build fails on any other.
 */
export function checkCorpus(corpus: Corpus): string[] {
  return [
    ...checkRules(corpus),
    ...checkQuestions(corpus),
    ...checkReplacements(corpus),
    ...checkCards(corpus),
  ];
}

function checkRules(corpus: Corpus): string[] {
  const articles = articlesById(corpus);
  const seen = new Set<string>();
  return corpus.rules.flatMap((rule) => {
    const where = `rules/${rule.document}.yaml: ${rule.id}`;
    const problems: string[] = [];
    if (seen.has(`${rule.document}/${rule.id}`)) problems.push(`${where}: 编号重复`);
    seen.add(`${rule.document}/${rule.id}`);
    const article = articles.get(articleId(rule));
    if (article === undefined) return [...problems, `${where}: 没有条文 ${rule.path.join('/')}`];
    const text = quotable(corpus, article);
    if (!text.includes(squeeze(rule.quote))) problems.push(`${where}: 引文与原文不一致“${rule.quote}”`);
    for (const unit of rule.units ?? []) {
      if (!text.includes(squeeze(unit))) problems.push(`${where}: 原文没有单位“${unit}”`);
    }
    const printed = new Set(figuresIn(text));
    for (const figure of figuresIn(rule.plain)) {
      if (!printed.has(figure)) problems.push(`${where}: 白话句中的“${figure}”不在原文里`);
    }
    for (const figure of figuresOf(rule.formula)) {
      if (!printed.has(figure)) problems.push(`${where}: 算式中的“${figure}”不在原文里`);
    }
    return problems;
  });
}

/** The base of a growing line and its growth in percent: what answers reckon with must be printed too. */
function figuresOf(formula: Rule['formula']): string[] {
  if (formula === undefined) return [];
  return [formula.base, formula.growth * 100].map((figure) => String(Number(figure.toFixed(4))));
}

/** What may be quoted for an article; a covering notice goes with its letterhead, date and signature. */
function quotable(corpus: Corpus, article: Article): string {
  return article.path[0] === '印发通知'
    ? (corpus.sources.get(article.document) ?? '')
    : squeeze(article.text);
}

function checkQuestions(corpus: Corpus): string[] {
  const articles = articlesById(corpus);
  return corpus.questions.flatMap((entry) => {
    const where = `questions/${entry.document}.jsonl: “${entry.quote}”`;
    const article = articles.get(articleId(entry));
    if (article === undefined) return [`${where}: 没有条文 ${entry.path.join('/')}`];
    return quotable(corpus, article).includes(squeeze(entry.quote)) ? [] : [`${where}: 引文与原文不一致`];
  });
}

function checkReplacements(corpus: Corpus): string[] {
  return [...corpus.documents.values()].flatMap(({ slug, replacedBy }) =>
    replacedBy === undefined || corpus.documents.has(replacedBy.document)
      ? []
      : [`documents/${slug}: 没有替代它的文件“${replacedBy.document}”`],
  );
}
