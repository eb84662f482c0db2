import type { PlaceAnswer, StepId } from '../draft.ts';
import type { Control, Found, Problem, ProblemKind, Reading } from '../found.ts';
import { maskPhone } from '../mask.ts';
import { PROBLEMS, TAKEN } from '../texts.ts';
import { readAction } from './actions.ts';
import { readAnswer } from './answers.ts';
import { readControl } from './controls.ts';
import { readCorrected } from './corrected.ts';
import { asksNow, isEnough, isRepeated } from './digressions.ts';
import { readElsewhere } from './elsewhere.ts';
import { type FilledForm, type FilledRead, readFilled } from './filled.ts';
import { namedVillage } from './home.ts';
import type { Message, Read, ReaderParts, ReadingContext } from './message.ts';
import { findPhone } from './phone.ts';
import { readSigns } from './signs.ts';
import { takeUnread } from './unread.ts';
import { isSenseless, MAX_MESSAGE, plain } from './wording.ts';

const NOTHING = {
  correction: false,
  question: false,
  urgent: false,
  crisis: false,
  declares: false,
  hardship: false,
};

/** Reads what people write while they fill in the form, and before it. */
export class Reader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** What a message (or a button) means while a question is open. It changes nothing. */
  read(message: { text?: string; action?: string }, context: ReadingContext): Reading {
    if (message.action !== undefined) {
      const pressed = readAction(message.action, context, this.#parts.gazetteer);
      return { ...NOTHING, ...pressed, declares: pressed.control === 'declare' };
    }
    const written = message.text ?? '';
    if (written.length > MAX_MESSAGE * 4) return problem(context.step, 'too-long');
    const text = plain(written);
    if ([...text].length > MAX_MESSAGE) return problem(context.step, 'too-long');
    const whole = { ...context, ...this.#parts, text };
    // Who says the same again was not understood the first time.
    return this.#readText(isRepeated(whole) ? { ...whole, misses: context.misses + 1 } : whole);
  }

  /** What a form that was filled elsewhere gives, each value read like an answer that is typed. */
  readFilled(form: FilledForm, context: Parameters<typeof readFilled>[1]): FilledRead {
    return readFilled(form, context, this.#parts);
  }

  #readText(message: Message): Reading {
    const { text, step } = message;
    const village = villageOfTownship(message);
    if (village !== undefined) return { ...NOTHING, found: { place: village } };
    const answer = readAnswer(message);
    if (isEmpty(answer) && isSenseless(text)) return problem(step, 'senseless');
    const signs = readSigns(text);
    const control = readControl(text, step);
    // An answer that is also a wish elsewhere (没有 at the photos) is the answer.
    if (control !== undefined && isEmpty(answer)) {
      // 我要给俺娘申报 tells for whom, too.
      const found = control === 'declare' ? readElsewhere(message, {}) : {};
      return {
        ...NOTHING,
        ...signs,
        control: asControl(control, step),
        found,
        declares: control === 'declare',
      };
    }
    return this.#readSentence(message, answer, signs);
  }

  #readSentence(message: Message, answer: Read, signs: ReturnType<typeof readSigns>): Reading {
    const { text, step } = message;
    const corrected = readCorrected(message);
    if (corrected !== undefined) {
      return complete({ ...NOTHING, ...signs, ...corrected, correction: true });
    }
    const asks = asksNow(message);
    const isAnswered = !isEmpty(answer);
    // A question at the story is no story, and a name in a question is none.
    const own = asks && (step === 'story' || step === 'causes') ? { found: {} } : answer;
    const elsewhere = readElsewhere(message, own.found);
    // What was asked about is not told; what answers something else is no place looked for in vain.
    if (asks) delete elsewhere.moreStory;
    if (asks && message.draft?.answers.place !== undefined) delete elsewhere.place;
    if (Object.keys(elsewhere).length > 0 && own.problem?.kind !== 'place-ambiguous')
      delete own.found.placeSaid;
    const found: Found = { ...elsewhere, ...own.found, ...(signs.urgent ? { urgent: true } : {}) };
    const hasFound = Object.keys(found).some((key) => key !== 'urgent');
    const wishes = step === null && wishesToDeclare(text) && !asks;
    const gives = found.selfName ?? found.name ?? found.idNumber ?? found.phone;
    const declares =
      wishes ||
      (step === null && !asks && (found.filer !== undefined || (gives !== undefined && signs.hardship)));
    const question = asks || (step === null && !hasFound && !declares && !signs.hardship);
    const wrong =
      own.problem !== undefined && !(isAside(own.problem) && Object.keys(elsewhere).length > 0)
        ? own.problem
        : hasFound || question || isAnswered
          ? undefined
          : missing(step);
    const known = message.draft?.answers.phone;
    if (known !== undefined && !hasFound && !question && findPhone(text) === known) {
      return { ...NOTHING, found: {}, note: TAKEN.knownPhone(maskPhone(known)) };
    }
    const unread = wrong !== undefined && !hasFound && !question ? takeUnread(message) : undefined;
    if (unread !== undefined) return complete({ ...NOTHING, ...signs, ...unread });
    // Asked, or told something else: either way the open question has no answer.
    const isEmptyHanded = Object.keys(own.found).length === 0;
    const isBesides =
      own.problem === undefined || isAside(own.problem) || own.problem.kind === 'place-unknown';
    const isUnread = wrong?.kind === 'not-understood' || wrong?.kind === 'name-form';
    const digresses = step !== null && isEmptyHanded && (question || (isBesides && (hasFound || isUnread)));
    if (digresses && isEnough(message))
      return complete({ ...NOTHING, ...signs, found, question, control: 'skip', note: TAKEN.enough });
    const note = own.note ?? (elsewhere.edit === 'place' ? TAKEN.askPlace : undefined);
    return complete({
      ...NOTHING,
      ...signs,
      found,
      ...(digresses ? { aside: text } : {}),
      question,
      declares,
      ...(own.control === undefined || question ? {} : { control: own.control }),
      ...(wrong === undefined || (question && own.problem === undefined) ? {} : { problem: wrong }),
      ...(note === undefined ? {} : { note }),
    });
  }
}

/** The village of the township that was told before, at whatever question. */
function villageOfTownship(message: Message): PlaceAnswer | undefined {
  const { draft, step } = message;
  const known = draft?.answers.place;
  if (step === 'place' || known === undefined || known.township === null || known.village !== null)
    return undefined;
  return namedVillage(message, known.township);
}

/** 没有, when nothing is asked that it could answer, stays what it is; where an answer may be left out it skips. */
function asControl(control: Control, step: StepId | null): Control {
  if (control !== 'none') return control;
  const skippable: (StepId | null)[] = [
    'relation',
    'id_number',
    'phone',
    'causes',
    'story',
    'household',
    'income',
  ];
  return skippable.includes(step) ? 'skip' : control;
}

function isEmpty(read: Read): boolean {
  return Object.keys(read.found).length === 0 && read.problem === undefined && read.control === undefined;
}

const WISH =
  /(?:我|俺|咱)?(?:们)?(?:想|要|想要|得|来)(?:给|替|帮|为)?[^，,。]{0,6}(?:申报|报困难|报一下|登记困难|登记一下|申请(?:救助|帮扶|低保|困难|补助|帮助|监测))|^(?:申报|我要申报|报困难)/;

function wishesToDeclare(text: string): boolean {
  return WISH.test(text);
}

function complete(reading: Reading): Reading {
  const { found } = reading;
  return reading.urgent && found.urgent === undefined
    ? { ...reading, found: { ...found, urgent: true } }
    : reading;
}

/** No name and no place, but something else: then it was no bad answer but another one. */
function isAside({ kind }: Problem): boolean {
  return kind === 'name-form' || kind === 'place-unresolved';
}

function missing(step: StepId | null): Problem | undefined {
  return step === null ? undefined : { step, kind: 'not-understood', text: PROBLEMS['not-understood'] };
}

function problem(step: StepId | null, kind: ProblemKind): Reading {
  return { ...NOTHING, found: {}, problem: { step, kind, text: PROBLEMS[kind] } };
}
