import { describe, expect, test } from 'vitest';
import { Procedures } from '../../src/casework/index.ts';
import { RESIDENT as SUPPORT } from '../../src/casework/support/texts.ts';
import { REPORTER, RESIDENT } from '../../src/casework/texts.ts';
import { BUTTONS, DECLARATION_TEXTS, PROBLEMS, QUESTIONS } from '../../src/declaration/texts.ts';
import { CASE_TEXTS } from '../../src/dialogue/case-texts.ts';
import { SERVICE_TEXTS } from '../../src/dialogue/service-texts.ts';
import { TEXTS } from '../../src/dialogue/texts.ts';
import { parseRegion } from '../../src/regions/index.ts';

const LONGEST_SENTENCE = 40;
const LONGEST_BUTTON = 8;
/** Words of offices; one in brackets stands beside its explanation. */
const JARGON =
  /受理|环节|核查|评议|研判|复核|办结|时限|工作日|移交|事项|告知|责任单位|补正|主体|政务|整改|纳入监测|流程|佐证|(?<!已)经办|入户/;

/** Every text of a catalogue, the functions among them filled in. */
function textsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const filled: unknown = value(...Array.from({ length: value.length }, () => '3'));
    return textsOf(filled, path);
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

/** What cadres read stands in other catalogues, but for these. */
const FOR_CADRES = /TEXTS\.(?:human\.notice|form\.proxyByStaff)/;

/** What each county's file says of the steps. */
function stageTexts(): Record<string, string> {
  const procedures = Procedures.load('corpus/regions');
  return Object.fromEntries(
    ['411024', '4113', '3607', '2104'].flatMap((code) =>
      procedures.of(parseRegion(code)).stages.map(({ stage, resident }) => [`${code}.${stage}`, resident]),
    ),
  );
}

/** Words of the consent notice change with its version only. */
const VERSIONED = ['DECLARATION_TEXTS.notice.3'];

const CATALOGUES: [string, unknown][] = [
  ['TEXTS', TEXTS],
  ['SERVICE_TEXTS', SERVICE_TEXTS],
  ['CASE_TEXTS', CASE_TEXTS],
  ['RESIDENT', RESIDENT],
  ['SUPPORT', SUPPORT],
  ['REPORTER', REPORTER],
  ['DECLARATION_TEXTS', DECLARATION_TEXTS],
  ['PROBLEMS', PROBLEMS],
  ['QUESTIONS', QUESTIONS],
  ['regions', stageTexts()],
];

function sentencesOf(text: string): string[] {
  return text.split(/[。！？；：\n]/);
}

describe.each(CATALOGUES)('what residents read: %s', (name, catalogue) => {
  const texts = textsOf(catalogue, name).filter(([path]) => !FOR_CADRES.test(path));

  test('has texts', () => expect(texts.length).toBeGreaterThan(0));

  test(`sentences of at most ${LONGEST_SENTENCE} characters`, () => {
    const long = texts.flatMap(([path, text]) =>
      sentencesOf(text).flatMap((each) => ([...each].length > LONGEST_SENTENCE ? [`${path}: ${each}`] : [])),
    );
    expect(long).toEqual([]);
  });

  test('no word of offices without its explanation', () => {
    const found = texts.filter(
      ([path, text]) => !VERSIONED.includes(path) && JARGON.test(text.replace(/（[^）]*）/g, '')),
    );
    expect(found).toEqual([]);
  });
});

test.each([
  ['TEXTS.buttons', TEXTS.buttons],
  ['declaration', BUTTONS],
])('buttons of at most eight characters: %s', (_, buttons) => {
  const long = Object.values(buttons).filter((label) => [...label].length > LONGEST_BUTTON);
  expect(long).toEqual([]);
});
