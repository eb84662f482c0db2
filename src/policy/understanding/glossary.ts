import type { Answer, AskRequest, Passage } from '../answer/answer.ts';
import { isPlain } from '../answer/clause.ts';
import type { Gloss } from '../cards/card.ts';
import { stretchOf } from '../cards/stretch.ts';
import { articleId, articleLabel, squeeze } from '../corpus/article.ts';
import { articlesById, type Corpus } from '../corpus/corpus.ts';
import { isCentral } from '../corpus/document.ts';
import { sentencesOf } from '../retrieval/sentences.ts';
import { TEXTS } from './texts.ts';
import { holdsFor, type Piece, tell } from './told.ts';

/** How people ask what a word means; what is left is the word. */
const ASKS = [
  /^(?:啥叫|什么叫|么子叫|什么是|啥是|么子是|何为|何谓|解释一下|解释下|解释)(?:个|那个|这个)?(.{2,16}?)(?:呢|呀|啊)?$/u,
  /^(?:那个|这个|所谓的|所谓|文件里的|文件里说的|墙上写的)?(.{2,16}?)(?:这个词|这词|这四个字|这句话)?(?:是|指|讲|说)?(?:的|的是|指的是|说的是)?(?:个)?(?:啥意思|什么意思|么子意思|么意思|嘛意思|啥个意思|啥子意思|啥含义|什么含义|啥概念|什么概念|啥玩意儿?|咋理解|怎么理解|是啥|是什么|指啥|指什么|是什么人|是啥人|是什么东西|是啥东西|是么子|是个啥|系么个)(?:呢|呀|啊|嘞|哩)?$/u,
  /^(.{2,16}?)(?:的意思|的含义|的定义)(?:是什么|是啥)?$/u,
];
const NOISE = /[\s，,。！!？?；;：:、“”"'《》（）()]+/gu;
const LEAD =
  /^(?:请问|问一下|我想问一下?|俺想问一下?|想问一下?|你好|您好|那|哎|村里老说|老听人说|老说|都说)+/u;

/** The word whose meaning a message asks for; undefined where it asks for something else. */
export function termAsked(message: string): string | undefined {
  const said = message.normalize('NFKC').replace(NOISE, '').replace(LEAD, '');
  for (const pattern of ASKS) {
    const term = pattern.exec(said)?.[1];
    if (term !== undefined) return term;
  }
  return undefined;
}

/** What the glossary has on a term, by its name or another of its names. */
export function glossOf(glossary: readonly Gloss[], term: string): Gloss | undefined {
  const bare = term.replace(/^(?:啥|什么|那个|这个)/u, '');
  return glossary.find((gloss) => [gloss.term, ...gloss.also].some((name) => name === bare || name === term));
}

/**
 * Tells what a term means in plain words, resting on where a binding document says it or, for common words, uses it.
 * Undefined where the message asks for no meaning, nobody glossed the term, or no binding document has it.
 */
export function explain(corpus: Corpus, request: AskRequest, passages: Passage[]): Answer | undefined {
  const term = termAsked(request.question);
  const gloss = term === undefined ? undefined : glossOf(corpus.glossary, term);
  if (term === undefined || gloss === undefined) return undefined;
  const place = placeOf(corpus, request, gloss);
  if (place === undefined) return undefined;
  const text = TEXTS.gloss(gloss.term, /[。！？]$/u.test(gloss.plain) ? gloss.plain : `${gloss.plain}。`);
  if (!isPlain(text)) return undefined;
  const document = corpus.documents.get(place.article.document);
  // An office wants to see where it stands.
  const source =
    request.role === 'resident'
      ? ''
      : TEXTS.inText(`${document?.shortTitle ?? ''}${articleLabel(place.article)}`, place.quote);
  const piece: Piece = { ...place, text: text + source, isSample: false, by: 'card' };
  return tell(corpus, request, [piece], { opening: '', numbered: false, passages });
}

/** Where a binding document spells the term out, the own one before the central one; of a common word, where it stands. */
function placeOf(
  corpus: Corpus,
  request: AskRequest,
  gloss: Gloss,
): Pick<Piece, 'article' | 'quote'> | undefined {
  const articles = articlesById(corpus);
  const places = gloss.basis.flatMap((basis) => {
    const article = articles.get(articleId(basis));
    const at = article === undefined ? undefined : stretchOf(basis.quote, article.text);
    if (article === undefined || at === undefined || !holdsFor(corpus, request, article.document)) return [];
    return [{ article, quote: squeeze(article.text).slice(at.start, at.end) }];
  });
  if (places.length > 0 || !gloss.common) return localFirst(corpus, places)[0];
  const names = [gloss.term, ...gloss.also];
  const used = corpus.articles
    .filter(({ document }) => holdsFor(corpus, request, document))
    .flatMap((article) => {
      const sentence = sentencesOf(article.text).find((s) => names.some((name) => s.includes(name)));
      return sentence === undefined ? [] : [{ article, quote: clauseWith(squeeze(sentence), names) }];
    });
  return localFirst(corpus, used)[0];
}

function localFirst<T extends Pick<Piece, 'article'>>(corpus: Corpus, places: readonly T[]): T[] {
  const isLocal = ({ article }: T) => {
    const document = corpus.documents.get(article.document);
    return document !== undefined && !isCentral(document);
  };
  return [...places.filter(isLocal), ...places.filter((place) => !isLocal(place))];
}

/** The clause of a sentence in which a name stands. */
function clauseWith(sentence: string, names: readonly string[]): string {
  const clauses = sentence.match(/[^，,；;。]+[，,；;。]?/gu) ?? [sentence];
  return clauses.find((clause) => names.some((name) => clause.includes(name))) ?? sentence;
}
