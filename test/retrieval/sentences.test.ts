import { describe, expect, it } from 'vitest';
import { squeeze } from '../../src/policy/corpus/article.ts';
import { loadCorpus } from '../../src/policy/index.ts';
import { sentencesOf } from '../../src/policy/retrieval/sentences.ts';

const { articles } = loadCorpus('corpus');

describe('the sentences of the real articles', () => {
  it('a short sentence that starts with a year is no heading', () => {
    const text = '（一）监测标准。2024年监测范围为人均纯收入低于9000元的农户。';
    expect(sentencesOf(text)).toEqual(['2024年监测范围为人均纯收入低于9000元的农户。']);
  });

  it('are verbatim parts of their article, in its order, each once', () => {
    for (const { document, path, text } of articles) {
      let from = 0;
      for (const sentence of sentencesOf(text)) {
        const at = squeeze(text).indexOf(sentence, from);
        expect(at, `${document} ${path.join('')}: ${sentence}`).toBeGreaterThanOrEqual(from);
        from = at + sentence.length;
      }
    }
  });

  it('have no responsible units in them', () => {
    for (const { text } of articles) {
      for (const sentence of sentencesOf(text)) expect(sentence).not.toMatch(/责任单位/);
    }
  });

  it('leave out nothing but units, headings and what stands between', () => {
    for (const { document, path, text } of articles) {
      const left = sentencesOf(text).reduce((rest, sentence) => rest.replace(sentence, '|'), squeeze(text));
      const remains = left.split('|').filter((piece) => piece !== '');
      for (const piece of remains) {
        const isHeading = /^(?:\d{1,2}[.．、]?|[（(]?[一二三四五六七八九十]+[）)、])[^，]{2,30}$/.test(piece);
        expect(isHeading || /责任单位/.test(piece), `${document} ${path.join('')}: ${piece}`).toBe(true);
      }
    }
  });

  it('are at least one for each article', () => {
    for (const { document, path, text } of articles) {
      expect(sentencesOf(text).length, `${document} ${path.join('')}`).toBeGreaterThan(0);
    }
  });
});

describe('cutting a text into sentences', () => {
  it('ends one at 。！？ with the quotation mark or bracket that closes it', () => {
    expect(sentencesOf('各村每月排查。谁来排查？坚持“应纳尽纳。”做到早发现（含边缘户）。')).toEqual([
      '各村每月排查。',
      '谁来排查？',
      '坚持“应纳尽纳。”',
      '做到早发现（含边缘户）。',
    ]);
  });

  it('does not end one at the point of a number', () => {
    expect(sentencesOf('按低保标准的1.2倍设定警戒线。')).toEqual(['按低保标准的1.2倍设定警戒线。']);
  });

  it('leaves units out wherever they stand, and the full stop after them', () => {
    expect(
      sentencesOf('修通硬化路。（责任单位：市交通局）铺设供水管网。（责任单位：市水务局）。整治村容村貌。'),
    ).toEqual(['修通硬化路。', '铺设供水管网。', '整治村容村貌。']);
  });

  it('does not join what stood on either side of units in the middle of a sentence', () => {
    expect(
      sentencesOf('健全监测机制（责任单位：县民政局），落实帮扶措施（牵头单位：县财政局；各乡镇）。'),
    ).toEqual(['健全监测机制', '落实帮扶措施']);
  });

  it('drops white space and joins paragraphs no further than their sentences', () => {
    expect(sentencesOf('（一）动态监测。\n每月 排查一次。\n每季度复核一次。')).toEqual([
      '每月排查一次。',
      '每季度复核一次。',
    ]);
  });

  it('leaves a bare heading out and keeps one that says something', () => {
    expect(sentencesOf('1.落实教育资助。持续落实两免一补。')).toEqual(['持续落实两免一补。']);
    expect(sentencesOf('1.每月排查，发现问题即报。')).toEqual(['1.每月排查，发现问题即报。']);
  });

  it('cuts a very long sentence at its semicolons into stretches that fit a quote, a short one not', () => {
    const clause = '对符合条件的脱贫户和监测对象按规定落实帮扶措施并建立台账逐户登记';
    const long = `${[clause, clause, clause, clause, clause, clause].join('；')}。`;
    const stretches = sentencesOf(long);
    expect(stretches.join('')).toBe(long);
    expect(stretches.length).toBeGreaterThan(1);
    for (const stretch of stretches) {
      expect(stretch).toMatch(/[；。]$/);
      expect(stretch.length).toBeLessThanOrEqual(160);
    }
    expect(sentencesOf('每月排查；每季度复核；每年总结。')).toHaveLength(1);
  });

  it.each(['', '   ', '。。。', '（责任单位：县民政局）'])('finds none in “%s”', (text) => {
    expect(sentencesOf(text)).toEqual([]);
  });
});
