import { uniform } from './address-text.ts';
import type { RegionCode } from './code.ts';
import type { Divisions } from './divisions.ts';
import type { OldName } from './gazetteer.ts';

const TAIL = /(?:特别行政区|自治区|地区|省|市|自治[州县]|盟|县|区)$/;
/** Peoples in a division's name: 桓仁 for 桓仁满族自治县, 新疆 for 新疆维吾尔自治区. */
const PEOPLES =
  /(?:维吾尔|壮族|回族|满族|蒙古族?|朝鲜族|土家族|苗族|藏族|彝族|布依族|侗族|哈尼族|傣族|白族|景颇族|傈僳族|羌族|哈萨克族?|柯尔克孜|瑶族|畲族|黎族|水族|仡佬族|纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|毛南族|仫佬族|土族|撒拉族|保安族|东乡族|裕固族|达斡尔族|锡伯族|塔吉克|各族|多民族)+$/;
/** Short names that are ordinary words; they count with their 县 or 市 only. */
const ORDINARY = new Set(
  '和平 公安 商城 民权 万年 铜鼓 新民 东方 来宾 日照 白银 大同 和田 朝阳 安康 黑山 乐安 永新 安远'.split(' '),
);
/** What people call the places beyond the mainland's counties by, of whose divisions the tree has the first level only. */
const BEYOND: readonly (readonly [RegionCode, string])[] = [
  ...names('71', '台湾 台北 台中 台南 高雄 基隆 新竹 嘉义 花莲 台北市 台中市 台南市 高雄市 新北市'),
  ...names('81', '香港 香港特区 香港九龙 香港新界'),
  ...names('82', '澳门 澳门特区'),
];
const COUNTY_TAILS = ['县', '市', '区'];

/** The provinces, prefectures and counties of the nation by the names that an address may give them. */
export class Elsewhere {
  /** Full names, and short ones of provinces and prefectures, everywhere. */
  readonly #everywhere = new Map<string, RegionCode[]>();
  /** Names that are understood within a province only: counties without 县, or with another tail than theirs. */
  readonly #within = new Map<string, RegionCode[]>();
  longest = 0;

  constructor(divisions: Divisions, oldNames: readonly OldName[]) {
    for (const { code, name } of divisions.all()) {
      if (name.length < 2) continue;
      this.#add(this.#everywhere, name, code);
      const core = shortOf(name);
      if (core.length < 2 || core === name) continue;
      const map = code.length === 6 ? this.#within : this.#everywhere;
      if (!ORDINARY.has(core) && !(code.length === 6 && name.endsWith('区'))) this.#add(map, core, code);
      if (code.length === 6) for (const tail of COUNTY_TAILS) this.#add(this.#within, core + tail, code);
    }
    for (const [code, name] of BEYOND) this.#add(this.#everywhere, name, code);
    for (const { code, oldName } of oldNames) if (code.length === 6) this.#add(this.#within, oldName, code);
  }

  /** The divisions of a name outside `area`, the nearer first. */
  named(name: string, area: RegionCode): RegionCode[] {
    const far = this.#everywhere.get(name);
    const within = this.#within.get(name);
    if (far === undefined && within === undefined) return [];
    const province = area.slice(0, 2);
    const near = within?.filter((code) => code.startsWith(province)) ?? [];
    const codes = [...new Set([...(far ?? []), ...near])];
    const holds = (code: RegionCode) => area.startsWith(code) || code.startsWith(area);
    if (codes.some(holds)) return [];
    const distance = (code: RegionCode) =>
      code.startsWith(area.slice(0, 4)) ? 0 : code.startsWith(province) ? 1 : 2;
    return codes.sort((a, b) => distance(a) - distance(b));
  }

  #add(map: Map<string, RegionCode[]>, name: string, code: RegionCode): void {
    const text = uniform(name).text;
    const codes = map.get(text);
    if (codes === undefined) map.set(text, [code]);
    else if (!codes.includes(code)) codes.push(code);
    this.longest = Math.max(this.longest, name.length);
  }
}

/** 桓仁 for 桓仁满族自治县; 内蒙古 stays whole. */
function shortOf(name: string): string {
  const core = name.replace(TAIL, '');
  if (!name.includes('自治')) return core;
  const place = core.replace(PEOPLES, '');
  return place.length >= 2 ? place : core;
}

function names(code: string, list: string): (readonly [RegionCode, string])[] {
  return list.split(' ').map((name) => [code as RegionCode, name] as const);
}
