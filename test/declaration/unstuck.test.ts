import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  apply,
  newDraft,
  openStep,
  prompt,
  review,
  type StepId,
  sendOff,
} from '../../src/declaration/index.ts';
import { asksQuestion } from '../../src/declaration/reading/questions.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { GAZETTEER } from './places.ts';
import { COUNTY, converse, draftAt, NOW, readAt } from './reading.ts';

const BANK: string[] = readFileSync('test/eval/tuning.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => String(JSON.parse(line).question))
  .filter((question) => /\p{Script=Han}{4}/u.test(question) && question.length <= 200);
const LEAVABLE: StepId[] = [
  'relation',
  'id_number',
  'phone',
  'place',
  'causes',
  'story',
  'photos',
  'household',
  'income',
];

/** What is open after each of some messages that begin at a step. */
function stepsAfter(step: StepId, lines: string[]): StepId[] {
  return converse(lines, draftAt(step, step === 'relation' ? 'kin' : 'self')).steps;
}

describe.each(LEAVABLE)('the question %s is left', (step) => {
  it('within four messages, whatever is asked of the rules instead', () => {
    const stuck = BANK.filter((_, i) => i % 3 === 0).filter((_, i, some) => {
      const lines = [0, 1, 2, 3].map((n) => some[(i + n * 7) % some.length] ?? '');
      return stepsAfter(step, lines).every((open) => open === step);
    });
    expect(BANK.length).toBeGreaterThan(100);
    expect(stuck).toEqual([]);
  });

  it('within four messages by who says the same again and again', () => {
    const stuck = BANK.filter((_, i) => i % 3 === 1).filter((text) =>
      stepsAfter(step, [text, text, text, text]).every((open) => open === step),
    );
    expect(stuck).toEqual([]);
  });
});

it.each(['filer', 'consent', 'name'] as const)('%s offers a person after three digressions', (step) => {
  const { draft } = converse(['低保咋申请？', '危房改造能补多少钱？', '多久有结果？'], draftAt(step));
  expect(openStep(draft)).toBe(step);
  const page = prompt(step, draft, { attempt: 0, gazetteer: GAZETTEER, today: '2026-11-22', isAgain: true });
  expect(page.buttons.map(({ id }) => id)).toContain('human');
});

it('an answer ends the row of digressions', () => {
  const { draft } = converse(['低保咋申请？', '多久有结果？', '王建国'], draftAt('name'));
  expect(openStep(draft)).toBe('id_number');
  expect(draft.aside).toBeUndefined();
});

describe('at the story, what happened is no question', () => {
  it.each([
    '八月份那几天雨太大，地里水排不出去，三十亩辣椒全沤死了，成本七万多',
    '去年冬天冻胀，东山墙鼓出来一大块，拿木头顶着呢，晚上睡觉都害怕',
    '孩子才几个月，奶粉都买不起',
    '哪怕再苦也没张过口，今年实在是没法',
    '住了十几天院，花了好几万',
    '不管怎么说都得治，多么难也治',
  ])('%s', (text) => {
    expect(asksQuestion(text, 'story')).toBe(false);
    expect(readAt('story', text).found.story).toBe(text);
  });

  it.each(['低保要啥条件', '能不能快点批', '要不要交钱', '多久给钱', '这个咋报销'])('but %s is', (text) => {
    expect(asksQuestion(text, 'story')).toBe(true);
  });
});

it('the same honest question at the story is a question again, and in the end the form goes on', () => {
  const { draft, steps } = converse(['低保要啥条件', '低保要啥条件', '低保要啥条件'], draftAt('story'));
  expect(steps).toEqual(['story', 'story', 'story']);
  expect(draft.answers.story).toBeUndefined();
  expect(converse(['低保要啥条件'], draft).steps).toEqual(['photos']);
});

describe('a number that cannot be given', () => {
  it.each([
    '钱包连身份证一起烧了',
    '没了，火灾烧掉了，不填行吗',
    '不填行吗',
    '可以不填吗',
    '忘了带',
    '记不住',
    '身份证在俺儿子那儿',
    '让闺女拿走了',
  ])('%s', (text) => expect(readAt('id_number', text).control).toBe('skip'));

  it.each(['id_number', 'phone'] as const)(
    'is left with a word at the second answer without digits: %s',
    (step) => {
      const second = readAt(step, '说来话就长喽那东西', 'self', 1);
      expect(second.control).toBe('skip');
      expect(second.note).toBeDefined();
    },
  );

  it('is still a question where one is asked', () => {
    expect(readAt('id_number', '为啥要身份证').question).toBe(true);
    expect(readAt('id_number', '身份证丢了去哪补办').question).toBe(true);
  });
});

describe('the place of the one concerned', () => {
  const scanned = () =>
    newDraft({
      id: 'd1',
      county: COUNTY,
      now: NOW,
      place: {
        township: parseRegion('411024102'),
        village: parseRegion('411024102201'),
        text: '马栏村',
        how: 'code',
      },
    });

  it('overrides the scanned code when told with for whom is filed', () => {
    const reading = readAt(null, '我扫的是娘家马栏的码，不过我是给俺公公报的，他在望田镇五里岗住');
    const { answers } = apply(scanned(), reading.found, NOW).draft;
    expect(answers.filer).toBe('kin');
    expect(answers.place?.village).toBe('411024104201');
  });

  it('told of a relative counts only once it is for kin', () => {
    const { found } = readAt(null, '扫了马栏这边的码，可是我弟弟家在县城望田镇，能一起报吗');
    const draft = apply(scanned(), found, NOW).draft;
    expect(draft.answers.place?.township).toBe('411024102');
    expect(apply(draft, { filer: 'self' }, NOW).draft.answers.place?.township).toBe('411024102');
    expect(apply(draft, { filer: 'kin' }, NOW).draft.answers.place?.township).toBe('411024104');
  });

  it('is corrected though 娘家 is told with it', () => {
    const reading = readAt('review', '住的地方写成我娘家了，我家是马坊乡前步村');
    expect(reading.correction).toBe(true);
    expect(reading.found.place?.village).toBe('411024201201');
  });
});

describe('提交 before the review', () => {
  it.each(['story', 'photos'] as const)('at %s goes on to the review', (step) => {
    const { draft, isRefused } = sendOff(draftAt(step));
    expect([openStep(draft), isRefused]).toEqual(['review', false]);
  });

  it('is refused once at a number, then leaves it', () => {
    const first = sendOff(draftAt('phone'));
    expect([openStep(first.draft), first.isRefused]).toEqual(['phone', true]);
    const second = sendOff(first.draft);
    expect([openStep(second.draft), second.isRefused]).toEqual(['place', false]);
    expect(sendOff(second.draft).isRefused).toBe(false);
  });
});

it('the review shows a village by its usual name', () => {
  const gazetteer = {
    place: (code: string) =>
      code.length === 12
        ? { code: parseRegion(code), name: '武岗村委会' }
        : GAZETTEER.place(parseRegion(code)),
  };
  const { text } = review(draftAt('review'), gazetteer);
  expect(text).toContain('武岗村\n');
  expect(text).not.toContain('村委会');
});

it.each([null, 'filer', 'consent', 'name', 'id_number'] as const)('a place is no name at %s', (step) => {
  for (const text of ['我是马栏镇的', '俺是马栏的', '我是马栏镇的，低保咋申请', '马栏镇']) {
    const { found } = readAt(step, text);
    expect([text, found.name, found.selfName, found.filerName]).toEqual([
      text,
      undefined,
      undefined,
      undefined,
    ]);
  }
  expect(readAt(null, '我是马栏镇的').found.place?.township).toBe('411024102');
});
