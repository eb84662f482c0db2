import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TEXTS } from '../../src/policy/answer/texts.ts';
import { Cards } from '../../src/policy/cards/cards.ts';
import { unexplained } from '../../src/policy/cards/check.ts';
import { corpus } from '../corpus/real-corpus.ts';

const LONGEST = 40;
/** The 2500 common characters of 1988: what primary school teaches. */
const COMMON = new Set(
  readFileSync('corpus/words/common-characters.txt', 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join(''),
);
/** A place with a long name, a long list, a year: what the texts are filled with. */
const FILLING = '双江拉祜族佤族布朗族傣族自治县';
/** For offices, or filled with what has a length of its own. */
const NOT_FOR_RESIDENTS = /\.(?:says|units|partial|verbatim|inCharge|lineInYear|letterhead\..*)$/;

const sayings = new Cards(corpus).sayings.filter(({ point }) => point.for !== 'staff');
const hanOf = (text: string) => [...text].filter((c) => /\p{Script=Han}/u.test(c));

function textsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return textsOf(value(FILLING, '现有的中央文件（不全）'), path);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

describe('what residents read', () => {
  const texts = textsOf(TEXTS, 'TEXTS').filter(([path]) => !NOT_FOR_RESIDENTS.test(path));

  it('is many cards, on many topics, everywhere', () => {
    expect(COMMON.size).toBe(2500);
    expect(corpus.cards.length).toBeGreaterThanOrEqual(60);
    expect(corpus.glossary.length).toBeGreaterThanOrEqual(50);
    for (const slug of corpus.documents.keys()) {
      const topics = new Set(sayings.filter((s) => s.article.document === slug).map((s) => s.card.id));
      expect(topics.size, slug).toBeGreaterThanOrEqual(40);
    }
  });

  it(`has no sentence over ${LONGEST} characters, most of half that`, () => {
    const lengths = sayings.map(({ text }) => [...text].length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(LONGEST);
    expect(lengths.reduce((a, b) => a + b, 0) / lengths.length).toBeLessThanOrEqual(24);
    const long = texts.flatMap(([path, text]) =>
      text.split(/[。！？；\n]/).flatMap((s) => ([...s].length > LONGEST ? [`${path}: ${s}`] : [])),
    );
    expect(long).toEqual([]);
  });

  it('is written in common characters', () => {
    const all = sayings.flatMap(({ text }) => hanOf(text));
    const share = all.filter((c) => COMMON.has(c)).length / all.length;
    expect(share).toBeGreaterThanOrEqual(0.99);
    const ours = texts.flatMap(([, text]) => hanOf(text.replaceAll(FILLING, '')));
    // The list of 1988 still writes 帐.
    expect(ours.filter((c) => !COMMON.has(c) && c !== '账')).toEqual([]);
  });

  it('has no official word without its meaning', () => {
    const found = [...sayings.map((s) => s.text), ...texts.map(([, text]) => text)].flatMap((text) =>
      unexplained(text, corpus.jargon).map((word) => `${word}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
