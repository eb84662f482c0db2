/** A name and what stands behind it. */
export type Fact = readonly [label: string, value: string];

export interface Column {
  title: string;
  /** Share of the width, against the others of its table. */
  share: number;
  align?: 'left' | 'center' | 'right';
}

export interface Picture {
  caption: string;
  /** JPEG or PNG; undefined for one that cannot be opened any more. */
  image: Uint8Array | undefined;
}

/** A piece of a page, as data: what is printed is decided before anything is drawn. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  /** A remark beside the matter, smaller. */
  | { kind: 'remark'; text: string }
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly string[])[] }
  | { kind: 'pictures'; pictures: readonly Picture[] };

/** A numbered part of a file; without blocks it says 无. */
export interface Section {
  title: string;
  blocks: readonly Block[];
}
