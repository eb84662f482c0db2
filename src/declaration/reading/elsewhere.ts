import { CAUSES, type Draft, isProxy, type StepId } from '../draft.ts';
import type { Found } from '../found.ts';
import { readNumber } from './amounts.ts';
import { findCauses } from './causes.ts';
import { findFiler } from './filer.ts';
import { findPlace, isKinHome, movedHome } from './home.ts';
import { findId } from './id-in-text.ts';
import type { Message } from './message.ts';
import { findNames } from './names.ts';
import { findPhone } from './phone.ts';
import { tellsHardship, tellsTrouble } from './signs.ts';
import { bare } from './wording.ts';

/**
 * The fields that a message gives besides the one asked for, or before any is: a name, numbers, a village, an illness
 * in one breath. An answer already given is not touched: that takes a correction.
 */
export function readElsewhere(message: Message, own: Found): Found {
  const { text, step, draft, now } = message;
  if (step === 'household' || step === 'income') return {};
  const answers = draft?.answers ?? {};
  const found: Found = {};
  const { filer, relation } = findFiler(text);
  if (step !== 'filer' && filer !== undefined && answers.filer === undefined) found.filer = filer;
  if (
    relation !== undefined &&
    (own.filer ?? filer) === 'kin' &&
    answers.relation === undefined &&
    own.relation === undefined
  )
    found.relation = relation;
  const id = findId(text, now);
  if (step !== 'id_number' && answers.idNumber === undefined && id !== undefined && 'id' in id)
    found.idNumber = id.id;
  const phone = findPhone(text);
  if (step !== 'phone' && phone !== undefined && isNewPhone(phone, message)) found.phone = phone;
  const filerKnown = own.filer ?? found.filer ?? answers.filer;
  if (step !== 'name')
    Object.assign(
      found,
      newNames(text, {
        ...(filerKnown === undefined ? {} : { filer: filerKnown }),
        ...(answers.name === undefined ? {} : { name: answers.name }),
      }),
    );
  if (step !== 'place')
    Object.assign(found, answers.place === undefined ? placeIn(message, filerKnown) : movedHome(message));
  Object.assign(found, hardshipIn(text, step, draft, own));
  if (isChild(text, step)) found.child = true;
  return found;
}

/** A telephone where none is known, or another one that is called so in a short message. */
function isNewPhone(phone: string, { text, step, draft }: Message): boolean {
  const known = draft?.answers.phone;
  if (known === undefined) return true;
  return step !== 'story' && phone !== known && /电话|手机|号码/.test(text) && bare(text).length <= 24;
}

/** A name told in words: the writer's own is the household's or the filer's, by who files. */
function newNames(
  text: string,
  known: { filer?: NonNullable<Found['filer']>; name?: string },
): Pick<Found, 'name' | 'selfName' | 'filerName'> {
  const { name, selfName } = findNames(text);
  const found: Pick<Found, 'name' | 'selfName' | 'filerName'> = {};
  if (name !== undefined && known.name === undefined) found.name = name;
  if (selfName === undefined) return found;
  if (isProxy(known.filer)) found.filerName = selfName;
  else if (known.name === undefined && name === undefined) found.selfName = selfName;
  return found;
}

function placeIn(
  { text, places, county }: Message,
  filer: Found['filer'],
): Pick<Found, 'place' | 'placeChoices' | 'isKinPlace'> {
  const found = findPlace(text, places, county)?.found ?? {};
  // A relative's home is the household's once it is known that it is for them.
  if (found.place === undefined || filer === 'kin' || !isKinHome(text)) return found;
  return filer === undefined ? { ...found, isKinPlace: true } : {};
}

/** Causes and story of a hardship told out of turn. */
function hardshipIn(
  text: string,
  step: StepId | null,
  draft: Draft | undefined,
  own: Found,
): Pick<Found, 'causes' | 'story' | 'moreStory'> {
  if (step === 'causes') return {};
  const answers = draft?.answers ?? {};
  const named = CAUSES.find((cause) => cause === bare(text));
  if (named !== undefined && named !== '其他' && answers.causes === undefined)
    return { causes: { set: [named] } };
  const isTold = step === 'story' ? own.story !== undefined : tellsHardship(text);
  if (!isTold) return {};
  const found: Pick<Found, 'causes' | 'story' | 'moreStory'> = {};
  const causes = findCauses(text);
  if (answers.causes === undefined && causes.length > 0) found.causes = { set: causes };
  const story = step === 'story' ? '' : storyIn(text);
  if (story === '') return found;
  if (answers.story === undefined) found.story = story;
  else if (!answers.story.includes(story)) found.moreStory = story;
  return found;
}

/** The clauses that tell the hardship, from the first to the last, without names, numbers and village before them. */
function storyIn(text: string): string {
  const clauses = text.split(/(?<=[，,。；;！!？?\n])/);
  const telling = clauses.map((clause) => tellsTrouble(clause) && !/\d{11}|身份证|电话/.test(clause));
  const first = telling.indexOf(true);
  if (first < 0) return '';
  const story = clauses
    .slice(first, telling.lastIndexOf(true) + 1)
    .join('')
    .replace(/[，,；;\s]+$/, '');
  const tellsEvent = /了|花|欠|没|瘫|住院|漏|塌/.test(story);
  return tellsEvent && bare(story).length >= 6 && !/\d{11}/.test(story) ? story : '';
}

const AGE =
  /(?:孙子|孙女|外孙|孤儿|孩子|娃|小孩|侄子|侄女|户主|他|她|儿子|闺女|女儿)[^。]{0,8}?(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:周)?岁/;

/** Whether the person concerned is said to be under 14: only where it is they who are asked about. */
function isChild(text: string, step: StepId | null): boolean {
  if (step !== 'filer' && step !== 'relation' && step !== 'name') return false;
  const age = readNumber(AGE.exec(text)?.[1] ?? '');
  return age !== undefined && age < 14;
}
