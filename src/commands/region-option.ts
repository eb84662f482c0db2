import { InvalidRegionError, parseRegion, type RegionCode } from '../regions/index.ts';
import { UsageError } from './usage.ts';

/**
 * The division given by `--region`.
 * @throws UsageError when it is no division code
 */
export function regionOption(value: string): RegionCode {
  try {
    return parseRegion(value);
  } catch (error) {
    if (error instanceof InvalidRegionError) throw new UsageError(error.message);
    throw error;
  }
}
