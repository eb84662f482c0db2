import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';

/** What a file says of a document that it relies on. Kept loose: the policy room checks the whole of it. */
const Metadata = z.looseObject({
  title: z.string(),
  number: z.string().optional(),
  validity: z.looseObject({ kind: z.enum(['plan', 'transition', 'open']), to: z.number().optional() }),
});

export interface BasisDocument {
  title: string;
  number?: string;
  /** State on the day that was asked for, as the policy room tells it. */
  state: 'in_force' | 'expired' | 'transition';
}

/**
 * Titles, numbers and states of the corpus's documents, read with the first file that is printed: the policy room with
 * its index is not needed for that.
 */
export class BasisDocuments {
  readonly #folder: string;
  #read: ReadonlyMap<string, z.output<typeof Metadata>> | undefined;

  /** @param folder `corpus/documents` */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A document by its folder's name; undefined where it is not there. */
  find(slug: string, today: string): BasisDocument | undefined {
    this.#read ??= read(this.#folder);
    const document = this.#read.get(slug);
    if (document === undefined) return undefined;
    const { title, number, validity } = document;
    const isOver = validity.kind === 'plan' && Number(today.slice(0, 4)) > (validity.to ?? 0);
    const state = isOver ? 'expired' : validity.kind === 'transition' ? 'transition' : 'in_force';
    return { title, state, ...(number === undefined ? {} : { number }) };
  }
}

function read(folder: string): Map<string, z.output<typeof Metadata>> {
  const documents = new Map<string, z.output<typeof Metadata>>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const metadata = Metadata.safeParse(
      load(readFileSync(join(folder, entry.name, 'document.yaml'), 'utf8')),
    );
    if (metadata.success) documents.set(entry.name, metadata.data);
  }
  return documents;
}
