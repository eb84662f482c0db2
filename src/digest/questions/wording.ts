import { setImmediate as breathe } from 'node:timers/promises';
import type { Cluster } from './clusters.ts';
import {
  askersIn,
  FEWEST_ASKERS,
  type OpenedQuestion,
  type QuestionTools,
  type ToldCluster,
} from './model.ts';

/** Words of asking: everybody's, however few have asked. */
const ASKING = new Set(
  '不 没 能 要 吗 呢 谁 啥 咋 怎 哪 几 怎么 怎样 咋办 什么 多少 多久 哪里 哪儿 如何 可以 能不能 有没有 是不是 要不要 没有 时候'.split(
    ' ',
  ),
);
const MOST_EXAMPLES = 3;
/** Wordings of a cluster that are looked at for what can be shown of them. */
const LOOKED_AT = 50;
/** Longest wording told; a story is not told. */
const LONGEST = 40;
/** What was left out between two words. */
const GAP = '…';
/** Texts after which other work of the program goes on. */
const BREATH = 500;

/**
 * Tells questions in words that name nobody. A word is shown when it stands in public text, so that a name, a hamlet or
 * a number does not, and when at least three have used it in the questions at hand, so that a name which happens to be
 * a common word does not either.
 */
export class Wording {
  readonly #questions: readonly OpenedQuestion[];
  /** The public words of each question. */
  readonly #words: readonly string[][];
  readonly #common: ReadonlySet<string>;

  private constructor(
    questions: readonly OpenedQuestion[],
    words: readonly string[][],
    common: ReadonlySet<string>,
  ) {
    this.#questions = questions;
    this.#words = words;
    this.#common = common;
  }

  /** @param questions all that were opened: what is common is what three of their askers say */
  static async of(
    questions: readonly OpenedQuestion[],
    tools: Pick<QuestionTools, 'publicWords'>,
  ): Promise<Wording> {
    const words: string[][] = [];
    const users = new Map<string, Set<string>>();
    for (const { text, asker } of questions) {
      if (words.length % BREATH === BREATH - 1) await breathe();
      const own = tools.publicWords(text).split(' ');
      words.push(own.filter((word) => word !== ''));
      if (asker === null) continue;
      for (const word of own) {
        const known = users.get(word);
        if (known === undefined) users.set(word, new Set([asker]));
        else known.add(asker);
      }
    }
    const common = [...users].filter(([, askers]) => askersIn(askers) >= FEWEST_ASKERS).map(([word]) => word);
    return new Wording(questions, words, new Set([...common, ...ASKING]));
  }

  /**
   * Clusters that a name or a place set apart become one: those whose most typical wording is the same once it may be
   * shown, where at least half of it is. The largest first.
   */
  join(clusters: readonly Cluster[]): Cluster[] {
    const joined = new Map<string, Cluster>();
    clusters.forEach((cluster, nth) => {
      const [first] = this.#wordings(cluster);
      const key = first?.isWhole ? first.shown : `${nth}`;
      const known = joined.get(key);
      if (known === undefined) joined.set(key, [...cluster]);
      else known.push(...cluster);
    });
    return [...joined.values()].sort((a, b) => b.length - a.length);
  }

  /** A cluster in words, where enough have asked it and anything can be shown. */
  tell(cluster: Cluster): ToldCluster | undefined {
    const askers = askersIn(cluster.map((at) => this.#questions[at]?.asker ?? null));
    if (askers < FEWEST_ASKERS) return undefined;
    const [first, ...more] = this.#wordings(cluster).map(({ shown }) => shown);
    if (first === undefined) return undefined;
    return { times: cluster.length, askers, words: first, examples: more.slice(0, MOST_EXAMPLES) };
  }

  /** Different wordings, the most typical first; those of which less than half can be shown come last. */
  #wordings(cluster: Cluster): { shown: string; isWhole: boolean }[] {
    const shares = new Map<string, number>();
    for (const at of cluster.slice(0, LOOKED_AT)) {
      const shown = this.#shown(at);
      if (shown === undefined) continue;
      const share = shown.replaceAll(GAP, '').length / (this.#questions[at]?.text.length ?? 1);
      shares.set(shown, Math.max(share, shares.get(shown) ?? 0));
    }
    const all = [...shares].map(([shown, share]) => ({ shown, isWhole: share >= 0.5 }));
    return [...all.filter(({ isWhole }) => isWhole), ...all.filter(({ isWhole }) => !isWhole)];
  }

  /** What may be shown of a question, with a mark where something is left out; undefined when it says nothing. */
  #shown(at: number): string | undefined {
    const squeezed = (this.#questions[at]?.text ?? '').normalize('NFKC').replace(/\s+/gu, '');
    const words = (this.#words[at] ?? []).filter((word) => this.#common.has(word));
    if (words.every((word) => ASKING.has(word))) return undefined;
    let told = '';
    let end = 0;
    for (const word of words) {
      if (told.length + word.length > LONGEST) return told + GAP;
      const from = squeezed.indexOf(word, end);
      const isNext = told === '' || from === end;
      told += isNext ? word : `${GAP}${word}`;
      if (from >= 0) end = from + word.length;
    }
    return told;
  }
}
