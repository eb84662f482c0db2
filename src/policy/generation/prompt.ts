import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BaseMessage } from '@langchain/core/messages';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import type { Citation, Role } from '../answer/answer.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { IngestError } from '../ingest/report.ts';
import { comparable } from './plain-text.ts';
import type { Style } from './style.ts';

/** A run of so many characters of a prompt in an answer is the prompt, told. */
const LEAK = 12;

/** What a model is given, all of it public text. */
export interface Material {
  passages: readonly Citation[];
  /** The question of the card that the answer is from; empty for none. */
  topic: string;
  /** The question's public words. */
  words: string;
}

/** The prompts of a folder (`prompts/*.md`), as LangChain's templates. */
export class Prompts {
  readonly #templates: Record<'resident' | 'staff', ChatPromptTemplate>;
  readonly #runs = new Set<string>();

  /** @throws IngestError when a file is missing */
  constructor(folder: string) {
    const read = (name: string): string => {
      try {
        return readFileSync(join(folder, `${name}.md`), 'utf8');
      } catch {
        throw new IngestError(join(folder, `${name}.md`), undefined, '找不到这个提示词文件');
      }
    };
    const question = read('question');
    const template = (name: string) => {
      const system = read(name);
      for (const text of [system, question]) this.#remember(text);
      return ChatPromptTemplate.fromMessages([
        ['system', system],
        ['human', question],
      ]);
    };
    this.#templates = { resident: template('resident'), staff: template('staff') };
  }

  /** The messages for a question. */
  messages(
    role: Role,
    style: Style,
    { passages, topic, words }: Material,
    corpus: Corpus,
  ): Promise<BaseMessage[]> {
    const name = ({ document: slug }: Citation) => {
      const document = corpus.documents.get(slug);
      return document?.shortTitle ?? document?.title ?? slug;
    };
    return this.#templates[role === 'resident' ? 'resident' : 'staff'].formatMessages({
      sentence: style.sentence,
      sentences: style.sentences,
      passages: passages.map((p, i) => `[${i + 1}] ${name(p)} ${p.article}：${p.quote}`).join('\n'),
      topic: topic === '' ? '（无）' : topic,
      words: words === '' ? '（无）' : words,
    });
  }

  /** Whether a text repeats the prompts. */
  isIn(text: string): boolean {
    const plain = bare(text);
    for (let at = 0; at + LEAK <= plain.length; at += 1) {
      if (this.#runs.has(plain.slice(at, at + LEAK))) return true;
    }
    return false;
  }

  #remember(text: string): void {
    const plain = bare(text);
    for (let at = 0; at + LEAK <= plain.length; at += 1) this.#runs.add(plain.slice(at, at + LEAK));
  }
}

/** Letters and figures alone: a leak does not become none by another comma. */
function bare(text: string): string {
  return comparable(text).replace(/[^\p{L}\p{N}]/gu, '');
}
