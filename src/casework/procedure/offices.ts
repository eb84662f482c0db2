/**
 * The places and levels in front of an office's name: `鄢陵县民政局`, `县民政局` and `市民政局` are all 民政局 to a county;
 * the 市 of 市场监管局 is no level.
 */
const LEVEL = /^(?:\p{Script=Han}{0,12}?(?:自治[州县]|[省市县区州旗])(?!场)(?=\p{Script=Han}{2}))+/u;

/** An office's name without the place and level in front of it. */
export function officeLine(name: string): string {
  const bare = name.trim().normalize('NFKC').replace(/^原/, '').replace(LEVEL, '');
  return bare === '' ? name : bare;
}

/** Whether two names are one office's, by the groups of names that an office goes under. */
export function isSameOffice(a: string, b: string, groups: readonly (readonly string[])[]): boolean {
  const [left, right] = [officeLine(a), officeLine(b)];
  return left === right || groups.some((names) => names.includes(left) && names.includes(right));
}
