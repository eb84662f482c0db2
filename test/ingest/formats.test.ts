import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { squeeze } from '../../src/policy/corpus/article.ts';
import { type Article, loadCorpus } from '../../src/policy/index.ts';
import { draftMetadata } from '../../src/policy/ingest/draft-metadata.ts';
import { ingest } from '../../src/policy/ingest/ingest.ts';
import { readSourceText } from '../../src/policy/ingest/source-text.ts';
import { Divisions } from '../../src/regions/index.ts';
import { falsified } from './reading.ts';
import { docxOf } from './tiny-docx.ts';
import { printed } from './tiny-pdf.ts';

const corpus = loadCorpus('corpus');
const divisions = Divisions.fromFile('corpus/divisions.csv');

/** The paragraphs of a document as received, page breaks inside sentences included. */
function paragraphsOf(slug: string): string[] {
  const source = readFileSync(`corpus/documents/${slug}/source.txt`, 'utf8');
  const end = corpus.documents.get(slug)?.policyTextEnds;
  const policy = end === undefined ? source : source.slice(0, source.indexOf(end) + end.length);
  return policy
    .replaceAll('**', '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function page(paragraphs: readonly string[]): Uint8Array {
  const menu = ['首页', '政务公开', '办事服务', '互动交流']
    .map((name) => `<li><a href="/x">${name}</a></li>`)
    .join('');
  const text = paragraphs.map((paragraph) => `<p>&nbsp;&nbsp;&nbsp;&nbsp;${paragraph}</p>`).join('\n');
  return Buffer.from(
    `<!doctype html><html><head><meta charset="utf-8"><title>某市政府</title></head><body><ul>${menu}</ul><div>当前位置：<a href="/">首页</a> &gt; 政策</div><div class="wrap"><div class="con">${text}</div><div class="fx"><a href="#">打印</a> <a href="#">关闭</a></div><p>上一篇：<a href="/1">新闻一则</a></p></div><div class="foot">版权所有：某市人民政府</div></body></html>`,
  );
}

function essence({ path, title, text, responsibleUnits }: Article) {
  return { path, title, text: squeeze(text), responsibleUnits };
}

const FORMATS: [string, (paragraphs: readonly string[]) => Uint8Array][] = [
  ['html', page],
  ['docx', docxOf],
  ['pdf', printed],
];
const CASES = FORMATS.flatMap(([ending, write]) =>
  [...corpus.documents.keys()].map(
    (slug): [string, string, (paragraphs: readonly string[]) => Uint8Array] => [slug, ending, write],
  ),
);

describe('a document gives the same articles in whatever format it comes', () => {
  it.each(CASES)('%s as %s', async (slug, ending, write) => {
    const { text, facts } = await readSourceText(write(paragraphsOf(slug)), `${slug}.${ending}`);
    const document = ingest({ slug }, text);
    const made = corpus.articles.filter((article) => article.document === slug);
    expect(document.articles.map(essence)).toEqual(made.map(essence));
    expect(falsified(document, text)).toEqual([]);
    const { jurisdiction, validity, issued } = draftMetadata(
      text,
      slug,
      divisions,
      { source: '测试' },
      facts,
    );
    expect({ jurisdiction, validity, issued }).toEqual({
      jurisdiction: corpus.documents.get(slug)?.jurisdiction,
      validity: corpus.documents.get(slug)?.validity,
      issued: corpus.documents.get(slug)?.issued,
    });
  });
});
