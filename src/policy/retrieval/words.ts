import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { add_word, cut_for_search } from 'jieba-wasm';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { Corpus } from '../corpus/corpus.ts';

/** Words that carry no subject: dialect particles, pronouns, question words. */
const STOP_WORDS = new Set(
  (
    '的 了 吗 呢 吧 啊 呀 嘛 么 嘞 哩 咯 哦 噢 哈 着 过 地 得 是 在 有 和 与 及 或 就 都 也 还 又 再 把 被 给 让 叫 对 为 从 到 向 于 以 而 但 ' +
    '我 俺 你 您 他 她 它 咱 我们 俺们 你们 他们 咱们 咱家 俺家 我家 这 那 这个 那个 这种 那种 这样 那样 这儿 那儿 这里 那里 ' +
    '啥 咋 咋个 咋办 咋整 咋弄 什么 怎么 怎样 如何 哪 哪个 哪些 哪里 哪儿 谁 几 多少 几多 冇 不 没 没有 能 能不能 可以 会 要 想 请问 一下 一个 ' +
    '个 里 上 下 中 去 来 说 问 看 等 嘎哈 干啥 为啥 为什么 是不是 有没有 行不行 中不中 真的 现在 一直 已经 就是 还是 只是 这么 那么 人 家'
  ).split(' '),
);

const Synonyms = z.array(z.array(z.string()).min(2));

/** Cuts Chinese text into search words, with the corpus's own terms kept whole and synonyms known. */
export class Words {
  readonly #synonyms = new Map<string, string[]>();
  readonly #domain: string[];

  /** @param folder the corpus folder, whose `words/` holds the domain words and the synonyms */
  constructor(folder: string, corpus: Pick<Corpus, 'articles'>) {
    const lines = readFileSync(join(folder, 'words', 'domain.txt'), 'utf8').split('\n');
    this.#domain = lines.map((line) => line.trim()).filter((word) => word !== '' && !word.startsWith('#'));
    for (const word of this.#domain) add_word(word, 1_000_000);
    for (const article of corpus.articles) {
      for (const unit of article.responsibleUnits) if (unit.length <= 10) add_word(unit, 100_000);
      for (const [, term = ''] of article.text.matchAll(/“([\u4e00-\u9fff]{2,8})”/g)) add_word(term, 100_000);
    }
    const groups = Synonyms.parse(load(readFileSync(join(folder, 'words', 'synonyms.yaml'), 'utf8')));
    for (const group of groups) {
      for (const word of group) {
        add_word(word, 1_000_000);
        const others = group.filter((other) => other !== word);
        this.#synonyms.set(word, [...(this.#synonyms.get(word) ?? []), ...others]);
      }
    }
  }

  /** Search words of a text: normalised, cut for search (a long word and its parts), without empty words. */
  cut(text: string): string[] {
    const normal = text.normalize('NFKC').toLowerCase();
    return cut_for_search(normal, true).filter((word) => /[\p{L}\p{N}]/u.test(word) && !STOP_WORDS.has(word));
  }

  /** The words that must not be cut apart (`words/domain.txt`). */
  get domain(): readonly string[] {
    return this.#domain;
  }

  /** The domain words that a text names, the longest first where one holds another. */
  mattersIn(text: string): string[] {
    const named = [...new Set([...this.#domain, ...this.#synonyms.keys()])]
      .filter((word) => word.length > 1 && text.includes(word))
      .sort((a, b) => b.length - a.length);
    return named.filter((word, i) => !named.slice(0, i).some((longer) => longer.includes(word)));
  }

  /** Other names of the same thing. */
  synonymsOf(word: string): readonly string[] {
    return this.#synonyms.get(word) ?? [];
  }
}
