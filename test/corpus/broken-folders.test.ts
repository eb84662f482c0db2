import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCorpus, IngestError, loadCorpus } from '../../src/policy/index.ts';

const SOUND: Record<string, string> = {
  'documents/mou-xian/document.yaml': [
    'title: 某县防返贫工作要点',
    'jurisdiction: "411326"',
    'issued: 2024-03-01',
    'validity: { kind: open }',
    'source: 县政府网站',
  ].join('\n'),
  'documents/mou-xian/source.txt': [
    '某县防返贫工作要点',
    '一、监测',
    '（一）每月排查。各村每月排查一次，发现问题5个工作日内上报。（责任单位：县民政局；各乡镇）',
    '（二）每年总结。各乡镇每年总结一次。',
  ].join('\n\n'),
  'questions/mou-xian.jsonl':
    '{"path":["一","（一）"],"quote":"各村每月排查一次","questions":["多久排查一回"]}\n',
  'rules/mou-xian.yaml': [
    '- id: monthly',
    '  path: [一, （一）]',
    '  kind: frequency',
    '  subject: 排查',
    '  value: 每月',
    '  quote: 各村每月排查一次',
    '  plain: 各村每月排查一次。',
    '  ask: [排查]',
  ].join('\n'),
  'outside/chatter.jsonl': '{"question":"在吗","region":"0","role":"resident","topic":"问候"}\n',
};

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  for (const [name, text] of Object.entries(SOUND)) write(name, text);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function replaceIn(name: string, from: string, to: string): void {
  expect(SOUND[name]).toContain(from);
  write(name, (SOUND[name] ?? '').replace(from, to));
}

/** The message of the IngestError that loading gives. */
function refusal(): string {
  try {
    loadCorpus(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(IngestError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('the corpus was loaded');
}

describe('a sound folder', () => {
  it('is loaded: documents, articles, questions, rules', () => {
    const corpus = loadCorpus(folder);
    expect([...corpus.documents.keys()]).toEqual(['mou-xian']);
    expect(corpus.articles.map((a) => a.path.join(''))).toEqual(['一（一）', '一（二）']);
    expect(corpus.articles[0]?.responsibleUnits).toEqual(['县民政局', '各乡镇']);
    expect(corpus.questions).toHaveLength(1);
    expect(corpus.rules).toHaveLength(1);
    expect(corpus.outside).toMatchObject([{ kind: 'chatter', question: '在吗' }]);
    expect(checkCorpus(corpus)).toEqual([]);
  });

  it('needs no questions, rules or unanswerable questions', () => {
    for (const name of ['questions', 'rules', 'outside']) rmSync(join(folder, name), { recursive: true });
    const corpus = loadCorpus(folder);
    expect(corpus.articles).toHaveLength(2);
    expect([corpus.questions, corpus.rules, corpus.outside]).toEqual([[], [], []]);
  });

  it('is told from any other by its hash', () => {
    const before = loadCorpus(folder).hash;
    expect(loadCorpus(folder).hash).toBe(before);
    replaceIn('documents/mou-xian/source.txt', '5个工作日', '6个工作日');
    expect(loadCorpus(folder).hash).not.toBe(before);
  });
});

describe('a folder that lacks something', () => {
  it('says that the corpus folder is missing', () => {
    rmSync(folder, { recursive: true });
    expect(refusal()).toContain(folder);
    expect(refusal()).toContain('找不到语料目录');
  });

  it('says that there is no documents folder, or nothing in it', () => {
    rmSync(join(folder, 'documents'), { recursive: true });
    expect(refusal()).toContain('documents');
    mkdirSync(join(folder, 'documents'));
    expect(refusal()).toContain('一份文件也没有');
  });

  it.each(['documents/mou-xian/source.txt', 'documents/mou-xian/document.yaml'])('names %s', (name) => {
    rmSync(join(folder, name));
    expect(refusal()).toContain(name);
  });
});

describe('a file that is broken', () => {
  it('names the metadata file and the line where the YAML breaks', () => {
    replaceIn('documents/mou-xian/document.yaml', 'jurisdiction: "411326"', 'jurisdiction: "411326');
    expect(refusal()).toMatch(/^documents\/mou-xian\/document\.yaml:\d+: YAML/);
    replaceIn('documents/mou-xian/document.yaml', 'issued: 2024-03-01', 'issued: [2024-03-01');
    expect(refusal()).toMatch(/^documents\/mou-xian\/document\.yaml:[345]: YAML/);
  });

  it('names the rules file and the line where the YAML breaks', () => {
    replaceIn('rules/mou-xian.yaml', '  kind: frequency', ' kind: frequency');
    expect(refusal()).toMatch(/^rules\/mou-xian\.yaml:[23]: YAML/);
  });

  it('names the line of a broken JSON line, empty lines counted', () => {
    write('questions/mou-xian.jsonl', `${SOUND['questions/mou-xian.jsonl']}\n{"path":["一"],\n`);
    expect(refusal()).toBe('questions/mou-xian.jsonl:3: JSON 写法有误');
    write('questions/mou-xian.jsonl', '');
    write('outside/chatter.jsonl', '在吗\n');
    expect(refusal()).toBe('outside/chatter.jsonl:1: JSON 写法有误');
  });

  it.each([
    ['', '文件是空的'],
    [' \n\n　\n', '文件是空的'],
    ['某县的一个标题', '没有找到任何条文'],
  ])('a source of %j gives: %s', (text, message) => {
    write('documents/mou-xian/source.txt', text);
    expect(refusal()).toMatch(/mou-xian\/source\.txt/);
    expect(refusal()).toContain(message);
  });

  it('a source that is not UTF-8 names the line of the first broken character', () => {
    const gbk = new Uint8Array([0xc4, 0xb3, 0xcf, 0xd8]);
    write(
      'documents/mou-xian/source.txt',
      new Uint8Array([...new TextEncoder().encode('一、监测\n\n'), ...gbk]),
    );
    expect(refusal()).toMatch(/mou-xian\/source\.txt:3: /);
  });

  it('a source without the words after which the policy is said to end', () => {
    write(
      'documents/mou-xian/document.yaml',
      `${SOUND['documents/mou-xian/document.yaml']}\npolicyTextEnds: 没有这句话`,
    );
    expect(refusal()).toMatch(/mou-xian\/source\.txt.*没有这句话/);
  });
});

describe('a field that is wrong', () => {
  it.each([
    ['title: 某县防返贫工作要点', 'title: 要点', 'title'],
    ['jurisdiction: "411326"', 'jurisdiction: 411326', 'jurisdiction'],
    ['jurisdiction: "411326"', 'jurisdiction: "某县"', 'jurisdiction'],
    ['issued: 2024-03-01', 'issued: 2024年3月', 'issued'],
    ['kind: open', 'kind: sometime', 'validity'],
    ['source: 县政府网站', 'amount: 6600', 'source'],
  ])('of the metadata is named: %s → %s', (from, to, field) => {
    replaceIn('documents/mou-xian/document.yaml', from, to);
    expect(refusal()).toMatch(/^documents\/mou-xian\/document\.yaml: /);
    expect(refusal()).toContain(field);
  });

  it('that nobody knows is named', () => {
    write('documents/mou-xian/document.yaml', `${SOUND['documents/mou-xian/document.yaml']}\namount: 6600`);
    expect(refusal()).toContain('amount');
  });

  it('of a rule is named with its place in the list', () => {
    replaceIn('rules/mou-xian.yaml', 'kind: frequency', 'kind: often');
    expect(refusal()).toMatch(/^rules\/mou-xian\.yaml: 0\.kind/);
  });

  it('of a question is named with its line', () => {
    const line = SOUND['questions/mou-xian.jsonl'] ?? '';
    write('questions/mou-xian.jsonl', line + line.replace('["多久排查一回"]', '"多久排查一回"'));
    expect(refusal()).toMatch(/^questions\/mou-xian\.jsonl:2: questions/);
  });

  it('of metadata that are no fields at all', () => {
    write('documents/mou-xian/document.yaml', '只有一句话');
    expect(refusal()).toMatch(/^documents\/mou-xian\/document\.yaml: /);
    write('documents/mou-xian/document.yaml', '');
    expect(refusal()).toMatch(/^documents\/mou-xian\/document\.yaml/);
  });
});
