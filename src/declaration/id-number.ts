/** What an 18-character resident ID number says of its holder. */
export interface IdFacts {
  /** YYYY-MM-DD. */
  birth: string;
  /** Full years on the day asked for. */
  age: number;
  sex: '男' | '女';
}

/** What is wrong with something written as an ID number. */
export type IdProblem =
  | 'id-length'
  | 'id-letters'
  | 'id-check'
  | 'id-birth'
  | 'id-future'
  | 'id-age'
  | 'id-area';

export type IdResult = { id: string; converted: boolean } | { problem: IdProblem };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
/** First two digits in use: the provinces, and 81–83 for residents from Hong Kong, Macao and Taiwan. */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const OLDEST = 120;

/** The check character of the first 17 digits (GB 11643). */
export function idCheck(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0);
  return CHECKS.charAt(sum % 11);
}

/**
 * Checks a resident ID number of 18 characters, or of 15 digits, which stand for one person born in the 1900s and are
 * converted. Blanks and dashes are expected to be gone.
 */
export function checkId(written: string, now: Date): IdResult {
  const text = written.toUpperCase();
  if (/[OIL]/.test(text)) return { problem: 'id-letters' };
  const converted = /^\d{15}$/.test(text);
  if (!converted && !/^\d{17}[\dX]$/.test(text)) {
    return { problem: /[A-WYZ]/.test(text) ? 'id-letters' : 'id-length' };
  }
  const digits = converted ? `${text.slice(0, 6)}19${text.slice(6)}` : text.slice(0, 17);
  const id = converted ? digits + idCheck(digits) : text;
  if (!PROVINCES.test(id)) return { problem: 'id-area' };
  const birth = birthOf(id);
  if (birth === undefined) return { problem: 'id-birth' };
  if (birth > shanghaiDay(now)) return { problem: 'id-future' };
  if (ageOn(birth, now) > OLDEST) return { problem: 'id-age' };
  return idCheck(digits) === id.charAt(17) ? { id, converted } : { problem: 'id-check' };
}

/** Birth, age and sex from a checked number. */
export function describeId(id: string, now: Date): IdFacts {
  const birth = birthOf(id) ?? '';
  return { birth, age: ageOn(birth, now), sex: Number(id.charAt(16)) % 2 === 1 ? '男' : '女' };
}

/** Whether the holder is a child whose guardian has to consent. */
export function isUnder14(id: string, now: Date): boolean {
  return describeId(id, now).age < 14;
}

function birthOf(id: string): string | undefined {
  const [year, month, day] = [id.slice(6, 10), id.slice(10, 12), id.slice(12, 14)];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const text = `${year}-${month}-${day}`;
  // 31 February is read as a day in March by some parsers and as none by others.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

function ageOn(birth: string, now: Date): number {
  const today = shanghaiDay(now);
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

function shanghaiDay(date: Date): string {
  return new Date(date.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
}
