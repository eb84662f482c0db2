import { binds, type Divisions, NATION, type RegionCode } from '../../regions/index.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { isCentral, validityOn } from '../corpus/document.ts';
import type { AskRequest } from './answer.ts';
import type { Evidence } from './evidence.ts';
import { TEXTS } from './texts.ts';

/** The state of the documents used: that one has expired, if any has, else that of the first; and who is asked where. */
export function stateOf(
  corpus: Corpus,
  { today, region }: Pick<AskRequest, 'today' | 'region'>,
  evidence: readonly Pick<Evidence, 'article'>[],
): string[] {
  const documents = evidence.flatMap((e) => corpus.documents.get(e.article.document) ?? []);
  const document = documents.find((d) => validityOn(d, today) === 'expired') ?? documents[0];
  if (document === undefined) return [];
  const lines: string[] = [];
  const { validity } = document;
  const state = validityOn(document, today);
  if (state === 'expired' && validity.kind === 'plan') {
    const { from, to } = validity;
    lines.push(TEXTS.expired(from === to ? `${to}` : `${from}—${to}`));
  }
  if (state === 'transition' && validity.kind === 'transition' && Number(today.slice(0, 4)) > validity.to) {
    lines.push(TEXTS.transition);
  }
  if (region === NATION && isCentral(document)) lines.push(TEXTS.askPlace);
  return lines;
}

/** The place whose own documents bind there (南阳市 for its counties), or where the asker is when none does. */
export function localName(corpus: Corpus, divisions: Divisions, region: RegionCode): string {
  if (region === NATION) return '中央';
  const local = [...corpus.documents.values()].find((d) => !isCentral(d) && binds(d.jurisdiction, region));
  return divisions.nameOf(local?.jurisdiction ?? region);
}
