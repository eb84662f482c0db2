import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Config, readConfig } from '../config.ts';
import { AddressResolver, Divisions, EntryCodes, Gazetteer, parseRegion } from '../regions/index.ts';
import { openBatch, readAll, runBatch, runOne, type Work } from './batch.ts';
import { UsageError } from './usage.ts';

const Request = z.object({
  county: z.union([z.string(), z.number()]).transform(String),
  address: z.string().nullish(),
  village: z.union([z.string(), z.number()]).transform(String).nullish(),
});

/**
 * `route`: the township and village of an address, for one (a JSON object, or `[--county CODE] [--village CODE]
 * ADDRESS`) or many (`--batch FILE`, `-` for standard input). Prints one JSON object an address (design section 10).
 */
export async function route(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { batch: { type: 'string' }, county: { type: 'string' }, village: { type: 'string' } },
  });
  const config = readConfig();
  if (values.batch !== undefined) {
    return runBatch(await openBatch(values.batch), routing(config));
  }
  const hasFlags = positionals.length > 0 || values.village !== undefined;
  const line = positionals.length > 0 || hasFlags ? positionals.join(' ') : await readAll();
  if (line.trim() === '' && values.village === undefined) {
    throw new UsageError('用法：route [--county 代码] [--village 村代码] 地址');
  }
  const request = line.trimStart().startsWith('{')
    ? line
    : JSON.stringify({
        county: values.county ?? config.REGION,
        address: line.trim(),
        village: values.village,
      });
  await runOne(request, routing(config));
}

/** Neither the policies nor the model are needed for an address. */
function routing({ CORPUS_DIR, ENTRY_SECRET }: Config): Work {
  const resolver = new AddressResolver(
    Gazetteer.load(join(CORPUS_DIR, 'gazetteer')),
    Divisions.fromFile(join(CORPUS_DIR, 'divisions.csv')),
    ENTRY_SECRET === undefined ? undefined : new EntryCodes(ENTRY_SECRET),
  );
  return (request) => {
    const { county, address, village } = Request.parse(request);
    const {
      status,
      township,
      village: found,
      candidates,
    } = resolver.resolve({
      county: parseRegion(county),
      ...(address == null ? {} : { address }),
      ...(village == null ? {} : { village }),
    });
    return { status, township, village: found, candidates };
  };
}
