import { makeCheckpoint } from './checkpoint.ts';
import { DEFAULT_RETENTION, type Retention, type SweepReport, sweep } from './retention.ts';
import type { Storage } from './storage.ts';

export interface UpkeepReport {
  swept: SweepReport;
  /** Chains signed; undefined when the day had its checkpoint already. */
  signed: number | undefined;
}

/**
 * The day's upkeep: removes what its time has come for, then signs the audit log. May run at any time and any number of
 * times a day, in several processes.
 * @param day today in Asia/Shanghai
 */
export async function upkeep(
  storage: Storage,
  day: string,
  retention: Retention = DEFAULT_RETENTION,
): Promise<UpkeepReport> {
  const report = await storage.transaction(async (unit) => ({
    swept: await sweep(unit, retention),
    signed: await makeCheckpoint(unit, day),
  }));
  await storage.purge();
  return report;
}
