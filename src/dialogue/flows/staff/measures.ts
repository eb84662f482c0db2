import {
  dayText,
  type MeasureOfCase,
  refusalText,
  type StaffMember,
  type Suggestion,
  type SupportPlan,
} from '../../../casework/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import type { Act, TopicCommand } from './command.ts';
import { CHECK_COMMANDS } from './joint-tasks.ts';
import { MEASURES_TEXTS as T } from './measures-texts.ts';
import { SUPPORT_COMMANDS } from './support.ts';
import { readRef } from './words.ts';

/** Suggestions in one message; the rest is asked for. */
const SHOWN = 5;
/** Buttons under one message. */
const BUTTONS = 6;
const QUOTE = 60;

/** `RECEIPT:id` of a measure that a case has, `RECEIPT:+entry` of one that it may have. */
interface Listed {
  receipt: string;
  id?: string;
  entry?: string;
}

function readListed(ref: string | undefined): Listed | undefined {
  const [, receipt, plus, id] = /^([^:]+):(\+?)(.+)$/.exec(ref ?? '') ?? [];
  if (receipt === undefined || id === undefined) return undefined;
  return plus === '' ? { receipt, id } : { receipt, entry: id };
}

/** What the numbers of a text stand for in the list of measures shown last; undefined where there is no such list. */
function chosen(scene: Scene, text: string): Listed[] | undefined {
  const plain = text.normalize('NFKC').trim();
  if (!/^\d{1,3}(?:[\s,、和]+\d{1,3})*$/.test(plain)) return undefined;
  const items = (plain.match(/\d+/g) ?? []).map((number) => {
    const listed = scene.state.listed[Number(number) - 1];
    return listed?.kind === 'measure' ? readListed(listed.ref) : undefined;
  });
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** 措施: shows what a household has and may have, or arranges what was chosen. */
async function measures(scene: Scene, staff: StaffMember, { text }: Act): Promise<void> {
  const direct = chosen(scene, text);
  if (direct !== undefined) return planListed(scene, staff, direct);
  const ref = readRef(scene, text);
  if (ref === undefined) return scene.say(T.whichCase);
  const receipt = readListed(ref.ref)?.receipt ?? ref.ref;
  const own = /^自定[\s:：，,]*(.*)$/s.exec(ref.text)?.[1];
  if (own !== undefined) return planOwn(scene, staff, receipt, own);
  const entry = /^\+([a-z0-9-]+)$/.exec(ref.text)?.[1];
  if (entry !== undefined) return plan(scene, staff, receipt, [entry]);
  const picked = ref.text === '' ? undefined : chosen(scene, ref.text);
  if (picked?.every((item) => item.receipt === receipt) === true) return planListed(scene, staff, picked);
  await show(scene, staff, receipt, { all: /^全部/.test(ref.text), pick: /^\d/.test(ref.text) });
}

async function planListed(scene: Scene, staff: StaffMember, items: readonly Listed[]): Promise<void> {
  const entries = items.flatMap(({ entry }) => entry ?? []);
  const [first] = items;
  if (first === undefined || entries.length < items.length) return scene.say(T.alreadyPlanned);
  return plan(scene, staff, first.receipt, entries);
}

async function plan(scene: Scene, staff: StaffMember, ref: string, entries: string[]): Promise<void> {
  const outcome = await scene.parts.casework.support.plan(scene.unit, staff, ref, entries);
  if (!outcome.ok) return refuse(scene, outcome);
  sayPlanned(scene, outcome);
}

/** 自定 修门口的路 望田镇政府: the last word is the office. */
async function planOwn(scene: Scene, staff: StaffMember, ref: string, said: string): Promise<void> {
  const [, text = '', office = ''] = /^(.*\S)\s+(\S+)$/s.exec(said.trim()) ?? [];
  const own = { text: text === '' ? said.trim() : text, office };
  const outcome = await scene.parts.casework.support.planOwn(scene.unit, staff, ref, own);
  if (!outcome.ok) return refuse(scene, outcome);
  sayPlanned(scene, outcome);
}

function sayPlanned(
  scene: Scene,
  given: Pick<SupportPlan, 'receipt' | 'stage'> & { planned: readonly MeasureOfCase[] },
): void {
  const { receipt, planned } = given;
  scene.state.listed = planned.map(({ id }) => ({ kind: 'measure', ref: `${receipt}:${id}` }));
  const lines = planned.map((measure, i) => `${i + 1}. ${measureLine(scene, measure)}`);
  scene.say([T.planned(receipt), ...lines, T.told, T.howHave].join('\n'), caseWays(given));
}

/** The ways on with a case's support; before it was included there is nobody to follow up. */
function caseWays({ receipt, stage }: Pick<SupportPlan, 'receipt' | 'stage'>): Button[] {
  const button = (command: 'measures' | 'followup' | 'removerisk'): Button => ({
    id: `staff:${command}:${receipt}`,
    label: T.buttons[command],
  });
  return [
    button('measures'),
    ...(stage === 'included' || stage === 'support' ? [button('followup')] : []),
    ...(stage === 'support' ? [button('removerisk')] : []),
  ];
}

async function show(
  scene: Scene,
  staff: StaffMember,
  ref: string,
  { all, pick }: { all: boolean; pick: boolean },
): Promise<void> {
  const outcome = await scene.parts.casework.support.suggestions(scene.unit, staff, ref);
  if (!outcome.ok) return refuse(scene, outcome);
  const { plan } = outcome;
  const fresh = plan.suggestions.filter(({ planned }) => !planned);
  const offered = all ? fresh : fresh.slice(0, SHOWN);
  scene.state.listed = [
    ...plan.measures.map(({ id }) => ({ kind: 'measure' as const, ref: `${plan.receipt}:${id}` })),
    ...offered.map(({ entry }) => ({ kind: 'measure' as const, ref: `${plan.receipt}:+${entry}` })),
  ];
  const from = plan.measures.length;
  const lines = [
    ...(pick ? [T.listFirst] : []),
    T.head(plan.receipt, plan.causes.join('、')),
    ...householdLines(scene, plan),
    ...(from === 0 ? [] : [T.have]),
    ...plan.measures.map((measure, i) => `${i + 1}. ${measureLine(scene, measure)}`),
    offered.length === 0 ? T.nothing : T.mayHave,
    ...offered.map((suggestion, i) => `${from + i + 1}. ${suggestionLines(suggestion, plan.labour)}`),
    ...(fresh.length > offered.length ? [T.more(fresh.length - offered.length, plan.receipt)] : []),
    ...(plan.without.length === 0 ? [] : [T.noneFor(plan.without.join('、'))]),
    ...howLines(plan),
  ];
  const mayPlan = plan.problem === undefined ? offered : [];
  const choices = mayPlan.slice(0, BUTTONS).map(({ entry }, i) => ({
    id: `staff:measures:${plan.receipt} +${entry}`,
    label: T.buttons.plan(from + i + 1),
  }));
  scene.say(lines.join('\n'), [...choices, ...caseWays(plan)]);
}

/** How support is arranged, or why this member does not arrange it now. */
function howLines({ receipt, measures, problem }: SupportPlan): string[] {
  if (problem === 'not-allowed') return [T.lookOnly];
  if (problem !== undefined) return [refusalText(problem)];
  return [T.how(receipt), ...(measures.length === 0 ? [] : [T.howHave])];
}

function householdLines(scene: Scene, plan: SupportPlan): string[] {
  const last = plan.followUps.at(-1);
  return [
    `${T.labour(plan.labour)}。${plan.labour === 'without' ? T.withoutLabour : ''}`,
    ...(plan.earlier.length === 0 ? [] : [T.earlier(plan.earlier.join('、'))]),
    ...(plan.nextFollowUp === null
      ? []
      : [
          last === undefined
            ? T.noFollowUp
            : T.followUps(plan.followUps.length, dayText(last.on, scene.today)),
          T.nextFollowUp(dayText(plan.nextFollowUp, scene.today)),
        ]),
    ...(plan.removalProposed ? [T.proposed] : []),
  ];
}

function measureLine(scene: Scene, measure: MeasureOfCase): string {
  const day = measure.endedOn ?? measure.startedOn ?? measure.plannedOn;
  const office = measure.unit === '' ? '' : `（${measure.unit}）`;
  const note = measure.note === undefined || measure.note === '' ? '' : `：${measure.note}`;
  return `${measure.title}${office} ${measure.stateLabel} ${dayText(day, scene.today)}${note}`;
}

function suggestionLines(suggestion: Suggestion, labour: SupportPlan['labour']): string {
  const { title, unit, units, who, needsLabour, forWithout, basis, kindLabel } = suggestion;
  const conditions = [
    ...(who === undefined ? [] : [T.who(who)]),
    ...(needsLabour && labour !== 'with' ? [T.needsLabour] : []),
    ...(forWithout && labour !== 'without' ? [T.forWithout] : []),
  ];
  const quote = basis.quote.length > QUOTE ? `${basis.quote.slice(0, QUOTE)}…` : basis.quote;
  const office = unit === '' ? '' : ` ${unit}${units.length === 0 ? T.assumedUnit : ''}`;
  return [
    `【${kindLabel}】${title}${office}`,
    ...(conditions.length === 0 ? [] : [`   ${conditions.join('；')}`]),
    `   ${T.basis(basis.title, basis.article, quote, basis.state)}`,
  ].join('\n');
}

/** The measure that a number, a button or the question before stands for, and the words behind it. */
function measureRef(scene: Scene, { ref, text }: Act): { id: string; text: string } | undefined {
  if (ref !== '') return { id: ref, text };
  const read = readRef(scene, text);
  if (read === undefined) return undefined;
  const listed = readListed(read.ref);
  if (listed !== undefined) return listed.id === undefined ? undefined : { id: listed.id, text: read.text };
  return /^[a-z0-9]{20,40}$/.test(read.ref) ? { id: read.ref, text: read.text } : undefined;
}

async function start(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const measure = measureRef(scene, given);
  if (measure === undefined) return scene.say(T.whichMeasure);
  const outcome = await scene.parts.casework.support.start(scene.unit, staff, measure.id);
  if (!outcome.ok) return refuse(scene, outcome);
  scene.say(T.started(outcome.measure.title), caseWays(outcome));
}

async function end(scene: Scene, staff: StaffMember, given: Act, how: 'finish' | 'drop'): Promise<void> {
  const measure = measureRef(scene, given);
  if (measure === undefined) return scene.say(T.whichMeasure);
  const { command } = given;
  if (measure.text === '') {
    return askFor(scene, { command, ref: measure.id }, how === 'finish' ? T.askFinish : T.askDrop);
  }
  const { support } = scene.parts.casework;
  const outcome = await support[how](scene.unit, staff, measure.id, measure.text);
  if (!outcome.ok) return refuse(scene, outcome);
  const said = how === 'finish' ? T.finished : T.dropped;
  scene.say(said(outcome.measure.title), caseWays(outcome));
}

export const MEASURES_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'measurestart',
    words: /^措施(?:落实|开始)/,
    roles: ['township', 'county'],
    about: 'words',
    help: T.help.start,
    run: start,
  },
  {
    name: 'measuredone',
    words: /^措施(?:完成|办完|办好)/,
    roles: ['township', 'county'],
    about: 'words',
    help: T.help.finish,
    run: (scene, staff, given) => end(scene, staff, given, 'finish'),
  },
  {
    name: 'measurestop',
    words: /^(?:措施停(?:止|了)?|停止措施)/,
    roles: ['township', 'county'],
    about: 'words',
    help: T.help.drop,
    run: (scene, staff, given) => end(scene, staff, given, 'drop'),
  },
  {
    name: 'measures',
    words: /^(?:帮扶)?措施/,
    roles: ['village', 'township', 'county'],
    about: 'words',
    help: T.help.measures,
    run: measures,
  },
  ...CHECK_COMMANDS,
  ...SUPPORT_COMMANDS,
];
