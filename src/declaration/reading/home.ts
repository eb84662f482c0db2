import type { RegionCode } from '../../regions/index.ts';
import type { PlaceAnswer } from '../draft.ts';
import type { Message } from './message.ts';
import { type Addresses, fromResolution, type PlaceFound, placeOf } from './places.ts';
import { KIN_WORD } from './relation.ts';
import { bare } from './wording.ts';

/** Told after a place that is not where somebody lives: the township's hospital, school or office. */
const FACILITY =
  /^(?:[\u4e00-\u9fff]{0,4})?(?:卫生院|医院|卫生室|诊所|政府|派出所|学校|中学|小学|初中|高中|敬老院|街上|集上|信用社|法庭|民政所|医生|干部|领导|书记|工地|厂)/;
/** Clauses about where a code was scanned or somebody works: no home. */
const NOT_HOME =
  /(?:^|(?<=[，,。；;！!\s]))[^，,。；;！!]*(?:扫|二维码|码是|贴的码|上班|打工|住院|看病|路过|开会)[^，,。；;！!]*(?:$|[，,。；;！!])/g;

/**
 * The home told in a text that answers something else (`我叫张三，望田镇五里岗的，…`). A place where somebody only went
 * (`在望田镇卫生院看病`) is none.
 */
export function findPlace(text: string, places: Addresses, county: RegionCode): PlaceFound | undefined {
  // As long as before: positions stay those of the text.
  const spoken = text.replace(NOT_HOME, (clause) =>
    /住|(?<!娘|婆)家/.test(clause) ? clause : '，'.repeat(clause.length),
  );
  const match = places.findIn(spoken, county);
  if (match === undefined) return undefined;
  const before = text.slice(0, match.start);
  const after = text.slice(match.end);
  if (FACILITY.test(after)) return undefined;
  // 他在陶城南大宋住
  const isLivedIn =
    /在$/.test(before) && /^(?:[\u4e00-\u9fff]{0,4})?(?:那|这)?(?:边|儿|里)?住(?!院)/.test(after);
  const isHome =
    /(?:住(?:在)?|家(?:是|在|住)?|(?:我|俺|咱|他|她|户主)(?:们)?(?:是|就是)?|地址(?:是|:)?|户口(?:在|是)?|来自|是)(?:县城|城里|县里|城关|老家)?的?\s*$/.test(
      before,
    ) ||
    /^(?:\d*(?:组|号|队|村)|[一二三四五六七八九十]+(?:组|队)|的|人|村民|老百姓|这边|这儿|那个|那边|那儿|那里)/.test(
      after,
    ) ||
    isLivedIn ||
    (/(?:^|[，,。；;、\s！!])$/.test(before) && /^(?:$|[，,。；;、\s！!])/.test(after));
  const isPassed = /(?:去|到|从|在|给|往)$/.test(before.replace(/住在$|家在$|户口在$/, ''));
  if (!isHome || (isPassed && !isLivedIn)) return undefined;
  const { status } = match.resolution;
  return status === 'resolved' || status === 'ambiguous'
    ? fromResolution(match.resolution, wholeName(text, match))
    : undefined;
}

/** The place with what follows it in its clause (`望田镇五里岗` of `望田镇五里岗的，…`): a hamlet that no list knows. */
function wholeName(text: string, { start, end }: { start: number; end: number }): string {
  const named = text.slice(start, end);
  const hamlet = /^[\u4e00-\u9fff\d]{2,12}?(?=(?:的(?:人|村民)?)?(?:$|[，,。；;！!\s])|这边|那边|人$)/.exec(
    text.slice(end),
  )?.[0];
  if (hamlet === undefined || /^的|^(?:人|村民|这|那|报|有|我|俺)|[叫是因想要没不]/.test(hamlet))
    return named;
  return named + hamlet;
}

/** `俺不是这个村的`: the place of the scanned code is another's. */
const NOT_HERE =
  /不是(?:这|本|那|你们|咱)(?:个|们)?(?:村|镇|乡|社区|地方|里|儿)|不住(?:在)?(?:这|本|那)|不在(?:这|那)(?:个)?(?:村|镇|乡|社区|住)|(?:这个)?码(?:不是|扫错|是别)|扫(?:错|的别)|(?:村|镇|地方|地址|住址)(?:不对|错了)/;

/**
 * A home that is told although one is known: it overrides the place of a scanned code, and fills in the village of a
 * bare township. Any other answer given before stays: that takes a correction.
 */
export function movedHome(message: Message): PlaceFound['found'] & { edit?: 'place' } {
  const { text, draft, places, county } = message;
  const known = draft?.answers.place;
  if (known === undefined || known.how === 'intake') return {};
  const told = isHomeTold(message) ? findPlace(ownWords(message), places, county)?.found : undefined;
  if (known.how === 'code') {
    if (told?.placeChoices !== undefined) return NOT_HERE.test(text) ? { ...told, edit: 'place' } : {};
    if (told?.place !== undefined) return isElsewhere(told.place, known) ? told : {};
    return NOT_HERE.test(text) ? { edit: 'place' } : {};
  }
  if (known.township === null || known.village !== null) return {};
  const village = told?.place?.village ?? null;
  if (village?.startsWith(known.township) === true && told?.place !== undefined) return { place: told.place };
  const named = namedVillage(message, known.township);
  return named === undefined ? {} : { place: named };
}

/** Somebody else's home: where they were born, where the children live. */
const ANOTHERS =
  /(?:娘|婆|老丈人|丈人|亲戚|舅|姑|姨|叔|闺女|女儿|儿子|朋友)家|(?:儿子|儿媳|闺女|女儿|孩子|哥|姐|弟|妹|舅|姑|姨|叔|亲戚)[^，,。；;]{0,4}(?:住|嫁|搬)/;

const KIN_HOME = new RegExp(`(?:${KIN_WORD})(?:他|她)?(?:们)?(?:的)?家?(?:是|就)?(?:住)?在`);

/** Whether a text tells where a relative lives (`我弟弟家在长宁镇`): the household's home only where it is for them. */
export function isKinHome(text: string): boolean {
  return KIN_HOME.test(text) && !/(?:我|俺|咱)(?:们)?家?(?:就|是|现在)?(?:住|在)/.test(text);
}

/** A message without the clauses about somebody else's home; as long as before. */
function ownWords({ text, draft }: Message): string {
  if (draft?.answers.filer === 'kin') return text;
  return text.replace(/[^，,。；;！!\s]+/g, (clause) =>
    ANOTHERS.test(clause) && !/(?:我|俺|咱)(?:们)?家(?:是|在|住)/.test(clause)
      ? '，'.repeat(clause.length)
      : clause,
  );
}

/** Whether a text may tell of the household's home; within a story only where it says so. */
function isHomeTold({ text, step, draft }: Message): boolean {
  const isStory = step === 'story' || step === 'causes' || step === 'photos';
  return !isStory || draft?.answers.place?.how !== 'code' || SAYS_HOME.test(text);
}

const SAYS_HOME = /不是(?:这|本|那)|住|家(?:是|在)|(?:我|俺|咱|他|她|户主)(?:们)?(?:那)?是|户口|地址/;

function isElsewhere(told: PlaceAnswer, known: PlaceAnswer): boolean {
  if (told.township !== known.township) return true;
  return told.village !== null && told.village !== known.village;
}

/** A message that is nothing but a village of the township that is known (`武岗村`). */
export function namedVillage({ text, gazetteer }: Message, township: RegionCode): PlaceAnswer | undefined {
  const said =
    /^(?:是|我是|俺是|就是|哦|村是|村子是|住)?(.{1,8}?)(?:村委会|居委会|村|社区)(?:的|人|那边|吧)*$/.exec(
      bare(text),
    )?.[1];
  if (said === undefined) return undefined;
  const fitting = gazetteer
    .villagesOf(township)
    .filter(({ name }) => name.replace(/(?:村|社区|村委会|居委会|民委员会)+$/, '') === said);
  const [only, ...others] = fitting;
  return only === undefined || others.length > 0 ? undefined : placeOf(only.code, only.name, 'text');
}
