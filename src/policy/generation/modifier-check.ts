import { cut } from 'jieba-wasm';
import type { Fault } from './fault.ts';
import { PLAIN_WORDS } from './plain-words.ts';

/** What is said of 具备条件的自然村 is said of these only: of the words before 的 a claim has so many characters too. */
const KEPT = 4;

/** A claim about something that the passage limits by words before 的 has the last of these words. */
export function modifierFault(claim: string, ground: string): Fault | undefined {
  for (const [, limit = '', thing = ''] of ground.matchAll(/([^,;。、的“”]{2,24})的([\u4e00-\u9fff]{2})/g)) {
    const isSaidOf = claim.includes(thing) && !isElsewhere(ground, limit, thing);
    const words = cut(limit, false).filter((word) => word.length > 1 && !PLAIN_WORDS.has(word));
    let kept = '';
    while (kept.length < KEPT && words.length > 0) {
      const word = words.pop() ?? '';
      if (isSaidOf && !claim.includes(word)) return 'condition';
      kept += word;
    }
  }
  return undefined;
}

/** Whether the passage speaks of the thing without this limit too. */
function isElsewhere(ground: string, limit: string, thing: string): boolean {
  return ground.replace(`${limit}的${thing}`, '').includes(thing);
}

/** Words that put two things in an order, which is the order in which the passage names them. */
const ORDER = /之后|之前|以后|以前|先.*后|比|优于|高于|低于/;

/** 医疗救助 after 大病保险 is not 大病保险 after 医疗救助. */
export function orderFault(claim: string, ground: string): Fault | undefined {
  if (!ORDER.test(claim)) return undefined;
  const words = cut(claim, false).filter(
    (word) => word.length > 1 && !PLAIN_WORDS.has(word) && !ORDER.test(word),
  );
  const places = words.map((word) => ground.indexOf(word)).filter((at) => at >= 0);
  return places.some((at, i) => at < (places[i - 1] ?? at)) ? 'condition' : undefined;
}
