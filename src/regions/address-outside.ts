import type { Token } from './address-parse.ts';
import type { RegionCode } from './code.ts';
import type { Gazetteer } from './gazetteer.ts';

/** A place in a far city is where one works or lies in hospital, not where one lives. */
const AWAY =
  /^(?:市|那边|城里|那里)*(?:打工|务工|上班|上学|读书|念书|干活|工作|住院|看病|治病|当兵|做生意|回来)/;
/** After these words the address is another than the one before. */
const MOVED = /住|家|在|嫁|搬|现|是|户口|来的/;
/** The longest official name of a township, with 街道. */
const LONGEST_TOWNSHIP = 10;

const isPlace = (token: Token) => token.kind === 'township' || token.kind === 'village';

/** The division elsewhere that an address lies in; without its code when several have the name. */
export function divisionOutside(
  text: string,
  tokens: readonly Token[],
): { code: RegionCode | undefined } | undefined {
  const isServed = tokens.some(
    (token) => token.kind === 'division' && token.names.some((name) => name.code.length === 6),
  );
  const hasPlace = tokens.some(isPlace);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'elsewhere' || AWAY.test(text.slice(token.end))) continue;
    if (!hasPlace && (!isServed || token.full)) return { code: nearest(tokens, index) };
    if (isServed) continue;
    const chain = tokens.slice(index + 1);
    const stop = chain.findIndex(
      (next) => next.kind === 'end' || MOVED.test(text.slice(next.start, next.end)),
    );
    // 广东省望田镇 contradicts itself; 老家四川，住望田镇 does not.
    if ((stop === -1 ? chain : chain.slice(0, stop)).some(isPlace)) return { code: nearest(tokens, index) };
  }
  return undefined;
}

/** Of divisions named one after the other (深圳市宝安区), the last that lies in the one before. */
function nearest(tokens: readonly Token[], index: number): RegionCode | undefined {
  let codes = tokens[index]?.codes ?? [];
  for (const next of tokens.slice(index + 1)) {
    if (next.kind !== 'elsewhere') break;
    const within = next.codes.filter((code) => codes.some((above) => code.startsWith(above)));
    if (within.length > 0) codes = within;
  }
  return codes.length === 1 ? codes[0] : undefined;
}

interface Known {
  code: RegionCode;
  gazetteer: Pick<Gazetteer, 'townshipsNamed'>;
}

/** A township of another county, written in full (坡胡镇) and not part of a name known here. */
export function townshipOutside(text: string, tokens: readonly Token[], area: Known): RegionCode | undefined {
  const own = tokens.filter((token) => token.likeness === 'same' && token.names.length > 0);
  for (const kind of text.matchAll(/街道|镇|乡/g)) {
    const end = kind.index + kind[0].length;
    const before = own.filter((token) => token.start < end).map((token) => token.end);
    for (let start = Math.max(0, end - LONGEST_TOWNSHIP, ...before); start <= end - 3; start += 1) {
      const code = otherTownship(text.slice(start, end), area);
      if (code !== undefined) return code;
    }
  }
  return undefined;
}

/** A township of another county whose name ends like the one of ours that was recognised (大石桥乡, 石桥乡). */
export function longerTownshipOutside(
  text: string,
  tokens: readonly Token[],
  area: Known,
): RegionCode | undefined {
  for (const { start, end, full } of tokens) {
    for (let from = start - 1; full && from >= Math.max(0, start - 3); from -= 1) {
      const code = otherTownship(text.slice(from, end), area);
      if (code !== undefined) return code;
    }
  }
  return undefined;
}

function otherTownship(name: string, { code: area, gazetteer }: Known): RegionCode | undefined {
  return gazetteer.townshipsNamed(name).find((code) => !code.startsWith(area));
}
