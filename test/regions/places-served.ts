import {
  AddressResolver,
  Divisions,
  EntryCodes,
  Gazetteer,
  parseRegion,
  type RegionCode,
  type Resolution,
  villageName,
} from '../../src/regions/index.ts';

export const gazetteer = Gazetteer.load('corpus/gazetteer');
export const divisions = Divisions.fromFile('corpus/divisions.csv');
export const entries = new EntryCodes('a secret for tests only');
export const resolver = new AddressResolver(gazetteer, divisions, entries);
export const BENCHMARK = ['411024', '411326', '360734', '210422'].map(parseRegion);

export function resolve(county: string, address: string): Resolution {
  return resolver.resolve({ county: parseRegion(county), address });
}

/** `望田镇`, `望田镇/蔺庄村`, `?` with the candidates, or the status. */
export function shown(resolution: Resolution): string {
  const { status, township, village } = resolution;
  if (status === 'ambiguous') return `?${namesOf(resolution).sort().join(' ')}`;
  if (status !== 'resolved') return status;
  return village === null ? nameOf(township) : `${nameOf(township)}/${villageName(nameOf(village))}`;
}

export function namesOf(resolution: Resolution): string[] {
  return resolution.candidates.map((candidate) => candidate.name);
}

export function nameOf(code: RegionCode): string {
  return gazetteer.place(code)?.name ?? code;
}
