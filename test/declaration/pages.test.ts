import { describe, expect, it } from 'vitest';
import { editMenu, newDraft, openStep, prompt, review, type StepId } from '../../src/declaration/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { GAZETTEER } from './places.ts';
import { COUNTY, converse, draftAt, NOW } from './reading.ts';

const START = () => newDraft({ id: 'd1', county: COUNTY, now: NOW });
const CONTEXT = { attempt: 0, gazetteer: GAZETTEER, today: '2026-11-22' };

describe('the place', () => {
  it('of several of a name is chosen', () => {
    const { draft, steps } = converse(['大马村'], draftAt('place'));
    expect(steps).toEqual(['place']);
    const labels = prompt('place', draft, CONTEXT).buttons.map(({ label }) => label);
    expect(labels).toEqual(['马栏镇大马村', '望田镇大马村', '不知道在哪']);
    for (const answer of ['#place:411024104203', '望田的那个', '第二个', '2', '望田镇大马村']) {
      const { draft: chosen, steps: then } = converse([answer], draft);
      expect(chosen.answers.place?.village, answer).toBe('411024104203');
      expect(then, answer).toEqual(['causes']);
    }
  });

  it('of several of a name, told out of turn, is offered at its question', () => {
    const { draft } = converse(['我叫张三，大马村的，俺老伴得癌症了', '自己', '同意', '跳过', '没有电话']);
    expect(openStep(draft)).toBe('place');
    expect(prompt('place', draft, CONTEXT).buttons).toHaveLength(3);
  });

  it('is picked: township, then village', () => {
    const { draft, steps } = converse(['#place:411024104'], draftAt('place'));
    expect(steps).toEqual(['place']);
    expect(prompt('place', draft, CONTEXT).text).toContain('望田镇');
    expect(prompt('place', draft, CONTEXT).buttons.map(({ label }) => label)).toContain('五里岗村');
    expect(converse(['五里岗'], draft).draft.answers.place?.village).toBe('411024104201');
    expect(converse(['#place:whole'], draft).steps).toEqual(['causes']);
    expect(converse(['跳过'], draft).draft.answers.place).toMatchObject({
      township: '411024104',
      village: null,
    });
    expect(converse(['因病'], draft).steps).toEqual(['story']);
  });

  it('typed as a township alone is enough', () => {
    expect(converse(['望田镇'], draftAt('place')).steps).toEqual(['causes']);
  });

  it('that nobody knows goes to the county’s intake', () => {
    const { draft, steps } = converse(['不知道'], draftAt('place'));
    expect(steps).toEqual(['causes']);
    expect(draft.answers.place).toMatchObject({ township: null, how: 'intake' });
  });

  it('lists of more than eight are leafed through', () => {
    const many = Array.from({ length: 19 }, (_, i) => ({
      code: parseRegion(`411024${101 + i}`),
      name: `第${i}镇`,
    }));
    const gazetteer = { ...GAZETTEER, townshipsOf: () => many };
    const pages = [0, 1, 2].map(
      (page) => prompt('place', { ...draftAt('place'), browse: { page } }, { ...CONTEXT, gazetteer }).buttons,
    );
    expect(pages.map((buttons) => buttons.length)).toEqual([10, 10, 5]);
    expect(
      pages.flatMap((buttons) => buttons.map(({ id }) => id)).filter((id) => /^place:\d+$/.test(id)),
    ).toEqual(many.map(({ code }) => `place:${code}`));
    expect(pages[2]?.at(-2)).toEqual({ id: 'place:page:0', label: '回第一页' });
  });
});

describe('the words of the form', () => {
  const steps: StepId[] = [
    'filer',
    'relation',
    'consent',
    'name',
    'id_number',
    'phone',
    'place',
    'causes',
    'story',
    'photos',
    'household',
    'income',
    'review',
  ];

  it.each(steps)('%s is put in three ways, the last offers a human', (step) => {
    const draft = draftAt(step, step === 'relation' ? 'kin' : 'self');
    expect(openStep(draft)).toBe(step);
    const [first, second, third] = [0, 1, 2].map((attempt) => prompt(step, draft, { ...CONTEXT, attempt }));
    if (step === 'review') return;
    expect(first?.text).not.toBe(second?.text);
    expect(third?.buttons).toContainEqual({ id: 'human', label: '找人工' });
    for (const line of `${first?.text}\n${second?.text}`.split(/[\n。？]/)) {
      if (!line.startsWith('例如')) expect([...line].length, line).toBeLessThanOrEqual(40);
    }
  });

  it('tells how far it is', () => {
    expect(prompt('filer', START(), CONTEXT).text).toMatch(/^第 1 步 · 共 9 步\n/);
    expect(prompt('photos', draftAt('photos'), CONTEXT).text).toMatch(/^第 9 步 · 共 9 步\n/);
    expect(prompt('relation', draftAt('relation', 'kin'), CONTEXT).text).toMatch(/^第 2 步 · 共 10 步\n/);
  });

  it('the review shows every answer, numbers masked', () => {
    const { text, buttons } = review(draftAt('review'), GAZETTEER);
    expect(text).toContain(
      '户主：王建国\n身份证：411024********0014\n电话：138****1111\n住址：望田镇五里岗村\n困难原因：因病',
    );
    expect(text).not.toMatch(/195203160014|13800001111/);
    expect(buttons.map(({ id }) => id)).toEqual(['submit', 'edit', 'more:household', 'more:income', 'later']);
  });

  it('the review of an empty answer says that it is missing', () => {
    const { text } = review(START(), GAZETTEER);
    expect(text).toContain('身份证：没写');
  });

  it('the list of changes leads to each question', () => {
    const draft = draftAt('review');
    for (const { id } of editMenu(draft).buttons) {
      const { draft: edited } = converse([`#${id}`], draft);
      expect(`edit:${openStep(edited)}`).toBe(id);
    }
  });
});
