import { binds, type Divisions, NATION, type RegionCode } from '../../regions/index.ts';
import { type Article, articleLabel } from '../corpus/article.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isCentral, validityOn } from '../corpus/document.ts';
import { unitsResponsibleFor } from '../ingest/units.ts';
import { type Answer, type AskRequest, type Citation, LIMITS } from './answer.ts';
import { clip, type Evidence } from './evidence.ts';
import { type Statement, statementsFor } from './figures.ts';
import { TEXTS } from './texts.ts';
import { findUngrounded } from './verify.ts';

/** The words of an answer and what they rest on. */
export type Draft = Pick<Answer, 'answer' | 'citations'>;

/** Sentences taken into an answer at most. */
const EXTRACTS = { resident: 3, cadre: 6 } as const;
const SHORTEST_EXTRACT = 24;

/**
 * Writes an extractive answer: plain sentences of matching rules, then the best sentences in the documents' own
 * words in their order, responsible units, and the state of an old document; cut to the role's limit. What the
 * verifier finds no ground for is left out; undefined when nothing is left.
 * @param missing what the documents do not say of the detail asked for
 * @param isSeveral whether the message asks several things, each with offices of its own
 */
export function compose(
  corpus: Corpus,
  divisions: Divisions,
  request: AskRequest,
  found: readonly Evidence[],
  missing: readonly string[],
  isSeveral: boolean,
): Draft | undefined {
  const isResident = request.role === 'resident';
  const limit = isResident ? LIMITS.resident : LIMITS.cadre;
  const citations = citationsFor(corpus, found, request.today);
  const cited = new Set(found.slice(0, LIMITS.citations).map((e) => e.article));
  // Nothing is said from an article that is not cited.
  const evidence = found.filter((e) => cited.has(e.article));
  const statements = statementsFor(corpus, evidence, request.question, request.today, isResident ? 2 : 3);
  const place = localName(corpus, divisions, request.region);
  const tail = closing(corpus, request, evidence, isSeveral ? 2 : 1);
  const opening = missing.map((text) => TEXTS.partial(place, text)).join('');
  const room = limit - opening.length - tail.join('').length;
  const { text: said, kept } = withinRoom(statements, Math.floor(room * 0.6));
  const extracts = extractsFor(evidence, kept, room - said.length, isResident);
  const body = layOut(corpus, extracts);
  const answer = [opening, said, body, ...tail].join('');
  const grounds = {
    articles: [...cited].flatMap((a) => [a.text, corpus.documents.get(a.document)?.title ?? '']),
    question: request.question,
    computed: kept.flatMap((s) => s.computed),
    extracts: extracts.map((e) => e.text),
    sources: corpus.sources,
  };
  if (citations.length === 0 || extracts.length + kept.length === 0) return undefined;
  return findUngrounded(answer, citations, grounds).length === 0
    ? { answer: answer.slice(0, limit), citations }
    : withoutStatements({ corpus, citations, extracts, opening, tail, grounds, limit });
}

/** The same answer in the documents' own words alone, for when a plain sentence did not hold. */
function withoutStatements(parts: {
  corpus: Corpus;
  citations: Citation[];
  extracts: Extract[];
  opening: string;
  tail: string[];
  grounds: Parameters<typeof findUngrounded>[2];
  limit: number;
}): Draft | undefined {
  const answer = [parts.opening, layOut(parts.corpus, parts.extracts), ...parts.tail]
    .join('')
    .slice(0, parts.limit);
  const holds =
    parts.extracts.length > 0 && findUngrounded(answer, parts.citations, parts.grounds).length === 0;
  return holds ? { answer, citations: parts.citations } : undefined;
}

interface Extract {
  text: string;
  article: Article;
  order: number;
}

function withinRoom(statements: readonly Statement[], room: number): { text: string; kept: Statement[] } {
  const kept: Statement[] = [];
  let text = '';
  for (const statement of statements) {
    if (text.length + statement.text.length > room) continue;
    kept.push(statement);
    text += statement.text;
  }
  return { text, kept };
}

/** Verbatim stretches of the chosen sentences that fit the room, the best ones longest. */
function extractsFor(
  evidence: readonly Evidence[],
  statements: readonly Statement[],
  room: number,
  isResident: boolean,
): Extract[] {
  const extracts: Extract[] = [];
  let left = room;
  for (const { article, sentence, focus, order } of evidence.slice(
    0,
    EXTRACTS[isResident ? 'resident' : 'cadre'],
  )) {
    // A resident who was told the figure in plain words need not read the same sentence again.
    if (isResident && statements.some((s) => s.rule.quote === sentence)) continue;
    const share = isResident ? Math.max(80, Math.floor(left * 0.5)) : Math.max(110, Math.floor(left * 0.4));
    const text = clip(sentence, focus, Math.min(share, left - 12));
    if (text.length < SHORTEST_EXTRACT && text.length < sentence.length) continue;
    if (text.length > left - 12) continue;
    extracts.push({ text, article, order });
    left -= text.length + 14;
    if (left < SHORTEST_EXTRACT) break;
  }
  return extracts;
}

/** Extracts by document, each document named once, in the order of its text. */
function layOut(corpus: Corpus, extracts: readonly Extract[]): string {
  const slugs = [...new Set(extracts.map((e) => e.article.document))];
  return slugs
    .map((slug) => {
      const document = corpus.documents.get(slug);
      const own = extracts.filter((e) => e.article.document === slug).sort((a, b) => a.order - b.order);
      return (
        TEXTS.says(document?.shortTitle ?? document?.title ?? slug) + own.map((e) => ended(e.text)).join('')
      );
    })
    .join('');
}

/** An extract that stops inside its sentence is closed by an ellipsis, so that nobody takes it for the whole. */
function ended(text: string): string {
  return /[。！？]["”’）)]*$/.test(text) ? text : `${text.replace(/[，,；;：:、]$/, '')}……`;
}

/**
 * Units responsible for the best `several` sentences, and the state of the documents used: that one has expired, if
 * any has, else that of the first.
 */
function closing(
  corpus: Corpus,
  { role, today, region }: AskRequest,
  evidence: readonly Evidence[],
  several: number,
): string[] {
  const lines: string[] = [];
  const best = evidence.slice(0, several);
  const units = [...new Set(best.flatMap((e) => unitsResponsibleFor(e.article, e.sentence)))];
  const most = role === 'resident' ? 7 : 12;
  if (units.length > 0)
    lines.push(TEXTS.units(units.slice(0, most).join('、') + (units.length > most ? '等' : '')));
  const documents = evidence
    .slice(0, EXTRACTS.resident)
    .flatMap((e) => corpus.documents.get(e.article.document) ?? []);
  const document = documents.find((d) => validityOn(d, today) === 'expired') ?? documents[0];
  if (document !== undefined) {
    const { validity } = document;
    const state = validityOn(document, today);
    if (state === 'expired' && validity.kind === 'plan') {
      lines.push(
        TEXTS.expired(validity.from === validity.to ? `${validity.to}` : `${validity.from}—${validity.to}`),
      );
    }
    if (state === 'transition' && validity.kind === 'transition' && Number(today.slice(0, 4)) > validity.to) {
      lines.push(TEXTS.transition);
    }
    if (region === '0' && isCentral(document)) lines.push(TEXTS.askPlace);
  }
  return lines;
}

/** One citation for each chosen sentence, at most four, quotes at most 160 characters. */
function citationsFor(corpus: Corpus, evidence: readonly Evidence[], today: string): Citation[] {
  return evidence.slice(0, LIMITS.citations).flatMap(({ article, sentence, focus }) => {
    const document = corpus.documents.get(article.document);
    if (document === undefined) return [];
    return [
      {
        document: document.slug,
        number: document.number ?? '',
        article: articleLabel(article),
        quote: clip(sentence, focus, LIMITS.quote),
        jurisdiction: document.jurisdiction,
        validity: validityOn(document, today),
      },
    ];
  });
}

/** The place whose own documents bind there (南阳市 for its counties), or where the asker is when none does. */
export function localName(corpus: Corpus, divisions: Divisions, region: RegionCode): string {
  if (region === NATION) return '中央';
  const local = [...corpus.documents.values()].find((d) => !isCentral(d) && binds(d.jurisdiction, region));
  return divisions.nameOf(local?.jurisdiction ?? region);
}
