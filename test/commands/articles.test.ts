import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/policy/index.ts';
import { ArticleLine, linesOf, run } from './command-line.ts';
import { call } from './in-process.ts';

describe('articles', () => {
  it('prints every article as one line of JSON with the fields of the contract, in their order', async () => {
    const result = await run(['articles']);
    expect(result).toMatchObject({ code: 0, err: '' });
    const lines = linesOf(result);
    const printed = lines.map((line) => ArticleLine.parse(JSON.parse(line)));
    for (const line of lines) {
      expect(Object.keys(JSON.parse(line))).toEqual([
        'document',
        'path',
        'title',
        'text',
        'responsibleUnits',
      ]);
    }
    expect(printed).toEqual(
      loadCorpus('corpus').articles.map((article) => ArticleLine.strip().parse(article)),
    );
    expect(printed).toHaveLength(149);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'cli', 'articles']);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('a command that is called wrongly', () => {
  it.each([[[]], [['toString']]])('%j: exits with 2 and names the commands', async (args) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/ask/);
    expect(err).toMatch(/articles/);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('a corpus that is not sound', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
    cpSync('corpus', folder, { recursive: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function refusal(corpus: string): Promise<string> {
    const { code, out, err } = await call(['articles'], '', { CORPUS_DIR: corpus });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toMatch(/\n\s+at /);
    return err;
  }

  it('that is not there: exits with 2 and names the folder', async () => {
    expect(await refusal(join(folder, 'nowhere'))).toContain('nowhere');
  });

  it('with a broken line: exits with 2 and names file and line', async () => {
    writeFileSync(join(folder, 'questions', 'yanling-2023.jsonl'), '{"path":["二"],\n');
    expect(await refusal(folder)).toContain('questions/yanling-2023.jsonl:1');
  });

  it('without a source: exits with 2 and names the file', async () => {
    rmSync(join(folder, 'documents', 'nanyang-2021-7', 'source.txt'));
    expect(await refusal(folder)).toContain('documents/nanyang-2021-7/source.txt');
  });
});
