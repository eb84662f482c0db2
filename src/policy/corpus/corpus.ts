import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Card, CardFile, Gloss } from '../cards/card.ts';
import { type Ingested, ingest, repairedSource } from '../ingest/ingest.ts';
import { IngestError } from '../ingest/report.ts';
import { type Article, articleId } from './article.ts';
import { type Document, DocumentMetadata } from './document.ts';
import { checked, parseYaml } from './read-checked.ts';
import { Rule } from './rule.ts';

/** Questions that people ask for one fact of an article: `corpus/questions/<slug>.jsonl`. */
const FactQuestions = z.strictObject({
  path: z.array(z.string()).min(1),
  /** Verbatim words of the article that answer them. */
  quote: z.string().min(3),
  questions: z.array(z.string().min(1)).min(1),
});
export type FactQuestions = z.infer<typeof FactQuestions> & { document: string };

/** A question that no document answers (`corpus/outside/<kind>.jsonl`), by which refusing is calibrated. */
const OutsideQuestion = z.object({
  question: z.string().min(1),
  region: z.string(),
  role: z.string(),
  topic: z.string(),
  status: z.string().optional(),
  document: z.string().optional(),
  missing: z.string().optional(),
});
export type OutsideQuestion = z.infer<typeof OutsideQuestion> & { kind: string };

/** Everything the assistant may answer from, read and checked. */
export interface Corpus {
  documents: Map<string, Document>;
  articles: Article[];
  questions: FactQuestions[];
  rules: Rule[];
  outside: OutsideQuestion[];
  /** Plain-language cards, by id; none where `corpus/cards` is absent. */
  cards: Card[];
  glossary: Gloss[];
  /** Official words that residents are not given unexplained (`words/jargon.yaml`). */
  jargon: string[];
  /** Each document's source after its repairs, without white space: what every quote must stand in. */
  sources: Map<string, string>;
  ingested: Map<string, Ingested>;
  /** SHA-256 of all files read: an answer pins it, a cache is keyed by it. */
  hash: string;
}

/**
 * Loads a corpus folder.
 * @throws IngestError naming the file (and line) that is missing or broken
 */
export function loadCorpus(folder: string): Corpus {
  const reader = new CorpusReader(folder);
  const documents = new Map<string, Document>();
  const ingested = new Map<string, Ingested>();
  const sources = new Map<string, string>();
  for (const slug of reader.folders('documents')) {
    reader.assertAdded(`documents/${slug}`);
    const document = { slug, ...reader.yaml(`documents/${slug}/document.yaml`, DocumentMetadata) };
    const source = reader.text(`documents/${slug}/source.txt`);
    const result = ingest(document, source);
    documents.set(slug, document);
    ingested.set(slug, result);
    sources.set(slug, repairedSource(source, result.repairs));
  }
  if (documents.size === 0) throw new IngestError(join(folder, 'documents'), undefined, '一份文件也没有');
  const questions = [...documents.keys()].flatMap((document) =>
    reader.lines(`questions/${document}.jsonl`, FactQuestions).map((entry) => ({ document, ...entry })),
  );
  const rules = [...documents.keys()].flatMap((document) =>
    reader.optionalYaml(`rules/${document}.yaml`, z.array(Rule)).map((rule) => ({ document, ...rule })),
  );
  const outside = reader
    .files('outside', '.jsonl')
    .flatMap((kind) => reader.lines(`outside/${kind}.jsonl`, OutsideQuestion).map((o) => ({ kind, ...o })));
  const articles = [...ingested.values()].flatMap((result) => result.articles);
  const cards = reader
    .files('cards', '.yaml')
    .map((id) => ({ id, ...reader.yaml(`cards/${id}.yaml`, CardFile) }));
  const glossary = reader.optionalYaml('glossary.yaml', z.array(Gloss));
  const jargon = reader.optionalYaml('words/jargon.yaml', z.array(z.string().min(2)));
  const hash = reader.hash();
  return { documents, articles, questions, rules, outside, cards, glossary, jargon, sources, ingested, hash };
}

/** Articles by their identity, for looking up what questions and rules point at. */
export function articlesById(corpus: Pick<Corpus, 'articles'>): Map<string, Article> {
  return new Map(corpus.articles.map((article) => [articleId(article), article]));
}

/** Sources that `corpus add` turns into `source.txt`. */
const DROPPED = ['source.html', 'source.htm', 'source.docx', 'source.pdf'];

class CorpusReader {
  readonly #folder: string;
  readonly #hash = createHash('sha256');

  constructor(folder: string) {
    this.#folder = folder;
    if (!existsSync(folder)) throw new IngestError(folder, undefined, '找不到语料目录');
  }

  folders(name: string): string[] {
    const path = join(this.#folder, name);
    if (!existsSync(path)) throw new IngestError(path, undefined, '找不到目录');
    const entries = readdirSync(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  }

  /** Names without their ending, sorted; none when the folder is absent. */
  files(name: string, ending: string): string[] {
    const path = join(this.#folder, name);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((file) => file.endsWith(ending))
      .map((file) => file.slice(0, -ending.length))
      .sort();
  }

  /** A folder that somebody dropped here without adding it says how to. */
  assertAdded(name: string): void {
    const path = join(this.#folder, name);
    const has = (file: string) => existsSync(join(path, file));
    const isDropped = !has('document.yaml') || (!has('source.txt') && DROPPED.some(has));
    if (!isDropped) return;
    const missing = has('document.yaml') ? 'source.txt' : 'document.yaml';
    throw new IngestError(
      `${name}/${missing}`,
      undefined,
      `没有这个文件，请运行 npm run -s corpus -- add ${path}`,
    );
  }

  text(name: string): string {
    const path = join(this.#folder, name);
    if (!existsSync(path)) throw new IngestError(name, undefined, '找不到这个文件');
    const text = readFileSync(path, 'utf8');
    this.#hash.update(`${name}\0${text}\0`);
    return text;
  }

  yaml<T extends z.ZodType>(name: string, schema: T): z.output<T> {
    return parseYaml(name, this.text(name), schema);
  }

  optionalYaml<T extends z.ZodType>(name: string, schema: z.ZodArray<T>): z.output<T>[] {
    return existsSync(join(this.#folder, name)) ? this.yaml(name, schema) : [];
  }

  /** A JSON object a line; no lines when the file is absent. */
  lines<T extends z.ZodType>(name: string, schema: T): z.output<T>[] {
    if (!existsSync(join(this.#folder, name))) return [];
    return this.text(name)
      .split('\n')
      .flatMap((line, i) => {
        if (line.trim() === '') return [];
        try {
          return [checked(name, i + 1, schema, JSON.parse(line))];
        } catch (error) {
          if (error instanceof IngestError) throw error;
          throw new IngestError(name, i + 1, 'JSON 写法有误');
        }
      });
  }

  hash(): string {
    return this.#hash.digest('hex');
  }
}
