import { asidesAt } from '../asides.ts';
import { CAUSES, isProxy, type StepId } from '../draft.ts';
import { pendingConsent } from '../journey.ts';
import { maskId } from '../mask.ts';
import { CAUSE_NAMES, DECLARATION_TEXTS } from '../texts.ts';
import { findCauses, readCauses } from './causes.ts';
import { readConsent, readGuardian } from './consent.ts';
import { readControl } from './controls.ts';
import { asksNow } from './digressions.ts';
import { readFiler } from './filer.ts';
import { readHousehold, readIncome } from './household.ts';
import { findId, mayLeave, readId, withoutId } from './id-in-text.ts';
import { type Message, type Read, wrong } from './message.ts';
import { nameLikeness, readName } from './names.ts';
import { findPhone, readPhone } from './phone.ts';
import { saysNoPhotos } from './photos.ts';
import { inVain, readPlace } from './places.ts';
import { readRelation } from './relation.ts';
import { saysSomething } from './unread.ts';
import { bare, isSenseless } from './wording.ts';

const NONE: Read = { found: {} };

/** Reads a message as the answer to the open question. */
export function readAnswer(message: Message): Read {
  return message.step === null ? NONE : ANSWERS[message.step](message);
}

/** Reads a text as the answer to another question than the open one, for a correction. */
export function readAs(step: StepId, text: string, message: Message): Read {
  return ANSWERS[step]({ ...message, step, text });
}

const ANSWERS: Record<StepId, (message: Message) => Read> = {
  filer: filerAnswer,
  relation: relationAnswer,
  consent: consentAnswer,
  name: nameAnswer,
  id_number: idAnswer,
  phone: phoneAnswer,
  place: placeAnswer,
  causes: causesAnswer,
  story: storyAnswer,
  photos: photosAnswer,
  household: ({ text }) => {
    const household = readHousehold(text);
    return household === undefined ? NONE : { found: { household } };
  },
  income: ({ text }) => {
    const income = readIncome(text);
    return income === undefined ? NONE : { found: { income } };
  },
  review: reviewAnswer,
};

function filerAnswer({ text }: Message): Read {
  const control = readControl(text, 'filer');
  // 我要帮我爸申报 tells who files.
  if (control !== undefined && control !== 'declare') return NONE;
  const { filer, relation } = readFiler(text);
  if (filer === undefined) return NONE;
  return { found: { filer, ...(relation === undefined ? {} : { relation }) } };
}

function relationAnswer({ text }: Message): Read {
  const relation = readRelation(text);
  return relation === undefined || relation === '' ? NONE : { found: { relation } };
}

function consentAnswer({ text, draft }: Message): Read {
  const control = readControl(text, 'consent');
  const said = control === 'yes' ? true : control === 'no' ? false : undefined;
  if (draft !== undefined && pendingConsent(draft) === 'guardian') {
    const guardian = readGuardian(text) ?? said;
    return guardian === undefined ? NONE : { found: { consent: { guardian } } };
  }
  const consent =
    readConsent(text) ?? (said === undefined ? undefined : { sensitive: said, dataChecks: said });
  return consent === undefined ? NONE : { found: { consent } };
}

function nameAnswer(message: Message): Read {
  const { text, draft, misses } = message;
  if (readControl(text, 'name') !== undefined || isSenseless(text)) return NONE;
  const read = readName(text, misses > 0);
  const isDoubtful =
    'name' in read &&
    nameLikeness(read.name) !== 'sure' &&
    (findCauses(text).length > 0 || isPlace(read.name, message));
  if ('name' in read && !isDoubtful) {
    const own = isProxy(draft?.answers.filer) && read.self !== undefined ? { filerName: read.self } : {};
    return { found: { name: read.name, ...own } };
  }
  if ('self' in read) {
    if (!isProxy(draft?.answers.filer) || misses > 0) return { found: { name: read.self } };
    const { found, problem } = wrong('name', 'name-of-filer');
    return { found: { ...found, filerName: read.self }, ...(problem === undefined ? {} : { problem }) };
  }
  const isOther = isOtherAnswer(message) || asksNow(message);
  return isOther || 'name' in read ? NONE : wrong('name', read.problem);
}

/** Whether what has the form of a name is a township or village of the county (马栏镇). */
function isPlace(name: string, { places, county }: Message): boolean {
  if (!/[镇乡村县道区]$/.test(name)) return false;
  const { status } = places.resolve({ county, address: name });
  return status === 'resolved' || status === 'ambiguous';
}

/** Whether the message answers something else than asked, so that it is no bad answer to this. */
function isOtherAnswer({ text, now, draft, step }: Message): boolean {
  if (findPhone(text) !== undefined || findId(text, now) !== undefined) return true;
  return (
    step !== 'causes' &&
    draft?.answers.causes === undefined &&
    readCauses(text).length > 0 &&
    bare(text).length >= 4 &&
    !/^\d/.test(text)
  );
}

function idAnswer(message: Message): Read {
  const { text, now } = message;
  const phone = findPhone(text);
  // A telephone is no ID number that is too short.
  const read = findId(text, now) ?? (phone === undefined ? readId(text, now) : undefined);
  if (read === undefined)
    return withoutId(text) || (/没|不|丢|忘|找不|办着|补办/.test(text) && isShortRefusal(message))
      ? { found: {}, control: 'skip' }
      : NONE;
  if ('problem' in read) return wrong('id_number', read.problem);
  const note = read.converted ? { note: DECLARATION_TEXTS.idConverted(maskId(read.id)) } : {};
  return { found: { idNumber: read.id }, ...note };
}

function isShortRefusal(message: Message): boolean {
  const { text } = message;
  return bare(text).length <= 24 && !/\d{4}/.test(text) && !asksNow(message);
}

function phoneAnswer(message: Message): Read {
  const { text, now } = message;
  if (findId(text, now) !== undefined && findPhone(text) === undefined) return NONE;
  const read = readPhone(text);
  if (read === undefined) {
    const hasNone =
      /没(?:有)?(?:电话|手机|座机|号)|(?:没|不)(?:有|用|会用|记得|知道)?.{0,4}(?:电话|手机|号)|(?:电话|手机).{0,4}(?:没有|停机|坏了|丢了|不用|打不通)/.test(
        text,
      );
    return (hasNone && isShortRefusal(message)) || mayLeave(text) ? { found: {}, control: 'skip' } : NONE;
  }
  return 'phone' in read ? { found: { phone: read.phone } } : wrong('phone', read.problem);
}

function placeAnswer(message: Message): Read {
  const { text, draft, county, places, gazetteer, now } = message;
  const context = {
    places,
    county,
    gazetteer,
    ...(draft?.placeChoices === undefined ? {} : { choices: draft.placeChoices }),
    ...(draft?.browse?.within === undefined ? {} : { within: draft.browse.within }),
  };
  if (isSenseless(text) || isWish(text, 'place')) return NONE;
  const read = readPlace(text, context);
  const { problem } = read;
  if (problem === undefined) return read;
  // Who answers something else, or asks, has not named a place that we do not find.
  const isOther = findPhone(text) !== undefined || findId(text, now) !== undefined;
  if (problem.kind === 'place-unresolved' && (isOther || asksNow(message))) return NONE;
  if (!saysSomething(text)) return read;
  return inVain(read, text, [...asidesAt(draft, 'place'), ...(draft?.placeSaid ?? [])]);
}

function isWish(text: string, step: StepId): boolean {
  const control = readControl(text, step);
  return control !== undefined && control !== 'none';
}

function causesAnswer({ text, draft }: Message): Read {
  const isDone = /^(?:选好了?|选完了?|就这些|好了|没有了|没了|就这几个|就这|完了)$/.test(bare(text));
  if (isDone && draft?.answers.causes !== undefined)
    return { found: { causes: { set: draft.answers.causes } } };
  if (isWish(text, 'causes')) return NONE;
  const causes = readCauses(text);
  if (causes.length === 0) return NONE;
  return { found: { causes: { set: causes }, ...storyOf(text, draft?.answers.story) } };
}

/** A cause told with what happened is the story, too. */
function storyOf(
  text: string,
  story: string | undefined,
): { story?: string; causeWords?: string; moreStory?: string } {
  const isStory =
    story === undefined &&
    bare(text).length >= 8 &&
    (/了|没|欠|不起/.test(text) || bare(text).length >= 14) &&
    /我|俺|家|老伴|儿|女|爹|妈|娃|孩|爸|娘|咱|他|她/.test(text);
  if (isStory) return { story: text };
  const isWordy = /\p{Script=Han}{5}/u.test(text) && !LABELS.has(bare(text));
  if (!isWordy) return {};
  if (story === undefined) return { causeWords: text };
  return story.includes(text) ? {} : { moreStory: text };
}

/** The words on the buttons say no more than the cause. */
const LABELS = new Set<string>([...Object.values(CAUSE_NAMES), ...CAUSES].map(bare));

function storyAnswer({ text }: Message): Read {
  if (isSenseless(text) || readControl(text, 'story') !== undefined) return NONE;
  return { found: { story: text } };
}

function photosAnswer({ text }: Message): Read {
  return saysNoPhotos(text) ? { found: { photosDone: true } } : NONE;
}

/** The optional parts, asked for in words. */
function reviewAnswer({ text }: Message): Read {
  const wish =
    /^(?:我|俺)?(?:还)?(?:想|要)?(?:再)?(?:补充|补|填|写|说|加上?)(?:一下|说|点|填)?(.{2,8})$/.exec(
      bare(text),
    )?.[1];
  if (wish === undefined) return NONE;
  if (/^(?:家庭|家里)?(?:的)?(?:收入|挣钱|支出|花销)/.test(wish)) return { found: { wants: 'income' } };
  return /^(?:家庭|家里)?(?:的)?(?:人口|成员|情况|几口人|人数)/.test(wish)
    ? { found: { wants: 'household' } }
    : NONE;
}
