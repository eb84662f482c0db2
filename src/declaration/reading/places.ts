import type { AddressResolver, Candidate, Gazetteer, RegionCode, Resolution } from '../../regions/index.ts';
import type { PlaceAnswer } from '../draft.ts';
import type { Found, Problem } from '../found.ts';
import { intakeOf } from '../journey.ts';
import { outsideText, PROBLEMS } from '../texts.ts';
import { bare } from './wording.ts';

export type Addresses = Pick<AddressResolver, 'resolve' | 'findIn'>;

/** What a text gives for the place: an answer, a choice to make, or why not. */
export interface PlaceFound {
  found: Pick<Found, 'place' | 'placeChoices' | 'browse'>;
  problem?: Problem;
}

/** Told after a place that is not where somebody lives: the township's hospital, school or office. */
const FACILITY =
  /^(?:[\u4e00-\u9fff]{0,4})?(?:卫生院|医院|卫生室|诊所|政府|派出所|学校|中学|小学|初中|高中|敬老院|街上|集上|信用社|法庭|民政所|医生|干部|领导|书记|工地|厂)/;
const FILLERS =
  /^(?:那就|就是|应该是|是|我们?|俺们?|咱们?|他|她|家|住|在|的|户口|老家|本人|现|地址|住址|家庭|:|,|，|\s)+|(?:的人?|村民|那边|这边|那儿|这儿|那里|这里|人|吧|啊|呀|了|哩|嘞|[。.!！,，~\s])+$/g;
const UNKNOWN =
  /^(?:我|俺)?(?:们)?(?:也|真|都)*(?:不知道|不清楚|找不到|找不着|不记得|忘了?|说不清|没有(?:我的|俺的|俺村|我们村)?|都不是|没找到|都没有|记不清|不晓得|没有俺那|没我们村|弄不清|搞不清|没(?:有)?我(?:们)?(?:村|那)?|不认识|不详)(?:了|啊|是|哪|个|镇|乡|村|的|俺|我|他|她|家|住|在|归|属|于|叫|啥|名)*$/;

/** The answer to the question where the household lives. */
export function readPlace(
  text: string,
  context: {
    places: Addresses;
    county: RegionCode;
    choices?: readonly Candidate[];
    within?: RegionCode;
    gazetteer: Pick<Gazetteer, 'villagesOf' | 'townshipsOf'>;
  },
): PlaceFound {
  if (UNKNOWN.test(bare(text))) return { found: { place: intakeOf([]) } };
  const chosen = chosenOf(text, context.choices);
  if (chosen !== undefined) return { found: { place: placeOf(chosen.code, chosen.name, 'picked') } };
  const listed = listedVillage(text, context.within, context.gazetteer);
  if (listed !== undefined) return { found: { place: listed } };
  const address = text.replace(FILLERS, '');
  const whole = context.places.resolve({ county: context.county, address: address === '' ? text : address });
  if (whole.status === 'resolved') return fromResolution(whole, text);
  const inside = context.places.findIn(text, context.county)?.resolution;
  const best = inside !== undefined && rank(inside) > rank(whole) ? inside : whole;
  return fromResolution(best, text);
}

function rank({ status }: Resolution): number {
  return ['unresolved', 'outside', 'ambiguous', 'resolved'].indexOf(status);
}

/**
 * The home told in a text that answers something else (`我叫张三，望田镇五里岗的，…`). A place where somebody only went
 * (`在望田镇卫生院看病`) is none.
 */
export function findPlace(text: string, places: Addresses, county: RegionCode): PlaceFound | undefined {
  const match = places.findIn(text, county);
  if (match === undefined) return undefined;
  const before = text.slice(0, match.start);
  const after = text.slice(match.end);
  if (FACILITY.test(after)) return undefined;
  const isHome =
    /(?:住(?:在)?|家(?:是|在|住)?|(?:我|俺|咱|他|她|户主)(?:们)?(?:是|就是)?|地址(?:是|:)?|户口(?:在|是)?|来自|是)\s*$/.test(
      before,
    ) ||
    /^(?:\d*(?:组|号|队|村)|[一二三四五六七八九十]+(?:组|队)|的|人|村民|老百姓|这边|这儿)/.test(after) ||
    (/(?:^|[，,。；;、\s！!])$/.test(before) && /^(?:$|[，,。；;、\s！!])/.test(after));
  if (!isHome || /(?:去|到|从|在|给|往)$/.test(before.replace(/住在$|家在$|户口在$/, ''))) return undefined;
  const { status } = match.resolution;
  return status === 'resolved' || status === 'ambiguous'
    ? fromResolution(match.resolution, text.slice(match.start, match.end))
    : undefined;
}

function fromResolution(resolution: Resolution, text: string): PlaceFound {
  const said = [...text.trim()].slice(0, 60).join('');
  if (resolution.status === 'resolved') {
    const { township, village } = resolution;
    return { found: { place: { township, village, text: said, how: 'text' } } };
  }
  if (resolution.status === 'ambiguous') {
    return {
      found: { placeChoices: resolution.candidates },
      problem: { step: 'place', kind: 'place-ambiguous', text: PROBLEMS['place-ambiguous'] },
    };
  }
  if (resolution.status === 'outside') {
    return {
      found: {},
      problem: { step: 'place', kind: 'place-outside', text: outsideText(resolution.outsideName) },
    };
  }
  return {
    found: {},
    problem: { step: 'place', kind: 'place-unresolved', text: PROBLEMS['place-unresolved'] },
  };
}

/** One of several places of a name, by its number in the list or by what tells it from the others. */
function chosenOf(text: string, choices: readonly Candidate[] | undefined): Candidate | undefined {
  if (choices === undefined || choices.length === 0) return undefined;
  const pick = /^(?:是|选)?第?([1-9一二三四五六七八九])(?:个|号|项)?(?:吧|啊|了)?$/.exec(bare(text))?.[1];
  if (pick !== undefined)
    return choices[
      '一二三四五六七八九'.indexOf(pick) >= 0 ? '一二三四五六七八九'.indexOf(pick) : Number(pick) - 1
    ];
  const said = bare(text).replace(/^(?:是|我?是|俺是|就是)|(?:的|那个|那里|那边|这个|人|吧)+$/g, '');
  if (said.length < 2) return undefined;
  const fitting = choices.filter(
    ({ name }) => name.includes(said) || said.includes(name.replace(/(?:村|社区)$/, '')),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** A village named while its township's list is open. */
function listedVillage(
  text: string,
  within: RegionCode | undefined,
  gazetteer: Pick<Gazetteer, 'villagesOf'>,
): PlaceAnswer | undefined {
  if (within === undefined || within.length < 9) return undefined;
  const said = bare(text)
    .replace(/^(?:是|我是|俺是|我们|俺)|(?:的|人|吧)+$/g, '')
    .replace(/(?:村|村委会|社区|居委会)$/, '');
  if (said.length < 2) return undefined;
  const fitting = gazetteer
    .villagesOf(within)
    .filter(({ name }) => name.replace(/(?:村|社区|村委会|居委会|民委员会)+$/, '') === said);
  const [only, ...others] = fitting;
  return only === undefined || others.length > 0 ? undefined : placeOf(only.code, only.name, 'text');
}

/** A place by its code: a village (12 digits) or a township (9). */
export function placeOf(code: RegionCode, text: string, how: PlaceAnswer['how']): PlaceAnswer {
  return code.length > 9
    ? { township: code.slice(0, 9) as RegionCode, village: code, text, how }
    : { township: code, village: null, text, how };
}

