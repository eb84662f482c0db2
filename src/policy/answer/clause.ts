import { PLAIN } from './answer.ts';

/** Marks at which a document's sentence may be cut without breaking a phrase. */
const CUTS = /[，,；;：:、。！？]/;
/** A stretch shorter than this says nothing on its own. */
const SHORTEST = 6;

/** Whether every sentence of a text is short enough for a resident to read. */
export function isPlain(text: string): boolean {
  return plainSentences(text).every((sentence) => [...sentence].length <= PLAIN.sentence);
}

/** The sentences of a text, each with its closing mark. */
export function plainSentences(text: string): string[] {
  return (text.match(/[^。！？；\n]+[。！？；]?[”’）]*/g) ?? []).map((s) => s.trim()).filter((s) => s !== '');
}

/**
 * A short stretch of a document's sentence around the answering words, cut at punctuation: verbatim and contiguous;
 * undefined where no stretch fits.
 */
export function shortClause(sentence: string, focus: string, limit: number): string | undefined {
  const from = focus === '' ? 0 : Math.max(0, sentence.indexOf(focus));
  const to = from + (focus === '' ? sentence.length : focus.length);
  const edges = [0];
  for (let i = 0; i < sentence.length; i += 1) {
    if (CUTS.test(sentence[i] ?? '') && isCut(sentence, i)) edges.push(i + 1);
  }
  if (edges.at(-1) !== sentence.length) edges.push(sentence.length);
  let best: { text: string; value: number } | undefined;
  for (const [i, start] of edges.entries()) {
    for (const end of edges.slice(i + 1)) {
      const text = trimmed(sentence.slice(start, end));
      if (text.length > limit) break;
      const inside = Math.max(0, Math.min(end, to) - Math.max(start, from));
      // The answering words first; of equal stretches the one with less besides.
      const value = inside - 0.1 * (end - start - inside);
      if (text.length >= SHORTEST && inside > 0 && value > (best?.value ?? 0)) best = { text, value };
    }
  }
  return best?.text;
}

/** A stretch without the heading number before it and the marks at its end. */
function trimmed(text: string): string {
  return text
    .replace(/^(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、)/, '')
    .replace(/[，,；;：:、。！？]+$/, '');
}

/** A comma between digits, and a mark inside quotation marks or brackets, is no place to cut. */
function isCut(text: string, at: number): boolean {
  if (/\d/.test(text[at - 1] ?? '') && /\d/.test(text[at + 1] ?? '')) return false;
  const before = text.slice(0, at);
  const isOpen = (open: string, close: string) => before.split(open).length > before.split(close).length;
  return !isOpen('“', '”') && !isOpen('（', '）') && !isOpen('(', ')');
}
