import { join } from 'node:path';
import { z } from 'zod';
import { CAUSES } from '../../declaration/index.ts';
import { InvalidRegionError, parseRegion } from '../../regions/index.ts';
import { dataFiles, readDataFile } from '../procedure/data-file.ts';
import { MEASURE_KINDS } from './model.ts';

/** A measure as a document has it; nothing is added to what is printed. */
const Entry = z.strictObject({
  /** Unique over all files. */
  id: z.string().regex(/^[a-z0-9-]{3,30}$/),
  /** Plain words: what a household gets. */
  title: z.string().min(2).max(40),
  kind: z.enum(MEASURE_KINDS),
  /** The causes that it answers; `any` where every household may need it. */
  causes: z.union([z.literal('any'), z.array(z.enum(CAUSES)).min(1)]),
  /** `with`: somebody of the household must be able to work; `without`: for those of whom nobody can. */
  labour: z.enum(['any', 'with', 'without']).default('any'),
  /** For whom, as printed. */
  who: z.string().min(2).optional(),
  /** Responsible offices as printed, the one that leads first; empty where the article names none. */
  units: z.array(z.string().min(2)).default([]),
  path: z.array(z.string()).min(1),
  quote: z.string().min(6).max(160),
  /** What the document leaves open. */
  note: z.string().min(2).optional(),
});

/** `corpus/measures/<document>.yaml`: the measures of one document. */
const MeasuresFile = z.strictObject({
  document: z.string().min(1),
  /** Causes for which the document names no measure of their own. */
  none: z.array(z.strictObject({ cause: z.enum(CAUSES), note: z.string().min(4) })).default([]),
  measures: z.array(Entry),
});
export type MeasuresFile = z.output<typeof MeasuresFile>;

const Region = z.string().transform((code, context) => {
  try {
    return parseRegion(code);
  } catch (error) {
    if (!(error instanceof InvalidRegionError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

/** What of `documents/<slug>/document.yaml` says where and when a document binds. */
const BindingDocument = z.object({
  title: z.string(),
  shortTitle: z.string().optional(),
  jurisdiction: Region,
  validity: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('plan'), from: z.number(), to: z.number() }),
    z.object({ kind: z.literal('transition'), from: z.number(), to: z.number() }),
    z.object({ kind: z.literal('open') }),
  ]),
  replacedBy: z.object({ on: z.string() }).optional(),
});
export type BindingDocument = z.output<typeof BindingDocument>;

/**
 * Reads the measures of a corpus with the documents that they stand in.
 * @throws DataFileError naming the file and the key
 */
export function readMeasures(corpus: string): { file: MeasuresFile; document: BindingDocument }[] {
  const folder = join(corpus, 'measures');
  return dataFiles(folder).map((name) => {
    const file = readDataFile(folder, name, MeasuresFile);
    const document = readDataFile(join(corpus, 'documents', file.document), 'document', BindingDocument);
    return { file, document };
  });
}
