import { type Article, articleId, squeeze } from '../corpus/article.ts';
import { articlesById, type Corpus } from '../corpus/corpus.ts';
import type { Rule } from '../corpus/rule.ts';
import type { Card, Point } from './card.ts';
import { type Stretch, shared, stretchOf } from './stretch.ts';

/** A sentence of a card as it is said where one of its documents binds. */
export interface Saying {
  card: Card;
  point: Point;
  /** The sentence, its slots filled from this document's rules. */
  text: string;
  article: Article;
  /** The words that it rests on, as the article prints them. */
  quote: string;
  /** Where they stand in the article. */
  at: Stretch;
}

/** The cards of a corpus, looked up by what they rest on. What does not hold is left to `corpus check` to tell. */
export class Cards {
  readonly #corpus: Pick<Corpus, 'cards'>;
  readonly #sayings: Saying[];
  readonly #byArticle = new Map<string, Saying[]>();

  constructor(corpus: Pick<Corpus, 'cards' | 'articles' | 'rules'>) {
    this.#corpus = corpus;
    this.#sayings = sayingsOf(corpus);
    for (const saying of this.#sayings) {
      const id = articleId(saying.article);
      const known = this.#byArticle.get(id);
      if (known === undefined) this.#byArticle.set(id, [saying]);
      else known.push(saying);
    }
  }

  /** All sentences, each once for every document that carries it. */
  get sayings(): readonly Saying[] {
    return this.#sayings;
  }

  /** The sentences that rest on a stretch of an article. */
  on(article: Article, stretch: Stretch): Saying[] {
    return (this.#byArticle.get(articleId(article)) ?? []).filter(({ at }) => shared(at, stretch) > 0);
  }

  /** What a card says first, by the documents that are accepted, in the card's order. */
  leadsOf(card: Card, accepts: (document: string) => boolean): Saying[] {
    return this.#sayings.filter((s) => s.card === card && s.point.lead && accepts(s.article.document));
  }

  byId(id: string): Card | undefined {
    return this.#corpus.cards.find((card) => card.id === id);
  }

  /** Whether a card has anything to say where the accepted documents bind. */
  covers(card: Card, accepts: (document: string) => boolean): boolean {
    return this.#sayings.some((s) => s.card === card && accepts(s.article.document));
  }

  /** The cards that a bare word leaves open. */
  openAt(words: string): Card[] {
    return this.#corpus.cards.filter((card) => card.open.includes(words));
  }
}

function sayingsOf(corpus: Pick<Corpus, 'cards' | 'articles' | 'rules'>): Saying[] {
  const articles = articlesById(corpus);
  const rules = new Map(corpus.rules.map((rule) => [`${rule.document}/${rule.id}`, rule]));
  return corpus.cards.flatMap((card) =>
    card.points.flatMap((point) =>
      point.basis.flatMap((basis) => {
        const article = articles.get(articleId(basis));
        const at = article === undefined ? undefined : stretchOf(basis.quote, article.text);
        const text = filled(point, basis.document, rules);
        if (article === undefined || at === undefined || text === undefined) return [];
        return [{ card, point, text, article, quote: squeeze(article.text).slice(at.start, at.end), at }];
      }),
    ),
  );
}

/** A sentence with its slots filled for a document; undefined when a slot has no rule there. */
export function filled(point: Point, document: string, rules: ReadonlyMap<string, Rule>): string | undefined {
  let isWhole = true;
  const text = point.say.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const rule = rules.get(`${document}/${point.figures[slot]?.[document] ?? ''}`);
    if (rule === undefined) isWhole = false;
    return rule === undefined ? '' : `${rule.value}${rule.unit ?? ''}`;
  });
  return isWhole ? text : undefined;
}
