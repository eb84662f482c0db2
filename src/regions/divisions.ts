import { readFileSync } from 'node:fs';
import { cut } from 'jieba-wasm';
import { ancestors, NATION, parseRegion, type RegionCode } from './code.ts';

/** A node of the division tree. */
export interface Division {
  code: RegionCode;
  name: string;
}

/** A place named in a text. */
interface NamedPlace extends Division {
  at: number;
  length: number;
}

const SUFFIX =
  /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|(?:土家族|苗族|藏族|彝族|布依族|侗族|朝鲜族|回族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|羌族|蒙古族?|哈萨克|柯尔克孜|满族)+自治[州县]|自治[州县]|地区|盟|省|市|县)$/;

/** Not in the statistics that the tree comes from, and no jurisdiction of ours: known as places where somebody lives. */
const BEYOND: readonly Division[] = [
  { code: parseRegion('71'), name: '台湾省' },
  { code: parseRegion('81'), name: '香港特别行政区' },
  { code: parseRegion('82'), name: '澳门特别行政区' },
];

/** Ordinary words that are also places' names: guests, sunshine, well-being … They count as places with 市 only. */
const ORDINARY = new Set('来宾 日照 安康 朝阳 白银 大同 和田 山南 和县 富县'.split(' '));
/** Districts with a short name (新城区, 郊区, 安居区) are ordinary words too; their city's name tells the place. */
const SHORT_DISTRICT = /^.{1,2}区$/;

/** The provinces, prefectures and counties of the country: names by code, and the places that a text names. */
export class Divisions {
  readonly #names = new Map<string, string>();
  readonly #places = new Map<string, RegionCode[]>();
  #longest = 0;

  /**
   * @param rows code and name of each division
   * @param served jurisdictions whose counties people also call without 县 or 区 (`鄢陵`, `南康`); elsewhere such
   * short county names are too often ordinary words (公安, 和平) and are not recognised, nor are short districts
   */
  constructor(rows: readonly Division[], served: readonly RegionCode[] = []) {
    for (const { code, name } of BEYOND) this.#names.set(code, name);
    for (const { code, name } of rows) {
      this.#names.set(code, name);
      const near = served.some((s) => s !== NATION && (code.startsWith(s) || s.startsWith(code)));
      if (near || !SHORT_DISTRICT.test(name)) this.#addPlace(name, code);
      const short =
        code.length <= 4 || near ? name.replace(SUFFIX, '').replace(near ? /区$/ : /$^/, '') : name;
      if (short.length >= 2 && short !== name) this.#addPlace(short, code);
    }
  }

  /** Reads `code,name` lines under a heading line, as `scripts/build-divisions.ts` writes them. */
  static fromFile(path: string, served: readonly RegionCode[] = []): Divisions {
    const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1);
    const rows = lines.map((line) => {
      const [code = '', name = ''] = line.split(',');
      return { code: parseRegion(code), name };
    });
    return new Divisions(rows, served);
  }

  /** The name people use (`鄢陵县`), of the nearest known division at or above the code; the nation's is `全国`. */
  nameOf(code: RegionCode): string {
    for (const ancestor of ancestors(code)) {
      const name = this.#names.get(ancestor);
      if (name !== undefined) return name;
    }
    return '全国';
  }

  /** Every division known. */
  all(): Division[] {
    return [...this.#names].map(([code, name]) => ({ code: code as RegionCode, name }));
  }

  /** Divisions of exactly this full name; `鼓楼区` names several. */
  named(name: string): RegionCode[] {
    return [...this.#names].filter(([, each]) => each === name).map(([code]) => code as RegionCode);
  }

  /** The name with those of the divisions above it (`河南省许昌市鄢陵县`). */
  fullNameOf(code: RegionCode): string {
    const names = ancestors(code).map((ancestor) => this.#names.get(ancestor) ?? '');
    return names.reverse().join('') || '全国';
  }

  /**
   * Places named in a text, longest name first at each position. A name within other words is none: 保定 in
   * `医保定点医院`, 范县 in `示范县`, 新乡 in `最新乡村政策`.
   */
  placesIn(text: string): NamedPlace[] {
    const found: NamedPlace[] = [];
    const edges = wordEdges(text);
    const isWord = (at: number, end: number) =>
      edges.has(at) && (edges.has(end) || (edges.has(end + 1) && LEVEL.test(text.charAt(end))));
    for (let at = 0; at < text.length; at += 1) {
      for (let length = Math.min(this.#longest, text.length - at); length >= 2; length -= 1) {
        const name = text.slice(at, at + length);
        const codes = this.#places.get(name);
        if (codes === undefined || !isWord(at, at + length)) continue;
        for (const code of codes) found.push({ code, name, at, length });
        at += length - 1;
        break;
      }
    }
    return found;
  }

  #addPlace(name: string, code: RegionCode): void {
    if (ORDINARY.has(name)) return;
    const codes = this.#places.get(name) ?? [];
    if (!codes.includes(code)) codes.push(code);
    this.#places.set(name, codes);
    this.#longest = Math.max(this.#longest, name.length);
  }
}

/** The level of a place, said after its short name (`清原县`, `恩施州`). */
const LEVEL = /[省市州县区盟旗]/;

/** Where the words of a text begin and end. */
function wordEdges(text: string): Set<number> {
  let at = 0;
  const edges = new Set([at]);
  for (const word of cut(text, false)) {
    at += word.length;
    edges.add(at);
  }
  return edges;
}
