import { binds, type RegionCode } from '../../regions/index.ts';
import type { Procedures } from './procedures.ts';
import type { ReferenceLine, RegionFile, ReviewCycle, Source } from './region-file.ts';

/** The part of a loaded corpus that quotes are held against. */
export interface PrintedCorpus {
  documents: ReadonlyMap<string, { jurisdiction: RegionCode }>;
  articles: readonly { document: string; path: readonly string[]; text: string }[];
}

/** Words by which a text states a cycle; a cycle that its quote does not name is somebody's reading, not the text's. */
const CYCLE_WORDS: Readonly<Record<ReviewCycle['every'], RegExp>> = {
  week: /每?周/,
  month: /每月|一月一|月通报|月报/,
  quarter: /每季|季调度|季度/,
  half_year: /半年/,
  year: /每年|年终|年度/,
  promptly: /及时|实时/,
  regularly: /定期/,
};

/**
 * What of the region files does not stand in the documents they cite, one problem a line: documents that do not bind
 * the division, unknown articles, quotes, offices and figures that are not printed there. An empty list is sound.
 */
export function checkProcedures(procedures: Procedures, corpus: PrintedCorpus): string[] {
  const texts = new Map(corpus.articles.map((article) => [articleKey(article), squeeze(article.text)]));
  return procedures.files.flatMap((file) => {
    const check = new FileCheck(file, corpus, texts);
    return check.problems();
  });
}

class FileCheck {
  readonly #file: RegionFile;
  readonly #corpus: PrintedCorpus;
  readonly #texts: ReadonlyMap<string, string>;

  constructor(file: RegionFile, corpus: PrintedCorpus, texts: ReadonlyMap<string, string>) {
    this.#file = file;
    this.#corpus = corpus;
    this.#texts = texts;
  }

  problems(): string[] {
    return [
      ...this.#stages(),
      ...this.#total(),
      ...(this.#file.lines ?? []).flatMap((line, i) => [
        ...this.#source(`lines.${i}`, line.source),
        ...this.#figures(`lines.${i}`, line.source, figuresOf(line)),
      ]),
      ...this.#departments(),
      ...this.#file.reviewCycles.flatMap((cycle) => this.#cycle(cycle)),
      ...(this.#file.visitDays ?? []).flatMap((day, i) => this.#source(`visitDays.${i}`, day.source)),
      ...this.#alerts(),
      ...this.#removal(),
      ...this.#file.notes.flatMap((note, i) => this.#source(`notes.${i}`, note.source)),
    ];
  }

  #stages(): string[] {
    return Object.entries(this.#file.stages).flatMap(([stage, part]) => {
      const { source, limit, label } = part;
      if (source === undefined) return [];
      const key = `stages.${stage}`;
      const found = this.#source(key, source);
      if (source.states.includes('limit')) {
        found.push(...this.#figures(key, source, typeof limit === 'number' ? [limit] : []));
      }
      if (source.states.includes('label') && !printed(source.quote, label ?? '')) {
        found.push(this.#say(key, `环节名“${label ?? ''}”不在引文里`));
      }
      return found;
    });
  }

  #alerts(): string[] {
    const { source, limit } = this.#file.alerts ?? {};
    if (source === undefined) return [];
    const figures = source.states.includes('limit') && typeof limit === 'number' ? [limit] : [];
    return [...this.#source('alerts', source), ...this.#figures('alerts', source, figures)];
  }

  #removal(): string[] {
    const { conditions = {}, followUp } = this.#file.removal ?? {};
    const stated = [
      ...Object.entries(conditions).map(([id, { least, source }]) => ({ id, figure: least, source })),
      { id: 'followUp', figure: followUp?.days ?? undefined, source: followUp?.source },
    ];
    return stated.flatMap(({ id, figure, source }) => {
      if (source === undefined) return [];
      const key = `removal.${id}`;
      return [
        ...this.#source(key, source),
        ...this.#figures(key, source, figure === undefined ? [] : [figure]),
      ];
    });
  }

  #total(): string[] {
    const { total } = this.#file;
    if (total === undefined || total === null) return [];
    return [...this.#source('total', total.source), ...this.#figures('total', total.source, [total.limit])];
  }

  #departments(): string[] {
    return Object.entries(this.#file.departments).flatMap(([cause, list]) =>
      list.flatMap(({ unit, source }) => {
        if (source === undefined) return [];
        const key = `departments.${cause}`;
        const problems = this.#source(key, source);
        const text = this.#texts.get(articleKey(source)) ?? '';
        if (!text.includes(squeeze(unit))) problems.push(this.#say(key, `条文里没有“${unit}”`));
        return problems;
      }),
    );
  }

  #cycle(cycle: ReviewCycle): string[] {
    const key = `reviewCycles.${cycle.id}`;
    const problems = this.#source(key, cycle.source);
    if (!CYCLE_WORDS[cycle.every].test(cycle.source.quote)) {
      problems.push(this.#say(key, `引文没有写这个周期（${cycle.every}）`));
    }
    if (cycle.times > 1) problems.push(...this.#figures(key, cycle.source, [cycle.times]));
    return problems;
  }

  #source(key: string, { document, path, quote }: Source): string[] {
    const known = this.#corpus.documents.get(document);
    if (known === undefined) return [this.#say(key, `没有文件 ${document}`)];
    if (!binds(known.jurisdiction, this.#file.region)) return [this.#say(key, `${document} 不管这个地方`)];
    const text = this.#texts.get(articleKey({ document, path }));
    if (text === undefined) return [this.#say(key, `${document} 没有条文 ${path.join('')}`)];
    return text.includes(squeeze(quote)) ? [] : [this.#say(key, `引文与原文不一致“${quote}”`)];
  }

  #figures(key: string, { quote }: Source, figures: readonly number[]): string[] {
    const printedOnes: string[] = quote.normalize('NFKC').match(/\d+(?:\.\d+)?/g) ?? [];
    return figures
      .map((figure) => String(Number(figure.toFixed(4))))
      .filter((figure) => !printedOnes.includes(figure))
      .map((figure) => this.#say(key, `引文里没有数字 ${figure}`));
  }

  #say(key: string, message: string): string {
    return `regions/${this.#file.region}.yaml: ${key}：${message}`;
  }
}

function figuresOf(line: ReferenceLine): number[] {
  if (line.kind === 'year') return [line.year, line.value];
  if (line.kind === 'multiple') return [line.factor];
  return [line.base, line.growth * 100, ...(line.baseYear === null ? [] : [line.baseYear])];
}

function printed(quote: string, words: string): boolean {
  return words !== '' && squeeze(quote).includes(squeeze(words));
}

function articleKey({ document, path }: { document: string; path: readonly string[] }): string {
  return `${document}#${path.join('/')}`;
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, '');
}
