import { binds } from '../../regions/index.ts';
import { type Answer, type AskRequest, type Citation, LIMITS } from '../answer/answer.ts';
import { clip } from '../answer/evidence.ts';
import { articleLabel, squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isUsableOn } from '../corpus/document.ts';
import { sentencesOf } from '../retrieval/sentences.ts';

/** Most passages that a model is given, and most characters of them together. */
const MOST = 7;
const ROOM = 1000;

/**
 * What a model may write from, as the citations that it would be shown with: what the extractive answer cites, then more
 * of its best article. Undefined when anything of it does not bind where and when the asker is: such an answer compares
 * places, and is left as it is.
 */
export function passagesFor(corpus: Corpus, request: AskRequest, answer: Answer): Citation[] | undefined {
  const isUsable = ({ document: slug }: Citation) => {
    const document = corpus.documents.get(slug);
    return (
      document !== undefined &&
      binds(document.jurisdiction, request.region) &&
      isUsableOn(document, request.today)
    );
  };
  const [best] = answer.citations;
  if (best === undefined || !answer.citations.every(isUsable)) return undefined;
  const passages = answer.citations.map((citation) => ({ ...citation, quote: squeeze(citation.quote) }));
  let room = ROOM - passages.reduce((sum, { quote }) => sum + quote.length, 0);
  const article = corpus.articles.find(
    (a) => a.document === best.document && articleLabel(a) === best.article,
  );
  for (const sentence of sentencesOf(article?.text ?? '')) {
    const quote = clip(sentence, '', LIMITS.quote);
    const isKnown = passages.some((known) => known.quote.includes(quote) || quote.includes(known.quote));
    if (isKnown || passages.length >= MOST || quote.length > room) continue;
    const { used: _, ...rest } = best;
    passages.push({ ...rest, quote });
    room -= quote.length;
  }
  return passages;
}
