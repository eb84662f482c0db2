import { PHRASE_END } from './address-text.ts';

/** Up to where a denial goes: the end of the phrase, or the word that says what is true (不是望田是大马). */
const DENIALS: readonly RegExp[] = [
  /(?<![是要可])不是(?![很太吗嘛么])[^ ]+?(?=而是|(?<!不)是| |$)/g,
  /(?<!在)(?:不|没)在(?!了|家| |$)[^ ]+?(?=(?<![不没住])在| |$)/g,
  /(?:不|没)住[^ ]+?(?=(?<![不没])住| |$)/g,
  /不(?:归|属于|属)[^ ]+?(?=归|属| |$)/g,
];
/** 俺不是望田镇的吗 says that one is. */
const RHETORICAL = /(?:吗|嘛|么|不)$/;
/** Where one lived before … */
const PAST = /(?:以前|原来|原先|从前|早先|早前|之前|曾经)[^ ]*?(?=现在?[是在住搬归属]|如今| |$)/g;
/** … is said before where one lives now. */
const NOW = /现在?[是在住搬归属]|现在|如今|搬[到去来]|迁[到来]|嫁[到来]/;

const CORRECTED = /^.*(?:不对|[说写打弄搞]错)了? /;

/**
 * The text with blanks for the clauses that deny a place (`不是厚坡那个，是香花的柴沟`), so that every other character
 * keeps its index.
 */
export function withoutDenied(text: string): string {
  return DENIALS.reduce(
    (rest, denial) => rest.replace(denial, (clause) => (RHETORICAL.test(clause) ? clause : blanks(clause))),
    text,
  );
}

/**
 * The text with blanks for where one lived before, when it goes on with the present, and for what a correction takes
 * back (`望田镇，不对，是大马镇`).
 */
export function withoutPast(text: string): string {
  const past = text.replace(PAST, (clause, at: number) =>
    NOW.test(text.slice(at + clause.length)) ? blanks(clause) : clause,
  );
  return past.replace(CORRECTED, blanks);
}

/** Whether somebody moved: then an earlier place does not stand in for one that is not known. */
export function hasMoved(text: string): boolean {
  return /搬|迁[到来]/.test(text);
}

function blanks(clause: string): string {
  return PHRASE_END.repeat(clause.length);
}
