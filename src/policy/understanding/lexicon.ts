import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { Corpus } from '../corpus/corpus.ts';
import { IngestError } from '../ingest/report.ts';

const List = z.array(z.coerce.string().min(1));
const FollowUpWords = z.strictObject({
  lead: List,
  deixis: List,
  self: List,
  particle: List,
  filler: List,
  aspect: z.array(List),
  told: List,
  person: List,
  group: List,
  level: List,
  more: List,
  not: List,
  ending: List,
});

/** What a word does in a message; `topic` names what the message is about, `other` is not known. */
export type WordClass =
  | 'lead'
  | 'deixis'
  | 'self'
  | 'particle'
  | 'filler'
  | 'aspect'
  | 'person'
  | 'group'
  | 'level'
  | 'topic'
  | 'other';

/** A stretch of a message with what it does. */
export interface Token {
  text: string;
  is: WordClass;
}

/** Whole messages that ask for more of the same, or say that something else was asked. */
export type WholeMessage = 'more' | 'not';

/** The words by which it is told whether a message names its topic: `words/follow-ups.yaml` and the corpus's own. */
export class Lexicon {
  readonly #classes = new Map<string, WordClass>();
  readonly #whole = new Map<string, WholeMessage>();
  readonly #endings: string[];
  readonly #longest: number;

  /**
   * @param folder the corpus folder
   * @param domain further words that name a topic
   * @throws IngestError when the file is absent or broken
   */
  constructor(folder: string, corpus: Pick<Corpus, 'cards' | 'glossary'>, domain: readonly string[]) {
    const words = readWords(folder);
    const topics = [
      ...domain,
      ...corpus.cards.flatMap(({ open }) => open),
      ...corpus.glossary.flatMap(({ term, also }) => [term, ...also]),
    ];
    for (const topic of topics) if (topic.length > 1) this.#classes.set(topic, 'topic');
    // What only points or asks is no topic, whatever list it stands in besides.
    for (const is of ['lead', 'deixis', 'self', 'particle', 'filler', 'person', 'group', 'level'] as const) {
      for (const word of words[is]) this.#classes.set(word, is);
    }
    for (const word of words.aspect.flat()) this.#classes.set(word, 'aspect');
    for (const word of words.told) this.#classes.set(word, 'other');
    for (const word of words.more) this.#whole.set(word, 'more');
    for (const word of words.not) this.#whole.set(word, 'not');
    this.#endings = words.ending;
    this.#longest = Math.max(...[...this.#classes.keys()].map((word) => word.length));
  }

  /** The message in stretches, the longest known word first; what is not known stays together. */
  scan(text: string): Token[] {
    const tokens: Token[] = [];
    for (let at = 0; at < text.length; ) {
      const known = this.#at(text, at);
      const last = tokens.at(-1);
      if (known !== undefined) tokens.push(known);
      else if (last?.is === 'other') last.text += text[at] ?? '';
      else tokens.push({ text: text[at] ?? '', is: 'other' });
      at += known?.text.length ?? 1;
    }
    return tokens;
  }

  /** Whether the whole message asks for more, or says that something else was meant. */
  whole(text: string): WholeMessage | undefined {
    return this.#whole.get(text) ?? this.#whole.get(text.replace(/[呢吗啊呀吧嘛了]+$/u, ''));
  }

  /** Whether a message ends by leaving out what is asked (`低保呢`). */
  leavesOut(text: string): boolean {
    return this.#endings.some((ending) => text.endsWith(ending));
  }

  #at(text: string, at: number): Token | undefined {
    for (let length = Math.min(this.#longest, text.length - at); length >= 1; length -= 1) {
      const word = text.slice(at, at + length);
      const is = this.#classes.get(word);
      if (is !== undefined) return { text: word, is };
    }
    return undefined;
  }
}

function readWords(folder: string): z.infer<typeof FollowUpWords> {
  const name = join(folder, 'words', 'follow-ups.yaml');
  const read = FollowUpWords.safeParse(load(readFileSync(name, 'utf8')));
  if (!read.success) throw new IngestError(name, undefined, '写法有误');
  return read.data;
}
