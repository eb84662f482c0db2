import { describe, expect, it } from 'vitest';
import { falsified, paths, read, textsByPath } from './reading.ts';

describe('what stands round the text', () => {
  const document = read([
    '某县人民政府办公室文件',
    '某政办〔2024〕12号',
    '某县人民政府办公室',
    '关于印发某县2024年防返贫工作方案的通知',
    '各乡镇人民政府、街道办事处，县人民政府有关部门：',
    '《某县2024年防返贫工作方案》已经县政府同意，现印发给你们，请认真组织实施。',
    '附件：1.任务分工表',
    '2.申报登记表',
    '某县人民政府办公室',
    '2024年3月6日',
    '某县2024年防返贫工作方案',
    '为落实上级精神，守住底线，结合我县实际，制定本方案如下：',
    '一、任务',
    '（一）监测。每月排查，及时上报。',
    '（二）帮扶。一户一策，落实到人。',
    '（注：考核细则另行制定）',
    '本方案自印发之日起执行。',
    '附件1',
    '任务分工表',
    '序号\t任务\t责任单位',
    '1\t健康帮扶\t县卫健委',
    '附件2：申报登记表',
    '一、基本信息',
    '户主姓名、家庭人口。',
    '抄送：县委各部门，县人大常委会办公室。',
    '某县人民政府办公室　　　　　2024年3月6日印发',
  ]);
  const texts = Object.fromEntries(document.articles.map((a) => [a.path.join(''), a.text]));

  it('is parted in covering notice, preface, articles, last paragraph and attachments', () => {
    expect(paths(document)).toEqual([
      '印发通知',
      '前言',
      '一（一）',
      '一（二）',
      '一末段',
      '附件1',
      '附件2一',
    ]);
    expect(texts.前言).toContain('制定本方案如下：');
    expect(texts['一（二）']).toContain('（注：考核细则另行制定）');
  });

  it('keeps the rows of a table apart, cell by cell', () => {
    expect(texts.附件1).toBe('任务分工表\n序号  任务  责任单位\n1  健康帮扶  县卫健委');
    expect(falsified(document, document.source)).toEqual([]);
  });

  it('leaves signature, date, list of attachments and imprint out, each with its line', () => {
    const all = document.articles.map((a) => a.text).join('\n');
    expect(all).not.toMatch(/抄送|2024年3月6日|2\.申报登记表/);
    const lines = document.repairs.filter((r) => r.kind === 'left-out').map((r) => r.line);
    expect(lines.sort((a, b) => a - b)).toEqual([7, 8, 9, 10, 25, 26]);
  });

  it('accounts for every line: it stands in an article or in the list of those that do not', () => {
    const unused = document.unused.map(({ text }) => text);
    for (const line of document.source.split('\n').filter((each) => each.trim() !== '')) {
      const isRead = document.articles.some((a) =>
        a.text.replace(/\s/g, '').includes(line.replace(/\s/g, '')),
      );
      expect(isRead || unused.includes(line.trim()), line).toBe(true);
    }
  });
});

describe('a covering notice', () => {
  it('with points of its own keeps them apart from the document that it brings', () => {
    const document = read([
      '某县人民政府关于印发奖补办法的通知',
      '各乡镇人民政府：',
      '现将《某县奖补办法》印发给你们，并提出以下要求，请一并执行。',
      '一、加强领导。各乡镇要高度重视。',
      '二、强化监督。纪委监委要加强检查。',
      '某县人民政府',
      '2022年4月18日',
      '某县奖补办法',
      '一、对象',
      '脱贫户和监测户，以户为单位。',
      '二、标准',
      '每户最高5000元，按季发放。',
    ]);
    expect(paths(document)).toEqual(['印发通知', '印发通知一', '印发通知二', '一', '二']);
  });

  it('whose attachment is the document itself gives that document its plain paths', () => {
    const document = read([
      '关于印发某县工作方案的通知',
      '各乡镇：',
      '现将《某县工作方案》印发给你们，请认真执行。',
      '附件：某县工作方案',
      '某县人民政府',
      '2022年4月18日',
      '附件',
      '某县工作方案',
      '一、任务',
      '做好监测，不漏一户。',
      '二、附则',
      '即日施行，有效期3年。',
    ]);
    expect(paths(document)).toEqual(['印发通知', '一', '二']);
  });

  it('whose preface names the county and ends in a colon is no addressee', () => {
    const document = read([
      '某县方案',
      '为做好工作，结合我县实际，现制定方案如下：',
      '一、任务',
      '做好监测，不漏一户。',
    ]);
    expect(paths(document)).toEqual(['前言', '一']);
  });
});

describe('a document without numbers', () => {
  it('that is short is one article', () => {
    expect(
      textsByPath([
        '关于做好小额信贷工作的函',
        '各乡镇：',
        '请做好投放工作，6月底前完成。',
        '贷款5万元以下，期限3年以内。',
        '某县乡村振兴局',
        '2023年4月3日',
      ]),
    ).toEqual({ 正文: '请做好投放工作，6月底前完成。\n贷款5万元以下，期限3年以内。' });
  });

  it('that is long has one article a paragraph', () => {
    const long = '各乡镇要压实责任，加强监测，落实帮扶措施。'.repeat(12);
    expect(paths(read(['某县帮扶倡议', long, long, long]))).toEqual(['第一段', '第二段', '第三段']);
  });
});

describe('a date or an office inside an article', () => {
  it('is text, no signature', () => {
    const document = read([
      '一、期限',
      '（1）申报截止2023年5月1日',
      '执行期限至2025年12月31日',
      '二、分工',
      '县农业农村局',
      '负责规划，每季度调度一次。',
      '某县农业农村局',
      '2023年3月1日',
    ]);
    expect(document.articles.map((a) => a.text)).toEqual([
      '（1）申报截止2023年5月1日\n执行期限至2025年12月31日',
      '县农业农村局\n负责规划，每季度调度一次。',
    ]);
  });
});

describe('a table of contents', () => {
  it('is left out: its entries open no articles', () => {
    const document = read([
      '某县方案',
      '目　录',
      '一、总体要求..............................1',
      '二、重点任务..............................2',
      '（一）监测............................2',
      '一、总体要求',
      '坚持精准方略，分类施策。',
      '二、重点任务',
      '（一）监测。每月排查，及时上报。',
    ]);
    expect(paths(document)).toEqual(['一', '二（一）']);
  });
});

describe('several paragraphs', () => {
  it('of one article stay together, with the units that stand on a line of their own', () => {
    const document = read([
      '一、任务',
      '（一）帮扶',
      '对有劳动能力的，落实就业帮扶。',
      '对没有劳动能力的，落实兜底保障。',
      '责任单位：县人社局、县民政局',
      '（二）监测。每月排查，及时上报。',
    ]);
    expect(document.articles[0]?.text.split('\n')).toHaveLength(4);
    expect(document.articles[0]?.responsibleUnits).toEqual(['县人社局', '县民政局']);
  });

  it('under a section without items are its article', () => {
    expect(
      textsByPath([
        '一、总体要求',
        '坚持精准，分类施策。',
        '到2025年，成果更加巩固。',
        '二、附则',
        '即日施行，有效期3年。',
      ]),
    ).toEqual({
      一: '坚持精准，分类施策。\n到2025年，成果更加巩固。',
      二: '即日施行，有效期3年。',
    });
  });
});
