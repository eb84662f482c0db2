import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/policy/index.ts';
import { draftMetadata } from '../../src/policy/ingest/draft-metadata.ts';
import { Divisions } from '../../src/regions/index.ts';

const DIVISIONS = Divisions.fromFile('corpus/divisions.csv');
const BODY =
  '一、任务\n做好监测，不漏一户。\n二、附则\n2019年1月1日起实行的旧办法同时废止，具体按《某通知》（豫发〔2019〕9号）执行。\n';

function draft(head: string, tail = '', hints = {}) {
  return draftMetadata(`${head}\n${BODY}${tail}`, 'sixth.txt', DIVISIONS, { source: '测试', ...hints });
}

describe('drafted metadata', () => {
  const corpus = loadCorpus('corpus');

  it.each([...corpus.documents.keys()])('of %s says what its hand-made metadata say', (slug) => {
    const made = corpus.documents.get(slug);
    const drafted = draftMetadata(
      readFileSync(`corpus/documents/${slug}/source.txt`, 'utf8'),
      slug,
      DIVISIONS,
      {
        source: '测试',
      },
    );
    // The central text prints neither its number nor its year; both were supplied from elsewhere.
    const { title, number, issuer, jurisdiction, issued, issuedYear, validity } = { ...made };
    const stated =
      slug === 'central-2020-30'
        ? { issuer, jurisdiction, validity }
        : { number, issuer, jurisdiction, issued, issuedYear, validity };
    expect(drafted).toMatchObject(
      Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
    );
    expect(drafted.title.replace(/\s/g, '')).toBe(title?.replace(/\s/g, ''));
    const absent = Object.entries(stated).filter(([, value]) => value === undefined);
    for (const [field] of absent) expect(drafted).not.toHaveProperty(field);
  });

  it('states nothing that the text does not: no number, date or issuer of its own', () => {
    expect(draft('鄢陵县帮扶办法')).toEqual({
      title: '鄢陵县帮扶办法',
      jurisdiction: '411024',
      validity: { kind: 'open' },
      source: '测试',
    });
  });

  it('takes a title that runs over several lines, of a covering notice that of the document it brings', () => {
    expect(draft('鄢陵县人民政府办公室\n关于印发《鄢陵县2024年防返贫\n工作要点》的通知').title).toBe(
      '鄢陵县2024年防返贫工作要点',
    );
    expect(draft('鄢陵县人民政府\n关于印发鄢陵县产业奖补办法（试行）的通知\n各镇人民政府：').title).toBe(
      '鄢陵县产业奖补办法（试行）',
    );
    expect(draft('中共鄢陵县委 鄢陵县人民政府\n关于实现有效衔接\n的实施意见').title).toBe(
      '中共鄢陵县委 鄢陵县人民政府关于实现有效衔接的实施意见',
    );
  });

  it('takes no remark for a title, and several signatories for one list', () => {
    const { title, issuer } = draft(
      '（此件主动公开）\n鄢陵县防返贫排查\n工作方案',
      '鄢陵县农业农村局　鄢陵县财政局\n2023年3月1日\n',
    );
    expect([title, issuer]).toEqual(['鄢陵县防返贫排查工作方案', '鄢陵县农业农村局、鄢陵县财政局']);
  });

  it('takes the number from its own line, not from a document that is cited', () => {
    expect(draft('鄢政办〔2024〕12号\n鄢陵县防返贫方案').number).toBe('鄢政办〔2024〕12号');
    expect(draft('鄢陵县防返贫方案\n根据《某办法》（豫政〔2020〕3号）精神，制定本方案。')).not.toHaveProperty(
      'number',
    );
  });

  it.each([
    ['鄢陵县防返贫方案\n（2021年4月26日）', '', '2021-04-26'],
    ['鄢陵县防返贫方案', '鄢陵县人民政府\n2022 年 3 月 1 日\n', '2022-03-01'],
    ['鄢陵县防返贫方案', '鄢陵县人民政府\n二〇二三年十月二十一日\n', '2023-10-21'],
    ['鄢陵县防返贫方案\n2021年3月5日', '鄢陵县人民政府办公室　2021年3月9日印发\n', '2021-03-05'],
    ['鄢陵县防返贫方案', '鄢陵县人民政府办公室　2021年3月9日印发\n', '2021-03-09'],
    ['鄢陵县防返贫方案', '', undefined],
    ['鄢陵县防返贫方案', '2023年2月30日\n', undefined],
  ])('dates %j … %j as %s', (head, tail, day) => {
    expect(draft(head, tail).issued).toBe(day);
  });

  it('has the year of the number where no date is printed', () => {
    expect(draft('鄢政办〔2022〕12号\n鄢陵县防返贫办法')).toMatchObject({ issuedYear: 2022 });
    expect(draft('鄢政办〔2022〕12号\n鄢陵县防返贫办法\n2022年5月1日')).not.toHaveProperty('issuedYear');
  });

  it('knows plans of a year, of several years, and documents of the transition period', () => {
    expect(draft('鄢陵县2024年防返贫工作要点').validity).toEqual({ kind: 'plan', from: 2024, to: 2024 });
    expect(draft('鄢陵县2024—2026年产业规划').validity).toEqual({ kind: 'plan', from: 2024, to: 2026 });
    expect(draft('鄢陵县衔接意见\n设立5年过渡期，到2025年成果巩固，现提出如下意见。').validity).toEqual({
      kind: 'transition',
      from: 2021,
      to: 2025,
    });
    expect(draft('鄢陵县帮扶意见\n（2026年3月1日）\n2025年过渡期结束，现提出如下意见。').validity).toEqual({
      kind: 'open',
    });
  });

  it('prefers what the person says', () => {
    const hints = {
      title: '另一个标题',
      number: '鄢政〔2024〕1号',
      issued: '2024-02-02',
      jurisdiction: '411024102',
    };
    expect(draft('某镇2023年方案\n2023年1月1日', '', hints)).toMatchObject(hints);
  });
});

describe('the jurisdiction', () => {
  it.each([
    ['鄢陵县人民政府关于帮扶的意见', '411024'],
    ['河南省许昌市鄢陵县人民政府关于帮扶的意见', '411024'],
    ['中共南阳市委 南阳市人民政府关于帮扶的意见', '4113'],
    ['中共河南省委 河南省人民政府关于帮扶的意见', '41'],
    ['徐州市鼓楼区人民政府关于帮扶的意见', '320302'],
    ['北京市朝阳区人民政府关于帮扶的意见', '110105'],
    ['恩施土家族苗族自治州人民政府关于帮扶的意见', '4228'],
    ['国务院办公厅关于帮扶的意见', '0'],
    ['农业农村部 财政部关于衔接的通知', '0'],
    ['鄢陵县人民政府关于转发河南省帮扶办法的通知', '411024'],
  ])('of %s is %s', (title, code) => {
    expect(draft(title).jurisdiction).toBe(code);
  });

  it.each([
    ['防止返贫监测工作方案', '看不出文件管哪里'],
    ['鼓楼区人民政府关于帮扶的意见', '320106 江苏省南京市鼓楼区'],
    ['鄢陵县柏梁镇人民政府关于帮扶的意见', '管的范围比县小'],
    ['许昌市城乡一体化示范区管理委员会关于帮扶的意见', '管的范围比县小'],
    ['洛阳市孟津县人民政府关于帮扶的意见', '行政区划表里没有'],
    ['关于转发河南省帮扶办法的通知', '看不出文件管哪里'],
  ])('of %s is asked for, not guessed', (title, why) => {
    expect(() => draft(title)).toThrow(why);
    expect(() => draft(title)).toThrow(/^sixth\.txt: .*--jurisdiction/);
  });
});
