import {
  FORM_LIMITS,
  type FormBasis,
  refusalText,
  type StaffMember,
  textProblem,
} from '../../../casework/index.ts';
import type { Scene } from '../../scene.ts';
import { askFor, refuse } from './asking.ts';
import { caseButtons } from './buttons.ts';
import type { Act } from './command.ts';
import {
  answered,
  FORM_STEPS,
  type FormDraft,
  type FormStep,
  formOf,
  keepForm,
  newForm,
  openGuarantees,
  openStep,
  stepBefore,
  unfiled,
  whole,
} from './form-draft.ts';
import {
  numberOf,
  readDay,
  readFigures,
  readGuarantees,
  readVisit,
  saysNone,
  sumOf,
} from './form-reading.ts';
import { photosOf, question, reviewChoices, summary } from './form-view.ts';
import { lackWords } from './lack-words.ts';
import { PROCEDURE_TEXTS as T } from './procedure-texts.ts';

/** What a message came to: the form with it, or why not. */
type Read = { draft: FormDraft } | { problem: string };

/**
 * 核实表 编号: one question after the other, several answers in one message understood. What was entered is kept with each
 * message, so that another command, 先不办 or a restart in between loses nothing.
 */
export async function fillForm(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const begun = await scene.parts.casework.papers.begin(scene.unit, staff, given.ref);
  if (!begun.ok) return refuse(scene, begun);
  const { basis } = begun;
  const known = unfiled(scene, basis.receipt);
  if (/^从头填?[。！!]*$/.test(given.text)) return put(scene, basis, newForm(), [T.restarted]);
  const isNew = known === undefined;
  const draft = known ?? (basis.current === undefined ? newForm() : formOf(basis.current));
  const isGoingOn = given.kept !== undefined || given.text !== '';
  const heads = isNew
    ? basis.current === undefined
      ? []
      : [T.replaces(basis.receipt)]
    : isGoingOn
      ? []
      : [T.resumed(basis.receipt)];
  if (given.text === '') return put(scene, basis, draft, heads);
  const step = openStep(draft);
  if (/^(?:返回|上一[步项]|退回)[。！!]*$/.test(given.text)) return goBack(scene, basis, draft);
  if (step === undefined) return atReview(scene, staff, basis, draft, given.text);
  const read = readStep(scene, staff, draft, step, given.text);
  if ('problem' in read) return put(scene, basis, draft, [read.problem]);
  return put(scene, basis, read.draft, heads);
}

/** Puts the open question, or the summary when all is answered; what was entered is kept. */
function put(scene: Scene, basis: FormBasis, draft: FormDraft, heads: readonly string[]): void {
  const { receipt } = basis;
  const step = openStep(draft);
  const now =
    step === 'sign' && draft.evidence === undefined
      ? { ...draft, evidence: [...scene.state.loosePhotos] }
      : draft;
  keepForm(scene, receipt, now);
  const act = { command: 'form', ref: receipt, kept: { step: step ?? 'review' } };
  if (step === undefined) {
    askFor(scene, act, [...heads, summary(scene, basis, now)].join('\n'), reviewChoices(receipt, now));
    return;
  }
  const { text, choices } = question(scene, basis, now, step);
  const back =
    step === 'people' ? [] : [{ id: `staff:form:${receipt} ${T.buttons.back}`, label: T.buttons.back }];
  askFor(scene, act, [...heads, text].join('\n'), [...choices, ...back]);
}

function goBack(scene: Scene, basis: FormBasis, draft: FormDraft): void {
  const before = stepBefore(draft);
  if (before === undefined) put(scene, basis, draft, [T.noBefore]);
  else put(scene, basis, { ...draft, at: before }, []);
}

/** The summary is open: confirmed, a part asked for again, or something said that changes it. */
async function atReview(
  scene: Scene,
  staff: StaffMember,
  basis: FormBasis,
  draft: FormDraft,
  text: string,
): Promise<void> {
  if (/^(?:确认|对|对的|没问题|提交|是|是的|好|好的)[。！!]*$/.test(text))
    return file(scene, staff, basis, draft);
  const part = FORM_STEPS.find((step) => text.startsWith(T.buttons.change[step]));
  if (part !== undefined) return put(scene, basis, again(draft, part), []);
  const found = readFigures(text);
  if (Object.keys(found).length === 0) return put(scene, basis, draft, [T.notRead]);
  const changed = { ...draft, ...found };
  put(scene, basis, isHousehold(changed) ? changed : draft, isHousehold(changed) ? [] : [T.wrongPeople]);
}

/** A part put again with what belongs to it open; signatures are told from the other photos anew. */
function again(draft: FormDraft, step: FormStep): FormDraft {
  if (step === 'guarantees') return { ...draft, guarantees: {}, at: step };
  if (step !== 'sign') return { ...draft, at: step };
  const { evidence: _evidence, ...rest } = draft;
  return { ...rest, at: step };
}

async function file(scene: Scene, staff: StaffMember, basis: FormBasis, draft: FormDraft): Promise<void> {
  const form = whole(draft);
  if (form === undefined) return put(scene, basis, draft, [T.mustFill]);
  const { evidence: photoIds, signatures: signatureIds } = photosOf(scene, draft);
  const { papers } = scene.parts.casework;
  const outcome = await papers.form(scene.unit, staff, basis.receipt, { form, photoIds, signatureIds });
  if (!outcome.ok) {
    // Photos that are gone would be missed by every later try, too.
    if (outcome.reason === 'photo-unknown') scene.state.loosePhotos = [];
    return refuse(scene, outcome);
  }
  keepForm(scene, basis.receipt);
  scene.state.loosePhotos = [];
  const lines = [T.filed(outcome.receipt, outcome.perPerson), ...lackWords(scene, outcome)];
  scene.say(lines.join('\n'), caseButtons(scene, outcome));
}

function readStep(scene: Scene, staff: StaffMember, draft: FormDraft, step: FormStep, text: string): Read {
  const isSkip = /^(?:跳过|不填|不清楚|不知道)[。！!]*$/.test(text);
  if (isSkip && step !== 'means' && step !== 'sign') return { problem: T.mustFill };
  switch (step) {
    case 'people':
      return readPeople(draft, text);
    case 'income':
    case 'spending':
      return readSums(draft, step, text);
    case 'costs':
      return readCosts(draft, text);
    case 'guarantees': {
      const open = openGuarantees(draft);
      const found = readGuarantees(text, open);
      if (Object.keys(found).length === 0) return { problem: T.notRead };
      const next = { ...draft, guarantees: { ...draft.guarantees, ...found } };
      return { draft: openGuarantees(next).length > 0 ? next : answered(next, step) };
    }
    case 'means': {
      const means = isSkip || saysNone(text) ? '' : text.trim();
      if ([...means].length > FORM_LIMITS.means) return { problem: T.tooLong(FORM_LIMITS.means) };
      return { draft: answered({ ...draft, means }, step) };
    }
    case 'visit':
      return readVisitors(scene, staff, draft, text);
    case 'findings':
      if (textProblem(text) === 'text-long') return { problem: refusalText('text-long') };
      return { draft: answered({ ...draft, findings: text.trim() }, step) };
    case 'sign':
      return readSigned(scene, draft, text, isSkip);
  }
}

function isHousehold({ people, labour }: FormDraft): boolean {
  if (people !== undefined && (people < 1 || people > FORM_LIMITS.people)) return false;
  return people === undefined || labour === undefined || labour <= people;
}

/** Sums that are told with the people are kept for their own questions. */
function readPeople(draft: FormDraft, text: string): Read {
  const found = readFigures(text);
  const alone = numberOf(text);
  const pair = /^(\d{1,2})[\s，,、/]+(\d{1,2})$/.exec(text.normalize('NFKC').trim());
  const asked =
    draft.people !== undefined && draft.labour === undefined && draft.at === undefined ? 'labour' : 'people';
  // 4个, asked for the labour, is no new count of people.
  const { people: _people, ...others } = found;
  const next: FormDraft = {
    ...draft,
    ...(asked === 'labour' && alone !== undefined ? others : found),
    ...(pair === null ? {} : { people: Number(pair[1]), labour: Number(pair[2]) }),
    ...(alone !== undefined && pair === null ? { [asked]: alone } : {}),
    ...(asked === 'labour' && saysNone(text) ? { labour: 0 } : {}),
  };
  if (next.people === draft.people && next.labour === draft.labour && draft.at === undefined) {
    return { problem: T.notRead };
  }
  if (!isHousehold(next)) return { problem: T.wrongPeople };
  return { draft: next.people === undefined || next.labour === undefined ? next : answered(next, 'people') };
}

function readSums(draft: FormDraft, step: 'income' | 'spending', text: string): Read {
  if (saysNone(text)) return { draft: answered(draft, step) };
  const found = readFigures(text);
  const keys = step === 'income' ? ['wage', 'business', 'property', 'transfer'] : SPENT;
  const isAbout = Object.keys(found).some((key) => keys.includes(key));
  const bare = step === 'spending' && !isAbout ? sumOf(text) : undefined;
  if (bare !== undefined && /\d|[一二两三四五六七八九十百千万]/.test(text)) {
    return { draft: answered({ ...draft, other: bare }, step) };
  }
  if (!isAbout) return { problem: T.notRead };
  // A business told anew has its costs asked for anew.
  const { costs: _costs, ...without } = draft;
  const base: FormDraft = found.business === undefined || found.costs !== undefined ? draft : without;
  const isKnown = base.done.includes('costs') && base.costs === undefined;
  const done = isKnown ? base.done.filter((each) => each !== 'costs') : base.done;
  return { draft: answered({ ...base, ...found, done }, step) };
}

const SPENT = ['medical', 'education', 'housing', 'other'];

function readCosts(draft: FormDraft, text: string): Read {
  if (/净|去掉|除去|刨/.test(text)) return { draft: answered({ ...draft, costs: null }, 'costs') };
  // 看病花了8000, said while the costs are asked: kept where it belongs, and the costs are asked again.
  const { medical, education, housing } = readFigures(text);
  const spent = Object.entries({ medical, education, housing }).filter(([, sum]) => sum !== undefined);
  if (spent.length > 0) return { draft: { ...draft, ...Object.fromEntries(spent) } };
  const costs = saysNone(text) ? 0 : sumOf(text);
  return costs === undefined ? { problem: T.notRead } : { draft: answered({ ...draft, costs }, 'costs') };
}

/** 县医保局李明 */
const LONGEST_NAME = 6;

function readVisitors(scene: Scene, staff: StaffMember, draft: FormDraft, text: string): Read {
  const { today } = scene;
  const { visitedOn, visitors } = readVisit(text, { today, self: staff.name });
  if (visitedOn > today || !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(visitedOn)) {
    return { problem: T.wrongDay };
  }
  const hasDay = readDay(text, today).day !== undefined;
  // 西墙裂缝两指宽 is what was found, and nobody's name.
  const isWord = visitors.some((name) => name.length > LONGEST_NAME && !name.includes('·'));
  if (isWord || visitors.length === 0 || visitors.length > FORM_LIMITS.visitors)
    return { problem: T.noNames };
  // Words that are neither a day nor a name would otherwise pass for the cadre alone.
  if (
    !hasDay &&
    visitors.length === 1 &&
    visitors[0] === staff.name &&
    !/我|本人/.test(text) &&
    !text.includes(staff.name)
  ) {
    return { problem: T.noNames };
  }
  return { draft: answered({ ...draft, visitedOn, visitors }, 'visit') };
}

function readSigned(scene: Scene, draft: FormDraft, text: string, isSkip: boolean): Read {
  const hasNone = isSkip || text === T.buttons.unsigned || saysNone(text);
  if (hasNone) return { draft: answered({ ...draft, evidence: [...scene.state.loosePhotos] }, 'sign') };
  const isDone = /^(?:好了|好|发完了?|完了|就这些|是的?)[。！!]*$/.test(text);
  return isDone ? { draft: answered(draft, 'sign') } : { problem: T.notRead };
}
