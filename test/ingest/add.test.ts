import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDocument, checkCorpus, IngestError, loadCorpus } from '../../src/policy/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { corpusCopy, falsified, filesOf, fixture } from './reading.ts';

const TEXT = '鄢陵县防返贫办法\n\n一、任务\n\n做好监测，不漏一户。\n\n二、附则\n\n即日施行，有效期5年。\n';
const YAML = 'title: 我写的标题\njurisdiction: "411024"\nvalidity: { kind: open }\nsource: 手工\n';

let copy = corpusCopy();
let documents = '';
let outside = '';

beforeEach(() => {
  copy.remove();
  copy = corpusCopy();
  documents = join(copy.folder, 'documents');
  outside = join(copy.folder, '..', 'received');
  mkdirSync(outside);
});

afterEach(() => copy.remove());

/** A file outside the corpus. */
function received(name: string, content: string | Uint8Array): string {
  const path = join(outside, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function add(path: string, options = {}) {
  return addDocument(copy.folder, path, options);
}

async function refusal(path: string, options = {}): Promise<string> {
  const error = await add(path, options).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(IngestError);
  return error instanceof IngestError ? error.message : '';
}

describe('adding a sixth document', () => {
  it.each([
    ['baofeng-gbk.html', 'original.html', 8],
    ['yexian-auto-numbered.docx', 'original.docx', 11],
    ['jiaxian-font-not-embedded.pdf', 'original.pdf', 9],
  ])(
    '%s: keeps the original as received, writes text and metadata, and answers from it',
    async (name, original, articles) => {
      const { outcome, document, ingested } = await add(fixture(name));
      expect(outcome).toBe('added');
      expect(ingested.articles).toHaveLength(articles);
      const folder = join(documents, document.slug);
      expect(readdirSync(folder).sort()).toEqual(['document.yaml', original, 'source.txt'].sort());
      expect(readFileSync(join(folder, original))).toEqual(readFileSync(fixture(name)));
      const corpus = loadCorpus(copy.folder);
      expect(checkCorpus(corpus)).toEqual([]);
      expect(corpus.articles).toHaveLength(149 + articles);
      expect(corpus.documents.get(document.slug)).toEqual(document);
      expect(falsified(ingested, readFileSync(join(folder, 'source.txt'), 'utf8'))).toEqual([]);
    },
  );

  it('in text needs no second copy; in GBK it is kept beside the text', async () => {
    const plain = await add(received('yanling-measures.txt', TEXT));
    expect(readdirSync(join(documents, plain.document.slug)).sort()).toEqual(['document.yaml', 'source.txt']);
    const utf16 = await add(
      received('other.txt', Buffer.from(`\ufeff${TEXT.replace('防返贫', '教育')}`, 'utf16le')),
    );
    expect(readdirSync(join(documents, utf16.document.slug)).sort()).toEqual([
      'document.yaml',
      'original.txt',
      'source.txt',
    ]);
  });

  it('takes what the person says of it before what the text says', async () => {
    const said = {
      slug: 'my-slug',
      title: '我的标题',
      number: '鄢政〔2024〕1号',
      issued: '2024-02-02',
      jurisdiction: parseRegion('411024102'),
    };
    const { document } = await add(received('a.txt', TEXT), said);
    expect(document).toMatchObject(said);
    expect(loadCorpus(copy.folder).documents.get('my-slug')).toEqual(document);
  });

  it('from a folder takes its source and keeps the document.yaml that lies there', async () => {
    received('sixth/source.txt', TEXT);
    received('sixth/document.yaml', YAML);
    received('sixth/notes.md', '内部备注');
    const { document, drafted } = await add(join(outside, 'sixth'));
    expect([document.slug, document.title, drafted]).toEqual(['sixth', '我写的标题', false]);
    expect(readFileSync(join(documents, 'sixth', 'document.yaml'), 'utf8')).toBe(YAML);
    expect(existsSync(join(documents, 'sixth', 'notes.md'))).toBe(false);
  });

  it('leaves remarks in document.yaml on what the text does not state', async () => {
    const { document } = await add(received('a-b.txt', TEXT));
    const yaml = readFileSync(join(documents, document.slug, 'document.yaml'), 'utf8');
    expect(yaml).toMatch(/^# number: .*\n# issuer: .*\n# issued: /m);
    expect(document).not.toHaveProperty('number');
  });
});

describe('a folder dropped into corpus/documents', () => {
  it('without document.yaml says on load how to add it', async () => {
    cpSync(fixture('yexian-auto-numbered.docx'), join(documents, 'yexian', 'source.docx'));
    const command = `npm run -s corpus -- add ${join(documents, 'yexian')}`;
    expect(() => loadCorpus(copy.folder)).toThrow(command);
    const { document } = await add(join(documents, 'yexian'));
    expect(document.slug).toBe('yexian');
    expect(readdirSync(join(documents, 'yexian')).sort()).toEqual([
      'document.yaml',
      'original.docx',
      'source.txt',
    ]);
    expect(loadCorpus(copy.folder).articles).toHaveLength(160);
  });

  it('with a Chinese name gets a usable one, and keeps what else lies in it', async () => {
    received('../corpus/documents/鄢陵新办法/source.txt', TEXT.replace('一、', '鄢政〔2024〕7号\n\n一、'));
    received('../corpus/documents/鄢陵新办法/scan.png', 'x');
    const { document } = await add(join(documents, '鄢陵新办法'));
    expect(document.slug).toBe('411024-2024-7');
    expect(readdirSync(join(documents, document.slug)).sort()).toEqual([
      'document.yaml',
      'scan.png',
      'source.txt',
    ]);
    expect(existsSync(join(documents, '鄢陵新办法'))).toBe(false);
  });

  it('with document.yaml and a page keeps the metadata and gets its text', async () => {
    const folder = join(documents, 'baofeng');
    cpSync(fixture('baofeng-utf8.html'), join(folder, 'source.html'));
    writeFileSync(join(folder, 'document.yaml'), YAML);
    expect(() => loadCorpus(copy.folder)).toThrow(`npm run -s corpus -- add ${folder}`);
    expect(await add(folder)).toMatchObject({
      document: { slug: 'baofeng', title: '我写的标题' },
      drafted: false,
    });
    expect(readdirSync(folder).sort()).toEqual(['document.yaml', 'original.html', 'source.txt']);
    expect(readFileSync(join(folder, 'document.yaml'), 'utf8')).toBe(YAML);
  });

  it('that is complete is left as it is', async () => {
    const before = filesOf(copy.folder);
    expect(await add(join(documents, 'nanyang-2021-7'))).toMatchObject({
      outcome: 'unchanged',
      document: { slug: 'nanyang-2021-7' },
    });
    expect(filesOf(copy.folder)).toEqual(before);
  });

  it('whose document.yaml is broken stays as it is, and the error names the file', async () => {
    received('../corpus/documents/mine/source.txt', TEXT);
    received('../corpus/documents/mine/document.yaml', 'title: 我的标题\nvalidity: [\n');
    const before = filesOf(copy.folder);
    expect(await refusal(join(documents, 'mine'))).toMatch(/mine\/document\.yaml:\d+: YAML 写法有误/);
    expect(filesOf(copy.folder)).toEqual(before);
  });
});

describe('the name of its folder', () => {
  it.each([
    ['yanling-2024.txt', TEXT, 'yanling-2024'],
    ['Yanling Measures_2024.TXT', TEXT, 'yanling-measures-2024'],
    ['鄢陵办法.txt', TEXT.replace('一、', '鄢政办〔2024〕12号\n\n一、'), '411024-2024-12'],
    ['source.txt', TEXT.replace('一、', '鄢政办〔2024〕12号\n\n一、'), '411024-2024-12'],
    ['鄢陵final稿.txt', TEXT, 'final'],
  ])('of %s is made from file name or number', async (name, text, slug) => {
    expect((await add(received(name, text))).document.slug).toBe(slug);
  });

  it('is of the contents where nothing else serves', async () => {
    expect((await add(received('办法.txt', TEXT))).document.slug).toMatch(/^doc-[0-9a-f]{8}$/);
  });

  it('that is given must be usable', async () => {
    for (const slug of ['../x', 'A', '-a', '鄢陵', 'a/b', '']) {
      expect(await refusal(received('a.txt', TEXT), { slug })).toContain('--slug 只能用');
    }
  });
});

describe('adding changes nothing', () => {
  it('when the corpus has this text already, in whatever format it came', async () => {
    await add(fixture('baofeng-utf8.html'));
    const before = filesOf(copy.folder);
    expect(await add(fixture('baofeng-gbk.html'))).toMatchObject({
      outcome: 'unchanged',
      document: { slug: 'baofeng-utf8' },
    });
    expect(await add('corpus/documents/yanling-2023/source.txt')).toMatchObject({
      outcome: 'unchanged',
      document: { slug: 'yanling-2023' },
    });
    expect(filesOf(copy.folder)).toEqual(before);
  });

  it.each([
    ['a name that another document has', () => received('yanling-2023.txt', TEXT), {}, '已有这个名字的文件'],
    ['a scan', () => fixture('scan.pdf'), {}, '扫描图片'],
    ['an encrypted PDF', () => fixture('jiaxian-encrypted.pdf'), {}, '加了密码'],
    ['an unknown kind of file', () => received('a.xlsx', 'x'), {}, '收 TXT、HTML、DOCX、PDF'],
    ['a file that is not there', () => join(outside, 'nothing.txt'), {}, '找不到这个文件或文件夹'],
    ['a folder without a source', () => join(received('empty/readme.md', 'x'), '..'), {}, '没有 source 文件'],
    ['binary rubbish', () => received('a.txt', Buffer.from([1, 2, 0, 4])), {}, 'a.txt:1: 这不是文字文件'],
    [
      'a text without articles',
      () => received('a.txt', '鄢陵县帮扶办法\n鄢陵县民政局\n2024年3月1日\n'),
      {},
      '没有找到任何条文',
    ],
    ['a text of no known place', () => received('a.txt', TEXT.replace('鄢陵县', '')), {}, '--jurisdiction'],
    ['a text without a title', () => received('a.txt', '一、任务\n做好监测，不漏一户。'), {}, '--title'],
  ])('%s', async (_, path, options, why) => {
    const source = path();
    const before = filesOf(copy.folder);
    const names = readdirSync(copy.folder);
    expect(await refusal(source, options)).toContain(why);
    expect(filesOf(copy.folder)).toEqual(before);
    expect(readdirSync(copy.folder)).toEqual(names);
  });

  it('options beside a document.yaml', async () => {
    received('sixth/source.txt', TEXT);
    received('sixth/document.yaml', YAML);
    expect(await refusal(join(outside, 'sixth'), { title: '另一个' })).toContain('请直接改它');
  });

  it('a document.yaml with a wrong field', async () => {
    received('sixth/source.txt', TEXT);
    received('sixth/document.yaml', YAML.replace('"411024"', '"某县"'));
    expect(await refusal(join(outside, 'sixth'))).toMatch(/sixth\/document\.yaml: jurisdiction: /);
  });

  it('a corpus without documents or without its table of divisions', async () => {
    expect(await addDocument(join(outside, 'nowhere'), received('a.txt', TEXT)).catch(String)).toContain(
      '找不到目录',
    );
    mkdirSync(join(outside, 'bare', 'documents'), { recursive: true });
    expect(await addDocument(join(outside, 'bare'), received('a.txt', TEXT)).catch(String)).toContain(
      '找不到行政区划表',
    );
  });
});
