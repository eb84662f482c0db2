/** Digits as people write them in a row: with spaces or dashes between, in full width too. */
const LONG_NUMBER = /[0-9０-９](?:[ \-－—]?[0-9０-９]){6,}[0-9XxＸｘ０-９]?/gu;
const NAMED =
  /((?:我|俺|咱|他|她|户主|本人)(?:的名字)?(?:叫做?|姓名是|名字是|名叫|是)|(?:姓名|名字|户主)[:：是]?\s*)([\u4e00-\u9fff·•]{2,20}?)(?=[，,。.！!；;\s、的]|$)/gu;
/** A name in several parts, as of some minorities: nothing else is written with this dot. */
const PARTED_NAME = /[\u4e00-\u9fff]{2,}(?:[·•‧・][\u4e00-\u9fff]{2,})+/gu;

/** Whether a text holds a number by which a person can be found: ID, telephone, bank card. */
export function holdsPersonalNumber(text: string): boolean {
  return text.search(LONG_NUMBER) >= 0;
}

/** The text without such numbers. */
export function withoutPersonalNumbers(text: string): string {
  return text.replace(LONG_NUMBER, '＊');
}

/** A question fit to be counted and read by others: without numbers, names given, and the names known of the asker. */
export function scrubbed(text: string, names: readonly string[]): string {
  let result = withoutPersonalNumbers(text).replace(NAMED, '$1＊').replace(PARTED_NAME, '＊');
  for (const name of names) if (name.length >= 2) result = result.replaceAll(name, '＊');
  return result.slice(0, 500);
}

/** The beginning of a text, without what databases and platforms refuse: NUL, and halves of characters. */
export function wellFormed(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\0\p{Surrogate}]/gu, '');
}
