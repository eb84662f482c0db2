import { binds, type RegionCode } from '../../regions/index.ts';
import { Cards } from '../cards/cards.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isCentral, isUsableOn } from '../corpus/document.ts';
import { Bm25 } from './bm25.ts';
import { Collector } from './collector.ts';
import { type Counterpart, counterpartsOf } from './counterparts.ts';
import type { TransformersEmbeddings } from './embedder.ts';
import type { Found } from './found.ts';
import type { HnswVectorStore } from './hnsw-store.ts';
import { namesMatter } from './matters.ts';
import { type Features, relevance } from './relevance.ts';
import { fillStore } from './unit-store.ts';
import { type Sentence, type Unit, unitsOf } from './units.ts';
import { cachedVectors } from './vector-cache.ts';
import type { ExactVectorStore, UnitMetadata } from './vector-store.ts';
import type { Vectors } from './vectors.ts';
import { WordMatcher } from './word-match.ts';
import type { Words } from './words.ts';

/** Nearest units by mean vector that are looked at word by word. */
const CANDIDATES = 900;
const NARROW_CANDIDATES = 250;
/** A question is less like the sentence that answers it than like another question: what makes up for it. */
const UNASKED_LIFT = 1.35;
/** What a question about another document's like sentence counts. */
const LENT = 0.95;
/** What a synonym counts beside the asker's own word. */
const SYNONYM_WEIGHT = 0.45;

/** Where and when the asker stands. */
export interface Scope {
  region: RegionCode;
  /** YYYY-MM-DD, Asia/Shanghai. */
  today: string;
  /** A question of the bank to leave out, so that calibrating does not find the question itself. */
  leaveOut?: string;
  /** Look at binding documents only, and at fewer units: enough for a part of a message. */
  narrow?: boolean;
}

/** Everything retrieval needs, built once from a corpus and a model. */
export class PolicyIndex {
  readonly corpus: Corpus;
  readonly cards: Cards;
  readonly embedder: TransformersEmbeddings;
  readonly #words: Words;
  readonly #sentences: Sentence[];
  readonly #units: Unit[];
  readonly #unitWords: Int32Array[];
  readonly #lexical: Bm25;
  readonly #matcher: WordMatcher;
  readonly #vocabulary: Map<string, number>;
  readonly #wordVectors: Vectors;
  readonly #store: ExactVectorStore | HnswVectorStore;
  readonly #counterparts: Map<number, Counterpart[]>;
  /** Documents without questions in the bank; documents that cards speak of. */
  readonly #unasked: Set<string>;
  readonly #carded: Set<string>;

  private constructor(parts: {
    corpus: Corpus;
    cards: Cards;
    embedder: TransformersEmbeddings;
    words: Words;
    sentences: Sentence[];
    units: Unit[];
    bags: string[][];
    lexical: Bm25;
    vocabulary: Map<string, number>;
    wordVectors: Vectors;
    store: ExactVectorStore | HnswVectorStore;
  }) {
    this.corpus = parts.corpus;
    this.cards = parts.cards;
    this.embedder = parts.embedder;
    this.#words = parts.words;
    this.#sentences = parts.sentences;
    this.#units = parts.units;
    this.#lexical = parts.lexical;
    this.#vocabulary = parts.vocabulary;
    this.#wordVectors = parts.wordVectors;
    this.#store = parts.store;
    this.#matcher = new WordMatcher([...parts.vocabulary.keys()], parts.wordVectors, (w) =>
      parts.lexical.idf(w),
    );
    const documentOf = (article: number) => this.corpus.articles[article]?.document ?? '';
    this.#counterparts = counterpartsOf(parts.sentences, documentOf);
    this.#unasked = new Set(this.corpus.documents.keys());
    for (const { document } of this.corpus.questions) this.#unasked.delete(document);
    this.#carded = new Set(parts.cards.sayings.map(({ article }) => article.document));
    this.#unitWords = parts.bags.map((bag) => this.#matcher.idsOf(bag));
  }

  /**
   * Builds the index. Vectors come from `cacheFolder` when they are there.
   * @throws ModelError when the model fails
   */
  static async build(
    corpus: Corpus,
    words: Words,
    embedder: TransformersEmbeddings,
    options: { cacheFolder?: string | undefined; warn: (message: string) => void },
  ): Promise<PolicyIndex> {
    const cards = new Cards(corpus);
    const { sentences, units } = unitsOf(corpus, cards);
    const bags = units.map((unit) => words.cut(unit.text));
    const perArticle: string[][] = corpus.articles.map((article) => words.cut(article.text));
    units.forEach((unit, i) => {
      if (unit.kind === 'question' && unit.card === undefined)
        perArticle[unit.article]?.push(...(bags[i] ?? []));
    });
    const lexical = new Bm25(perArticle);
    const vocabulary = new Map([...new Set(bags.flat())].map((word, i) => [word, i]));
    const texts = [...vocabulary.keys(), ...units.map((unit) => unit.text)];
    const vectors = await cachedVectors(embedder, texts, options.cacheFolder, options.warn);
    const { dimension } = vectors;
    const wordVectors = { dimension, rows: vectors.rows.subarray(0, vocabulary.size * dimension) };
    const store = await fillStore(embedder, units, {
      dimension,
      rows: vectors.rows.subarray(vocabulary.size * dimension),
    });
    return new PolicyIndex({
      corpus,
      cards,
      embedder,
      words,
      sentences,
      units,
      bags,
      lexical,
      vocabulary,
      wordVectors,
      store,
    });
  }

  /** Whether the bank has questions for a document. */
  isAsked(document: string): boolean {
    return !this.#unasked.has(document);
  }

  /** Whether the documents that bind and are usable there name every matter that a question names, and it names one. */
  namesMatter(question: string, scope: Pick<Scope, 'region' | 'today'>): boolean {
    return namesMatter(this.corpus, this.#words, question, scope);
  }

  /** Finds what a question is about, within the documents usable on the day. */
  async search(question: string, { region, today, leaveOut, narrow = false }: Scope): Promise<Found> {
    const words = [...new Set(this.#words.cut(question))];
    const { vector, wordVectors } = await this.#embed(question, words);
    const match = this.#matcher.question(
      words.map((word, i) => ({
        word,
        vector: wordVectors[i] ?? new Float32Array(this.#wordVectors.dimension),
        weight: this.#lexical.idf(word),
        aliases: this.#words.synonymsOf(word),
      })),
    );
    const usable = new Set(
      [...this.corpus.documents.values()].filter((d) => isUsableOn(d, today)).map((d) => d.slug),
    );
    // Where a document has no cards yet, those of others must not outshine it.
    const isLed = [...usable].every((slug) => {
      const jurisdiction = this.corpus.documents.get(slug)?.jurisdiction;
      return jurisdiction === undefined || !binds(jurisdiction, region) || this.#carded.has(slug);
    });
    const isSearched = (m: UnitMetadata) => {
      const document = this.corpus.documents.get(m.document);
      if (document === undefined) return !narrow;
      return usable.has(m.document) && (!narrow || binds(document.jurisdiction, region));
    };
    const count = narrow ? NARROW_CANDIDATES : CANDIDATES;
    const near = await this.#near(vector, count, isSearched);
    const collector = new Collector((article) =>
      this.#unasked.has(this.corpus.articles[article]?.document ?? ''),
    );
    for (const [{ metadata }, cosine] of near) {
      const unit = this.#units[metadata.unit];
      const ids = this.#unitWords[metadata.unit];
      if (unit === undefined || ids === undefined || unit.text === leaveOut) continue;
      if (unit.card !== undefined && !isLed) continue;
      const { covered, covers } = match.compare(ids);
      const soft = unit.quote === '' && unit.kind !== 'outside' ? covered : 0.65 * covered + 0.35 * covers;
      const lift = unit.kind === 'question' && unit.quote === '' ? UNASKED_LIFT : 1;
      collector.add(unit, Math.min(1, Math.max(0, cosine) * lift), Math.min(1, soft * lift));
      if (unit.kind === 'question' && unit.card === undefined)
        this.#lend(collector, unit, Math.max(0, cosine), soft, region);
    }
    const lexical = this.#lexical.search(this.#weighted(words));
    return this.#found(collector, lexical, region, usable, words);
  }

  /** The nearest units; of documents that nobody wrote questions for always some, or those with questions would crowd them out. */
  async #near(vector: number[], count: number, isSearched: (metadata: UnitMetadata) => boolean) {
    const near = await this.#store.similaritySearchVectorWithScore(vector, count, isSearched);
    if (this.#unasked.size === 0) return near;
    const isUnasked = (m: UnitMetadata) => this.#unasked.has(m.document) && isSearched(m);
    const more = await this.#store.similaritySearchVectorWithScore(vector, NARROW_CANDIDATES, isUnasked);
    const known = new Set(near.map(([{ metadata }]) => metadata.unit));
    return [...near, ...more.filter(([{ metadata }]) => !known.has(metadata.unit))];
  }

  /** A question asked about one document's sentence speaks, for less, for what binding ones say of the same matter. */
  #lend(collector: Collector, unit: Unit, cosine: number, soft: number, region: RegionCode): void {
    for (const { sentence, share } of this.#counterparts.get(unit.target) ?? []) {
      const article = this.#sentences[sentence]?.article;
      const slug = this.corpus.articles[article ?? -1]?.document;
      const jurisdiction = this.corpus.documents.get(slug ?? '')?.jurisdiction;
      if (article === undefined || jurisdiction === undefined || !binds(jurisdiction, region)) continue;
      const part = LENT * share;
      collector.add({ ...unit, article, target: sentence, quote: '' }, cosine * part, soft * part);
    }
  }

  async #embed(
    question: string,
    words: string[],
  ): Promise<{ vector: number[]; wordVectors: Float32Array[] }> {
    const unknown = words.filter((word) => !this.#vocabulary.has(word));
    const [vector, fresh] = await Promise.all([
      this.embedder.embedQuery(question),
      unknown.length === 0 ? [] : this.embedder.embedDocuments(unknown),
    ]);
    const { dimension, rows } = this.#wordVectors;
    const wordVectors = words.map((word) => {
      const id = this.#vocabulary.get(word);
      return id === undefined
        ? Float32Array.from(fresh[unknown.indexOf(word)] ?? [])
        : rows.subarray(id * dimension, (id + 1) * dimension);
    });
    return { vector, wordVectors };
  }

  #weighted(words: readonly string[]): Map<string, number> {
    const weighted = new Map<string, number>(words.map((word) => [word, 1]));
    for (const word of words) {
      for (const alias of this.#words.synonymsOf(word)) {
        if (!weighted.has(alias)) weighted.set(alias, SYNONYM_WEIGHT);
      }
    }
    return weighted;
  }

  #found(
    collector: Collector,
    lexical: Map<number, number>,
    region: RegionCode,
    usable: Set<string>,
    words: string[],
  ): Found {
    const found: Found = {
      binding: [],
      elsewhere: [],
      outside: collector.outside(this.corpus),
      cards: collector.cards(),
      sayings: collector.sayings(),
      unknownShare: 0,
    };
    this.corpus.articles.forEach((article, i) => {
      const document = this.corpus.documents.get(article.document);
      if (document === undefined || !usable.has(document.slug)) return;
      const features: Features = {
        ...collector.features(i),
        lexical: lexical.get(i) ?? 0,
        local: isCentral(document) ? 0 : 1,
      };
      const score = relevance(features);
      const hit = {
        article,
        score,
        features,
        nearest: collector.nearest(i),
        sentences: collector.sentences(i, this.#sentences),
      };
      (binds(document.jurisdiction, region) ? found.binding : found.elsewhere).push(hit);
    });
    found.binding.sort((a, b) => b.score - a.score);
    found.elsewhere.sort((a, b) => b.score - a.score);
    const weight = (list: string[]) => list.reduce((sum, word) => sum + this.#lexical.idf(word), 0);
    found.unknownShare =
      weight(words.filter((word) => !this.#lexical.has(word))) / Math.max(1e-9, weight(words));
    return found;
  }
}
