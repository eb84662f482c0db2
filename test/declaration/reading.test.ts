import { describe, expect, it } from 'vitest';
import { STEPS, type StepId } from '../../src/declaration/index.ts';
import { MORE } from './more-utterances.ts';
import { COUNTY, draftAt, NOW, READER, readAt, sameMeaning, summary } from './reading.ts';
import { QUESTIONS, STORIES } from './stories.ts';
import { STILL_MORE } from './third-utterances.ts';
import * as tables from './utterances.ts';
import * as need from './utterances-need.ts';

const TABLES: [StepId | null, tables.Utterance[], ('self' | 'kin')?][] = [
  ['filer', tables.FILER],
  ['relation', tables.RELATION, 'kin'],
  ['consent', tables.CONSENT],
  ['name', tables.NAME],
  ['name', tables.NAME_KIN, 'kin'],
  ['id_number', tables.ID_NUMBER],
  ['phone', tables.PHONE],
  ['place', need.PLACE],
  ['causes', need.CAUSES],
  ['story', need.STORY],
  ['photos', need.PHOTOS],
  ['household', need.HOUSEHOLD],
  ['income', need.INCOME],
  ['review', need.REVIEW],
  [null, need.IDLE],
  ...MORE,
  ...STILL_MORE,
];

describe.each(TABLES)('at %s', (step, table, filer = 'self') => {
  it.each(table)('%s', (text, meaning) => {
    const actual = summary(readAt(step, text, filer), text);
    expect(sameMeaning(actual, meaning, text), `read as: ${actual}`).toBe(true);
  });
});

describe('a story or a question', () => {
  it.each(STORIES)('is told: %s', (text) => {
    const reading = readAt('story', text);
    expect(reading.found.story).toBe(text);
    expect(reading.question).toBe(false);
  });

  it.each(QUESTIONS)('is asked: %s', (text) => {
    const reading = readAt('story', text);
    expect(reading.found.story).toBeUndefined();
    expect(reading.question).toBe(true);
  });
});

describe('what is never taken for an answer', () => {
  const steps: StepId[] = [
    'filer',
    'consent',
    'name',
    'id_number',
    'phone',
    'place',
    'causes',
    'story',
    'photos',
    'review',
  ];

  it.each(steps)('senseless messages at %s', (step) => {
    for (const text of ['😀', '……', '？？', 'asdf', '哈哈哈', '　', '\u200b']) {
      const reading = readAt(step, text);
      expect(reading.found, text).toEqual({});
      expect(reading.problem?.kind, text).toBe('senseless');
      expect(reading.control, text).toBeUndefined();
    }
  });

  it.each(steps)('ten thousand characters at %s', (step) => {
    const reading = readAt(step, '俺家困难'.repeat(2500));
    expect(reading.found).toEqual({});
    expect(reading.problem).toMatchObject({ kind: 'too-long', text: expect.stringContaining('2000') });
  });

  it('a story of 2000 characters is kept whole, one of 2001 is not cut', () => {
    const story = `俺老伴得了癌症。${'难'.repeat(1992)}`;
    expect(readAt('story', story).found.story).toBe(story);
    expect(readAt('story', `${story}难`)).toMatchObject({ found: {}, problem: { kind: 'too-long' } });
  });
});

describe('consent is never guessed', () => {
  it.each([
    '不太愿意',
    '我没同意',
    '没说同意',
    '还没想好同不同意',
    '同意不同意有啥区别',
    '等我儿子同意了再说',
    '同意不了',
    '别登记',
    '先别登记',
    '不想同意',
    '同意的话会咋样',
    '凭啥要我同意',
    '可以不同意吗',
    '能不能不同意',
    '好像不中',
    '行不行啊',
    '好吗',
    '再想想',
    '我问问家里人',
    '登记啥',
  ])('%s', (text) => {
    expect(readAt('consent', text).found.consent?.sensitive ?? false).toBe(false);
  });
});

describe('time', () => {
  it('no message keeps the reader long, whatever it repeats', () => {
    const pieces = [
      '1',
      '1 ',
      '一',
      '好',
      '好的',
      '我是',
      '王',
      '王·',
      '给我',
      '不是',
      '没有',
      '，',
      '三万',
      '0-',
      '那就',
      '身份证',
      'a1',
    ];
    for (const step of [...STEPS, null]) {
      for (const piece of pieces) {
        const started = performance.now();
        readAt(step, `${piece.repeat(1990 / piece.length)}x`);
        expect(performance.now() - started, `${step} ${piece}`).toBeLessThan(1000);
      }
    }
  });
});

describe('signs in any message', () => {
  it.each([
    '房子塌了，人还在里面',
    '家里断粮两天了',
    '老伴大出血',
    '人快不行了',
    '我们被困在房顶上',
    '没地方住了',
    '孩子被埋了',
    '没吃的了',
    '揭不开锅了',
    '屋子着火了',
    '娃掉井里了',
    '晕倒了喘不上气',
  ])('urgent: %s', (text) => {
    for (const step of ['story', 'phone', null] as const) {
      const reading = readAt(step, text);
      expect(reading.urgent).toBe(true);
      expect(reading.found.urgent).toBe(true);
    }
  });

  it.each([
    '前年房子塌了，后来修好了',
    '怕房子塌了',
    '房子漏雨',
    '老伴抢救过来了',
    '看病花钱多',
    '没活干',
    '会不会塌',
  ])('not urgent: %s', (text) => {
    expect(readAt('story', text).urgent).toBe(false);
  });

  it.each(['不想活了', '活着没意思', '男人天天打我，家暴', '喝农药死了算了', '有人要打死我'])(
    'crisis: %s',
    (text) => {
      expect(readAt('name', text).crisis).toBe(true);
    },
  );

  it.each(['俺老伴走了', '猪都死了', '打工摔了', '农药钱都没有'])('no crisis: %s', (text) => {
    expect(readAt('story', text).crisis).toBe(false);
  });
});

describe('what is said once is not asked again, and what is answered is not overwritten', () => {
  it('a second telephone in a story leaves the first', () => {
    expect(readAt('story', '俺儿子电话13912345678，他出车祸了，没钱治').found.phone).toBeUndefined();
  });

  it('a hospital in a township is not the home', () => {
    const reading = READER.read(
      { text: '俺在望田镇卫生院看病花了两万' },
      { step: 'name', draft: draftAt('name'), county: COUNTY, now: NOW, misses: 0 },
    );
    expect(reading.found.place).toBeUndefined();
  });

  it('a rare name is believed when it is given again', () => {
    expect(readAt('name', '呷绒志玛吉').problem?.kind).toBe('name-form');
    expect(readAt('name', '哲别', 'self', 0).problem?.kind).toBe('name-form');
    expect(readAt('name', '哲别', 'self', 1).found.name).toBe('哲别');
  });

  it('the writer’s own name is believed to be the head’s when it is given again', () => {
    expect(readAt('name', '我叫王小军', 'kin', 1).found.name).toBe('王小军');
  });
});

describe('buttons', () => {
  const press = (action: string, step: StepId | null, draft = step === null ? undefined : draftAt(step)) =>
    READER.read(
      { action },
      { step, county: COUNTY, now: NOW, misses: 0, ...(draft === undefined ? {} : { draft }) },
    );

  it('give the answer of their question', () => {
    expect(press('filer:kin', 'filer').found).toEqual({ filer: 'kin' });
    expect(press('consent:sensitive', 'consent').found.consent).toEqual({
      sensitive: true,
      dataChecks: false,
    });
    expect(press('cause:因病', 'causes').found.causes).toEqual({ add: ['因病'] });
    expect(press('place:411024104201', 'place').found.place).toMatchObject({
      village: '411024104201',
      how: 'picked',
    });
    expect(press('place:unknown', 'place').found.place).toMatchObject({ township: null, how: 'intake' });
    expect(press('photos:done', 'photos').found).toEqual({ photosDone: true });
    expect(press('edit:phone', 'review')).toMatchObject({ found: { edit: 'phone' }, correction: true });
    expect(press('more:income', 'review').found).toEqual({ wants: 'income' });
    expect(press('submit', 'review').control).toBe('submit');
    expect(press('declare', null)).toMatchObject({ control: 'declare', declares: true });
  });

  it('of a question left behind do no harm', () => {
    expect(press('skip:phone', 'place')).toMatchObject({ found: {} });
    expect(press('skip:phone', 'place').control).toBeUndefined();
    expect(press('consent:none', 'causes').found).toEqual({});
    expect(press('photos:done', 'causes').found).toEqual({});
    expect(press('place:unknown', 'review').found).toEqual({});
    expect(press('cause:因学', 'story').found.causes).toEqual({ add: ['因学'] });
  });

  it('that nobody made do nothing', () => {
    for (const action of [
      '',
      ':',
      'place:999',
      'place:360734100',
      'cause:因懒',
      'filer:king',
      'edit:all',
      'x:y',
      'place:page:-1',
    ]) {
      const reading = press(action, 'place');
      expect(reading.found, action).toEqual({});
      expect(reading.control, action).toBeUndefined();
      expect(reading.problem, action).toBeUndefined();
    }
  });
});
