import { describe, expect, it } from 'vitest';
import { checkProcedures, Procedures, STAGES, WorkCalendar } from '../../src/casework/index.ts';
import { CAUSES } from '../../src/declaration/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { corpus, SLUGS, sourceOf } from '../corpus/real-corpus.ts';

const procedures = Procedures.load('corpus/regions');
const calendar = WorkCalendar.load('corpus/calendar');
const county = (code: string) => procedures.of(parseRegion(code));
const [yanling, nanyang, ganzhou, fushun] = ['411024', '411326', '360734', '210422'].map(county) as [
  ReturnType<typeof county>,
  ReturnType<typeof county>,
  ReturnType<typeof county>,
  ReturnType<typeof county>,
];
const squeeze = (text: string) => text.replace(/\s+/g, '');

describe('every value with a source', () => {
  it('stands in its document: articles, quotes, offices and figures', () => {
    expect(checkProcedures(procedures, corpus)).toEqual([]);
  });

  it('quotes source.txt itself, white space aside', () => {
    const sources = new Map(SLUGS.map((slug) => [slug, squeeze(sourceOf(slug))]));
    const printed = /"document":"([^"]+)","path":\[[^\]]*\],"quote":("(?:[^"\\]|\\.)*")/g;
    const quotes = [...JSON.stringify(procedures.files).matchAll(printed)].map(
      ([, slug = '', quote = '']) => ({
        slug,
        quote: String(JSON.parse(quote)),
      }),
    );
    expect(quotes.length).toBeGreaterThan(60);
    expect(quotes.filter(({ slug, quote }) => !sources.get(slug)?.includes(squeeze(quote)))).toEqual([]);
  });

  it('comes from a document that binds the place: no county speaks by another one’s', () => {
    for (const [procedure, own] of [
      [yanling, 'yanling-2023'],
      [nanyang, 'nanyang-2021-7'],
      [ganzhou, 'ganzhou-2021-6'],
      [fushun, 'fushun-2021-3'],
    ] as const) {
      const cited = new Set(JSON.stringify(procedure).match(/"document":"[^"]+"/g));
      expect([...cited].sort(), own).toEqual(['"document":"central-2020-30"', `"document":"${own}"`]);
    }
  });
});

describe('what each county has', () => {
  const limits = (procedure: typeof yanling) =>
    procedure.order.map((stage) => `${procedure.rule(stage)?.label} ${procedure.rule(stage)?.limit}`);

  it.each([
    ['411024', ['受理 2', '入户核实 5', '村级评议 3', '公示 5', '乡镇审核 3', '县级确定 5']],
    ['411326', ['受理 2', '入户核实 5', '村级评议 3', '公示 5', '乡镇审核 3', '县级确定 5']],
    ['360734', ['受理 1', '入户核实 3', '集中研判 2', '公示 5', '乡镇审核 2', '县级确定 2']],
    ['210422', ['受理 2', '入户核实 5', '村级评议 3', '公示 5', '乡镇审核 3', '县级确定 5']],
  ])('%s: %j', (code, expected) => {
    expect(limits(county(code))).toEqual(expected);
  });

  it('marks every limit as a sample, since no document states one for a stage and no county has approved', () => {
    for (const procedure of [yanling, nanyang, ganzhou, fushun]) {
      expect(procedure.approved).toBe(false);
      expect(procedure.stages.filter((rule) => !rule.sample)).toEqual([]);
      expect(procedure.stages.map((rule) => rule.stage)).toEqual(STAGES);
    }
  });

  it('keeps Fushun’s 每月 / 每季度 / 及时 as cycles and never as a limit', () => {
    expect(fushun.reviewCycles.slice(0, 3).map(({ every, by }) => [every, by])).toEqual([
      ['month', 'village'],
      ['quarter', 'township'],
      ['promptly', 'county'],
    ]);
    expect(fushun.stages.filter((rule) => rule.limitFrom !== '0')).toEqual([]);
    const stated = fushun.stages.flatMap((rule) => rule.sources.flatMap((source) => source.states));
    expect(stated).toEqual(['owner', 'owner']);
    expect(fushun.rule('county_decision')?.note).toContain('没有写天数');
  });

  it('keeps Ganzhou’s 15 working days as a total to be confirmed, its stages within it', () => {
    expect(ganzhou.total).toMatchObject({
      limit: 15,
      from: 'received',
      to: 'county_decision',
      confirm: true,
    });
    expect(ganzhou.total?.note).toContain('没有写从哪天起算');
    const sum = ganzhou.order.reduce((days, stage) => days + (ganzhou.rule(stage)?.limit ?? 0), 0);
    expect(sum).toBe(15);
    expect(ganzhou.rule('verification')).toMatchObject({ limitFrom: '3607', sample: true });
    expect(ganzhou.rule('village_review')?.source?.quote).toContain('集中研判');
    expect([yanling, nanyang, fushun].map((procedure) => procedure.total)).toEqual([null, null, null]);
  });

  it('has the income lines as information with what they rest on', () => {
    expect(yanling.lineOf(2023)).toMatchObject({ value: 7500, current: true });
    expect(yanling.lineOf(2023)?.note).toContain('是参考，不是硬杠杠');
    expect(yanling.lineOf(2026)).toMatchObject({ value: 7500, year: 2023, current: false });
    expect(yanling.lineOf(2026)?.text).toBe('手上只有2023年的参考线：每人每年7500元；2026年的还没有');
    expect(yanling.lineOf(2022)).toBeUndefined();
    expect(fushun.lineOf(2021)).toMatchObject({ value: 6600, sum: '6600元' });
    expect(fushun.lineOf(2023)).toMatchObject({
      value: 7986,
      sum: '6600元 × 1.1² = 7986元',
      assumption: '文件未写基数年，按2021年推算',
    });
    expect(fushun.lineOf(2023)?.text).toBe(
      '2023年的参考线推算是每人每年7986元（6600元 × 1.1² = 7986元；文件未写基数年，按2021年推算）',
    );
    // The document speaks for 2021 to 2025: nothing is extrapolated beyond.
    expect(fushun.lineOf(2026)).toMatchObject({ value: null, current: false });
    expect(fushun.lineOf(2020)).toMatchObject({ value: null, current: false });
    expect(ganzhou.lineOf(2026)).toMatchObject({
      value: null,
      text: '参考线是农村低保常补标准的1.2倍，文件没有写是多少钱',
    });
    expect(nanyang.lineOf(2026)).toBeUndefined();
  });

  it('gives every cause a department, the county’s own where its document names one', () => {
    const units = (procedure: typeof yanling) =>
      CAUSES.map((cause) =>
        procedure
          .departments(cause)
          .map((department) => department.unit + (department.sample ? '*' : ''))
          .join(' '),
      );
    expect(CAUSES.map((cause, i) => `${cause} ${units(yanling)[i]}`)).toEqual([
      '因病 县医保局 县卫健委',
      '因学 县教体局',
      '因残 县残联',
      '因自然灾害 县民政局*',
      '因意外事故 县民政局*',
      '因产业项目失败 县农业农村局*',
      '因务工就业不稳 县人社局',
      '缺劳动力 县民政局',
      '住房 县住建局',
      '饮水 县水利局',
      '其他 县乡村振兴局',
    ]);
    // A prefecture's office is named without its level; what the document does not assign is marked.
    expect(units(fushun).slice(0, 4)).toEqual(['卫生健康委 医保局', '教育局', '残联', '民政局*']);
    expect(units(ganzhou).slice(-4)).toEqual(['民政局', '住建局', '水利局', '乡村振兴局*']);
    expect(nanyang.departments('住房')).toMatchObject([
      { unit: '住建局', printed: '住房城乡建设', sample: true },
    ]);
    for (const procedure of [nanyang, ganzhou, fushun]) expect(units(procedure)).not.toContain('');
  });

  it('knows an office under its several names', () => {
    expect(yanling.isSameOffice('鄢陵县医疗保障局', '县医保局')).toBe(true);
    expect(fushun.isSameOffice('新宾满族自治县卫生健康委员会', '卫生健康委')).toBe(true);
    expect(ganzhou.isSameOffice('市扶贫办', '乡村振兴局')).toBe(true);
    expect(yanling.isSameOffice('市场监管局', '县市场监管局')).toBe(true);
    expect(yanling.isSameOffice('县民政局', '县残联')).toBe(false);
    expect(yanling.isSameOffice('县农业农村局', '县乡村振兴局')).toBe(false);
  });

  it('has no telephone of its own anywhere, and the national numbers everywhere', () => {
    for (const file of procedures.files) expect(file.contacts.length > 0).toBe(file.region === '0');
    for (const procedure of [yanling, nanyang, ganzhou, fushun, county('110101')]) {
      expect(procedure.contacts.map(({ phone }) => phone)).toEqual([
        ...['110', '119', '120', '12356', '12345', '12317'],
      ]);
    }
    expect(yanling.contacts.find(({ phone }) => phone === '12317')?.confirm).toBe(true);
    expect(yanling.visitDays).toMatchObject([{ weekday: 2, label: '帮扶日' }]);
    expect([nanyang, ganzhou, fushun].flatMap((procedure) => procedure.visitDays)).toEqual([]);
    expect(yanling.openingHours).toBeNull();
  });

  it('speaks of 镇 where all are towns', () => {
    const words = yanling.plan('2026-11-23', calendar).map((step) => step.resident);
    expect(words.filter((text) => text.includes('乡镇'))).toEqual([]);
  });
});
