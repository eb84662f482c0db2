import { expect, test } from 'vitest';
import { makeDigest, PERIOD_KINDS, periodOf } from '../../src/digest/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { inventHistory } from './histories.ts';
import { COUNTY, calendar, replayLines } from './rules.ts';

const databases = sqliteDatabase();

/** A tenth of the 100 000 that have to be counted in two seconds: the whole takes too long for every day. */
const CASES = 10_000;

test('10 000 cases are replayed in six seconds, and each digest of them counted in a fifth of a second', async () => {
  const storage = await databases.open();
  const lines = inventHistory({ seed: 1, cases: CASES, questions: CASES, from: '2025-12-01', days: 365 });
  // Seconds of work, so that what else runs on the machine counts for nothing.
  const seconds = async (work: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000_000;
  };
  const took: Record<string, number> = { replay: await seconds(() => replayLines(storage, lines)) };
  for (const kind of PERIOD_KINDS) {
    const scope = { region: COUNTY, period: periodOf(kind, '2026-06-15') };
    took[kind] = await seconds(() =>
      makeDigest(storage.reading.db, scope, { calendar, place: (code) => code, today: '2027-01-01' }),
    );
  }
  process.stderr.write(`${CASES} cases, seconds of processor time: ${JSON.stringify(took)}\n`);
  expect(took.replay).toBeLessThan(6);
  for (const kind of PERIOD_KINDS) expect(took[kind], kind).toBeLessThan(0.2);
}, 180_000);
