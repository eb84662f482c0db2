import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Article } from '../../src/policy/corpus/article.ts';
import { squeeze } from '../../src/policy/corpus/article.ts';
import { type Ingested, ingest, repairedSource } from '../../src/policy/ingest/ingest.ts';

/** A document of the fixtures folder. */
export function fixture(name: string): string {
  return join('test', 'ingest', 'fixtures', name);
}

/** A copy of the repository's corpus in a folder of its own, and how to throw it away. */
export function corpusCopy(): { folder: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'corpus-copy-'));
  const folder = join(root, 'corpus');
  cpSync('corpus', folder, { recursive: true });
  return { folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** All files of a folder with their contents, to tell whether anything changed. */
export function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(file).toString('latin1')]));
}

/** A text read as a sixth document. */
export function read(lines: readonly string[] | string): Ingested & { source: string } {
  const source = typeof lines === 'string' ? lines : lines.join('\n');
  return { ...ingest({ slug: 'sixth' }, source), source };
}

/** Path → text of the articles of a text. */
export function textsByPath(lines: readonly string[] | string): Record<string, string> {
  return Object.fromEntries(read(lines).articles.map((article) => [article.path.join(''), article.text]));
}

export function paths({ articles }: { articles: readonly Article[] }): string[] {
  return articles.map((article) => article.path.join(''));
}

/** Paragraphs of articles that are not verbatim in the source, minus its repairs; none in a sound document. */
export function falsified({ articles, repairs }: Ingested, source: string): string[] {
  const repaired = repairedSource(source, repairs);
  return articles
    .flatMap((article) => article.text.split('\n'))
    .filter((paragraph) => !repaired.includes(squeeze(paragraph)));
}
