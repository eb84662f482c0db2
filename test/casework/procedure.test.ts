import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  afterPause,
  checkProcedures,
  DataFileError,
  isOpen,
  OPEN_STAGES,
  Procedures,
  STAGES,
  WorkCalendar,
} from '../../src/casework/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { corpus } from '../corpus/real-corpus.ts';

const procedures = Procedures.load('corpus/regions');
const calendar = WorkCalendar.load('corpus/calendar');
const yanling = procedures.of(parseRegion('411024'));
const ganzhou = procedures.of(parseRegion('360734'));

describe('due days', () => {
  it('counts a stage from the day after the case came into it', () => {
    expect(yanling.dueOf('verification', '2026-09-18', '2026-09-16', calendar)).toEqual({
      day: '2026-09-24',
      provisional: false,
    });
    expect(yanling.dueOf('county_decision', '2026-09-28', '2026-09-01', calendar)).toEqual({
      day: '2026-10-10',
      provisional: false,
    });
  });

  it('is provisional over the turn of 2026 to 2027', () => {
    expect(yanling.dueOf('verification', '2026-12-28', '2026-12-28', calendar)).toEqual({
      day: '2027-01-04',
      provisional: true,
    });
    expect(yanling.dueOf('received', '2026-12-29', '2026-12-29', calendar)?.provisional).toBe(false);
  });

  it('has none once the case is decided', () => {
    for (const stage of STAGES.filter((each) => !isOpen(each))) {
      expect(yanling.dueOf(stage, '2026-11-20', '2026-11-02', calendar), stage).toBeNull();
    }
  });

  it('ends with the total at the latest, however late a stage begins', () => {
    // Received on Monday 2 November: 15 working days end on Monday 23 November.
    expect(ganzhou.dueOf('village_review', '2026-11-06', '2026-11-02', calendar)?.day).toBe('2026-11-10');
    expect(ganzhou.dueOf('notice', '2026-11-19', '2026-11-02', calendar)?.day).toBe('2026-11-23');
    // Standing still while papers are awaited moves the total too.
    const late = { paused: 4, pausedInStage: 0 };
    expect(ganzhou.dueOf('notice', '2026-11-19', '2026-11-02', calendar, late)?.day).toBe('2026-11-26');
    expect(ganzhou.isWithinTotal('included')).toBe(false);
  });

  it('moves by the working days that the clock stood still', () => {
    expect(yanling.dueOf('verification', '2026-11-02', '2026-11-02', calendar, { paused: 3 })?.day).toBe(
      '2026-11-12',
    );
    // Two working days were left on 22 September; so two are left on 8 October: the 9th and the Saturday of the 10th.
    expect(afterPause('2026-09-24', '2026-09-22', '2026-10-08', calendar)).toEqual({
      day: '2026-10-10',
      provisional: false,
    });
    expect(afterPause('2026-11-25', '2026-11-23', '2026-11-23', calendar).day).toBe('2026-11-25');
  });

  it('warns so many working days before', () => {
    expect(yanling.warnFrom('verification', '2026-10-09', calendar)).toBe('2026-09-30');
    expect(yanling.warnFrom('included', '2026-10-09', calendar)).toBe('2026-10-09');
  });
});

describe('the expected timeline', () => {
  it('gives every stage its latest days, over the holidays', () => {
    const plan = yanling.plan('2026-09-18', calendar);
    expect(plan.map(({ stage, from, due }) => [stage, from, due])).toEqual([
      ['received', '2026-09-18', '2026-09-21'],
      ['verification', '2026-09-21', '2026-09-29'],
      ['village_review', '2026-09-29', '2026-10-09'],
      ['notice', '2026-10-09', '2026-10-15'],
      ['township_review', '2026-10-15', '2026-10-20'],
      ['county_decision', '2026-10-20', '2026-10-27'],
    ]);
    expect(plan.every((step) => step.sample && !step.provisional)).toBe(true);
  });

  it('ends Ganzhou’s within 15 working days', () => {
    for (const received of ['2026-02-13', '2026-09-18', '2026-11-22']) {
      const last = ganzhou.plan(received, calendar).at(-1);
      expect(last?.due).toBe(calendar.addWorkdays(received, 15).day);
    }
  });

  it('is provisional from the first step that rests on 2027, and in every step after it', () => {
    const marks = yanling.plan('2026-12-21', calendar).map((step) => step.provisional);
    expect(marks).toEqual([false, false, true, true, true, true]);
  });

  it('goes on from where a case is, and never backwards when the total is used up', () => {
    const rest = yanling.planFrom('township_review', '2026-11-23', '2026-11-02', calendar);
    expect(rest.map(({ stage, due }) => [stage, due])).toEqual([
      ['township_review', '2026-11-26'],
      ['county_decision', '2026-12-03'],
    ]);
    // The total moves by the days for which the applicant's papers were awaited, in what is still to come, too.
    const rested = (paused: number) =>
      ganzhou.planFrom('notice', '2026-11-19', '2026-11-02', calendar, paused).map(({ due }) => due);
    expect(rested(0)).toEqual(['2026-11-23', '2026-11-23', '2026-11-23']);
    expect(rested(4)).toEqual(['2026-11-26', '2026-11-27', '2026-11-27']);
    const late = ganzhou.planFrom('notice', '2026-12-14', '2026-11-02', calendar);
    expect(late.every((step) => step.due !== null && step.due >= step.from)).toBe(true);
  });
});

describe('which stage may follow which', () => {
  it('goes forward in the order of the procedure', () => {
    expect(yanling.order).toEqual(OPEN_STAGES);
    expect(OPEN_STAGES.map((stage) => yanling.next(stage))).toEqual([...OPEN_STAGES.slice(1), undefined]);
    expect(yanling.next('included')).toBe('support');
    expect(yanling.next('support')).toBe('risk_removed');
    expect(yanling.next('not_included')).toBeUndefined();
  });

  it('decides at the county alone', () => {
    expect(STAGES.filter((stage) => yanling.canDecide(stage))).toEqual(['county_decision']);
    expect(STAGES.filter((stage) => yanling.move(stage, 'included') !== undefined)).toEqual([
      'county_decision',
    ]);
    expect(yanling.move('county_decision', 'not_included')?.kind).toBe('decide');
  });

  it('never skips a stage, and sends work back to those who did it', () => {
    expect(yanling.move('received', 'village_review')).toBeUndefined();
    expect(yanling.moves('township_review')).toEqual([
      { to: 'county_decision', kind: 'advance' },
      { to: 'notice', kind: 'send_back' },
      { to: 'village_review', kind: 'send_back' },
      { to: 'verification', kind: 'send_back' },
      { to: 'withdrawn', kind: 'withdraw' },
    ]);
  });

  it('lets an open case be withdrawn and a decided one be looked at again', () => {
    expect(STAGES.filter((stage) => yanling.move(stage, 'withdrawn'))).toEqual(OPEN_STAGES);
    expect(yanling.move('not_included', 'verification')?.kind).toBe('review');
    expect(yanling.move('included', 'verification')?.kind).toBe('review');
    expect(yanling.moves('withdrawn')).toEqual([]);
    expect(yanling.moves('risk_removed').map(({ kind }) => kind)).toEqual(['restore', 'review']);
  });

  it('returns for completion anywhere but during the public notice', () => {
    expect(STAGES.filter((stage) => yanling.canPause(stage))).toEqual(
      OPEN_STAGES.filter((stage) => stage !== 'notice'),
    );
  });
});

describe('the files', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'regions-'));
    cpSync('corpus/regions', folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (region: string, body: string, approval = 'approvedBy: null\napprovedOn: null') =>
    writeFileSync(join(folder, `${region}.yaml`), `region: "${region}"\nname: 某县\n${approval}\n${body}\n`);
  const change = (region: string, from: string | RegExp, to: string) => {
    const file = join(folder, `${region}.yaml`);
    const before = readFileSync(file, 'utf8');
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(file, after);
  };
  const of = (code: string) => Procedures.load(folder).of(parseRegion(code));

  it('lets the nearer file override the farther, key by key', () => {
    write('360734', 'stages: { verification: { limit: 2 }, notice: { resident: 村口贴五天 } }');
    const rule = of('360734').rule('verification');
    expect(rule).toMatchObject({
      limit: 2,
      limitFrom: '360734',
      label: '入户核实',
      warnBefore: 1,
      sample: true,
    });
    // The note was on the prefecture's days; the quote still states owner and name.
    expect(rule?.note).toBeUndefined();
    expect(rule?.sources).toMatchObject([{ document: 'ganzhou-2021-6', states: ['owner', 'label'] }]);
    expect(of('360734').rule('notice')).toMatchObject({
      limit: 5,
      limitFrom: '3607',
      resident: '村口贴五天',
    });
    expect(of('360721').rule('verification')?.limit).toBe(3);
    expect(of('360734').files).toEqual(['0', '3607', '360734']);
  });

  it('lets go of a farther document’s statement that a nearer file replaces', () => {
    write('360734', 'stages: { village_review: { label: 村民代表评议 } }');
    expect(of('360734').rule('village_review')?.sources).toMatchObject([{ states: ['owner'] }]);
  });

  it('takes the sample marks away once the county has signed off, for that county alone', () => {
    write('411326', '', 'approvedBy: 淅川县某某\napprovedOn: 2026-11-20');
    expect(of('411326').approval).toEqual({ by: '淅川县某某', on: '2026-11-20' });
    expect(of('411326').stages.some((rule) => rule.sample)).toBe(false);
    expect(
      of('411326')
        .departments('饮水')
        .some((department) => department.sample),
    ).toBe(false);
    expect(of('411302').approved).toBe(false);
    // A prefecture's signature is not that of a county that has a file of its own and has not signed.
    change('4113', 'approvedBy: null\napprovedOn: null', 'approvedBy: 南阳市某某\napprovedOn: 2026-11-20');
    write('411326', '');
    expect([of('411326').approved, of('411302').approved]).toEqual([false, true]);
  });

  it('does without a stage, and decides at the township where the county delegates', () => {
    write(
      '411326',
      'decisionAt: [township_review]\nstages: { notice: { skip: true }, county_decision: { skip: true } }',
    );
    const procedure = of('411326');
    expect(procedure.order).toEqual(['received', 'verification', 'village_review', 'township_review']);
    expect(procedure.next('village_review')).toBe('township_review');
    expect(procedure.move('township_review', 'included')?.kind).toBe('decide');
    expect(procedure.dueOf('notice', '2026-11-02', '2026-11-02', calendar)).toBeNull();
  });

  it('wants on file what the nearest file says, and waits as long as it says', () => {
    expect(of('411024').rule('verification')?.papers).toEqual(['finding']);
    write(
      '411326',
      'stages: { verification: { papers: [finding, form] }, notice: { papers: [] } }\nwaits: { transfer: null }',
    );
    const procedure = of('411326');
    expect(
      (['verification', 'village_review', 'notice', 'included'] as const).map(
        (stage) => procedure.rule(stage)?.papers,
      ),
    ).toEqual([['finding', 'form'], ['review'], [], []]);
    expect(procedure.waits).toEqual({ papers: 10, supplement: 5, transfer: null });
  });

  it('counts a stage from the day of receipt where the county says so', () => {
    write('411326', 'stages: { verification: { limit: 5, countsFrom: received } }');
    const procedure = of('411326');
    expect(procedure.dueOf('verification', '2026-11-04', '2026-11-02', calendar)?.day).toBe('2026-11-09');
  });

  it('pins its content: the hash changes with any value and with nothing else', () => {
    const before = of('411024').hash;
    expect(of('411024').hash).toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    change('411024', /^#.*\n/, '# 另一句注释\n');
    expect(of('411024').hash).toBe(before);
    change('0', 'limit: 3', 'limit: 4');
    expect(of('411024').hash).not.toBe(before);
    expect(new Set(['411024', '411326', '360734', '210422'].map((code) => of(code).hash)).size).toBe(4);
  });

  it.each([
    ['a misspelt key', 'stages: { notice: { limt: 5 } }', 'stages.notice'],
    ['an unknown stage', 'stages: { hearing: { limit: 5 } }', 'stages'],
    ['a limit in words', 'stages: { notice: { limit: 五 } }', 'stages.notice.limit'],
    [
      'a warning before the start',
      'stages: { notice: { limit: 2, warnBefore: 2 } }',
      'stages.notice.warnBefore',
    ],
    ['a stage that must be', 'stages: { received: { skip: true } }', 'stages.received.skip'],
    ['nobody who decides', 'stages: { county_decision: { skip: true } }', 'decisionAt'],
    ['a decision before the last stage only', 'decisionAt: [township_review]', 'decisionAt'],
    [
      'a source without a quote',
      'notes: [{ text: 一句说明, source: { document: a, path: [一] } }]',
      'notes.0.source.quote',
    ],
    ['broken YAML', 'stages: {', 'YAML'],
  ])('refuses %s, naming file and key', (_, body, key) => {
    write('411326', body);
    const load = () => Procedures.load(folder);
    expect(load).toThrow(DataFileError);
    expect(load).toThrow('411326.yaml');
    expect(load).toThrow(key);
  });

  it('refuses stage limits that exceed the total, a half approval, and files that lie about their place', () => {
    write('360734', 'stages: { verification: { limit: 10 } }');
    expect(() => Procedures.load(folder)).toThrow('各环节时限合计22个工作日，超过总时限15个');
    write('360734', 'stages: { verification: { limit: 16, countsFrom: received } }');
    expect(() => Procedures.load(folder)).toThrow('超过总时限15个');
    write('360734', '', 'approvedBy: 某某\napprovedOn: null');
    expect(() => Procedures.load(folder)).toThrow('要么都填');
    rmSync(join(folder, '360734.yaml'));
    writeFileSync(
      join(folder, '360735.yaml'),
      'region: "360734"\nname: 某县\napprovedBy: null\napprovedOn: null\n',
    );
    expect(() => Procedures.load(folder)).toThrow('不一致');
    rmSync(join(folder, '360735.yaml'));
    change('0', 'approvedBy: null\napprovedOn: null', 'approvedBy: 某某\napprovedOn: 2026-11-20');
    expect(() => Procedures.load(folder)).toThrow('不能代县里审核');
    rmSync(join(folder, '0.yaml'));
    expect(() => Procedures.load(folder)).toThrow('缺 0.yaml');
  });

  it.each([
    ['a quote that was retouched', '2104', '不低于6600元为基数', '不低于6800元为基数', '引文与原文不一致'],
    ['a figure that is not in its quote', '2104', 'base: 6600', 'base: 6800', '引文里没有数字 6800'],
    [
      'an article that is not there',
      '411024',
      'path: [二, （五）, "21"]',
      'path: [二, （五）, "20"]',
      '没有条文',
    ],
    [
      'an office that the article does not print',
      '411024',
      'unit: 县水利局',
      'unit: 县水务局',
      '条文里没有“县水务局”',
    ],
    [
      'another place’s document',
      '411024',
      'document: yanling-2023',
      'document: fushun-2021-3',
      '不管这个地方',
    ],
    [
      'an unknown document',
      '3607',
      'document: ganzhou-2021-6',
      'document: ganzhou-2022',
      '没有文件 ganzhou-2022',
    ],
    ['a cycle made stricter than its text', '2104', 'every: promptly', 'every: week', '引文没有写这个周期'],
    [
      'a limit read out of a cycle',
      '2104',
      'states: [owner]',
      'states: [owner, limit]\n    limit: 30',
      '引文里没有数字 30',
    ],
  ])('is checked against the documents: %s', (_, region, from, to, message) => {
    if (to.includes('limit: 30')) {
      change(region, from, 'states: [owner, limit]');
      change(region, 'owner: township\n', 'owner: township\n    limit: 30\n');
    } else change(region, from, to);
    const problems = checkProcedures(Procedures.load(folder), corpus);
    expect(problems.join('\n')).toContain(message);
    expect(problems.join('\n')).toContain(`regions/${region}.yaml`);
  });
});
