import { readFileSync } from 'node:fs';
import type { Article, Corpus } from '../../src/policy/index.ts';
import { loadCorpus } from '../../src/policy/index.ts';

/** The five real documents, read once for all tests of a file. */
export const corpus: Corpus = loadCorpus('corpus');

export const SLUGS = ['central-2020-30', 'fushun-2021-3', 'ganzhou-2021-6', 'nanyang-2021-7', 'yanling-2023'];

/** The source as received. */
export function sourceOf(slug: string): string {
  return readFileSync(`corpus/documents/${slug}/source.txt`, 'utf8');
}

export function articlesOf(slug: string): Article[] {
  return corpus.articles.filter((article) => article.document === slug);
}

/** An article by its path as it is read out: `二（一）1`. */
export function article(slug: string, label: string): Article {
  const found = articlesOf(slug).find(({ path }) => path.join('') === label);
  if (found === undefined) throw new Error(`${slug} has no article ${label}`);
  return found;
}
