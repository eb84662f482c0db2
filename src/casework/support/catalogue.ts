import type { Cause } from '../../declaration/index.ts';
import { binds, type RegionCode } from '../../regions/index.ts';
import { DataFileError } from '../procedure/data-file.ts';
import type { Day } from '../procedure/days.ts';
import { type BindingDocument, type MeasuresFile, readMeasures } from './catalogue-file.ts';
import type { Basis, BasisState } from './model.ts';

/** A measure with the document that it stands in. */
export type CatalogueEntry = MeasuresFile['measures'][number] & {
  document: string;
  binding: BindingDocument;
};

/** A cause for which a document names no measure. */
export interface NoMeasure {
  cause: Cause;
  note: string;
  document: string;
  binding: BindingDocument;
}

/** The measures that the corpus's documents name. Central ones bind everywhere, local ones in their own place alone. */
export class MeasureCatalogue {
  readonly entries: readonly CatalogueEntry[];
  readonly none: readonly NoMeasure[];
  readonly #byId: ReadonlyMap<string, CatalogueEntry>;

  constructor(files: readonly { file: MeasuresFile; document: BindingDocument }[] = []) {
    this.entries = files.flatMap(({ file, document: binding }) =>
      file.measures.map((entry) => ({ ...entry, document: file.document, binding })),
    );
    this.none = files.flatMap(({ file, document: binding }) =>
      file.none.map((each) => ({ ...each, document: file.document, binding })),
    );
    this.#byId = new Map(this.entries.map((entry) => [entry.id, entry]));
    const twice = this.entries.find((entry) => this.#byId.get(entry.id) !== entry);
    if (twice !== undefined) throw new DataFileError('corpus/measures', `id 重复：${twice.id}`);
  }

  /**
   * Reads `measures/*.yaml` of a corpus.
   * @throws DataFileError naming the file and the key
   */
  static load(corpus: string): MeasureCatalogue {
    return new MeasureCatalogue(readMeasures(corpus));
  }

  entry(id: string): CatalogueEntry | undefined {
    return this.#byId.get(id);
  }

  /** The measures that bind in a county on a day, those of the nearest document first. */
  binding(county: RegionCode, today: Day): CatalogueEntry[] {
    return this.entries
      .filter(({ binding }) => binds(binding.jurisdiction, county) && !isReplaced(binding, today))
      .sort((a, b) => b.binding.jurisdiction.length - a.binding.jurisdiction.length);
  }
}

function isReplaced({ replacedBy }: BindingDocument, today: Day): boolean {
  return replacedBy !== undefined && replacedBy.on <= today;
}

/** The article behind a measure, with the state of its document on a day. */
export function basisOf(entry: CatalogueEntry, today: Day): Basis {
  const { document, binding, path, quote } = entry;
  return {
    document,
    title: binding.shortTitle ?? binding.title,
    article: path.join(''),
    quote,
    state: stateOn(binding, today),
  };
}

/** As with policy answers (design section 10): a plan of a past year is expired, whatever stays in use of it. */
function stateOn({ validity }: BindingDocument, today: Day): BasisState {
  if (validity.kind === 'plan') return Number(today.slice(0, 4)) > validity.to ? 'expired' : 'in_force';
  return validity.kind === 'transition' ? 'transition' : 'in_force';
}
