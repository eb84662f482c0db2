import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { eachDatabase } from './databases.ts';

const WRITER = fileURLToPath(new URL('endless-writer.ts', import.meta.url));

/** Runs the writer until it has told of some transactions, then kills it in the middle of the next. */
function writeAndDie(url: string, transactions: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = 0;
  createInterface({ input: child.stdout }).on('line', () => {
    told++;
    if (told === transactions) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(told);
      else reject(new Error(`the writer ended by itself after ${told}`));
    });
  });
}

eachDatabase('a process killed in the middle', (databases) => {
  test('leaves whole transactions, all that it told of, and a database that goes on', async () => {
    const storage = await databases.open();
    let told = 0;
    for (const transactions of [1, 7, 23]) told += await writeAndDie(storage.url, transactions);
    const { db } = storage.reading;
    const count = async (table: 'cases' | 'declarations' | 'outbox' | 'audit') =>
      (await db.selectFrom(table).selectAll().execute()).length;
    const cases = await count('cases');
    // At most the one that was committed and not told yet, for each kill.
    expect(cases).toBeGreaterThanOrEqual(told);
    expect(cases).toBeLessThanOrEqual(told + 3);
    for (const table of ['declarations', 'outbox', 'audit'] as const) expect(await count(table)).toBe(cases);
    const report = await storage.verifyAudit();
    expect(report).toMatchObject({ chains: cases, entries: cases, broken: [] });
    expect(await storage.transaction(({ subjects }) => subjects.create())).toMatch(/^[a-z0-9]{24}$/);
  });
});
