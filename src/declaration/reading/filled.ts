import { parseRegion, type RegionCode } from '../../regions/index.ts';
import { CAUSES, type Draft, type Filer, type StepId } from '../draft.ts';
import type { Found, Problem, ProblemKind } from '../found.ts';
import { intakeOf } from '../journey.ts';
import { outsideText, PROBLEMS } from '../texts.ts';
import { readAs } from './answers.ts';
import type { Message, ReaderParts } from './message.ts';
import { placeOf } from './places.ts';
import { RELATION_LENGTH, readRelation } from './relation.ts';
import { readSigns } from './signs.ts';
import { isSenseless, MAX_MESSAGE, plain } from './wording.ts';

/** The values of a form that was filled elsewhere, as the person gave them. */
export interface FilledForm {
  filer: string;
  relation?: string;
  name: string;
  idNumber?: string;
  phone?: string;
  /** A division code that was picked, `unknown`, or the words that say where. */
  place?: string;
  causes: string[];
  story?: string;
}

/** What a filled form gives: each value read like an answer that is typed. */
export interface FilledRead {
  found: Found;
  /** What cannot be taken, in the order of the questions. */
  problems: Problem[];
  /** Questions to which nothing was given. */
  left: StepId[];
  urgent: boolean;
  crisis: boolean;
}

/** Reads a filled form. It changes nothing. */
export function readFilled(
  form: FilledForm,
  { county, now, draft }: { county: RegionCode; now: Date; draft: Draft },
  parts: ReaderParts,
): FilledRead {
  const filer = FILERS.find((each) => each === form.filer);
  const of: Draft = { ...draft, answers: { ...draft.answers, ...(filer === undefined ? {} : { filer }) } };
  // Whoever has looked at the whole form before sending it means the name as it stands there.
  const message: Message = { ...parts, text: '', step: null, draft: of, county, now, misses: 1 };
  const read: FilledRead = { found: {}, problems: [], left: [], urgent: false, crisis: false };
  if (filer === undefined) read.problems.push(problemOf('filer', 'not-understood'));
  else read.found.filer = filer;
  if (filer === 'kin') takeRelation(read, plain(form.relation ?? ''));
  takeText(read, 'name', form.name, message, 'name-form');
  takeText(read, 'id_number', form.idNumber ?? '', message, 'id-length');
  takeText(read, 'phone', form.phone ?? '', message, 'phone-form');
  takePlace(read, plain(form.place ?? ''), message);
  const causes = CAUSES.filter((cause) => form.causes.includes(cause));
  if (causes.length > 0) read.found.causes = { set: causes };
  takeStory(read, plain(form.story ?? ''));
  return read;
}

const FILERS: readonly Filer[] = ['self', 'kin', 'neighbour', 'cadre'];

function problemOf(step: StepId, kind: ProblemKind, text: string = PROBLEMS[kind]): Problem {
  return { step, kind, text };
}

function takeRelation(read: FilledRead, said: string): void {
  if (said === '') read.left.push('relation');
  else read.found.relation = readRelation(said) ?? [...said].slice(0, RELATION_LENGTH).join('');
}

/** A value read as the answer to its question; one that says nothing there is wrong. */
function takeText(
  read: FilledRead,
  step: StepId,
  said: string,
  message: Message,
  otherwise: ProblemKind,
): void {
  const text = plain(said);
  if (text === '') {
    read.left.push(step);
    return;
  }
  const { found, problem, control } = readAs(step, text, message);
  if (Object.keys(found).length > 0) Object.assign(read.found, found);
  else if (control === 'skip') read.left.push(step);
  else read.problems.push(problem ?? problemOf(step, otherwise));
}

function takePlace(read: FilledRead, said: string, message: Message): void {
  if (said === 'unknown') read.found.place = intakeOf([]);
  else if (/^\d{6,12}$/.test(said)) takeCode(read, said, message);
  else {
    const problems = read.problems.length;
    takeText(read, 'place', said, message, 'place-unresolved');
    // Several places of one name: they are offered, and that is all there is to say.
    if (read.found.placeChoices !== undefined && read.problems.length === problems)
      read.problems.push(problemOf('place', 'place-ambiguous'));
  }
}

/** A picked place has to be one that is served here: a code can be written by anybody. */
function takeCode(read: FilledRead, said: string, { county, gazetteer }: Message): void {
  const code = parseCode(said);
  const place = code === undefined || !code.startsWith(county) ? undefined : gazetteer.place(code);
  if (place === undefined) read.problems.push(problemOf('place', 'place-outside', outsideText(undefined)));
  else read.found.place = placeOf(place.code, place.name, 'picked');
}

/** The code of a township or village. */
function parseCode(said: string): RegionCode | undefined {
  // Its first figure decides whether it can be one.
  const code = /^[1-8]/.test(said) ? parseRegion(said) : undefined;
  return code !== undefined && code.length >= 9 ? code : undefined;
}

function takeStory(read: FilledRead, text: string): void {
  if (text === '') read.left.push('story');
  else if ([...text].length > MAX_MESSAGE) read.problems.push(problemOf('story', 'too-long'));
  else if (isSenseless(text)) read.problems.push(problemOf('story', 'senseless'));
  else {
    const { urgent, crisis } = readSigns(text);
    read.found.story = text;
    read.urgent = urgent;
    read.crisis = crisis;
  }
}
