import { describe, expect, it } from 'vitest';
import {
  apply,
  back,
  type Draft,
  type Found,
  hasRefused,
  newDraft,
  openStep,
  pendingConsent,
  prompt,
  reopen,
  review,
  type StepId,
  skip,
} from '../../src/declaration/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { GAZETTEER } from './places.ts';
import { COUNTY, converse, draftAt, NOW } from './reading.ts';

const START = () => newDraft({ id: 'd1', county: COUNTY, now: NOW });
const CONTEXT = { attempt: 0, gazetteer: GAZETTEER, today: '2026-11-22' };
const give = (draft: Draft, found: Found) => apply(draft, found, NOW).draft;

describe('the order of questions', () => {
  it('for oneself, one after the other', () => {
    const { draft, steps } = converse([
      '给自己',
      '都同意',
      '王建国',
      '411024195203160014',
      '13800001111',
      '望田镇五里岗',
      '因病',
      '老伴去年住院花了五万',
      '没有',
    ]);
    expect(steps).toEqual([
      'consent',
      'name',
      'id_number',
      'phone',
      'place',
      'causes',
      'story',
      'photos',
      'review',
    ]);
    expect(draft.answers).toMatchObject({
      filer: 'self',
      name: '王建国',
      idNumber: '411024195203160014',
      phone: '13800001111',
      place: { township: '411024104', village: '411024104201', how: 'text' },
      causes: ['因病'],
      story: '老伴去年住院花了五万',
    });
  });

  it('for kin, the relation first; told in one breath it is not asked', () => {
    expect(converse(['#filer:kin', '我爹', '同意']).steps).toEqual(['relation', 'consent', 'name']);
    expect(converse(['给俺爹报']).steps).toEqual(['consent']);
  });

  it.each(['邻居', '我是村干部'])('for others (%s) without a relation', (filer) => {
    expect(converse([filer, '同意']).steps).toEqual(['consent', 'name']);
  });

  it('all at once before consent is kept, and asked for no more', () => {
    const { draft, steps } = converse([
      '我叫李大娘，411024195203160014，13803741234，望田镇五里岗的，俺老伴得癌症了',
      '给自己家',
      '同意',
      '没有照片',
    ]);
    expect(steps).toEqual(['filer', 'consent', 'photos', 'review']);
    expect(draft.answers).toMatchObject({
      name: '李大娘',
      idNumber: '411024195203160014',
      phone: '13803741234',
      place: { village: '411024104201' },
      causes: ['因病'],
      story: '俺老伴得癌症了',
    });
    expect(draft.answers.selfName).toBeUndefined();
  });

  it('the writer’s name told before goes to the filer when it is for kin', () => {
    const { draft, steps } = converse(['我叫王小军', '给俺爹报', '同意']);
    expect(steps.at(-1)).toBe('name');
    expect(draft.answers).toMatchObject({ filerName: '王小军', relation: '父亲' });
    expect(draft.answers.name).toBeUndefined();
  });

  it('a village known from its code is not asked for, but can be changed', () => {
    const place = {
      township: parseRegion('411024104'),
      village: parseRegion('411024104201'),
      text: '',
      how: 'code' as const,
    };
    const draft = newDraft({ id: 'd', county: COUNTY, now: NOW, place });
    const lines = ['自己', '同意', '王建国', '跳过', '没有电话', '因病', '住院花钱多', '没有'];
    const { draft: full, steps } = converse(lines, draft);
    expect(steps).not.toContain('place');
    expect(steps.at(-1)).toBe('review');
    const reopened = give(full, { edit: 'place' });
    expect(openStep(reopened)).toBe('place');
    expect(openStep(converse(['屯沟'], reopened).draft)).toBe('review');
  });
});

describe('consent', () => {
  const told = ['我叫李大山，13803741234，五里岗的，俺老伴得癌症了', '自己'];

  it('refused: nothing personal stays, and the question stays open', () => {
    const { draft } = converse([...told, '不同意']);
    expect(hasRefused(draft)).toBe(true);
    expect(openStep(draft)).toBe('consent');
    expect(Object.keys(draft.answers).sort()).toEqual(['consents', 'filer']);
    expect(JSON.stringify(draft)).not.toMatch(/李大山|13803741234|癌/);
  });

  it('refused and then given: the form goes on', () => {
    const { draft } = converse([...told, '不同意', '那同意吧']);
    expect(hasRefused(draft)).toBe(false);
    expect(openStep(draft)).toBe('name');
  });

  it('without the data checks is enough, and is recorded with version and time', () => {
    const { draft } = converse(['自己', '只同意登记']);
    expect(openStep(draft)).toBe('name');
    expect(draft.answers.consents).toEqual([
      { kind: 'sensitive', given: true, version: '2026-11-1', at: NOW.toISOString() },
      { kind: 'data-checks', given: false, version: '2026-11-1', at: NOW.toISOString() },
    ]);
  });

  it('of a guardian is needed for a child under 14, by the ID number', () => {
    const { draft, steps } = converse(['给我孙子报', '同意', '王小宝', '411024201603091132']);
    expect(steps.at(-1)).toBe('consent');
    expect(pendingConsent(draft)).toBe('guardian');
    expect(prompt('consent', draft, CONTEXT).text).toContain('监护人');
    const given = converse(['我是他爷爷，同意'], draft).draft;
    expect(openStep(given)).toBe('phone');
    expect(given.answers.consents?.at(-1)).toMatchObject({ kind: 'guardian', given: true });
    const refused = converse(['#consent:no'], draft).draft;
    expect(hasRefused(refused)).toBe(true);
    expect(refused.answers.idNumber).toBeUndefined();
  });

  it('of a guardian is needed for a child, by words', () => {
    expect(converse(['给孙子报，他才8岁', '同意']).steps.at(-1)).toBe('consent');
    expect(converse(['给儿子报，他今年20岁', '同意']).steps.at(-1)).toBe('name');
  });
});

describe('going back, skipping, changing', () => {
  it('返回 asks the question before, keeping every answer', () => {
    let draft = draftAt('causes');
    draft = back(draft) ?? draft;
    expect(openStep(draft)).toBe('place');
    draft = back(draft) ?? draft;
    expect(openStep(draft)).toBe('phone');
    draft = give(draft, { phone: '13912345678' });
    expect(openStep(draft)).toBe('causes');
    expect(draft.answers.phone).toBe('13912345678');
  });

  it('返回 at the first question has nowhere to go', () => {
    expect(back(START())).toBeUndefined();
  });

  it('返回 and then 跳过 leaves the answer as it was', () => {
    const draft = back(draftAt('causes'));
    expect(draft && openStep(skip(draft) ?? draft)).toBe('causes');
    expect(draft && skip(draft)?.answers.place).toEqual(draftAt('causes').answers.place);
  });

  it('an answer the same as before closes a question put again', () => {
    const draft = give(reopen(draftAt('review'), 'phone'), { phone: '13800001111' });
    expect(openStep(draft)).toBe('review');
  });

  it.each<StepId>(['filer', 'consent', 'name', 'review'])('%s cannot be skipped', (step) => {
    expect(skip(draftAt(step))).toBeUndefined();
  });

  it('what may be skipped leads on to the review without a dead end', () => {
    let draft = draftAt('id_number');
    const steps: StepId[] = [];
    for (let i = 0; i < 10 && openStep(draft) !== 'review'; i += 1) {
      draft = skip(draft) ?? draft;
      steps.push(openStep(draft));
    }
    expect(steps).toEqual(['phone', 'place', 'causes', 'story', 'photos', 'review']);
    expect(draft.answers).toMatchObject({ place: { how: 'intake', township: null }, causes: ['其他'] });
  });

  it('self → kin asks for the relation and for consent again, nothing else', () => {
    const { draft, steps } = converse(['不是给自己报，是给俺爹报'], draftAt('review'));
    expect(steps).toEqual(['consent']);
    expect(draft.answers.relation).toBe('父亲');
    expect(converse(['同意'], draft).steps).toEqual(['review']);
    expect(converse(['#filer:kin', '我妈', '同意'], draftAt('review')).steps).toEqual([
      'relation',
      'consent',
      'review',
    ]);
  });

  it('a correction at any question leaves that question open', () => {
    const { draft, steps } = converse(['电话打错了，是13912345678'], draftAt('causes'));
    expect(steps).toEqual(['causes']);
    expect(draft.answers.phone).toBe('13912345678');
  });

  it('a correction without a value asks for it, then comes back', () => {
    const { steps } = converse(['改一下身份证', '411024196407052546'], draftAt('review'));
    expect(steps).toEqual(['id_number', 'review']);
  });

  it('changing the place asks nothing else', () => {
    const { draft, steps } = converse(['不是五里岗，是屯沟'], draftAt('review'));
    expect(steps).toEqual(['review']);
    expect(draft.answers.place?.village).toBe('411024104202');
  });

  it('causes are added, taken away, exchanged', () => {
    expect(converse(['原因还有房子漏雨'], draftAt('review')).draft.answers.causes).toEqual(['因病', '住房']);
    expect(converse(['不是因病，是因残'], draftAt('review')).draft.answers.causes).toEqual(['因残']);
    const open = converse(['去掉因病'], draftAt('review'));
    expect(open.draft.answers.causes).toEqual([]);
    expect(open.steps).toEqual(['causes']);
  });

  it('causes put again are ticked one by one until the list is closed', () => {
    const draft = give(draftAt('review'), { edit: 'causes' });
    const { draft: ticked, steps } = converse(['#cause:因学', '#cause:因病', '#causes:done'], draft);
    expect(steps).toEqual(['causes', 'causes', 'review']);
    expect(ticked.answers.causes).toEqual(['因学']);
  });

  it('the optional parts are asked for from the review only', () => {
    const { draft, steps } = converse(
      ['#more:household', '5口人，能干活的1个', '#more:income', '打工3万，看病花了8万'],
      draftAt('review'),
    );
    expect(steps).toEqual(['household', 'review', 'income', 'review']);
    expect(review(draft, GAZETTEER).text).toContain('6000 元');
  });
});
