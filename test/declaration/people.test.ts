import { describe, expect, it } from 'vitest';
import { apply, type Draft, openStep, prompt, review, skip } from '../../src/declaration/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { PEOPLE } from './people-utterances.ts';
import { GAZETTEER } from './places.ts';
import { COUNTY, converse, draftAt, NOW, READER, readAt, sameMeaning, summary } from './reading.ts';

describe.each(PEOPLE)('at %s, asked %i times in vain', (step, misses, table, filer = 'self') => {
  it.each(table)('%s', (text, meaning) => {
    const actual = summary(readAt(step, text, filer, misses), text);
    expect(sameMeaning(actual, meaning, text), `read as: ${actual}`).toBe(true);
  });
});

const read = (draft: Draft, text: string, misses = 0) =>
  READER.read({ text }, { step: openStep(draft), draft, county: COUNTY, now: NOW, misses });
const take = (draft: Draft, text: string) => apply(draft, read(draft, text).found, NOW).draft;
/** A draft at its causes whose place is known as given. */
function withPlace(
  township: string,
  village: string | null,
  how: 'code' | 'text',
  step: 'causes' | 'name' = 'causes',
) {
  const draft = draftAt(step);
  const place = {
    township: parseRegion(township),
    village: village === null ? null : parseRegion(village),
    text: '',
    how,
  };
  return { ...draft, answers: { ...draft.answers, place } };
}

describe('what is said of the causes is never lost', () => {
  it('a few words go before the story, and are the story when none is told', () => {
    const draft = take(draftAt('causes'), '日子没指望了呗');
    expect(draft.answers.causes).toEqual(['其他']);
    expect(openStep(draft)).toBe('story');
    expect(take(draft, '去年起就这样了').answers.story).toBe('日子没指望了呗\n去年起就这样了');
    expect(skip(draft)?.answers.story).toBe('日子没指望了呗');
  });

  it('a hardship told at the photos is added to the story once', () => {
    const draft = take(draftAt('photos'), '俺老伴又摔断了腿，花了三万');
    expect(draft.answers.story).toBe('老伴住院\n俺老伴又摔断了腿，花了三万');
    expect(take(draft, '俺老伴又摔断了腿，花了三万').answers.story).toBe(draft.answers.story);
  });

  it('a story in which something was changed is no correction of the form', () => {
    const reading = read(draftAt('story'), '户主股骨头坏死两边都换了，三个小孩都在读书');
    expect(reading.correction).toBe(false);
    expect(reading.found.story).toContain('股骨头');
  });
});

describe('a place that cannot be told', () => {
  it('is looked for with the list at first, and goes to the county with what was written at the second', () => {
    const first = read(draftAt('place'), '刚嫁来没几个月，说不清是哪个镇');
    expect(first.problem?.kind).toBe('place-unknown');
    expect(first.found.place).toBeUndefined();
    const draft = take(draftAt('place'), '刚嫁来没几个月，说不清是哪个镇');
    const after = take(draft, '真叫不上来，就说东头西头');
    expect(after.answers.place).toEqual({
      township: null,
      village: null,
      how: 'intake',
      text: '刚嫁来没几个月，说不清是哪个镇；真叫不上来，就说东头西头',
    });
    expect(after.placeSaid).toBeUndefined();
  });

  it('goes to the county at the third answer that leads nowhere, an ambiguous one too', () => {
    for (const texts of [
      ['柳树沟', '柳树沟那块', '就是柳树沟'],
      ['大马', '大马村', '大马那个'],
    ]) {
      const { draft, steps } = converse(texts, draftAt('place'));
      expect(steps, texts[0]).toEqual(['place', 'place', 'causes']);
      expect(draft.answers.place?.how).toBe('intake');
      expect(draft.answers.place?.text).toContain(texts[0]);
    }
  });

  it('is no question, though it sounds like one', () => {
    const reading = read(draftAt('place'), '俺那疙瘩叫啥来着，忘了');
    expect(reading.question).toBe(false);
    expect(reading.problem?.kind).toBe('place-unknown');
  });

  it('is left to the county by who says so', () => {
    expect(read(draftAt('place'), '转给县里吧').found.place?.how).toBe('intake');
    expect(read(draftAt('place'), '让县里看着办').found.place?.how).toBe('intake');
  });

  it('keeps what was written when the list is left by its button', () => {
    const draft = take(draftAt('place'), '柳树沟');
    const found = READER.read(
      { action: 'place:unknown' },
      { step: 'place', draft, county: COUNTY, now: NOW, misses: 1 },
    ).found;
    expect(apply(draft, found, NOW).draft.answers.place?.text).toBe('柳树沟');
    expect(skip(draft)?.answers.place?.text).toBe('柳树沟');
  });

  it('is no complaint about a telephone that is sent instead', () => {
    expect(read(draftAt('place'), '电话13937412222').problem?.kind).not.toBe('place-unresolved');
  });
});

describe('a place told out of turn', () => {
  const code = () => withPlace('411024104', '411024104201', 'code', 'name');

  it.each(['俺不是这个村的，俺是马坊乡的', '俺家在马坊乡', '我住马坊乡'])(
    'overrides the scanned code: %s',
    (text) => {
      expect(take(code(), text).answers.place?.township).toBe('411024201');
    },
  );

  it.each(['马坊乡的低保多少钱', '俺娘家是马坊乡的', '闺女住马坊乡', '去马坊乡卫生院看过'])(
    'leaves the code alone: %s',
    (text) => {
      expect(take(code(), text).answers.place?.township).toBe('411024104');
    },
  );

  it('asks where, when only the code is said to be wrong', () => {
    const draft = take(code(), '扫错了，俺不是这个村的');
    expect(openStep(draft)).toBe('name');
    expect(openStep(take(withPlace('411024104', '411024104201', 'code'), '俺不是这个村的'))).toBe('place');
    expect(draft.reopened).toBe('place');
  });

  it('fills in the village of a bare township at any step', () => {
    for (const step of ['name', 'causes'] as const) {
      const draft = withPlace('411024104', null, 'text', step);
      const after = take(draft, '屯沟村');
      expect(after.answers.place?.village, step).toBe('411024104202');
      expect(openStep(after)).toBe(step);
    }
  });

  it('keeps a hamlet’s name beside the township', () => {
    const draft = draftAt('place');
    const place = {
      township: parseRegion('411024104'),
      village: null,
      text: '望田镇柳树沟的',
      how: 'text' as const,
    };
    const shown = review({ ...draft, answers: { ...draft.answers, place } }, GAZETTEER).text;
    expect(shown).toContain('望田镇（您写的：柳树沟）');
    const bare = { ...place, text: '俺是望田镇的' };
    expect(review({ ...draft, answers: { ...draft.answers, place: bare } }, GAZETTEER).text).not.toContain(
      '您写的',
    );
  });
});

describe('the question once more', () => {
  const context = { attempt: 0, gazetteer: GAZETTEER, today: '2026-11-22', isAgain: true };

  it('is short after something else came between, with the same buttons', () => {
    for (const step of ['consent', 'place', 'review'] as const) {
      const draft = draftAt(step);
      const again = prompt(step, draft, context);
      const first = prompt(step, draft, { ...context, isAgain: false });
      expect(again.text).toContain('还是刚才那一');
      expect(again.text.length, step).toBeLessThan(50);
      expect(again.buttons).toEqual(first.buttons);
    }
  });

  it('offers a person at the filer after one miss', () => {
    const { buttons } = prompt('filer', draftAt('filer'), { ...context, attempt: 1, isAgain: false });
    expect(buttons.map(({ id }) => id)).toEqual([
      'filer:self',
      'filer:kin',
      'filer:neighbour',
      'filer:cadre',
      'human',
    ]);
  });
});

describe('nobody is stuck', () => {
  it.each([
    'relation',
    'id_number',
    'phone',
    'place',
    'causes',
    'story',
    'photos',
    'household',
    'income',
  ] as const)('the same sensible words leave %s after three times', (step) => {
    const { steps } = converse(['天气怪冷的', '天气怪冷的', '天气怪冷的'], draftAt(step, 'kin'));
    expect(steps.some((each) => each !== step)).toBe(true);
  });
});
