import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPolicy, type Policy } from '../../src/app.ts';
import { corpus as runCorpus } from '../../src/commands/corpus.ts';
import { readConfig } from '../../src/config.ts';
import { parseRegion } from '../../src/regions/index.ts';

const PLAN = `永登县2024年防返贫监测帮扶工作方案

为切实做好我县防返贫监测帮扶工作，制定本方案。

一、工作目标

坚决守住不发生规模性返贫底线，监测对象风险消除率达到60%以上。

二、重点任务

（一）监测标准。2024年监测范围为家庭人均纯收入低于9000元的农户。

1.农户申报。农户可以通过扫码、电话等方式自主申报，村级5个工作日内完成入户核实。（责任单位：各乡镇人民政府）

2.干部走访。包村干部每月至少走访一次。（责任单位：县农业农村局、各乡镇人民政府）

（二）帮扶措施。对监测对象给予每户不超过3000元的临时救助。
`;

let folder = '';
let app: Policy;

/** A document that nobody wrote questions or rules for, added by the one command. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sixth-'));
  cpSync('corpus', join(folder, 'corpus'), { recursive: true });
  writeFileSync(join(folder, 'plan.txt'), PLAN);
  process.env.CORPUS_DIR = join(folder, 'corpus');
  await runCorpus(['add', join(folder, 'plan.txt'), '--slug', 'yongdeng-2024']);
  app = await createPolicy(
    readConfig({ CORPUS_DIR: join(folder, 'corpus'), CACHE_DIR: join(folder, 'cache') }),
  );
});

afterAll(() => {
  delete process.env.CORPUS_DIR;
  rmSync(folder, { recursive: true, force: true });
});

const ask = (question: string, region = '620121') =>
  app.answerer.ask({ question, region: parseRegion(region), role: 'resident', today: '2026-11-22' });

describe('a sixth document answers from the day it is added', () => {
  it.each([
    ['监测标准是多少', '9000元'],
    ['收入多少能算监测户', '9000元'],
    ['干部多久来一回', '每月至少走访一次'],
    ['临时救助给多少钱', '3000元'],
    ['几天能核实完', '5个工作日'],
    ['我自己能不能申报', '自主申报'],
  ])('%s', async (question, fact) => {
    const answer = await ask(question);
    expect(answer.status).toBe('answered');
    expect(answer.answer).toContain(fact);
    expect(answer.citations[0]).toMatchObject({ document: 'yongdeng-2024', validity: 'expired' });
  });

  it('and for its own county only', async () => {
    for (const question of ['监测标准是多少', '临时救助给多少钱']) {
      const answer = await ask(question, '411300');
      expect(answer.answer).not.toMatch(/9000|3000/);
      expect(answer.citations.map((c) => c.document)).not.toContain('yongdeng-2024');
    }
  });
});
