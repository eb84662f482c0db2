import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { squeeze } from '../../src/policy/corpus/article.ts';
import { type Article, loadCorpus } from '../../src/policy/index.ts';
import { ingest, repairedSource } from '../../src/policy/ingest/ingest.ts';
import { falsified, paths, read, textsByPath } from './reading.ts';

/** A page's worth of prose that breaks off in the middle. */
const OPEN = '各乡镇要压实责任，加强监测，对收入低于7300元的农户及时纳入监测范围，落实精准帮';

describe('page breaks', () => {
  it('inside a sentence, even inside a word, are mended and listed with their line', () => {
    const document = read([
      '一、任务',
      '',
      OPEN,
      '',
      '',
      '扶措施。每月调度。',
      '二、附则',
      '即日施行，有效期5年。',
    ]);
    expect(document.articles[0]?.text).toBe(`${OPEN}扶措施。每月调度。`);
    expect(document.repairs).toMatchObject([{ kind: 'page-break', line: 3 }]);
  });

  it('with a page number between are mended without it', () => {
    for (const number of ['- 2 -', '— 2 —', '第2页', '第 2 页 共 9 页', '2/9', '－２－', '2']) {
      const document = read(['一、任务', OPEN, '', number, '', '扶措施。']);
      expect(document.articles[0]?.text).toBe(`${OPEN}扶措施。`);
      expect(document.repairs.map((r) => r.kind).sort()).toEqual(['page-break', 'page-number']);
      expect(falsified(document, document.source)).toEqual([]);
    }
  });

  it('bare numbers that count up through the document are page numbers, a lone one is text', () => {
    const page = (n: number) => [
      `（${'一二三'[n - 1]}）第${n}项。要做好工作。`,
      '甲事。',
      '乙事。',
      '丙事。',
      String(n),
    ];
    expect(read(['一、任务', ...page(1), ...page(2), ...page(3)]).repairs.map((r) => r.removed)).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(read(['一、任务', '（一）人数。如下。', '1', '（二）户数。如下。', '7']).repairs).toEqual([]);
  });

  it('in a heading are mended where a word is cut, not where a new line begins', () => {
    expect(
      textsByPath(['（一）健全监测、预', '警和帮扶机制', '每月比对一次。', '（二）压实责任', '成立专班。']),
    ).toEqual({
      '（一）': '（一）健全监测、预警和帮扶机制\n每月比对一次。',
      '（二）': '（二）压实责任\n成立专班。',
    });
  });

  it('do not join a sentence that lacks its full stop to the signature, the date or an attachment', () => {
    const document = read([
      '一、任务',
      '各乡镇要抓好落实，确保见效',
      '',
      '某县人民政府办公室',
      '2023年5月9日',
      '附件：1.名单',
      '2.表',
    ]);
    expect(document.articles.map((a) => a.text)).toEqual(['各乡镇要抓好落实，确保见效']);
  });
});

describe('a page break anywhere in the five documents', () => {
  const corpus = loadCorpus('corpus');
  /** The same numbers on every run. */
  let seed = 42;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };

  it.each([...corpus.documents.values()])('$slug: leaves the articles as they are', (document) => {
    const source = readFileSync(`corpus/documents/${document.slug}/source.txt`, 'utf8');
    const made = corpus.articles.filter((article) => article.document === document.slug);
    const essence = (articles: readonly Article[]) => articles.map(({ path, text }) => [path, squeeze(text)]);
    const wrong: string[] = [];
    for (let tries = 0; tries < 60; tries += 1) {
      const { span } = made[random(made.length)] ?? { span: { start: 0, end: 0 } };
      const at = span.start + 1 + random(span.end - span.start - 2);
      // At the end of a sentence nobody can tell a page break from a new paragraph.
      if (/[\s。；：:;！？]$/.test(source.slice(0, at)) || /^\s/.test(source.slice(at))) continue;
      const gap = ['\n\n', '\n\n\n', '\n\n- 3 -\n\n', '\n\f'][random(4)] ?? '';
      const broken = source.slice(0, at) + gap + source.slice(at);
      const read = ingest(document, broken);
      if (falsified(read, broken).length > 0 || !isDeepStrictEqual(essence(read.articles), essence(made))) {
        wrong.push(`${source.slice(at - 10, at)}｜${source.slice(at, at + 10)}`);
      }
    }
    // A clause before its first comma may pass for a title: one in a hundred.
    expect(wrong.length, wrong.join(' ')).toBeLessThanOrEqual(1);
  });
});

describe('doubled characters at a page break', () => {
  it('are removed and listed with what was removed', () => {
    const document = read(
      ['一、任务', '要加强留守儿童关爱服务体系', '', '系，健全报告、帮扶机制。'].map((t) =>
        t.replace('要加强', '要关心群众，加强'),
      ),
    );
    expect(document.articles[0]?.text).toBe('要关心群众，加强留守儿童关爱服务体系，健全报告、帮扶机制。');
    expect(document.repairs.find((r) => r.kind === 'doubled-character')).toMatchObject({
      removed: '系',
      line: 4,
    });
    expect(repairedSource(document.source, document.repairs)).toContain('关爱服务体系，健全');
  });

  it('of several letters are removed though blanks or a hidden character stand in them', () => {
    const document = read([
      '一、任务',
      '各部门要加强协作，推进数据共享',
      '',
      '数\u200b据 共享，实现早发现。',
    ]);
    expect(document.articles[0]?.text).toBe('各部门要加强协作，推进数据共享，实现早发现。');
    expect(falsified(document, document.source)).toEqual([]);
  });

  it('are kept where the language says them twice', () => {
    for (const [left, right] of [
      ['各村要逐户走访，做到人人', '人人见面。'],
      ['帮扶干部要入户，天天', '天天有记录。'],
      ['要建立台账，做到一户', '一户一策。'],
      ['要进村入户，逐村', '村村过关。'],
      ['补助资金共计，全县20', '20万元。'],
    ] as const) {
      expect(read(['一、任务', left, '', right]).articles[0]?.text).toBe(`${left}${right}`);
    }
  });

  it('are not looked for inside a line', () => {
    expect(read(['一、任务', '要做到人人参与、天天调度、常常提醒，户户有人管。']).repairs).toEqual([]);
  });
});

describe('text broken at a fixed width', () => {
  const wrap = (text: string, indent: string) => `${indent}${text}`.match(/.{1,38}/gu) ?? [];
  const paragraphs = [
    '为深入贯彻落实中央和省市关于巩固拓展脱贫攻坚成果同乡村振兴有效衔接的决策部署，进一步完善防止返贫动态监测和帮扶机制，结合我县实际，制定本方案。',
    '一、工作目标',
    '通过建立健全长效机制，及时发现存在返贫致贫风险的农户，做到早发现、早干预、早帮扶。对人均纯收入低于7300元的农户，纳入监测范围。',
    '二、监测对象',
    '（一）对象。以家庭为单位，监测脱贫不稳定户、边缘易致贫户，以及因病因灾因意外事故等刚性支出较大或收入大幅缩减导致基本生活出现严重困难户。',
    '（二）范围。综合考虑物价指数变化、农村居民人均可支配收入增幅和低保标准等因素，合理确定监测范围。（责任单位：县乡村振兴局、县民政局、县医保局；各乡镇）',
  ];

  it.each(['　　', ''])('is joined again to paragraphs (indent “%s”)', (indent) => {
    const document = read(['某县防止返贫监测方案', '', ...paragraphs.flatMap((p) => wrap(p, indent))]);
    expect(document.articles.map((a) => a.text)).toEqual([
      paragraphs[0],
      paragraphs[2],
      paragraphs[4],
      paragraphs[5],
    ]);
    expect(falsified(document, document.source)).toEqual([]);
  });
});

describe('what scraping leaves behind', () => {
  it('invisible characters, bold marks and a byte-order mark are removed and listed', () => {
    const document = read('\ufeff一、任务\n做\u200b好**监测**\u00ad工作，不漏一户。');
    expect(document.articles[0]?.text).toBe('做好监测工作，不漏一户。');
    expect(document.repairs.map((r) => r.kind).sort()).toEqual([
      'emphasis-mark',
      'emphasis-mark',
      'invisible-character',
      'invisible-character',
      'invisible-character',
    ]);
    expect(falsified(document, document.source)).toEqual([]);
  });

  it('a page number with a hidden character beside it takes nothing else along', () => {
    const document = read(['一、任务', OPEN, '\u200b\u200b- 3 -\u200b', '扶措施。']);
    expect(repairedSource(document.source, document.repairs)).toContain('落实精准帮扶措施。');
  });

  it('a website’s lines pasted along are left out and listed', () => {
    const document = read([
      '当前位置：首页 > 政务公开 > 政策文件',
      '索引号：005012345/2024-00012　主题分类：农业',
      '发布时间：2024-03-08 10:12　来源：县政府办　浏览次数：231',
      '某县防返贫办法',
      '一、任务',
      '做好监测，不漏一户。',
      '【打印本页】　【关闭窗口】',
      '上一篇：关于春耕的通知',
      '分享到： 微信 微博 QQ空间',
      '版权所有：某县人民政府　豫ICP备12345678号　联系我们',
    ]);
    expect(document.articles.map((a) => a.text)).toEqual(['做好监测，不漏一户。']);
    expect(document.repairs.filter((r) => r.kind === 'left-out').map((r) => r.line)).toEqual([
      1, 2, 3, 7, 8, 9, 10,
    ]);
  });

  it('old Windows and Macintosh line ends are read alike', () => {
    const lines = ['一、任务', '做好监测，不漏一户。', '二、附则', '即日施行，有效期5年。'];
    expect(paths(read(lines.join('\r\n')))).toEqual(['一', '二']);
  });
});
