import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../commands/in-process.ts';
import { corpusCopy, filesOf, fixture } from './reading.ts';

const copy = corpusCopy();
const corpus = (...args: string[]) => call(['corpus', ...args], '', { CORPUS_DIR: copy.folder });
let own: Record<string, string> = {};

beforeAll(() => {
  own = filesOf('corpus');
});

afterAll(() => {
  copy.remove();
  expect(filesOf('corpus')).toEqual(own);
});

describe('corpus add', () => {
  it('prints a report that a person can check: document, articles, repairs, what was left out, the next step', async () => {
    const { code, out, err } = await corpus('add', fixture('baofeng-utf8.html'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('文件　　baofeng-utf8：宝丰县2024年巩固拓展脱贫攻坚成果工作要点');
    expect(out).toContain('有效期　计划 2024–2024');
    expect(out).toContain('　一1　畅通申报渠道（90 字，3 个责任单位）');
    expect(out).toContain('　第 49 行　附件：宝丰县2024年重点任务清单');
    expect(out).toMatch(/下一步：请对照原件核对 .*document\.yaml/);
  });

  it('says so when the document is there already', async () => {
    expect(await corpus('add', fixture('baofeng-gbk.html'))).toEqual({
      code: 0,
      err: '',
      out: '这份文件已经在语料里：documents/baofeng-utf8，没有改动\n',
    });
  });

  it.each([
    [['add', 'nothing.txt'], 'nothing.txt: 找不到这个文件或文件夹'],
    [['add', fixture('baofeng-utf8.html'), '--issued', '2024-02-30'], '--issued 应写成 YYYY-MM-DD'],
    [['add', fixture('baofeng-utf8.html'), '--nonsense'], '--nonsense'],
    [[], '用法：'],
    [['report', 'no-such'], '没有“no-such”这份文件；有：baofeng-utf8 '],
  ])('%j is refused with a message and exit 2', async (args, why) => {
    const { code, out, err } = await corpus(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
    expect(err).not.toContain('    at ');
  });
});

describe('corpus check', () => {
  it('counts what is sound', async () => {
    expect(await corpus('check')).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^语料检查通过：6 份文件，157 条条文，\d+ 条规则，\d+ 个问法，\d+ 份办理程序，\d+ 条帮扶措施\n$/,
      ),
    });
  });

  it('prints what is wrong and exits 1', async () => {
    const rules = join(copy.folder, 'rules', 'yanling-2023.yaml');
    const sound = readFileSync(rules, 'utf8');
    writeFileSync(rules, sound.replace(/quote: .*/, 'quote: 原文里没有的话'));
    const { code, out, err } = await corpus('check');
    writeFileSync(rules, sound);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^rules\/yanling-2023\.yaml: .*引文与原文不一致“原文里没有的话”\n/);
    expect(err).toContain('语料检查没有通过：1 个问题');
  });

  it('names the command for a folder that was dropped and not added', async () => {
    const folder = join(copy.folder, 'documents', 'yexian');
    mkdirSync(folder);
    cpSync(fixture('yexian-auto-numbered.docx'), join(folder, 'source.docx'));
    const { code, err } = await corpus('check');
    rmSync(folder, { recursive: true });
    expect(code).toBe(2);
    expect(err).toBe(
      `documents/yexian/document.yaml: 没有这个文件，请运行 npm run -s corpus -- add ${folder}\n`,
    );
  });
});

describe('corpus report', () => {
  it('shows all documents or one, for people or as JSON', async () => {
    const all = (await corpus('report')).out;
    expect(all).toContain('第 77 行　重复字　换页处重复的“系”');
    expect(all).toContain('　二（一）1　严格落实“四个不摘”要求（339 字）');
    expect(all).toContain('第 88 行起　1529 字不是这份文件：新华社北京3月22日电');
    const one = JSON.parse((await corpus('report', 'nanyang-2021-7', '--json')).out);
    expect(one).toMatchObject([{ document: { slug: 'nanyang-2021-7' }, warnings: [] }]);
    // None of the five documents gives cause for a remark.
    expect(all).not.toContain('注意　');
  });
});
