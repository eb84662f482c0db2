import { suppress } from './suppress.ts';

/** The figures that are told of each division below. */
export const ROW_FIGURES = ['new', 'open', 'dueSoon', 'overdue'] as const;
export type RowFigure = (typeof ROW_FIGURES)[number];
export type Row = Readonly<Record<RowFigure, number>>;

/** How a count is told: as it is, as fewer than three, or as one that is there without saying how many. */
export type ToldCount = number | 'few' | 'some';

/** A table of divisions as it may be told. */
export interface ToldRows {
  /** Counts of 0 are left out, and divisions of which nothing is told. */
  rows: { name: string; told: [figure: RowFigure, count: ToldCount][] }[];
  /** Figures of which no division is told anything: there is nothing to hide their small counts behind. */
  unnamed: RowFigure[];
}

type Visibility = 'exact' | 'few' | 'some' | 'unnamed';
type Cell = readonly [figure: RowFigure, row: number];

/**
 * Hides counts of 1 and 2 in a table of divisions. The reader knows the total of each figure, and that what is due soon and
 * what is overdue is open. Each figure is hidden as causes are ({@link suppress}); then more is hidden until, for every
 * hidden count, there is another table that looks the same and has another count there.
 */
export function suppressRows(rows: ReadonlyMap<string, Row>): ToldRows {
  return new Table(rows).told();
}

class Table {
  readonly #names: string[];
  readonly #counts: Record<RowFigure, number[]>;
  readonly #seen: Record<RowFigure, Visibility[]>;

  constructor(rows: ReadonlyMap<string, Row>) {
    this.#names = [...rows.keys()];
    // The last row, without a name, is any division that is not listed.
    const of = (figure: RowFigure) => [...[...rows.values()].map((row) => row[figure]), 0];
    this.#counts = { new: of('new'), open: of('open'), dueSoon: of('dueSoon'), overdue: of('overdue') };
    const see = (figure: RowFigure) => this.#asCauses(this.#counts[figure]);
    this.#seen = { new: see('new'), open: see('open'), dueSoon: see('dueSoon'), overdue: see('overdue') };
    for (let leak = this.#leak(); leak !== undefined; leak = this.#leak()) this.#hideMore(leak);
  }

  told(): ToldRows {
    const rows = this.#names.map((name, row) => ({
      name,
      told: ROW_FIGURES.flatMap((figure): [RowFigure, ToldCount][] => {
        const [count, seen] = [this.#count([figure, row]), this.#visibility([figure, row])];
        if (seen === 'unnamed' || (seen === 'exact' && count === 0)) return [];
        return [[figure, seen === 'exact' ? count : seen]];
      }),
    }));
    return {
      rows: rows.filter(({ told }) => told.length > 0),
      unnamed: ROW_FIGURES.filter((figure) => this.#isUnnamed(figure) && this.#total(figure) > 0),
    };
  }

  #asCauses(counts: readonly number[]): Visibility[] {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const cells = Object.fromEntries(counts.map((count, row) => [String(row), count]));
    const { small, together, unnamed } = suppress(cells, total);
    const [few, some] = [new Set(small), new Set(together)];
    return counts.map((_, row) => {
      if (unnamed) return 'unnamed';
      return few.has(String(row)) ? 'few' : some.has(String(row)) ? 'some' : 'exact';
    });
  }

  #count([figure, row]: Cell): number {
    return this.#counts[figure][row] ?? 0;
  }

  #visibility([figure, row]: Cell): Visibility {
    return this.#seen[figure][row] ?? 'exact';
  }

  #total(figure: RowFigure): number {
    return this.#counts[figure].reduce((sum, count) => sum + count, 0);
  }

  #isUnnamed(figure: RowFigure): boolean {
    return this.#visibility([figure, 0]) === 'unnamed';
  }

  /** A hidden count that could be worked out. */
  #leak(): Cell | undefined {
    const nothingTold = this.#isUnnamed('open') && this.#isUnnamed('dueSoon') && this.#isUnnamed('overdue');
    for (const figure of ROW_FIGURES) {
      if (nothingTold && figure !== 'new') continue;
      for (const row of this.#names.keys()) {
        const cell = [figure, row] as const;
        const isHidden = this.#visibility(cell) !== 'exact' && this.#count(cell) > 0;
        if (isHidden && !this.#mayDiffer(cell)) return cell;
      }
    }
    return undefined;
  }

  /** Whether a table that looks the same has one more or one less here, made up for elsewhere. */
  #mayDiffer(cell: Cell): boolean {
    const [figure, row] = cell;
    return [1, -1].some((by) =>
      this.#others(cell, by).some((other) => {
        this.#move(cell, other, by);
        const broken = [row, other].find((each) => !this.#holds(each));
        const possible = broken === undefined || this.#mendable(broken, figure);
        this.#move(cell, other, -by);
        return possible;
      }),
    );
  }

  /** Whether a row with more due than open is put right by counts of another figure than the one that was changed. */
  #mendable(row: number, changed: RowFigure): boolean {
    const ways = [
      ['open', 1],
      ['dueSoon', -1],
      ['overdue', -1],
    ] as const;
    return ways.some(
      ([figure, by]) =>
        figure !== changed &&
        this.#others([figure, row], by).some((other) => {
          this.#move([figure, row], other, by);
          const holds = this.#holds(row) && this.#holds(other);
          this.#move([figure, row], other, -by);
          return holds;
        }),
    );
  }

  /** Rows that could make up for a change of a count, as far as their own looks go. */
  #others(cell: Cell, by: number): number[] {
    if (!this.#looksSame(cell, by)) return [];
    const [figure, row] = cell;
    return [...this.#counts[figure].keys()].filter(
      (other) => other !== row && this.#looksSame([figure, other], -by),
    );
  }

  #looksSame(cell: Cell, by: number): boolean {
    const count = this.#count(cell) + by;
    switch (this.#visibility(cell)) {
      case 'exact':
        return false;
      case 'few':
        return count === 1 || count === 2;
      case 'some':
        return count >= 1;
      case 'unnamed':
        return count >= 0;
    }
  }

  #move([figure, row]: Cell, other: number, by: number): void {
    const counts = this.#counts[figure];
    counts[row] = (counts[row] ?? 0) + by;
    counts[other] = (counts[other] ?? 0) - by;
  }

  #holds(row: number): boolean {
    return this.#count(['dueSoon', row]) + this.#count(['overdue', row]) <= this.#count(['open', row]);
  }

  /** Hides something else, so that a hidden count cannot be worked out from it; each step hides more than before. */
  #hideMore([figure, row]: Cell): void {
    const seen = this.#seen[figure];
    const counts = this.#counts[figure];
    if (this.#isUnnamed(figure)) {
      const next = (['open', 'dueSoon', 'overdue'] as const).find((each) => !this.#isUnnamed(each));
      if (next !== undefined) this.#seen[next].fill('unnamed');
      return;
    }
    const isAlone = !seen.some((each, other) => other !== row && each !== 'exact');
    const isBoundByOpen = figure === 'dueSoon' || figure === 'overdue';
    if (isBoundByOpen && !isAlone && this.#visibility(['open', row]) === 'exact') {
      this.#seen.open[row] = 'some';
      return;
    }
    if (seen.includes('few')) {
      this.#seen[figure] = seen.map((each) => (each === 'few' ? 'some' : each));
      return;
    }
    const shown = [...counts.keys()].filter((each) => seen[each] === 'exact' && (counts[each] ?? 0) > 0);
    const least = shown.toSorted((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0))[0];
    if (least === undefined) seen.fill('unnamed');
    else seen[least] = 'some';
  }
}
