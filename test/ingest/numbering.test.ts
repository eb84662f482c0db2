import { describe, expect, it } from 'vitest';
import { falsified, paths, read, textsByPath } from './reading.ts';

describe('the numbers of headings', () => {
  it('of every usual style open articles; the lowest stay inside theirs', () => {
    const document = read([
      '某县帮扶方案',
      '一、总体要求',
      '坚持精准方略，做到应帮尽帮。',
      '二、重点任务',
      '（一）监测',
      '1.申报。农户可以自主申报。',
      '（1）村级5日内核实；',
      '①看住房；②看饮水。',
      '（2）乡镇10日内审核。',
      '2.排查。每年排查两次。',
      '（二）帮扶。分类帮扶，不漏一户。',
    ]);
    expect(paths(document)).toEqual(['一', '二（一）1', '二（一）2', '二（二）']);
    expect(document.articles[1]?.text.split('\n')).toHaveLength(4);
  });

  it('are read in full-width digits, with 、 or ． or half-width brackets, all as the same level', () => {
    const document = read([
      '一、任务',
      '(一)监测',
      '1、申报。自主申报，随时受理。',
      '2. 核实。入户核实，5日办结。',
      '３．审核。乡镇审核，10日办结。',
      '（二) 帮扶',
      '4．就业。每人补助500元。',
    ]);
    expect(paths(document)).toEqual(['一（一）1', '一（一）2', '一（一）3', '一（二）4']);
    expect(document.articles[2]?.text).toBe('３．审核。乡镇审核，10日办结。');
  });

  it('may lack their mark: a blank after 一, nothing after 14', () => {
    const document = read([
      '一　总体要求',
      '坚持精准，分类施策。',
      '二　主要任务',
      '13.发展产业。每户奖补5000元。',
      '14发展庭院经济。每户奖补1000元。',
      '30种大病按规定救治。',
      '三　附则',
      '即日施行，由县民政局解释。',
    ]);
    expect(paths(document)).toEqual(['一', '二13', '二14', '三']);
    expect(document.repairs.map((repair) => repair.kind)).toContain('missing-dot');
    expect(document.articles[2]?.text).toContain('30种大病');
  });

  it('with gaps are kept as printed and the gap is reported with its line', () => {
    const document = read([
      '一、任务',
      '1.监测。每月一次。',
      '3.帮扶。一户一策。',
      '三、附则',
      '由县民政局解释，即日施行。',
    ]);
    expect(paths(document)).toEqual(['一1', '一3', '三']);
    expect(document.repairs.filter((r) => r.kind === 'numbering-gap').map((r) => [r.line, r.note])).toEqual([
      [3, '编号从“1”跳到“3”'],
      [4, '编号从“一”跳到“三”'],
    ]);
  });

  it('printed twice name two articles', () => {
    const document = read([
      '一、任务',
      '（一）种植。每亩300元。',
      '（二）养殖。每头500元。',
      '（二）务工。每人500元。',
    ]);
    expect(paths(document)).toEqual(['一（一）', '一（二）', '一（二）之二']);
    expect(document.repairs.map((r) => r.kind)).toEqual(['repeated-number']);
  });

  it('of Roman style and of parts and sections are headings above', () => {
    expect(
      paths(
        read(['Ⅰ、总则', '一、目的。为做好工作，制定本方案。', 'Ⅱ、分则', '一、对象。三类户，分类管理。']),
      ),
    ).toEqual(['Ⅰ一', 'Ⅱ一']);
    expect(
      paths(
        read([
          '第一部分　监测',
          '一、对象。三类户，分类管理。',
          '第二部分　帮扶',
          '一、措施。一户一策，精准帮扶。',
        ]),
      ),
    ).toEqual(['第一部分一', '第二部分一']);
  });

  it('in decimals (1 › 1.1 › 1.1.1) nest; figures such as 1.5万元 are none', () => {
    const document = read([
      '某县应急预案',
      '1 总则',
      '1.1 目的',
      '为救助受灾群众，制定本预案。',
      '1.2 范围',
      '适用于全县，不含市区。',
      '2 响应',
      '2.1 启动条件',
      '1.5万人以上转移的，启动响应。',
      '2.2 程序',
      '2.2.1 由指挥部启动，2小时内上报。',
    ]);
    expect(paths(document)).toEqual(['11.1', '11.2', '22.1', '22.22.2.1']);
    expect(document.articles[2]?.text).toContain('1.5万人以上转移的');
  });
});

describe('levels that are not in the usual order', () => {
  it('1. above （一） is understood from how they count', () => {
    const document = read([
      '某县工作要点',
      '1.总体要求',
      '坚持以人民为中心，守住底线。',
      '2.重点工作',
      '（一）监测。每月排查，及时上报。',
      '（二）帮扶。一户一策，落实到人。',
      '3.保障措施',
      '（一）加强领导。成立专班，定期调度。',
      '（二）强化考核。纳入年度考核，兑现奖惩。',
    ]);
    expect(paths(document)).toEqual(['1', '2（一）', '2（二）', '3（一）', '3（二）']);
  });

  it('一、 followed by 1. without （一） between', () => {
    expect(
      paths(
        read(['一、任务', '1.监测。每月一次。', '2.帮扶。一户一策。', '二、附则', '即日起施行，有效期5年。']),
      ),
    ).toEqual(['一1', '一2', '二']);
  });

  it('numbers that count on over sections', () => {
    expect(
      paths(
        read([
          '一、监测',
          '（一）申报。随时申报。',
          '二、帮扶',
          '（二）就业。每人500元。',
          '（三）教育。每年3000元。',
        ]),
      ),
    ).toEqual(['一（一）', '二（二）', '二（三）']);
  });
});

describe('regulations', () => {
  const articles = textsByPath([
    '某县临时救助办法',
    '第一章　总则',
    '第一条　为规范临时救助，制定本办法。',
    '第二条　本办法所称对象，是指：',
    '（一）因火灾导致困难的家庭；',
    '（二）因重病导致困难的家庭。',
    '第三条第一款规定的情形，从其规定。',
    '第二章　标准',
    '第三条　（救助标准）标准如下：',
    '1.支出型困难，每人500元；',
    '2.急难型困难，每人1000元。',
    '同一家庭一年不超过2次。',
    '第四条　本办法自2022年6月1日起施行。',
    '原有规定与本办法不一致的，以本办法为准。',
  ]);

  it('have 第…条 as articles with their chapter, sub-items and further paragraphs inside', () => {
    expect(Object.keys(articles)).toEqual(['第一章第一条', '第一章第二条', '第二章第三条', '第二章第四条']);
    expect(articles.第一章第二条).toContain('（二）因重病导致困难的家庭。');
    expect(articles.第二章第三条).toContain('同一家庭一年不超过2次。');
    expect(articles.第二章第四条).toContain('以本办法为准');
  });

  it('that refer to an article (第三条第一款规定…) do not open one', () => {
    expect(articles.第一章第二条).toContain('第三条第一款规定的情形');
  });
});

describe('headings', () => {
  it('that end in a colon open an article', () => {
    expect(
      textsByPath([
        '一、任务',
        '（一）工作目标：',
        '到2025年，收入明显提高。',
        '（二）工作步骤：',
        '分三步走，年底完成。',
      ]),
    ).toEqual({
      '一（一）': '（一）工作目标：\n到2025年，收入明显提高。',
      '一（二）': '（二）工作步骤：\n分三步走，年底完成。',
    });
  });

  it('with a comma of their own stand apart from the text below them', () => {
    const document = read([
      '一、提高站位，压实责任',
      '各乡镇要高度重视，主要负责同志亲自抓。',
      '二、健全监测、预警和帮扶机制',
      '每月比对一次，及时推送。',
    ]);
    expect(document.articles.map((a) => [a.title, a.text])).toEqual([
      ['提高站位，压实责任', '各乡镇要高度重视，主要负责同志亲自抓。'],
      ['健全监测、预警和帮扶机制', '每月比对一次，及时推送。'],
    ]);
  });

  it('that are a whole sentence are not lost, whatever follows', () => {
    const document = read([
      '一、严格落实四个不摘。',
      '二、每月走访一次，走访要有记录。',
      '（一）村级留存。',
      '（二）乡镇抽查，比例不低于10%。',
      '三、其他事项',
    ]);
    expect(paths(document)).toEqual(['一', '二', '二（一）', '二（二）', '三']);
  });

  it('with nothing but lower headings under them are no articles', () => {
    const document = read(['一、任务', '（一）监测', '1.申报。随时申报。', '2.核实。5日办结。']);
    expect(paths(document)).toEqual(['一（一）1', '一（一）2']);
    expect(document.unused.map(({ text }) => text)).toEqual(['一、任务', '（一）监测']);
  });
});

describe('whatever the numbering', () => {
  it('every article stands verbatim in the source and no two have one path', () => {
    const document = read([
      '一、任务',
      '（一）甲。做好甲事。',
      '（一）乙。做好乙事。',
      '一、任务',
      '（一）丙。做好丙事。',
      '1.丁。做好丁事。',
      '1.戊。做好戊事。',
    ]);
    expect(falsified(document, document.source)).toEqual([]);
    expect(new Set(paths(document)).size).toBe(document.articles.length);
  });
});
