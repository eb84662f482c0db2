import type { Fault } from './fault.ts';
import { nearest, type Part } from './stretches.ts';
import { ACTORS, DENIALS, GIVES, GRANTS, GROUPS, HEDGES, NO_DENIAL, STRENGTHS } from './strong-words.ts';

/** What one office does is not said of another. */
export function actorFault(clause: Part, said: Part): Fault | undefined {
  const mine = clause.text.match(ACTORS) ?? [];
  const theirs = said.text.match(ACTORS) ?? [];
  return theirs.length > 0 && mine.some((actor) => !said.text.includes(actor)) ? 'office' : undefined;
}

/** No denial is added to a stretch, and none of the stretch is left out of the claim. */
export function denialFault(clause: Part, claim: string, said: Part): Fault | undefined {
  const [mine = '', whole = '', theirs = ''] = [clause.text, claim, said.text].map((text) =>
    text.replace(NO_DENIAL, ''),
  );
  const differs = DENIALS.some(
    ({ inClaim, inPassage }) =>
      (inClaim.test(mine) && !inPassage.test(theirs)) || (inPassage.test(theirs) && !inClaim.test(whole)),
  );
  return differs ? 'denial' : undefined;
}

/** What the passage has only denied (免担保) or done for somebody (代缴), the claim does not have without that. */
export function turnedFault(claim: string, ground: string): Fault | undefined {
  const [mine, theirs] = [claim.replace(NO_DENIAL, ''), ground.replace(NO_DENIAL, '')];
  for (const [, sign = '', word = ''] of theirs.matchAll(
    /([免不无未没])(?:有|得|能|要|曾)?([\u4e00-\u9fff]{2})/g,
  )) {
    const denied = new RegExp(`[免不无未没][^,;。]{0,3}${word}`, 'g');
    const count = (text: string) => text.split(word).length - 1;
    const isOnlyDenied = (theirs.match(denied) ?? []).length === count(theirs);
    if (isOnlyDenied && count(mine) > (mine.match(denied) ?? []).length) return 'denial';
    if (sign === '免' && mine.includes(`要${word}`)) return 'denial';
  }
  const ownPaying = /(?<![代应])缴(?![费纳])/;
  return ownPaying.test(mine) && !ownPaying.test(theirs) ? 'denial' : undefined;
}

/** A strength of the claim is one of the stretch, or of its neighbour where that does what the claim says. */
export function strengthFault(clause: Part, said: Part, reach: string, ground: string): Fault | undefined {
  for (const { name, inClaim, inPassage } of STRENGTHS) {
    const bare = (text: string) => (name === 'all' ? text.replace(/部分或全部/g, '') : text);
    const mine = inClaim.exec(bare(clause.text));
    if (mine === null) continue;
    const [word] = mine;
    const deed = clause.text.slice(mine.index + word.length, mine.index + word.length + 2);
    const isSaid = inPassage.test(bare(said.text));
    const isNextDoor = deed.length === 2 && reach.includes(word + deed) && !said.text.includes(deed);
    const isOfTheWhole = ['going on', 'in time', 'heavy'].includes(name) && inPassage.test(reach);
    if (!isSaid && !isNextDoor && !isOfTheWhole) return 'strength';
    const isOneOfTwo = new RegExp(`${word}或|或${word}`).test(ground) && !clause.text.includes('或');
    if (isOneOfTwo) return 'strength';
  }
  return undefined;
}

/** Limits on who gets something; they are looked at where something is given. */
const LIMITS: readonly string[] = ['where it applies', 'by rule', 'willing'];

export function hedgeFault(claim: string, said: Part): Fault | undefined {
  const isLost = HEDGES.some(
    ({ name, inPassage, inClaim }) =>
      !LIMITS.includes(name) && inPassage.test(said.text) && !inClaim.test(claim),
  );
  return isLost ? 'hedge' : undefined;
}

/** A help that the passage gives to some, under conditions, is not given to everybody. */
export function conditionFault(
  claim: string,
  ground: string,
  clauses: readonly Part[],
  parts: readonly Part[],
): Fault | undefined {
  const groups = groupsIn(claim);
  const printed = groupsIn(ground);
  if (groups.some((group) => !printed.includes(group))) return 'condition';
  const said = clauses.flatMap((clause) => nearest(clause, parts) ?? []);
  const { section } = said[0]?.part ?? { section: 0 };
  const inSection = groupsIn(
    parts
      .filter((part) => part.section === section)
      .map((part) => part.text)
      .join(),
  );
  if (groups.some((group) => !inSection.includes(group))) return 'condition';
  if (groups.some((group) => isOnlyDenied(group, claim, parts))) return 'denial';
  for (const clause of clauses) {
    const part = nearest(clause, parts)?.part;
    const theirs = groupsIn(part?.text ?? '');
    const isDone = GIVES.test(clause.text) || STRENGTHS.some(({ inClaim }) => inClaim.test(clause.text));
    if (isDone && theirs.length > 0 && groups.some((group) => !theirs.includes(group))) return 'condition';
  }
  // A stretch that names nobody is for those of the stretch before it.
  const about = said
    .map(({ part, at }) =>
      groupsIn(part.text).length > 0 ? part.text : `${parts[at - 1]?.text ?? ''},${part.text}`,
    )
    .join(',');
  for (const { name, inPassage, inClaim } of HEDGES) {
    if (LIMITS.includes(name) && inPassage.test(about) && !inClaim.test(claim)) return 'condition';
  }
  // 对脱贫户中…的学生: not every student.
  const among = groupsIn(/([^,;。]*?)中(?![央心期等国小学专职])/.exec(about)?.[1] ?? '');
  if (among.length > 0 && groups.length > 0 && !among.some((group) => groups.includes(group)))
    return 'condition';
  if (!GIVES.test(claim)) return undefined;
  if (!GRANTS.test(ground)) return 'condition';
  const isForSome = groupsIn(about).length > 0 || /对[^,。;]{2,30}的/.test(about);
  const keepsSome = groups.length > 0 || /符合|条件|按规定|对象|的人|人员|家庭/.test(claim);
  return isForSome && !keepsSome ? 'condition' : undefined;
}

/** Groups of people named; 低保户, 低保对象 and 低保 are one. */
function groupsIn(text: string): string[] {
  return (text.match(GROUPS) ?? []).map((group) => group.replace(/^低保(?:对象|户|家庭)$/, '低保'));
}

/** Whether all that the passage says of a group denies something that the claim does not (不属于低保对象的脱贫人口). */
function isOnlyDenied(group: string, claim: string, parts: readonly Part[]): boolean {
  const about = parts.filter(({ text }) => groupsIn(text).includes(group));
  const mine = claim.replace(NO_DENIAL, '');
  return about.every(({ text }) =>
    DENIALS.some(
      ({ inPassage, inClaim }) => inPassage.test(text.replace(NO_DENIAL, '')) && !inClaim.test(mine),
    ),
  );
}
