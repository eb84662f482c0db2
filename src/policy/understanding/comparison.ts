import { binds, type Divisions, type RegionCode } from '../../regions/index.ts';
import { type AskRequest, LIMITS } from '../answer/answer.ts';
import { clip, selectEvidence } from '../answer/evidence.ts';
import { articleLabel, squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isUsableOn } from '../corpus/document.ts';
import { askedFor } from '../question/asked.ts';
import type { Hit } from '../retrieval/found.ts';
import { TEXTS } from './texts.ts';

/** Two places set side by side. */
export interface Comparison {
  /** The question without the places and the comparing. */
  question: string;
  /** The other place, by the name that was used. */
  place: { code: RegionCode; name: string };
}

const COMPARES =
  /(?:有|是)?(?:什么|啥|哪些|多大)?(?:不同|区别|差别|差异|不一样)|(?:一样|相同)(?:吗|不|么|没|嘛)|对比|比较|相比|比一?比|比一下|^[跟和与同比].{2,8}比/u;
/** Words of comparing, taken off before the matter is looked up. */
const COMPARING =
  /(?:之间|两地|两边|两家|两县|两市|分别)?(?:有|是)?(?:什么|啥|哪些|多大)?(?:的)?(?:不同|区别|差别|差异|不一样)(?:的地方|之处|吗|呢|没有)?|(?:是不是|是否)?(?:一样|相同)(?:吗|不|么|没|嘛)?|对比一?下?|比较一?下?|比一?比|比一下|相比(?:较|之下)?|各自?(?=是|怎么|有)/gu;
const OWN = /(?:我们|咱们?|俺们?|本|我)(?:这边|这里|这儿|这|县|市)?的?/gu;
/** Likeness from which another place's sentence is about the matter. */
const NEAR = 0.4;
/** Share of a staff answer that the other place's words may take; characters. */
const QUOTE = 110;

/**
 * What a cadre or supervisor compares: a question that sets another place beside the own one. Residents compare
 * nothing: what holds elsewhere would only mislead. Undefined where nothing is compared.
 */
export function comparisonAsked(
  { question, region, role }: AskRequest,
  divisions: Divisions,
): Comparison | undefined {
  if (role === 'resident' || !COMPARES.test(question)) return undefined;
  const places = divisions.placesIn(question);
  const isOwn = (code: RegionCode) => binds(code, region) || binds(region, code);
  const other = places.find(({ code }) => !isOwn(code));
  if (other === undefined) return undefined;
  // A name that several divisions bear stands at one place in the text.
  const named = new Map(places.map(({ at, length }) => [at, length]));
  const bare = [...named].reduceRight(
    (text, [at, length]) => text.slice(0, at) + text.slice(at + length),
    question,
  );
  const matter = bare
    .replace(COMPARING, '')
    .replace(OWN, '')
    .replace(/^[和跟与同比、，,的\s]+|(?:^|[，,])(?:跟|和|与|同)?比(?=[，,]|$)/gu, '')
    .replace(/^[和跟与同比、，,的\s]+/gu, '');
  return matter.length < 2 ? undefined : { question: matter, place: { code: other.code, name: other.name } };
}

/**
 * The other place's sentence on the matter: named, marked as holding there only, in its document's own words with
 * document and article. It is no citation, since it does not bind the asker.
 * @param elsewhere what was found in documents that do not bind the asker
 */
export function otherSide(
  corpus: Corpus,
  { place, question }: Comparison,
  elsewhere: readonly Hit[],
  today: string,
): string {
  const theirs = [...corpus.documents.values()].filter(
    ({ jurisdiction }) => jurisdiction !== '0' && binds(jurisdiction, place.code),
  );
  const documents = theirs.filter((document) => isUsableOn(document, today));
  if (documents.length === 0) return TEXTS.elsewhereUnknown(place.name);
  const slugs = new Set(documents.map(({ slug }) => slug));
  const hits = elsewhere.filter(({ article }) => slugs.has(article.document));
  const [best] = selectEvidence(hits, 1, askedFor(question));
  const titleOf = (slug: string) => {
    const document = corpus.documents.get(slug);
    return document?.shortTitle ?? document?.title ?? slug;
  };
  if (best === undefined || (hits[0]?.nearest ?? 0) < NEAR)
    return TEXTS.elsewhereNone(place.name, documents.map(({ slug }) => titleOf(slug)).join('、'));
  const quote = clip(best.sentence, best.focus, QUOTE).replace(/[，,；;：:、。]$/u, '');
  // Verbatim, so that no figure is said that does not stand there.
  if (!squeeze(best.article.text).includes(squeeze(quote)))
    return TEXTS.elsewhereNone(place.name, titleOf(best.article.document));
  return TEXTS.elsewhere(place.name, titleOf(best.article.document), articleLabel(best.article), quote);
}

/** The own side and the other's in one text that fits a staff answer: the other side never crowds out the own one. */
export function sideBySide(own: string, other: string): string {
  const room = LIMITS.cadre - other.length;
  if (own.length <= room) return own + other;
  const sentences = own.match(/[^。！？]+[。！？]?/gu) ?? [own];
  let kept = '';
  for (const sentence of sentences) {
    if (kept.length + sentence.length > room) break;
    kept += sentence;
  }
  return kept + other;
}
