/** The last of a list. Phones whose browser is from before 2021 have no `at`. */
export function last<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}
