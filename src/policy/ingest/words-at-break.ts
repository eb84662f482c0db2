import { cut } from 'jieba-wasm';

/** Enough characters for a word to be recognised at the edge of a page. */
const CONTEXT = 8;

/** Whether the text ends with a word of two or more characters. */
export function tailTokenIsWord(text: string): boolean {
  return (cut(text.slice(-CONTEXT), true).at(-1)?.length ?? 0) >= 2;
}

/** Whether the text starts with a character that forms no word with what follows it. */
export function headTokenIsSingle(text: string): boolean {
  return cut(text.slice(0, CONTEXT), true)[0]?.length === 1;
}

/** Whether a word of the dictionary stands across the break (`干｜部`). */
export function isWordAcross(left: string, right: string): boolean {
  const tail = left.slice(-CONTEXT);
  let at = 0;
  for (const word of cut(tail + right.slice(0, CONTEXT), false)) {
    if (at < tail.length && at + word.length > tail.length) return true;
    at += word.length;
  }
  return false;
}
