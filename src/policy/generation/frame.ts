import type { Answer } from '../answer/answer.ts';
import { plainSentences } from '../answer/clause.ts';
import { TEXTS } from '../answer/texts.ts';

/** An extractive answer taken apart: what stays around a model's words, and what they must say too. */
export interface Frame {
  /** What the documents do not say, and whom to ask: never a model's to tell. */
  opening: string;
  /** The sentences that a model may say otherwise. */
  body: string;
  /** The offices responsible. */
  units: string;
  /** The state of the document; without the remark that a card is a sample, for its words are gone. */
  notes: string[];
}

/** Our own sentences at the head of an answer (`鄢陵县的文件没有写具体多少钱。请问问村干部或镇政府。`). */
const OWN = new RegExp(
  `^(?:[^。“”]{1,14}的文件没有[^。]{1,60}。|也没有[^。]{1,40}。|${TEXTS.askThem}|最接近的是“[^”]{1,14}”，您看看。|${TEXTS.nearestUnnamed})`,
);
const UNITS = /(?:责任单位：[^。]{1,200}。|这件事归[^。]{1,40}管。)$/;

/** A sentence of a card on what a document does not say; a document's own words stand in quotation marks. */
const SAYS_NOTHING = /^[^“”]*文件(?:里)?(?:都)?没有(?:写|说|列|规定|讲)/;

/** Takes an extractive answer apart; undefined where it shows a sum, which is said as it was worked out. */
export function frameOf({ answer, notes = [] }: Answer): Frame | undefined {
  let rest = answer.trim();
  for (const note of [...notes].reverse()) {
    if (!rest.endsWith(note)) return undefined;
    rest = rest.slice(0, -note.length).trimEnd();
  }
  let opening = '';
  for (let own = OWN.exec(rest)?.[0]; own !== undefined; own = OWN.exec(rest)?.[0]) {
    opening += own;
    rest = rest.slice(own.length);
  }
  const units = UNITS.exec(rest)?.[0] ?? '';
  const sentences = plainSentences(rest.slice(0, rest.length - units.length));
  opening += sentences.filter((sentence) => SAYS_NOTHING.test(sentence)).join('');
  const body = sentences.filter((sentence) => !SAYS_NOTHING.test(sentence)).join('');
  if (body === '' || /[=×]/.test(body)) return undefined;
  return { opening, body, units, notes: notes.filter((note) => note !== TEXTS.sample) };
}
