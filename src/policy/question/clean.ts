/** A question longer than this is a document, not a question; characters. */
export const MAX_QUESTION = 2000;

/** Invisible characters by which text is smuggled past a reader: controls, zero width, bidirectional, Unicode tags. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/** What cleaning made of an inbound text. */
export type CleanQuestion = { kind: 'text'; text: string } | { kind: 'empty' } | { kind: 'too_long' };

/**
 * Makes an inbound text fit to be read: invisible characters and HTML tags dropped, white space folded. Nothing is
 * done to a text that is far too long but to say so.
 */
export function cleanQuestion(input: string): CleanQuestion {
  if (input.length > MAX_QUESTION * 4) return { kind: 'too_long' };
  const text = input
    .replace(INVISIBLE, '')
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, ' ')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  if (text.length > MAX_QUESTION) return { kind: 'too_long' };
  return /[\p{L}\p{N}]/u.test(text) ? { kind: 'text', text } : { kind: 'empty' };
}

/** A digit, half-width or full-width, with what people put between the digits of a long number. */
const DIGIT = '[0-9０-９](?:[\\s\\-－—·.]?)';
/** 18 or 15 digits are an ID number, 11 from 13 to 19 a telephone's. */
const PERSONAL_NUMBER = new RegExp(
  `(?<![0-9０-９])(?:(?:${DIGIT}){17}[0-9０-９XxＸｘ]|(?:${DIGIT}){14}[0-9０-９]|[1１][\\s\\-－—]?[3-9３-９](?:[\\s\\-－—]?[0-9０-９]){9})(?![0-9０-９])`,
  'gu',
);

/** ID and telephone numbers: no question needs them, so they go no further than this. */
export function withoutPersonalNumbers(text: string): string {
  return text.replace(PERSONAL_NUMBER, '');
}

/** Parts of a message that may be questions of their own. */
export interface QuestionParts {
  /** Set apart by their punctuation or by 另外, 还有. */
  questions: string[];
  /** Set apart by a comma only: a story's clauses more often than questions. */
  clauses: string[];
}

const MOST_PARTS = 4;
/** Words by which an asker announces more than one thing. */
const SEVERAL = /还有|另外|捎带|顺便|再一个|再就是|还想问|这两[样件个]|两头|同时|各[是归要]|分别/;
const ASKS =
  /[吗呢谁啥咋哪几]|多少|多久|怎么|怎样|什么|有没有|能不能|要不要|是不是|可不可以|[不没冇]$|要求|办法/;

/** The separate questions of one message (`…管哪些户？稳定脱贫户还代缴吗`); none where there is but one. */
export function questionParts(text: string): QuestionParts {
  const split = (separator: RegExp, least: number) => {
    const parts = text.split(separator).map((part) => part.trim());
    const long = parts.filter((part) => part.length >= least);
    return long.length < 2 ? [] : long.slice(0, MOST_PARTS);
  };
  const isSeveral = SEVERAL.test(text);
  return {
    questions: split(/[？?。！!；;\n]|[，,\s](?=还有|另外|再问|同时)/, 5),
    clauses: split(/[？?。！!；;\n，,：:]|\s+/, 7).filter((clause) => isSeveral || ASKS.test(clause)),
  };
}
