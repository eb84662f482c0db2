import { pinyin } from 'pinyin-pro';

/** A name as it is written and as it sounds; the sound is worked out when it is first needed. */
export class SpokenName {
  readonly signs: readonly string[];
  #sound: string | undefined;

  constructor(name: string) {
    this.signs = [...name.normalize('NFKC').replace(/[\s·•・]/g, '')];
  }

  get sound(): string {
    this.#sound ??= pinyin(this.signs.join(''), { toneType: 'none', type: 'array', v: true }).join(' ');
    return this.#sound;
  }

  /**
   * Whether two names may be one, written down twice: one character differs (王建国, 王建囯), or all sound alike. A family
   * name that sounds otherwise is another family, and of a name of two characters one that differs is half of it.
   */
  isLike(other: SpokenName): boolean {
    const { signs } = other;
    if (signs.length !== this.signs.length || signs.length < 2) return false;
    const differing = signs.flatMap((sign, i) => (sign === this.signs[i] ? [] : [i]));
    if (differing.length === 1 && differing[0] !== 0 && signs.length > 2) return true;
    return other.sound === this.sound;
  }
}

/** Whether one ID number is the other but for one digit, or for two neighbours that changed places. */
export function isIdSlip(one: string, other: string): boolean {
  if (one === other || one.length !== other.length) return false;
  const differing = [...one].flatMap((sign, i) => (sign === other[i] ? [] : [i]));
  if (differing.length === 1) return true;
  const [first = 0, second = 0] = differing;
  return (
    differing.length === 2 &&
    second === first + 1 &&
    one.charAt(first) === other.charAt(second) &&
    one.charAt(second) === other.charAt(first)
  );
}
