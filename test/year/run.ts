/**
 * The long run: `npm run -s year -- --seed 1 --cases 200 --days 450 --commands 2000`. Prints what was done how often, or
 * the shortest series of commands that shows what is wrong.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import type { Year } from './model.ts';
import { commands, live } from './year.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    /** Households on record: as many may have cases. */
    cases: { type: 'string', default: '200' },
    days: { type: 'string', default: '450' },
    commands: { type: 'string', default: '2000' },
    at: { type: 'string', default: '2026-01-05T09:00:00+08:00' },
    /** Look for the shortest series that fails; takes as many runs again. */
    shrink: { type: 'boolean', default: false },
  },
});

const [seed, households, days, size] = [values.seed, values.cases, values.days, values.commands].map(Number);
const folder = mkdtempSync(join(tmpdir(), 'yimatong-year-'));
let nth = 0;
let lived: Year | undefined;
const began = Date.now();
try {
  const property = fc.asyncProperty(commands(size ?? 2000, days ?? 450), async (given) => {
    nth += 1;
    const url = join(folder, `${nth}.db`);
    lived = await live(given, { url, at: values.at, households: households ?? 200 });
  });
  const result = await fc.check(property, { seed: seed ?? 1, numRuns: 1, endOnFailure: !values.shrink });
  if (result.failed) {
    const error = result.errorInstance;
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    if (values.shrink) process.stderr.write(`${String(result.counterexample)}\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (lived !== undefined) {
  const done = Object.fromEntries([...lived.counts].sort());
  const stages: Record<string, number> = {};
  for (const { stage } of lived.cases) stages[stage] = (stages[stage] ?? 0) + 1;
  const commands = [...lived.counts.values()].reduce((sum, n) => sum + n, 0);
  const seconds = Math.round((Date.now() - began) / 1000);
  const report = { seed, commands, cases: lived.cases.length, until: lived.today, seconds, stages, done };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}
