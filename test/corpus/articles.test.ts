import { describe, expect, it } from 'vitest';
import { articleId, squeeze } from '../../src/policy/corpus/article.ts';
import { article, articlesOf, corpus, SLUGS, sourceOf } from './real-corpus.ts';

describe('the five documents as articles', () => {
  it('are 149 articles', () => {
    expect([...corpus.documents.keys()]).toEqual(SLUGS);
    expect(SLUGS.map((slug) => articlesOf(slug).length)).toEqual([27, 33, 22, 29, 38]);
    expect(corpus.articles).toHaveLength(149);
  });

  it('each has a path of its own, text, and stands under its document in the order of the source', () => {
    expect(new Set(corpus.articles.map(articleId)).size).toBe(149);
    for (const slug of SLUGS) {
      let last = 0;
      for (const { path, text, span } of articlesOf(slug)) {
        expect(text.length, path.join('')).toBeGreaterThan(20);
        expect(span.start, path.join('')).toBeGreaterThanOrEqual(last);
        expect(span.end).toBeGreaterThan(span.start);
        last = span.end;
      }
      expect(last).toBeLessThanOrEqual(sourceOf(slug).length);
    }
  });

  it("stand where their span says, but for the listed repairs and a newspaper's continuation mark", () => {
    for (const { document, path, text, span } of corpus.articles) {
      let stretch = sourceOf(document).slice(span.start, span.end);
      const within = corpus.ingested
        .get(document)
        ?.repairs.filter((r) => r.offset >= span.start && r.offset < span.end);
      for (const repair of [...(within ?? [])].sort((a, b) => b.offset - a.offset)) {
        const at = repair.offset - span.start;
        stretch = stretch.slice(0, at) + stretch.slice(at + repair.removed.length);
      }
      expect(squeeze(stretch).replace('(上接第一版)', ''), `${document} ${path.join('')}`).toBe(
        squeeze(text),
      );
    }
  });

  it('have their title in their first line, but for what the text itself does not head', () => {
    const named = corpus.articles.filter(({ path }) => /[\d）]$/.test(path.at(-1) ?? ''));
    const untitled = named.filter(({ title, text }) => title === '' || !text.split('\n')[0]?.includes(title));
    expect(untitled.map(articleId)).toEqual(['central-2020-30#二/（二）']);
  });

  it('are those that the question bank asks about', () => {
    const asked = new Set(corpus.questions.map(articleId));
    expect([...asked].sort()).toEqual(corpus.articles.map(articleId).sort());
  });
});

describe('no sentence is cut in two', () => {
  const isHeading = (line: string) => /^[（(]?[一二三四五六七八九十\d]+[）)、.]?[^，。]{2,30}$/.test(line);

  it('no article ends, and no paragraph breaks, in the middle of a sentence', () => {
    for (const { document, path, text } of corpus.articles) {
      const lines = text.split('\n');
      lines.forEach((line, i) => {
        const isOpenHeading = i < lines.length - 1 && isHeading(line);
        if (!isOpenHeading) expect(line, `${document} ${path.join('')}`).toMatch(/[。！？：:；〕）)”]$/);
      });
    }
  });

  it.each([
    ['fushun-2021-3', '一（一）', '坚决守住脱贫攻坚胜利果实'],
    ['fushun-2021-3', '二（一）3', '脱贫人口饮水安全普查'],
    ['fushun-2021-3', '二（三）5', '装备配套率分别达到75%和95%'],
    ['central-2020-30', '四（七）', '逐步调整优化公益岗位政策'],
    ['central-2020-30', '七（十九）', '增减挂钩节余指标省内交易'],
    ['ganzhou-2021-6', '四（十五）', '市委组织部、市委政法委、市民政局'],
    ['nanyang-2021-7', '二（一）3', '巩固维护现有农村饮水安全'],
    ['nanyang-2021-7', '四（五）', '2021年对巩固拓展脱贫攻坚'],
  ])('what a page break cut in %s %s is whole again: %s', (slug, label, words) => {
    expect(sourceOf(slug)).not.toContain(words);
    expect(article(slug, label).text).toContain(words);
  });

  it('every paragraph is verbatim in the repaired source', () => {
    for (const { document, text } of corpus.articles) {
      for (const line of text.split('\n')) expect(corpus.sources.get(document)).toContain(squeeze(line));
    }
  });
});

describe("Yanling's work plan", () => {
  it('has its 30 numbered items, each with the units responsible for it', () => {
    const items = articlesOf('yanling-2023').filter(({ path }) => /^\d+$/.test(path.at(-1) ?? ''));
    expect(items.map(({ path }) => Number(path.at(-1)))).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    for (const { path, text, responsibleUnits } of items) {
      expect(responsibleUnits.length, path.join('')).toBeGreaterThan(0);
      for (const unit of responsibleUnits) expect(text, unit).toContain(unit);
      expect(text).toMatch(/[（(]责任单位：.+[）)]$/);
    }
  });

  it('item 6 names three units in their order, item 14 six', () => {
    expect(article('yanling-2023', '二（二）6').responsibleUnits).toEqual([
      '县教体局',
      '县乡村振兴局',
      '各镇党委政府',
    ]);
    expect(article('yanling-2023', '二（三）14').responsibleUnits).toHaveLength(6);
  });

  it('item 14 is found though its dot is missing, and the report says so', () => {
    expect(article('yanling-2023', '二（三）14').text).toMatch(/^14大力发展庭院经济/);
    expect(article('yanling-2023', '二（三）13').text).not.toContain('庭院经济');
    const dots = corpus.ingested.get('yanling-2023')?.repairs.filter((r) => r.kind === 'missing-dot');
    expect(dots).toMatchObject([{ kind: 'missing-dot', line: 56 }]);
  });

  it('its covering notice, preface and section leads are articles', () => {
    const labels = articlesOf('yanling-2023').map(({ path }) => path.join(''));
    expect(labels).toEqual(expect.arrayContaining(['印发通知', '前言', '一', '二', '二（二）']));
  });
});

describe('what is odd about each source', () => {
  it("Fushun's 二（三）5 has the units of all its blocks", () => {
    expect(article('fushun-2021-3', '二（三）5').responsibleUnits).toEqual([
      ...['市交通局', '市商务局', '市邮政管理局', '市通信管理办公室', '市水务局', '国网抚顺供电公司'],
      ...['市乡村振兴局', '市农业农村局', '市住建局', '市生态环境局'],
    ]);
  });

  it("Fushun's remark that counties must comply is no unit, nested brackets do not end a block", () => {
    const units = article('fushun-2021-3', '二（一）1').responsibleUnits;
    expect(units).toContain('市财政局');
    expect(units.join()).not.toMatch(/均需|逐项/);
    for (const { responsibleUnits } of corpus.articles) {
      for (const unit of responsibleUnits) expect(unit).toMatch(/^[\u4e00-\u9fff（）]{2,24}$/);
    }
  });

  it("Nanyang's doubled 系 is removed and listed with its place", () => {
    expect(article('nanyang-2021-7', '二（三）4').text).toContain('儿童关爱服务体系，健全强制报告');
    const doubled = corpus.ingested
      .get('nanyang-2021-7')
      ?.repairs.filter((r) => r.kind === 'doubled-character');
    expect(doubled).toMatchObject([{ removed: '系', line: 77 }]);
    expect(sourceOf('nanyang-2021-7').slice(doubled?.[0]?.offset).startsWith('系，')).toBe(true);
  });

  it('no other character of a text is removed than listed', () => {
    for (const slug of SLUGS) {
      const removed =
        corpus.ingested
          .get(slug)
          ?.repairs.map((r) => r.removed)
          .join('') ?? '';
      const source = squeeze(sourceOf(slug));
      expect(corpus.sources.get(slug)).toHaveLength(source.length - removed.length);
    }
  });

  it("the central text's heading, lost with the first page, is inferred and listed", () => {
    expect(article('central-2020-30', '二（二）').text).toMatch(/^从集中资源支持脱贫攻坚转向/);
    const inferred = corpus.ingested
      .get('central-2020-30')
      ?.repairs.filter((r) => r.kind === 'inferred-heading');
    expect(inferred).toMatchObject([{ line: 5 }]);
    expect(inferred?.[0]?.note).toContain('二（二）');
  });

  it('nothing of the other news on the newspaper page is in any article, and the report says what was left out', () => {
    const source = sourceOf('central-2020-30');
    const tail = source.slice(source.indexOf('新华社北京3月22日电'));
    const lines = tail.split('\n').filter((line) => line.trim().length >= 6);
    expect(lines.length).toBeGreaterThan(5);
    for (const { text } of corpus.articles) for (const line of lines) expect(text).not.toContain(line.trim());
    expect(corpus.articles.some(({ text }) => text.includes('新华社'))).toBe(false);
    const leftOut = corpus.ingested.get('central-2020-30')?.leftOut;
    expect(leftOut).toMatchObject([{ line: 88, characters: squeeze(tail).length }]);
  });

  it('distribution lists, signatures and print dates are no articles, and listed', () => {
    for (const { text } of corpus.articles)
      expect(text).not.toMatch(/此件发|年4月26日印发|^中共南阳市委办公室$/m);
    const left = corpus.ingested.get('nanyang-2021-7')?.repairs.filter((r) => r.kind === 'left-out');
    expect(left?.map((r) => r.line)).toEqual(expect.arrayContaining([109, 111, 113]));
  });
});
