import { setImmediate as breathe } from 'node:timers/promises';

/** Vectors of many texts, one row each, every one of length 1 (or 0 where nothing of the text is known). */
export interface Rows {
  dimension: number;
  rows: Float32Array;
}

/** Turns texts into vectors whose dot product is their likeness. */
export type Vectors = (texts: readonly string[]) => Promise<Rows>;

/** Texts that ask the same: their places in the list, the one nearest to the middle of all first. */
export type Cluster = number[];

/**
 * How like the middle of a cluster a text must be to belong to it. Chosen on 60 paraphrases of 15 questions, where pairs
 * are put together with precision 1.00 and recall 0.83, and measured on 60 others (`test/digest/paraphrases.ts`): 0.99
 * and 0.73; both together among 600 further questions 0.92 and 0.68. At 0.55 questions of one form about different
 * things run together among many (0.53), at 0.65 recall falls to 0.59.
 */
export const LIKENESS = 0.6;
/** Comparisons after which others are let at the machine: some ten milliseconds. */
const BREATH = 60_000;

/**
 * Puts texts together that ask the same. The same texts give the same clusters, in whatever order they come: the texts
 * asked most often come first, each joins the nearest middle or opens a cluster of its own, and those that stayed alone
 * are compared once more when all middles are known. Largest clusters first.
 */
export async function clusterTexts(texts: readonly string[], vectors: Vectors): Promise<Cluster[]> {
  const alike = sameWording(texts);
  if (alike.length === 0) return [];
  const { dimension, rows } = await vectors(alike.map(({ text }) => text));
  const vectorOf = (at: number) => rows.subarray(at * dimension, (at + 1) * dimension);
  const middles = new Middles();
  const members: number[][] = [];
  for (let at = 0; at < alike.length; at += 1) {
    const near = await middles.nearest(vectorOf(at));
    if (near !== undefined) {
      members[near]?.push(at);
      middles.move(near, vectorOf(at));
    } else {
      members.push([at]);
      middles.open(vectorOf(at));
    }
  }
  await settleAlone(members, middles, vectorOf);
  return members
    .filter((cluster) => cluster.length > 0)
    .map((cluster) => nearestFirst(cluster, vectorOf).flatMap((at) => alike[at]?.places ?? []))
    .sort((a, b) => b.length - a.length || compare(texts[a[0] ?? 0] ?? '', texts[b[0] ?? 0] ?? ''));
}

/** The same for some of the texts: clusters of places in the whole list. */
export async function clusterSome(
  texts: readonly string[],
  places: readonly number[],
  vectors: Vectors,
): Promise<Cluster[]> {
  const clusters = await clusterTexts(
    places.map((at) => texts[at] ?? ''),
    vectors,
  );
  return clusters.map((cluster) => cluster.flatMap((at) => places[at] ?? []));
}

/** Texts that differ in punctuation only, with where they stand: the most frequent first. */
function sameWording(texts: readonly string[]): { text: string; places: number[] }[] {
  const byKey = new Map<string, { text: string; places: number[] }>();
  texts.forEach((text, place) => {
    const key = text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
    if (key === '') return;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { text: key, places: [place] });
    else known.places.push(place);
  });
  return [...byKey.values()].sort((a, b) => b.places.length - a.places.length || compare(a.text, b.text));
}

/** Those that opened a cluster and stayed alone join one that grew later, where it is near enough. */
async function settleAlone(
  members: number[][],
  middles: Middles,
  vectorOf: (at: number) => Float32Array,
): Promise<void> {
  const isShared = members.map((cluster) => cluster.length > 1);
  for (const [from, cluster] of members.entries()) {
    const [alone, ...more] = cluster;
    if (alone === undefined || more.length > 0) continue;
    const near = await middles.nearest(vectorOf(alone), (at) => isShared[at] === true);
    if (near === undefined) continue;
    members[near]?.push(alone);
    members[from] = [];
  }
}

function nearestFirst(cluster: readonly number[], vectorOf: (at: number) => Float32Array): number[] {
  const [first, ...rest] = cluster;
  if (first === undefined) return [];
  const middle = Float32Array.from(vectorOf(first));
  for (const at of rest) addTo(middle, vectorOf(at));
  const likeness = new Map(cluster.map((at) => [at, dot(middle, vectorOf(at))]));
  return cluster.toSorted((a, b) => (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0) || a - b);
}

/** The middles of clusters: sums of their vectors, with their lengths. */
class Middles {
  readonly #sums: Float32Array[] = [];
  readonly #lengths: number[] = [];
  #compared = 0;

  open(vector: Float32Array): void {
    this.#sums.push(Float32Array.from(vector));
    this.#lengths.push(Math.sqrt(dot(vector, vector)));
  }

  move(at: number, vector: Float32Array): void {
    const sum = this.#sums[at];
    if (sum === undefined) return;
    addTo(sum, vector);
    this.#lengths[at] = Math.sqrt(dot(sum, sum));
  }

  /** The nearest one that is near enough; other work of the program goes on meanwhile. */
  async nearest(vector: Float32Array, accepts?: (at: number) => boolean): Promise<number | undefined> {
    let best = LIKENESS;
    let nearest: number | undefined;
    for (let at = 0; at < this.#sums.length; at += 1) {
      if (accepts?.(at) === false) continue;
      const likeness = dot(this.#sums[at] as Float32Array, vector) / (this.#lengths[at] as number);
      if (likeness >= best) [best, nearest] = [likeness, at];
    }
    this.#compared += this.#sums.length;
    if (this.#compared > BREATH) {
      this.#compared = 0;
      await breathe();
    }
    return nearest;
  }
}

function addTo(sum: Float32Array, vector: Float32Array): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] as number) + (vector[i] as number);
}

/** In four sums at once: this is the innermost loop, run a hundred million times for a month. */
function dot(a: Float32Array, b: Float32Array): number {
  let [p, q, r, s] = [0, 0, 0, 0];
  const { length } = a;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    p += (a[i] as number) * (b[i] as number);
    q += (a[i + 1] as number) * (b[i + 1] as number);
    r += (a[i + 2] as number) * (b[i + 2] as number);
    s += (a[i + 3] as number) * (b[i + 3] as number);
  }
  for (; i < length; i += 1) p += (a[i] as number) * (b[i] as number);
  return p + q + r + s;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
