import { createEngine, createLog, type Engine, LazyPolicy } from '../app.ts';
import type { Config } from '../config.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Storage } from '../storage/index.ts';

/** All rooms on an open database, for an operator's command: of the county that a division lies in. */
export function roomsOn(config: Config, storage: Storage, region: RegionCode): Engine {
  const log = createLog(config);
  const settings = { region: region.slice(0, 6) as RegionCode, personalData: () => 'allow' as const };
  return createEngine(config, { storage, policy: new LazyPolicy(config, log), log, settings });
}
