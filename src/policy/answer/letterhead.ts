import { binds } from '../../regions/index.ts';
import { squeeze } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { type Document, isCentral, isUsableOn, validityOn } from '../corpus/document.ts';
import type { Answer, AskRequest, Citation, Role } from './answer.ts';
import { TEXTS } from './texts.ts';

type Letterhead = Pick<Answer, 'answer' | 'citations'>;

/** Asks for what stands in a document's letterhead and in no article: its number, its date of issue. */
const ASKS_NUMBER = /文号|几号文/;
const ASKS_DATE =
  /(?:文件|意见|方案|要点|通知).{0,8}(?:哪天|哪一?年|几号|什么时候|啥时候|何时).{0,4}(?:发|印|出台|下)|(?:印发|发文)(?:日期|时间)/;

/**
 * Answers a question about the documents themselves from their metadata; undefined for every other question. What a
 * text does not print is said not to be printed. The local documents answer, or the central ones where none binds.
 */
export function letterheadAnswer(
  corpus: Corpus,
  { question, region, role, today }: AskRequest,
): Letterhead | undefined {
  const wantsNumber = ASKS_NUMBER.test(question);
  const wantsDate = ASKS_DATE.test(question);
  if (!wantsNumber && !wantsDate) return undefined;
  const usable = [...corpus.documents.values()].filter(
    (d) => binds(d.jurisdiction, region) && isUsableOn(d, today),
  );
  const local = usable.filter((d) => !isCentral(d));
  const documents = local.length > 0 && !/中央|国家/.test(question) ? local : usable.filter(isCentral);
  if (documents.length === 0) return undefined;
  const facts = documents.map((document) => factsOf(corpus, document, wantsNumber, wantsDate, role));
  return {
    answer: facts.map((fact) => fact.text).join(''),
    citations: facts.flatMap(({ document, quote }) => cite(document, quote, today)),
  };
}

/** What the source itself prints; a number known only from other documents is not stated as printed. */
function factsOf(corpus: Corpus, document: Document, wantsNumber: boolean, wantsDate: boolean, role: Role) {
  const source = corpus.sources.get(document.slug) ?? '';
  const number = [document.number].find((n) => n !== undefined && source.includes(squeeze(n)));
  const [year, month, day] = (document.issued ?? '').split('-').map(Number);
  const date = [`${year}年${month}月${day}日`].find(
    (d) => document.issued !== undefined && source.includes(d),
  );
  const text = [
    // A resident is given the name that can be read.
    TEXTS.letterhead.title((role === 'resident' ? document.shortTitle : undefined) ?? document.title),
    wantsNumber ? (number === undefined ? TEXTS.letterhead.noNumber : TEXTS.letterhead.number(number)) : '',
    wantsDate ? (date === undefined ? TEXTS.letterhead.noDate : TEXTS.letterhead.date(date)) : '',
  ].join('');
  const quote = (wantsNumber ? number : undefined) ?? (wantsDate ? date : undefined);
  return { document, text, quote };
}

function cite(document: Document, quote: string | undefined, today: string): Citation[] {
  if (quote === undefined) return [];
  return [
    {
      document: document.slug,
      number: document.number ?? '',
      article: TEXTS.letterhead.place,
      quote: squeeze(quote),
      jurisdiction: document.jurisdiction,
      validity: validityOn(document, today),
    },
  ];
}
