import type { Fault, Surroundings } from './fault.ts';
import { comparable } from './plain-text.ts';

/** Anything but Chinese, figures and common marks, unless the passage has it; addresses, telephone numbers, marks. */
export function hasAlienSigns(sentence: string, passage: string): boolean {
  const alien =
    sentence.normalize('NFKC').match(/[^\u4e00-\u9fff\d\s,。;:、()%“”《》!?.\-〇「」『』]+/g) ?? [];
  const ground = passage.normalize('NFKC');
  if (alien.some((signs) => !ground.includes(signs))) return true;
  return (sentence.normalize('NFKC').match(/\d[\d\- ]{4,}\d/g) ?? []).some(
    (number) => !ground.includes(number),
  );
}

/** What stands in quotation marks or book title marks stands so in the passage. */
export function nameFault(claim: string, ground: string): Fault | undefined {
  const names = [...claim.matchAll(/[“《]([^”》]*)[”》]/g)].map(([, name = '']) => name);
  return names.every((name) => ground.includes(name)) ? undefined : 'name';
}

/** An office is in the passage, and does there what it does here: who is told does not tell. */
export function officeFault(claim: string, ground: string, { offices }: Surroundings): Fault | undefined {
  const named = offices.filter((office) => claim.includes(office));
  const looksLikeOne =
    claim.match(
      /[\u4e00-\u9fff]{1,4}(?:局|委(?!托|员|屈)|办公室|政府|联社|党委|银行|医院|学校|中心|大厅|公司)/g,
    ) ?? [];
  const isIn = (office: string) => ground.includes(office) || ground.includes(office.slice(-3));
  if (!named.every((office) => ground.includes(comparable(office))) || !looksLikeOne.every(isIn))
    return 'office';
  const actors = ['乡镇', '村干部', '驻村', '部门', '财政', '民政', '医保', '住建', '残联', '教育', ...named];
  const isTold = (text: string, actor: string) =>
    new RegExp(`(?:给|向|报)[^,。;]{0,2}${literal(actor)}`).test(text);
  const isSwapped = (actor: string) =>
    claim.includes(actor) &&
    ground.includes(actor) &&
    isTold(claim, actor) &&
    !isTold(ground, actor) &&
    /给|向|反馈|上报/.test(ground);
  const isDoing = (actor: string) =>
    claim.includes(actor) && isTold(ground, actor) && !isTold(claim, actor) && /给|向|反馈|上报/.test(claim);
  if (sentElsewhere(claim, ground)) return 'office';
  return actors.some((actor) => isSwapped(actor) || isDoing(actor)) ? 'office' : undefined;
}

export function placeFault(claim: string, ground: string, around: Surroundings): Fault | undefined {
  const known = (place: string) =>
    ground.includes(place) || around.ownPlaces.some((own) => own.startsWith(place));
  return around.placesIn(claim).every(known) ? undefined : 'place';
}

/** Whom something is given, told or reported to: whoever it is in the claim, it is so in the passage. */
function sentElsewhere(claim: string, ground: string): boolean {
  return [...claim.matchAll(/(?:报(?![销告名警考账])|给(?!予)|向)([\u4e00-\u9fff]{2})/g)].some(
    ([, whom = '']) => ground.includes(whom) && !new RegExp(`[报给向到对为][^,;。]{0,6}${whom}`).test(ground),
  );
}

/** A name as a pattern: some have brackets. */
function literal(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
