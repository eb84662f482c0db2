import type { Article } from '../corpus/article.ts';
import { squeeze } from '../corpus/article.ts';
import type { Document } from '../corpus/document.ts';
import { articlesOf } from './articles.ts';
import { paragraphsOf } from './paragraphs.ts';
import { IngestError, lineOf, type Repair } from './report.ts';

/** The largest source taken, in characters; a policy document has some ten thousand. */
const MAX_SOURCE = 2_000_000;

/** What a document's source became. */
export interface Ingested {
  articles: Article[];
  repairs: Repair[];
  /** Source text after the policy's end, and what else is no article, by line. */
  leftOut: { line: number; characters: number; starts: string }[];
  /** Lines of the policy text that stand in no article: letterhead, title, section headings, signature. */
  unused: { line: number; text: string }[];
}

/**
 * Turns a document's source text into articles and a report of every repair.
 * @param file how errors name the source
 * @throws IngestError naming the file, and the line where there is one
 */
export function ingest(
  document: Pick<Document, 'slug' | 'policyTextEnds'>,
  source: string,
  file = `${document.slug}/source.txt`,
): Ingested {
  if (source.trim() === '') throw new IngestError(file, undefined, '文件是空的');
  if (source.length > MAX_SOURCE) throw new IngestError(file, undefined, `文件太大（${source.length} 字）`);
  const broken = source.indexOf('\ufffd');
  if (broken >= 0) throw new IngestError(file, lineOf(source, broken), '有认不出的字（文字编码不对）');
  const end = policyEnd(document, source, file);
  const { paragraphs, repairs } = paragraphsOf(source.slice(0, end));
  const built = articlesOf(document.slug, source, paragraphs);
  if (built.articles.length === 0) throw new IngestError(file, 1, '没有找到任何条文');
  const tail = source.slice(end);
  const leftOut =
    tail.trim() === ''
      ? []
      : [
          {
            line: lineOf(source, end + tail.search(/\S/)),
            characters: squeeze(tail).length,
            starts: tail.trim().slice(0, 30),
          },
        ];
  const all = [...repairs, ...built.repairs];
  const ingested = {
    articles: built.articles,
    repairs: all,
    leftOut,
    unused: unusedLines(source.slice(0, end), built.articles, all),
  };
  assertVerbatim(ingested, source, file);
  return ingested;
}

/** The source with what repairs removed taken out, without white space: what every quote must stand in. */
export function repairedSource(source: string, repairs: readonly Repair[]): string {
  const removed = repairs.filter((repair) => repair.removed !== '').sort((a, b) => a.offset - b.offset);
  let text = '';
  let at = 0;
  for (const { offset, removed: characters } of removed) {
    text += source.slice(at, Math.max(at, offset));
    // Repairs may overlap: an invisible character within a doubled word.
    at = Math.max(at, offset + characters.length);
  }
  return squeeze(text + source.slice(at));
}

function unusedLines(
  text: string,
  articles: readonly Article[],
  repairs: readonly Repair[],
): Ingested['unused'] {
  const isUsed = new Uint8Array(text.length);
  for (const { span } of articles) isUsed.fill(1, span.start, span.end);
  const removed = new Map(repairs.filter((r) => r.removed !== '').map((r) => [r.line, squeeze(r.removed)]));
  let at = 0;
  return text.split('\n').flatMap((line, i) => {
    const start = at;
    at += line.length + 1;
    if (line.trim() === '' || removed.get(i + 1) === squeeze(line)) return [];
    return isUsed.subarray(start, at).includes(1) ? [] : [{ line: i + 1, text: line.trim() }];
  });
}

function policyEnd(document: Pick<Document, 'policyTextEnds'>, source: string, file: string): number {
  if (document.policyTextEnds === undefined) return source.length;
  const at = source.indexOf(document.policyTextEnds);
  if (at < 0) throw new IngestError(file, undefined, `找不到 policyTextEnds“${document.policyTextEnds}”`);
  return at + document.policyTextEnds.length;
}

/** Every article's paragraphs stand in the source, minus the listed repairs; articles follow one another. */
function assertVerbatim({ articles, repairs }: Ingested, source: string, file: string): void {
  const repaired = repairedSource(source, repairs);
  let at = 0;
  for (const article of articles) {
    for (const paragraph of article.text.split('\n')) {
      const words = squeeze(paragraph);
      const found = repaired.indexOf(words, at);
      if (found >= 0) at = found;
      if (found >= 0 || repaired.includes(words)) continue;
      const line = lineOf(source, article.span.start);
      throw new IngestError(
        file,
        line,
        `条文 ${article.path.join('')} 与原文不一致：${paragraph.slice(0, 30)}`,
      );
    }
  }
}
