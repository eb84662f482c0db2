import { CAUSES } from '../../declaration/index.ts';
import { binds, type RegionCode } from '../../regions/index.ts';
import type { PrintedCorpus } from '../procedure/check.ts';
import type { CatalogueEntry, MeasureCatalogue } from './catalogue.ts';
import type { MeasureKind } from './model.ts';

/**
 * What of the measures does not stand in the documents, one problem a line: unknown documents and articles, quotes,
 * offices and words for whom that are not printed there; and causes for which a place is told nothing. An empty list is
 * sound.
 */
export function checkMeasures(catalogue: MeasureCatalogue, corpus: PrintedCorpus): string[] {
  const texts = new Map(corpus.articles.map((article) => [keyOf(article), squeeze(article.text)]));
  return [
    ...catalogue.entries.flatMap((entry) => entryProblems(entry, corpus, texts)),
    ...placesOf(catalogue).flatMap((place) => gaps(catalogue, place)),
  ];
}

function entryProblems(
  entry: CatalogueEntry,
  corpus: PrintedCorpus,
  texts: ReadonlyMap<string, string>,
): string[] {
  const say = (message: string) => `measures/${entry.document}.yaml: ${entry.id}：${message}`;
  if (!corpus.documents.has(entry.document)) return [say(`没有文件 ${entry.document}`)];
  const text = texts.get(keyOf(entry));
  if (text === undefined) return [say(`没有条文 ${entry.path.join('')}`)];
  const missing = (words: string) => !text.includes(squeeze(words));
  return [
    ...(WORK.includes(entry.kind) && entry.labour !== 'with'
      ? [say('就业、培训、贷款要有人能干活（labour: with）')]
      : []),
    ...(missing(entry.quote) ? [say(`引文与原文不一致“${entry.quote}”`)] : []),
    ...entry.units.filter(missing).map((unit) => say(`条文里没有“${unit}”`)),
    ...(entry.who !== undefined && missing(entry.who) ? [say(`条文里没有这样写对象“${entry.who}”`)] : []),
  ];
}

/** Kinds that a household of whom nobody can work is not led to; a share of a project's earnings it may have. */
const WORK: readonly MeasureKind[] = ['jobs', 'training', 'finance', 'selling'];

/** A place is told of every cause: by a measure for it, or that the documents have none. */
function gaps({ entries, none }: MeasureCatalogue, place: RegionCode): string[] {
  return CAUSES.filter((cause) => {
    const measured = entries.some(
      ({ causes, binding }) =>
        binds(binding.jurisdiction, place) && (causes === 'any' ? cause === '其他' : causes.includes(cause)),
    );
    return !measured && !none.some((each) => each.cause === cause && binds(each.binding.jurisdiction, place));
  }).map((cause) => `measures: ${place}：${cause} 没有一条措施，也没有写明文件里没有（none）`);
}

function placesOf({ entries, none }: MeasureCatalogue): RegionCode[] {
  return [...new Set([...entries, ...none].map(({ binding }) => binding.jurisdiction))];
}

function keyOf({ document, path }: { document: string; path: readonly string[] }): string {
  return `${document}#${path.join('/')}`;
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, '');
}
