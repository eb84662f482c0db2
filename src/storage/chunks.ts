/** Values or rows in one statement: databases take only so many. */
export const AT_ONCE = 400;

/** A list in pieces of at most so many; of an empty list none. */
export function* inChunks<T>(list: readonly T[], size: number = AT_ONCE): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
