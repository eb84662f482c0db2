import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { Divisions, type RegionCode } from '../../regions/index.ts';
import { draftMetadata, type MetadataHints } from '../ingest/draft-metadata.ts';
import { type Ingested, ingest } from '../ingest/ingest.ts';
import { IngestError } from '../ingest/report.ts';
import { readSourceText, SOURCE_ENDINGS } from '../ingest/source-text.ts';
import { squeeze } from './article.ts';
import { type Document, DocumentMetadata } from './document.ts';
import { metadataFile } from './document-file.ts';
import { parseYaml } from './read-checked.ts';

/** What the person who adds a document says of it; what is absent is read from the text. */
export interface AddOptions extends Omit<MetadataHints, 'source' | 'jurisdiction'> {
  slug?: string | undefined;
  jurisdiction?: RegionCode | undefined;
}

/** What adding did: `unchanged` when the corpus has this text already. */
export interface Added {
  outcome: 'added' | 'unchanged';
  document: Document;
  ingested: Ingested;
  /** What a person should look at: removed, rebuilt, unreadable. */
  warnings: string[];
  /** Whether the metadata was drafted (or given beside the source). */
  drafted: boolean;
}

const SLUG = /^[a-z0-9][a-z0-9-]*$/;
/** Names that say nothing of the document. */
const MEANINGLESS =
  /^(?:source|original|document|doc|file|download|content|index|default|new|untitled|t?\d+|[0-9a-f]{16,})$/;

/**
 * Adds a document to a corpus: a file, or a folder with `source.<ending>` and maybe `document.yaml`, also one that
 * lies in the corpus already. Nothing is left behind when it fails.
 * @throws IngestError in the operator's words
 */
export async function addDocument(corpus: string, path: string, options: AddOptions = {}): Promise<Added> {
  const documents = join(corpus, 'documents');
  if (!existsSync(documents)) throw new IngestError(documents, undefined, '找不到目录');
  const found = locate(path);
  const isInPlace = found.folder !== undefined && resolve(dirname(found.folder)) === resolve(documents);
  const { text, warnings, facts } = await readSourceText(found.source);
  const bytes = readFileSync(found.source);
  const metadata =
    found.metadata === undefined
      ? draftMetadata(
          text,
          found.source,
          divisionsOf(corpus),
          { ...options, source: `收到的文件 ${basename(found.source)}` },
          facts,
        )
      : given(found.metadata, options);
  const same = sameText(documents, text, isInPlace ? found.name : undefined);
  const own =
    isInPlace && found.metadata !== undefined && basename(found.source) === 'source.txt'
      ? found.name
      : undefined;
  if (same !== undefined || own !== undefined) {
    const slug = same ?? own ?? '';
    if (isInPlace && same !== undefined)
      throw new IngestError(path, undefined, `和 documents/${same} 内容相同，请删去这个文件夹`);
    return { ...existing(documents, slug), outcome: 'unchanged', warnings: [], drafted: false };
  }
  const slug = slugOf(options.slug, found.name, metadata, text, isInPlace);
  const target = join(documents, slug);
  if (existsSync(target) && !(isInPlace && slug === found.name)) {
    throw new IngestError(
      `documents/${slug}`,
      undefined,
      '已有这个名字的文件，内容不同；请用 --slug 另起名字',
    );
  }
  const document: Document = { slug, ...metadata };
  const ingested = ingest(document, text, found.source);
  const files = new Map<string, string | Uint8Array>([['source.txt', text]]);
  const ending = extname(found.source).toLowerCase();
  if (ending !== '.txt' || bytes.toString('utf8') !== text) files.set(`original${ending}`, bytes);
  files.set(
    'document.yaml',
    found.metadata === undefined ? metadataFile(metadata) : readFileSync(found.metadata),
  );
  place(
    corpus,
    target,
    files,
    isInPlace && found.folder !== undefined ? { folder: found.folder, source: found.source } : undefined,
  );
  return { outcome: 'added', document, ingested, warnings, drafted: found.metadata === undefined };
}

interface Found {
  source: string;
  /** Name of the folder, or of the file without its ending. */
  name: string;
  folder?: string;
  metadata?: string;
}

function locate(path: string): Found {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new IngestError(path, undefined, '找不到这个文件或文件夹');
  if (!status.isDirectory()) return { source: path, name: basename(path, extname(path)) };
  const files = readdirSync(path).sort();
  const endings = SOURCE_ENDINGS.map((ending) =>
    files.find((file) => file.toLowerCase() === `source${ending}`),
  );
  const readable = files.filter((file) => SOURCE_ENDINGS.includes(extname(file).toLowerCase()));
  const source =
    endings.find((file) => file !== undefined) ?? (readable.length === 1 ? readable[0] : undefined);
  if (source === undefined) {
    throw new IngestError(
      path,
      undefined,
      `文件夹里没有 source 文件（${SOURCE_ENDINGS.map((e) => `source${e}`).join('、')}）`,
    );
  }
  const metadata = files.includes('document.yaml') ? { metadata: join(path, 'document.yaml') } : {};
  return { source: join(path, source), name: basename(resolve(path)), folder: path, ...metadata };
}

/** A `document.yaml` that lies beside the source is taken as it is. */
function given(file: string, { slug: _, ...stated }: AddOptions): DocumentMetadata {
  if (Object.values(stated).some((value) => value !== undefined)) {
    throw new IngestError(file, undefined, '已有 document.yaml，请直接改它，不要再写 --title 等选项');
  }
  return parseYaml(file, readFileSync(file, 'utf8'), DocumentMetadata);
}

function divisionsOf(corpus: string): Divisions {
  const file = join(corpus, 'divisions.csv');
  if (!existsSync(file)) throw new IngestError(file, undefined, '找不到行政区划表');
  return Divisions.fromFile(file);
}

/** The document that has this text already, white space aside. */
function sameText(documents: string, text: string, except: string | undefined): string | undefined {
  const wanted = squeeze(text);
  return readdirSync(documents, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== except)
    .map((entry) => entry.name)
    .find((slug) => {
      const file = join(documents, slug, 'source.txt');
      return existsSync(file) && squeeze(readFileSync(file, 'utf8')) === wanted;
    });
}

function existing(documents: string, slug: string): { document: Document; ingested: Ingested } {
  const file = join(documents, slug, 'document.yaml');
  if (!existsSync(file))
    throw new IngestError(
      join(documents, slug),
      undefined,
      '内容相同的文件夹没有 document.yaml，请先 add 它',
    );
  const document = { slug, ...parseYaml(file, readFileSync(file, 'utf8'), DocumentMetadata) };
  return { document, ingested: ingest(document, readFileSync(join(documents, slug, 'source.txt'), 'utf8')) };
}

/** `--slug`; else the name where it is Latin; else place and number of the document; else its contents' hash. */
function slugOf(
  wanted: string | undefined,
  name: string,
  metadata: DocumentMetadata,
  text: string,
  isInPlace: boolean,
): string {
  if (wanted !== undefined) {
    if (!SLUG.test(wanted))
      throw new IngestError(wanted, undefined, '--slug 只能用小写字母、数字和连字符，以字母或数字开头');
    return wanted;
  }
  if (isInPlace && SLUG.test(name)) return name;
  const latin = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const isMeaningful = latin.length >= 2 && !MEANINGLESS.test(latin);
  if (isMeaningful && !/[^\x21-\x7e ]/.test(name)) return latin;
  const number = /(\d{4})\D{1,4}(\d{1,4})号/.exec(metadata.number ?? '');
  if (number !== null) return `${metadata.jurisdiction}-${number[1]}-${number[2]}`;
  if (isMeaningful && /[a-z]{2}/.test(latin)) return latin;
  return `doc-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

/** Writes a document's folder beside its place and moves it there whole; `dropped` is the folder it replaces. */
function place(
  corpus: string,
  target: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  dropped: { folder: string; source: string } | undefined,
): void {
  let draft: string | undefined;
  let stranded = '';
  try {
    draft = mkdtempSync(join(corpus, '.adding-'));
    const fresh = join(draft, 'document');
    const old = join(draft, 'dropped');
    mkdirSync(fresh);
    if (dropped !== undefined)
      cpSync(dropped.folder, fresh, { recursive: true, filter: (from) => from !== dropped.source });
    for (const [name, content] of files) writeFileSync(join(fresh, name), content);
    if (dropped !== undefined) renameSync(dropped.folder, old);
    try {
      renameSync(fresh, target);
    } catch (error) {
      if (dropped !== undefined && !isMoved(old, dropped.folder)) stranded = `；原来的文件夹在 ${old}`;
      throw error;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new IngestError(corpus, undefined, `写不进语料目录（${code}）${stranded}`);
  } finally {
    if (draft !== undefined && stranded === '') rmSync(draft, { recursive: true, force: true });
  }
}

function isMoved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
