import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cut } from 'jieba-wasm';
import { load } from 'js-yaml';
import { pinyin } from 'pinyin-pro';
import { z } from 'zod';

const Slips = z.record(z.string(), z.string());
const LONGEST = 5;

/**
 * Mends what a phone keyboard or voice input gets wrong: listed slips, and stretches that are no word but sound
 * like a domain word (`底保` → 低保, `衣疗` → 医疗).
 */
export class SlipCorrector {
  readonly #slips: [string, string][];
  readonly #dialect: [string, string][];
  readonly #bySound = new Map<string, string>();
  readonly #known: Set<string>;

  /**
   * @param domain the words that may be meant
   * @param asked how people ask, as the bank has it: dialect that stands there is understood as it is
   */
  constructor(folder: string, domain: readonly string[], asked: readonly string[] = []) {
    this.#slips = pairsIn(join(folder, 'words', 'slips.yaml'));
    const bank = asked.join('\n');
    this.#dialect = pairsIn(join(folder, 'words', 'dialect.yaml')).filter(([word]) => !bank.includes(word));
    this.#known = new Set(domain);
    for (const word of domain) {
      if (/^[\u4e00-\u9fff]{2,5}$/.test(word)) this.#bySound.set(soundOf(word), word);
    }
  }

  /** The text with slips mended; unchanged where nothing is amiss. */
  mend(text: string): string {
    const listed = this.#slips.reduce((mended, [wrong, right]) => mended.replaceAll(wrong, right), text);
    const words = cut(listed, false);
    const mended: string[] = [];
    for (let at = 0; at < words.length; ) {
      const slip = this.#slipAt(words, at);
      mended.push(slip?.meant ?? words[at] ?? '');
      at += slip?.words ?? 1;
    }
    return mended.join('');
  }

  /** The text in the words of the standard language, where it has words of a dialect. */
  standard(text: string): string {
    return this.#dialect.reduce((mended, [word, meant]) => mended.replaceAll(word, meant), text);
  }

  /** The longest stretch of whole words from here on that sounds like a domain word and is not one. */
  #slipAt(words: readonly string[], at: number): { meant: string; words: number } | undefined {
    for (let count = Math.min(LONGEST, words.length - at); count >= 1; count -= 1) {
      const stretch = words.slice(at, at + count);
      const written = stretch.join('');
      if (!/^[\u4e00-\u9fff]{2,5}$/.test(written) || /[一二三四五六七八九十]/.test(written)) continue;
      const meant = this.#bySound.get(soundOf(written));
      // A real word among the written ones stays, unless it is part of what was meant (雨路计划 → 雨露计划).
      const isMeant = (word: string) => word.length === 1 || meant?.includes(word) === true;
      if (meant !== undefined && meant !== written && !this.#known.has(written) && stretch.every(isMeant)) {
        return { meant, words: count };
      }
    }
    return undefined;
  }
}

/** Pairs of a file, longest first; none where it is absent: a county need not have its dialect written down. */
function pairsIn(file: string): [string, string][] {
  if (!existsSync(file)) return [];
  return Object.entries(Slips.parse(load(readFileSync(file, 'utf8')))).sort(
    (a, b) => b[0].length - a[0].length,
  );
}

function soundOf(text: string): string {
  return pinyin(text, { toneType: 'none' });
}
