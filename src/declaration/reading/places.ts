import type { AddressResolver, Candidate, Gazetteer, RegionCode, Resolution } from '../../regions/index.ts';
import type { PlaceAnswer } from '../draft.ts';
import type { Found, Problem } from '../found.ts';
import { intakeOf } from '../journey.ts';
import { outsideText, PROBLEMS, TAKEN } from '../texts.ts';
import { bare } from './wording.ts';

export type Addresses = Pick<AddressResolver, 'resolve' | 'findIn'>;

/** What a text gives for the place: an answer, a choice to make, or why not. */
export interface PlaceFound {
  found: Pick<Found, 'place' | 'placeChoices' | 'placeSaid' | 'browse'>;
  problem?: Problem;
  note?: string;
}

const FILLERS =
  /^(?:那就|就是|应该是|是|我们?|俺们?|咱们?|他|她|家|住|在|的|户口|老家|本人|现|地址|住址|家庭|:|,|，|\s)+|(?:的人?|村民|那边|这边|那儿|这儿|那里|这里|人|吧|啊|呀|了|哩|嘞|[。.!！,，~\s])+$/g;
const UNKNOWN =
  /^(?:我|俺)?(?:们)?(?:也|真|都)*(?:不知道|不清楚|找不到|找不着|不记得|忘了?|说不清|没有(?:我的|俺的|俺村|我们村)?|都不是|没找到|都没有|记不清|不晓得|没有俺那|没我们村|弄不清|搞不清|没(?:有)?我(?:们)?(?:村|那)?|不认识|不详)(?:了|啊|是|哪|个|镇|乡|村|的|俺|我|他|她|家|住|在|归|属|于|叫|啥|名)*$/;

/** That somebody cannot say where it is. */
const DOUBT =
  /(?:不|没|搞不|弄不|说不|讲不|分不|记不|认不|叫不|闹不)(?:太|大)?(?:知道|晓得|清楚|清|明白|认识|记得|懂|上来|准|得)|忘(?:了|记)|(?:找|查|问|寻)不(?:到|着|出)|没(?:找到|听说|有俺|有我|我们|俺们)|合并|撤并|改名|刚(?:嫁|搬|来)|哪个(?:镇|乡|村)|归哪|随便|都不是/;
/** Whether somebody says that they cannot tell the place: no question about rules, whatever its form. */
export function isLost(text: string): boolean {
  return DOUBT.test(text) && !/[?？吗]|能报|能不能|能申/.test(text);
}

/** That it is left to the county. */
const TO_COUNTY =
  /(?:转|交|报|送|让|给|由|请|等|叫)(?:给|到)?(?:咱|我们|你们)?县(?:里|上|里头|城|民政|政府)?(?:的)?(?:人|干部|领导)?(?:来|去|看着|帮|给|直接|自己)?(?:就|也)?(?:办|定|安排|处理|找|查|分|吧|行|中|好|$)|县(?:里|上)(?:来|去|看着)?(?:办|定|安排|处理|找|查|分)/;

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
  if (TO_COUNTY.test(text)) return { found: { place: intakeOf([said(text)]) }, note: TAKEN.place };
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

export function fromResolution(resolution: Resolution, text: string): PlaceFound {
  if (resolution.status === 'resolved') {
    const { township, village } = resolution;
    return { found: { place: { township, village, text: said(text), how: 'text' } } };
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

/** Longest text kept with a place, characters. */
const SAID = 60;

function said(text: string): string {
  return [...text.trim()].slice(0, SAID).join('');
}

/**
 * An answer that led to no place, counted: one who does not know is sent to the county at the second, every other at
 * the third, with all that was written.
 */
export function inVain(read: PlaceFound, text: string, before: readonly string[]): PlaceFound {
  const isLost = DOUBT.test(text);
  if (before.length >= (isLost ? 1 : 2))
    return { found: { place: intakeOf([said(text)]) }, note: TAKEN.place };
  const problem: Problem | undefined =
    isLost && read.problem?.kind === 'place-unresolved'
      ? { step: 'place', kind: 'place-unknown', text: PROBLEMS['place-unknown'] }
      : read.problem;
  return { found: { ...read.found, placeSaid: said(text) }, ...(problem === undefined ? {} : { problem }) };
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
