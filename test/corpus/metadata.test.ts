import { describe, expect, it } from 'vitest';
import { squeeze } from '../../src/policy/corpus/article.ts';
import {
  type Document,
  DocumentMetadata,
  isCentral,
  isUsableOn,
  validityOn,
} from '../../src/policy/corpus/document.ts';
import { corpus, SLUGS, sourceOf } from './real-corpus.ts';

function document(slug: string): Document {
  const found = corpus.documents.get(slug);
  if (found === undefined) throw new Error(`no document ${slug}`);
  return found;
}

describe('what the metadata say is printed in the text', () => {
  it.each(SLUGS)('%s: its number, day of issue and title, or where else they are known from', (slug) => {
    const { number, numberSource, issued, title } = document(slug);
    const source = squeeze(sourceOf(slug));
    if (number !== undefined && numberSource === undefined) expect(source).toContain(number);
    if (issued !== undefined) {
      const [year, month, day] = issued.split('-').map(Number);
      expect(source).toContain(`${year}年${month}月${day}日`);
    }
    if (slug !== 'central-2020-30') expect(source).toContain(squeeze(title));
  });

  it.each(['ganzhou-2021-6', 'fushun-2021-3', 'central-2020-30'])(
    '%s prints no day of issue: it has none, only the year',
    (slug) => {
      expect(document(slug).issued).toBeUndefined();
      expect(document(slug).issuedYear).toBe(slug === 'central-2020-30' ? 2020 : 2021);
    },
  );

  it('Nanyang was issued on 2021-04-26, Yanling on 2023-05-29', () => {
    expect(document('nanyang-2021-7').issued).toBe('2021-04-26');
    expect(document('yanling-2023').issued).toBe('2023-05-29');
  });

  it('Yanling prints no number: it has none', () => {
    expect(document('yanling-2023').number).toBeUndefined();
  });

  it("the central text is only the paper's second half: a caveat says so, its number is said to come from elsewhere", () => {
    const central = document('central-2020-30');
    expect(central.caveat).toMatch(/残缺/);
    expect(central.number).toBe('中发〔2020〕30号');
    expect(central.numberSource).toMatch(/抚顺|南阳/);
    expect(squeeze(sourceOf('central-2020-30'))).not.toContain('中发');
    expect(squeeze(sourceOf('nanyang-2021-7'))).toContain('中发〔2020〕30号');
  });

  it('each binds its own place, the central one everywhere', () => {
    expect(SLUGS.map((slug) => document(slug).jurisdiction)).toEqual(['0', '2104', '3607', '4113', '411024']);
    expect(SLUGS.filter((slug) => isCentral(document(slug)))).toEqual(['central-2020-30']);
  });

  it('no known document has replaced any of them', () => {
    for (const slug of SLUGS) expect(document(slug).replacedBy).toBeUndefined();
  });
});

describe('what state a document is in on a day', () => {
  it("Yanling's plan for 2023 is in force to the end of 2023 and expired from the first day of 2024", () => {
    const plan = document('yanling-2023');
    expect(validityOn(plan, '2023-06-01')).toBe('in_force');
    expect(validityOn(plan, '2023-12-31')).toBe('in_force');
    expect(validityOn(plan, '2024-01-01')).toBe('expired');
    expect(validityOn(plan, '2026-11-22')).toBe('expired');
  });

  it.each(['central-2020-30', 'nanyang-2021-7', 'ganzhou-2021-6', 'fushun-2021-3'])(
    '%s is of the transition period and stays labelled so when 2025 is over',
    (slug) => {
      for (const day of ['2021-05-01', '2025-12-31', '2026-01-01', '2026-11-22']) {
        expect(validityOn(document(slug), day), day).toBe('transition');
      }
    },
  );

  it('a document without an end is in force', () => {
    expect(validityOn({ validity: { kind: 'open' } }, '2099-01-01')).toBe('in_force');
  });
});

describe('whether a document may be used on a day', () => {
  it('not before it was issued, and from that day on', () => {
    expect(isUsableOn(document('yanling-2023'), '2023-05-28')).toBe(false);
    expect(isUsableOn(document('yanling-2023'), '2023-05-29')).toBe(true);
    expect(isUsableOn(document('nanyang-2021-7'), '2021-04-25')).toBe(false);
    expect(isUsableOn(document('nanyang-2021-7'), '2021-04-26')).toBe(true);
  });

  it('where only the year is known, from that year on', () => {
    expect(isUsableOn(document('ganzhou-2021-6'), '2020-12-31')).toBe(false);
    expect(isUsableOn(document('ganzhou-2021-6'), '2021-01-01')).toBe(true);
  });

  it('an expired plan still: its state is shown with it', () => {
    expect(isUsableOn(document('yanling-2023'), '2026-11-22')).toBe(true);
  });

  it('a replaced one up to the day before its replacement', () => {
    const replaced: Document = {
      ...document('fushun-2021-3'),
      replacedBy: { document: 'fushun-2026', on: '2026-03-01' },
    };
    expect(isUsableOn(replaced, '2026-02-28')).toBe(true);
    expect(isUsableOn(replaced, '2026-03-01')).toBe(false);
    expect(isUsableOn(replaced, '2027-01-01')).toBe(false);
  });
});

describe('metadata that a person writes', () => {
  const written = {
    title: '某县防返贫工作办法',
    jurisdiction: '411326',
    validity: { kind: 'open' },
    source: '县政府网站',
  };

  it('needs a title, a place, a validity and where the text is from; the rest may stay open', () => {
    expect(DocumentMetadata.safeParse(written).success).toBe(true);
    for (const field of Object.keys(written)) {
      const { success } = DocumentMetadata.safeParse({ ...written, [field]: undefined });
      expect(success, field).toBe(false);
    }
  });

  it('takes a place with its trailing zeros', () => {
    expect(DocumentMetadata.parse({ ...written, jurisdiction: '411300' }).jurisdiction).toBe('4113');
  });

  it.each([
    ['jurisdiction', '南阳'],
    ['issued', '2021年4月26日'],
    ['issued', '2021-13-01'],
    ['issuedYear', '2021'],
    ['validity', { kind: 'plan' }],
    ['validity', { kind: 'forever' }],
    ['replacedBy', { document: 'x' }],
    ['amount', 6600],
  ])('refuses %s: %j', (field, value) => {
    expect(DocumentMetadata.safeParse({ ...written, [field]: value }).success).toBe(false);
  });
});
