import { ancestors, type Divisions, NATION, type RegionCode } from '../../regions/index.ts';

/** Words by which an asker means the own place. */
const OWN_PLACE = /咱|俺|我们|我县|我市|我镇|我村|我家|本县|本市|本地|这边|这儿|这里|这块|屋里|自家/;
/** A place that somebody goes to, works in or comes from is a circumstance, not the place asked about. */
/** Said of another place in passing: `人家河南那边有`, `是不是就河南有`. */
const IN_PASSING = /^(?:那边|那里|那儿)?(?:也|都|才|就)?有(?:了|的|啊|呀|呢)?[，,。！？?!\s]*$/;
const CIRCUMSTANCE_BEFORE = /(?:去|到|在|往|上|从|跑|下|考到|嫁到|送到|转到|搬到|来自|跟|和|与|同|像|照)$/;
const CIRCUMSTANCE_AFTER =
  /^(?:打工|务工|干活|上班|念|读|上学|上大学|看病|住院|治病|带娃|做工|厂|工地|那边打|回来|人|话|医院|大学|文件里没)/;

/**
 * The other place that a question is about, when it asks about another place's rules and not about the asker's
 * own ("贵州的低保多少"); undefined when the place named is the own one, a circumstance ("去广东打工"), or named
 * beside the own place ("鄢陵是7500，咱这也是吧").
 */
export function foreignPlace(
  question: string,
  region: RegionCode,
  divisions: Divisions,
): { code: RegionCode; name: string } | undefined {
  if (region === NATION || OWN_PLACE.test(question)) return undefined;
  const related = (code: RegionCode) =>
    code.startsWith(region) || ancestors(region).some((own) => own === code);
  const places = divisions.placesIn(question);
  if (places.some(({ code }) => related(code))) return undefined;
  return places.find(({ at, length }) => {
    const before = question.slice(Math.max(0, at - 2), at);
    const after = question.slice(at + length);
    return !CIRCUMSTANCE_BEFORE.test(before) && !CIRCUMSTANCE_AFTER.test(after) && !IN_PASSING.test(after);
  });
}
