/**
 * Resolves the held-out addresses and compares with what a person would mean.
 *
 *   npx tsx scripts/addresses.ts [FILE]     (default test/eval/addresses.jsonl)
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AddressResolver, Divisions, Gazetteer, parseRegion, type Resolution } from '../src/regions/index.ts';

const Line = z.object({
  id: z.string(),
  county: z.string().transform((code) => parseRegion(code)),
  address: z.string().optional(),
  village: z.string().optional(),
  kind: z.string(),
  expect: z.object({
    status: z.enum(['resolved', 'ambiguous', 'outside', 'unresolved']),
    township: z.string().nullable(),
  }),
});

export interface AddressVerdict {
  line: z.infer<typeof Line>;
  got: Resolution;
  right: boolean;
  milliseconds: number;
}

/** Resolves each line of the file. */
export function resolveAddresses(file: string, corpus = 'corpus'): AddressVerdict[] {
  const gazetteer = Gazetteer.load(join(corpus, 'gazetteer'));
  const resolver = new AddressResolver(gazetteer, Divisions.fromFile(join(corpus, 'divisions.csv')));
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((text) => {
      const line = Line.parse(JSON.parse(text));
      const { county, address, village, expect } = line;
      const start = performance.now();
      const got = resolver.resolve({
        county,
        ...(address === undefined ? {} : { address }),
        ...(village === undefined ? {} : { village }),
      });
      const milliseconds = performance.now() - start;
      return {
        line,
        got,
        right: got.status === expect.status && got.township === expect.township,
        milliseconds,
      };
    });
}

function main(): void {
  const verdicts = resolveAddresses(process.argv[2] ?? 'test/eval/addresses.jsonl');
  const share = (of: AddressVerdict[]) => `${of.filter(({ right }) => right).length} of ${of.length}`;
  for (const { line, got, right } of verdicts) {
    if (!right)
      console.log(
        `${line.id} ${line.kind} ${line.address ?? line.village}: ${got.status} ${got.township} instead of ${line.expect.status} ${line.expect.township}`,
      );
  }
  for (const kind of new Set(verdicts.map(({ line }) => line.kind))) {
    console.log(`${kind}: ${share(verdicts.filter(({ line }) => line.kind === kind))}`);
  }
  const guessed = verdicts.filter(
    ({ line, got }) => line.expect.status === 'ambiguous' && got.status === 'resolved',
  );
  const routedIn = verdicts.filter(
    ({ line, got }) => line.expect.status === 'outside' && got.status === 'resolved',
  );
  const sorted = verdicts.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  console.log(
    `all: ${share(verdicts)}; ambiguous guessed ${guessed.length}, places elsewhere routed in ${routedIn.length}; median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(3)} ms`,
  );
}

if (process.argv[1]?.endsWith('addresses.ts')) main();
