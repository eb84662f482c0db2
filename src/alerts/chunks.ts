/** Values in one query: databases take only so many. */
export const AT_ONCE = 400;

/** A list in pieces of at most so many. */
export function* inChunks<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
