import { afterAll, expect, it } from 'vitest';
import { Verifier } from '../../src/policy/generation/verifier.ts';
import type { Article } from '../../src/policy/index.ts';
import { sentencesOf } from '../../src/policy/retrieval/sentences.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { CLAIMS, type Claims } from './claims.ts';
import { corpus, divisions } from './documents.ts';
import { FRESH } from './fresh-claims.ts';

const verifier = new Verifier(corpus, divisions);
const figures: string[] = [];
afterAll(() => console.info(figures.join('\n')));

/** What the verifier keeps of sentences over real passages. */
function judge(sets: readonly Claims[]) {
  const kept: string[] = [];
  const leaked: string[] = [];
  for (const { document, passage, faithful, altered } of sets) {
    const articles: readonly Article[] = corpus.articles.filter((a) => a.document === document);
    const quote = articles.flatMap(({ text }) => sentencesOf(text)).find((s) => s.includes(passage));
    expect(quote, passage).toBeDefined();
    const { jurisdiction = '' } = corpus.documents.get(document) ?? {};
    const region = parseRegion(jurisdiction);
    const cited = {
      document,
      number: '',
      article: '',
      quote: quote ?? '',
      jurisdiction,
      validity: 'in_force' as const,
    };
    const holds = (text: string) =>
      typeof verifier.check({ text, passages: [1] }, [cited], region) !== 'string';
    kept.push(...faithful.filter(holds));
    leaked.push(...altered.filter(holds));
  }
  const all = (of: 'faithful' | 'altered') => sets.reduce((sum, set) => sum + set[of].length, 0);
  return { kept: kept.length, leaked, faithful: all('faithful'), altered: all('altered') };
}

it('lets no altered sentence through that its rules were made by, and keeps most faithful ones', () => {
  const { kept, leaked, faithful, altered } = judge(CLAIMS);
  figures.push(
    `claims: kept ${kept} of ${faithful} faithful, let through ${leaked.length} of ${altered} altered`,
  );
  expect(faithful).toBeGreaterThanOrEqual(60);
  expect(altered).toBeGreaterThanOrEqual(60);
  expect(leaked).toEqual([]);
  expect(kept / faithful).toBeGreaterThanOrEqual(0.8);
});

it('lets no altered sentence through that was written after them', () => {
  const { kept, leaked, faithful, altered } = judge(FRESH);
  figures.push(
    `fresh: kept ${kept} of ${faithful} faithful, let through ${leaked.length} of ${altered} altered`,
  );
  expect(leaked).toEqual([]);
  expect(kept / faithful).toBeGreaterThanOrEqual(0.5);
});
