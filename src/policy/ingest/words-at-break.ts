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
