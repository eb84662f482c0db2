/**
 * Codes of the GB/T 2260-style division tree. A parent's code is a prefix of its children's:
 * 41 → 4110 → 411024 → 411024102 (township) → 12 digits (village). The nation is `0`.
 */
export type RegionCode = string & { readonly brand: 'RegionCode' };

/** The whole nation, whose documents bind everywhere. */
export const NATION = '0' as RegionCode;

/** A region that is not a division code of 2 to 12 digits. */
export class InvalidRegionError extends Error {
  constructor(input: string) {
    super(`地区代码“${input.slice(0, 20)}”不对：应为 2 到 12 位数字，例如 411024（鄢陵县）；全国用 0。`);
    this.name = 'InvalidRegionError';
  }
}

const LEVELS = [2, 4, 6, 9, 12];

/**
 * Reads a division code, with or without the trailing zeros of the printed form (`411300` is `4113`).
 * @throws InvalidRegionError when it is no such code
 */
export function parseRegion(input: string): RegionCode {
  const digits = input.trim();
  if (/^0+$/.test(digits)) return NATION;
  if (!/^[1-8]\d{1,11}$/.test(digits)) throw new InvalidRegionError(input);
  let length = LEVELS.find((level) => level >= digits.length) ?? 12;
  const padded = digits.padEnd(length, '0');
  for (const level of [9, 6, 4, 2]) {
    if (length > level && /^0+$/.test(padded.slice(level, length))) length = level;
  }
  return padded.slice(0, length) as RegionCode;
}

/** Whether a document of `jurisdiction` binds somebody in `region`: the nation's everywhere, else own division and below. */
export function binds(jurisdiction: RegionCode, region: RegionCode): boolean {
  return jurisdiction === NATION || region.startsWith(jurisdiction);
}

/** The division itself and everything above it, nearest first, without the nation. */
export function ancestors(region: RegionCode): RegionCode[] {
  if (region === NATION) return [];
  return LEVELS.filter((level) => level <= region.length)
    .map((level) => region.slice(0, level) as RegionCode)
    .reverse();
}
