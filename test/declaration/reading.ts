import {
  allOf,
  apply,
  back,
  type Draft,
  newDraft,
  openStep,
  Reader,
  type Reading,
  type StepId,
  skip,
} from '../../src/declaration/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { GAZETTEER, PLACES } from './places.ts';

export const COUNTY = parseRegion('411024');
export const NOW = new Date('2026-11-22T02:00:00.000Z');
export const READER = new Reader({ places: PLACES, gazetteer: GAZETTEER });

/** A declaration answered up to (not including) a step. */
export function draftAt(step: StepId, filer: 'self' | 'kin' = 'self'): Draft {
  const answers: [StepId, Parameters<typeof apply>[1]][] = [
    ['filer', { filer }],
    ['relation', filer === 'kin' ? { relation: '父亲' } : {}],
    ['consent', { consent: { sensitive: true, dataChecks: true } }],
    ['name', { name: '王建国' }],
    ['id_number', { idNumber: '411024195203160014' }],
    ['phone', { phone: '13800001111' }],
    [
      'place',
      {
        place: {
          township: parseRegion('411024104'),
          village: parseRegion('411024104201'),
          text: '五里岗',
          how: 'text',
        },
      },
    ],
    ['causes', { causes: { set: ['因病'] } }],
    ['story', { story: '老伴住院' }],
    ['photos', { photosDone: true }],
  ];
  let draft = newDraft({ id: 'd1', county: COUNTY, now: NOW });
  for (const [each, found] of answers) {
    if (each === step) return draft;
    draft = apply(draft, found, NOW).draft;
  }
  if (step === 'household' || step === 'income') draft = apply(draft, { wants: step }, NOW).draft;
  return draft;
}

/** Reads a text at a step. */
export function readAt(
  step: StepId | null,
  text: string,
  filer: 'self' | 'kin' = 'self',
  misses = 0,
): Reading {
  return READER.read(
    { text },
    { step, county: COUNTY, now: NOW, misses, ...(step === null ? {} : { draft: draftAt(step, filer) }) },
  );
}

/** A reading in words, to compare with a table. The story's text is left out where it is the whole message. */
export function summary(reading: Reading, text: string): string {
  const { found, control, problem } = reading;
  const parts: string[] = [];
  const add = (key: string, value: string | undefined) => {
    if (value !== undefined) parts.push(`${key}=${value}`);
  };
  const flag = (name: string, on: unknown) => {
    if (on === true) parts.push(name);
  };
  add('control', control);
  add('filer', found.filer);
  add('relation', found.relation);
  if (found.consent !== undefined) {
    const { sensitive, dataChecks } = found.consent;
    add('consent', sensitive === true ? (dataChecks === true ? 'all' : 'partial') : 'no');
  }
  add('name', found.name);
  add('self', found.selfName);
  add('filerName', found.filerName);
  add('id', found.idNumber?.slice(-4));
  add('phone', found.phone);
  add(
    'place',
    found.place === undefined ? undefined : (found.place.village ?? found.place.township ?? found.place.how),
  );
  add('choices', found.placeChoices?.length.toString());
  if (found.causes !== undefined) {
    const { set, add: added = [], remove = [] } = found.causes;
    add('causes', set?.join('+') ?? [...remove.map((c) => `-${c}`), ...added.map((c) => `+${c}`)].join(''));
  }
  if (found.story !== undefined) parts.push(found.story === text ? 'story' : `story=${found.story}`);
  flag('photosDone', found.photosDone);
  const counts = (record: object | undefined) =>
    record &&
    Object.entries(record)
      .map(([key, value]) => `${key}:${value}`)
      .sort()
      .join(',');
  add('household', counts(found.household));
  add('income', counts(found.income));
  add('wants', found.wants);
  add('edit', found.edit);
  add('problem', problem?.kind);
  flag('child', found.child);
  flag('note', reading.note !== undefined);
  flag('correction', reading.correction);
  flag('question', reading.question);
  flag('urgent', reading.urgent);
  flag('crisis', reading.crisis);
  flag('declares', reading.declares);
  return parts.join(' ');
}

/** Two summaries say the same: order apart, `story=…` of a whole message is `story`. */
export function sameMeaning(actual: string, expected: string, text: string): boolean {
  const tidy = (summary: string) =>
    summary
      .split(' ')
      .filter((part) => part !== '')
      .map((part) =>
        part === `story=${text}`
          ? 'story'
          : part.replace(/^(household|income)=(.*)$/, (_, k, v) => `${k}=${v.split(',').sort().join(',')}`),
      )
      .sort()
      .join(' ');
  return tidy(actual) === tidy(expected);
}

/** A conversation as the dialogue leads it, without questions and wishes other than 返回 and 跳过. */
export function converse(
  lines: string[],
  start = newDraft({ id: 'd1', county: COUNTY, now: NOW }),
): { draft: Draft; steps: StepId[] } {
  let draft = start;
  const steps: StepId[] = [];
  let misses = 0;
  for (const line of lines) {
    const step = openStep(draft);
    const message = line.startsWith('#') ? { action: line.slice(1) } : { text: line };
    const reading = READER.read(message, { step, draft, county: COUNTY, now: NOW, misses });
    if (reading.control === 'back') draft = back(draft) ?? draft;
    else if (reading.control === 'skip') draft = skip(draft) ?? draft;
    else draft = apply(draft, allOf(reading), NOW).draft;
    misses = openStep(draft) === step ? misses + 1 : 0;
    steps.push(openStep(draft));
  }
  return { draft, steps };
}
