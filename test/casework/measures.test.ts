import { describe, expect, test } from 'vitest';
import { checkMeasures, MeasureCatalogue } from '../../src/casework/index.ts';
import { suggestionsFor } from '../../src/casework/support/suggestions.ts';
import type { Cause } from '../../src/declaration/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { Supporting } from './supporting.ts';
import { parts, WANG } from './world.ts';

const catalogue = MeasureCatalogue.load('corpus');

function suggested(county: string, causes: Cause[], labour: 'with' | 'without' | 'unknown' = 'with') {
  const given = { causes, labour, planned: new Set<string>(), today: '2026-11-02' };
  return suggestionsFor(parts, { county }, given);
}

describe('the measures of the documents', () => {
  test('bind in their own place and below, central ones everywhere, and never in another place', () => {
    const documents = (county: string) =>
      new Set(suggested(county, ['因病']).map(({ basis }) => basis.document));
    expect(documents('411024')).toEqual(new Set(['yanling-2023', 'central-2020-30']));
    expect(documents('411326')).toEqual(new Set(['nanyang-2021-7', 'central-2020-30']));
    expect(documents('360734')).toEqual(new Set(['ganzhou-2021-6', 'central-2020-30']));
    expect(documents('210422')).toEqual(new Set(['fushun-2021-3', 'central-2020-30']));
    expect(documents('110101')).toEqual(new Set(['central-2020-30']));
  });

  test('answer the cause, the nearer document first, with article, quote, office and the state of the document', () => {
    const [first, ...rest] = suggested('411024', ['饮水']);
    expect(first).toMatchObject({
      entry: 'yanling-water',
      causes: ['饮水'],
      unit: '县水利局',
      basis: { document: 'yanling-2023', article: '二（二）9', state: 'expired' },
    });
    expect(rest.map(({ entry }) => entry)).toContain('central-water');
    expect(rest.every(({ causes }) => causes.length === 0 || causes.includes('饮水'))).toBe(true);
    expect(suggested('411024', ['饮水']).some(({ kind }) => kind === 'finance')).toBe(false);
  });

  test('the office of a city is the county’s; a document without offices leaves it to the cause', () => {
    const ganzhou = suggested('360734', ['因病']).find(({ entry }) => entry === 'ganzhou-medical');
    expect(ganzhou).toMatchObject({ units: ['市医疗保障局', '市民政局'], unit: '医疗保障局' });
    const nanyang = suggested('411326', ['因病']).find(({ entry }) => entry === 'nanyang-medical');
    expect(nanyang).toMatchObject({ units: [], unit: '医保局' });
    // Relief is civil affairs', also of a household that illness brought low.
    const relief = suggested('411326', ['因病']).find(({ entry }) => entry === 'nanyang-relief');
    expect(relief?.unit).toBe(parts.procedures.of(parseRegion('411326')).departments('缺劳动力')[0]?.unit);
  });

  test('a household of whom nobody can work gets the safety net first, and neither work nor loans', () => {
    const causes: Cause[] = ['因产业项目失败', '因务工就业不稳', '因病'];
    const without = suggested('411024', causes, 'without');
    expect(without[0]).toMatchObject({ entry: 'yanling-safety-net', forWithout: true });
    const work = ['jobs', 'training', 'finance', 'selling'];
    expect(without.filter(({ kind, needsLabour }) => needsLabour || work.includes(kind))).toEqual([]);
    const withLabour = suggested('411024', causes, 'with').map(({ entry }) => entry);
    expect(withLabour).toEqual(expect.arrayContaining(['yanling-micro-credit', 'yanling-away-job']));
    expect(withLabour).not.toContain('yanling-safety-net');
    const unknown = suggested('411024', causes, 'unknown');
    expect(unknown.find(({ entry }) => entry === 'yanling-micro-credit')).toMatchObject({
      needsLabour: true,
    });
    expect(unknown.map(({ entry }) => entry)).toContain('yanling-safety-net');
  });

  test('a quote, an office or words for whom that are not printed are problems, and so is a cause without a word', () => {
    const [entry] = catalogue.entries;
    if (entry === undefined) throw new Error('no entry');
    const { binding, document } = entry;
    const measure = {
      ...entry,
      causes: ['饮水' as const],
      units: ['县银行'],
      who: '所有人',
      quote: '发一百万元',
    };
    const { document: _document, binding: _binding, ...printed } = measure;
    const wrong = new MeasureCatalogue([
      { file: { document, none: [], measures: [printed] }, document: binding },
    ]);
    const corpus = {
      documents: new Map([[document, { jurisdiction: binding.jurisdiction }]]),
      articles: [{ document, path: entry.path, text: '做好饮水' }],
    };
    const problems = checkMeasures(wrong, corpus);
    expect(problems.filter((problem) => problem.includes(entry.id))).toHaveLength(3);
    expect(problems.filter((problem) => problem.includes('没有一条措施'))).toHaveLength(10);
    expect(
      () =>
        new MeasureCatalogue([
          { file: { document, none: [], measures: [printed, printed] }, document: binding },
        ]),
    ).toThrow('重复');
  });
});

describe('support of a household', () => {
  const databases = sqliteDatabase();

  test('planned, carried out, dropped: the household is told, the office gets one task, no word stands open', async () => {
    const all = await Supporting.open(databases);
    const { world, support, town, foreign, chat, id, receipt } = all;
    const plan = (entries: string[], staff = town) =>
      world.do((unit) => support.plan(unit, staff, receipt, entries));
    const tasksBefore = await world.count('tasks');

    expect(await plan(['yanling-water'])).toEqual({ ok: false, reason: 'measure-unknown' });
    expect(await plan(['nanyang-medical'])).toEqual({ ok: false, reason: 'measure-unknown' });
    expect(await plan([])).toEqual({ ok: false, reason: 'measure-unknown' });
    expect(await plan(['yanling-relief'], foreign)).toEqual({ ok: false, reason: 'not-found' });

    const outcome = await plan(['yanling-medical-insurance', 'yanling-relief']);
    expect(outcome).toMatchObject({ ok: true, planned: [{ state: 'planned' }, { state: 'planned' }] });
    const told = await world.lastMail(chat);
    expect(told).toContain('看病报销');
    expect(told).toContain('县民政局');
    // 医保局 has its part since the declaration; 民政局 gets one now, and no second with the next measure.
    expect(await world.count('tasks')).toBe(tasksBefore + 1);
    expect(await plan(['yanling-allowance'])).toMatchObject({ ok: true });
    expect(await world.count('tasks')).toBe(tasksBefore + 1);
    expect(await plan(['yanling-relief'])).toEqual({ ok: false, reason: 'measure-planned' });

    const [first = { id: '' }, second = { id: '' }] = outcome.ok ? outcome.planned : [];
    const act = (work: 'start' | 'finish' | 'drop', which: string, text = '', staff = town) =>
      world.do((unit) => support[work](unit, staff, which, text));
    expect(await act('start', first.id, '', foreign)).toEqual({ ok: false, reason: 'not-found' });
    expect(await act('start', 'f'.repeat(24))).toEqual({ ok: false, reason: 'not-found' });
    expect(await act('start', first.id)).toMatchObject({ ok: true, measure: { state: 'running' } });
    expect(await act('finish', first.id, ' ')).toEqual({ ok: false, reason: 'text-empty' });
    expect(await act('finish', first.id, '报销了三万二')).toMatchObject({
      ok: true,
      measure: { state: 'done' },
    });
    expect(await world.lastMail(chat)).toContain('报销了三万二');
    expect(await act('finish', first.id, '再来一次')).toEqual({ ok: false, reason: 'measure-ended' });
    expect(await act('drop', second.id, '不')).toEqual({ ok: false, reason: 'reason-short' });
    expect(await act('drop', second.id, '已经办了低保，不重复')).toMatchObject({ ok: true });
    expect(await plan(['yanling-relief'])).toMatchObject({ ok: true });

    const own = (text: string, office: string) =>
      world.do((unit) => support.planOwn(unit, town, receipt, { text, office }));
    expect(await own('给老王家修门口的坡', '')).toEqual({ ok: false, reason: 'unit-missing' });
    expect(await own('给老王家修门口的坡', '望田镇政府')).toMatchObject({ ok: true });
    expect(await own('给老王家修门口的坡 ', '望田镇政府')).toEqual({ ok: false, reason: 'measure-planned' });

    const whole = await world.do((unit) => support.of(unit, id));
    expect(whole.measures.map(({ title, state }) => [title, state])).toEqual([
      ['看病报销：基本医保、大病保险、医疗救助', 'done'],
      ['专项救助、临时救助', 'dropped'],
      ['符合条件的，办低保或特困供养', 'planned'],
      ['专项救助、临时救助', 'planned'],
      ['给老王家修门口的坡', 'planned'],
    ]);
    const rows = await world.do((unit) => unit.db.selectFrom('measures').selectAll().execute());
    const open = JSON.stringify([rows, await world.audit(id)]);
    for (const words of ['老王', '三万二', '不重复']) expect(open).not.toContain(words);
    const denied = await world.audit(`staff:${foreign.id}`);
    expect(denied.filter(({ action }) => action === 'denied')).toHaveLength(2);
  });

  test('before inclusion only where it is urgent, by the township and not the village', async () => {
    const calm = await Supporting.open(databases, { stage: 'verification' });
    const plan = (all: Supporting, staff = all.town) =>
      all.world.do((unit) => all.support.plan(unit, staff, all.receipt, ['yanling-relief']));
    expect(await plan(calm)).toEqual({ ok: false, reason: 'measures-later' });
    const urgent = await Supporting.open(databases, { stage: 'verification', urgent: true });
    expect(await plan(urgent, urgent.village)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await plan(urgent)).toMatchObject({ ok: true, stage: 'verification' });
  });

  test('what a cadre sees: who can work by the form at the door before what was declared, and each reading recorded', async () => {
    const answers = { ...WANG, household: { members: 2, labour: 0 } };
    const all = await Supporting.open(databases, { answers, stage: 'verification', urgent: true });
    const { world, support, town, village, foreign, receipt, id } = all;
    const see = (staff = town) => world.do((unit) => support.suggestions(unit, staff, receipt));
    expect(await see(foreign)).toEqual({ ok: false, reason: 'not-found' });
    expect(await see()).toMatchObject({ ok: true, plan: { labour: 'without', without: [], earlier: [] } });
    await world.form(village, receipt);
    const seen = await see(village);
    expect(seen).toMatchObject({ ok: true, plan: { labour: 'with', causes: ['因病'] } });
    const reads = (await world.audit(id)).filter(({ action }) => action === 'read');
    expect(reads.map(({ actor, detail }) => [actor, detail.purpose])).toEqual([
      [`staff:${town.id}`, 'support'],
      [`staff:${village.id}`, 'support'],
    ]);
  });
});
