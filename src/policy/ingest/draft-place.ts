import { type Divisions, NATION, type RegionCode } from '../../regions/index.ts';
import { IngestError } from './report.ts';

const CENTRAL =
  /^(?:中共中央|中央|国务院|全国人|中华人民共和国|国家(?!级)|(?:农业农村|民政|财政|教育|人力资源(?:和)?社会保障|住房(?:和)?城乡建设|水利|交通运输|商务|自然资源|生态环境|应急管理)部|中国人民银行(?:$|[^\u4e00-\u9fff]))/;
/** Offices whose writ runs in a part of a county only; a county's code would bind too many. */
const BELOW_COUNTY =
  /(?:[\u4e00-\u9fff]{1,6}(?:镇|乡|街道|苏木)(?:党委|党工委|人民政府|政府|委员会|办事处|人大|关于|\d{4}年|$)|[\u4e00-\u9fff]{1,6}(?:村|社区)(?:民委员会|党支部|委员会)|(?:开发|示范|高新|新|园|产业集聚|合作)区(?:党工委|管理委员会|管委会|工作委员会))/;
/** A county that the table does not know (renamed since): the city's code would bind too many. */
const UNKNOWN_COUNTY =
  /^(?!城市|城区|本|全|各)[\u4e00-\u9fff]{1,5}[县区市旗](?:人民政府|委|政府|人大|政协|[\u4e00-\u9fff]{2,12}(?:局|办公室|领导小组)$|\d{4}年|关于)/;
const LONGEST_NAME = 16;

/**
 * The division whose office issued a document: the place that the issuer's name starts with, else the title, the
 * nearest of 河南省许昌市鄢陵县. A document that a township issued binds less than any code that its name has.
 * @throws IngestError that asks for the code when it cannot be told
 */
export function jurisdictionOf(
  issuer: string | undefined,
  title: string,
  file: string,
  divisions: Divisions,
): RegionCode {
  const ask = (why: string) =>
    new IngestError(file, undefined, `${why}，请用 --jurisdiction 写明适用地区的代码（例如 411024）`);
  const names = [issuer, /转发/.test(title) ? undefined : title].filter((name) => name !== undefined);
  for (const name of names.map(startOf)) {
    if (BELOW_COUNTY.test(name)) throw ask(`“${name.slice(0, 30)}”管的范围比县小`);
    if (CENTRAL.test(name)) return NATION;
    const { codes, rest } = placeAt(name, divisions);
    const [code, ...others] = codes;
    if (code === undefined) continue;
    if (others.length > 0) {
      const candidates = codes.map((each) => `${each} ${divisions.fullNameOf(each)}`).join('、');
      throw ask(`叫这个名字的地方不止一个（${candidates}）`);
    }
    if (UNKNOWN_COUNTY.test(rest)) throw ask(`行政区划表里没有“${name.slice(0, 20)}”`);
    return code;
  }
  throw ask('看不出文件管哪里');
}

function startOf(name: string): string {
  return name
    .replace(/\s+/gu, '')
    .replace(/^关于(?:印发)?《?/, '')
    .replace(/^中共(?!中央)/, '');
}

/** Follows 河南省 › 许昌市 › 鄢陵县 as they stand one after another at the start of a name. */
function placeAt(name: string, divisions: Divisions): { codes: RegionCode[]; rest: string } {
  let codes: RegionCode[] = [];
  let rest = name;
  for (;;) {
    const found = longestName(rest, codes, divisions);
    if (found === undefined) return { codes, rest };
    codes = found.codes;
    rest = rest.slice(found.length);
  }
}

function longestName(
  text: string,
  within: readonly RegionCode[],
  divisions: Divisions,
): { codes: RegionCode[]; length: number } | undefined {
  for (let length = Math.min(LONGEST_NAME, text.length); length >= 2; length -= 1) {
    const named = divisions.named(text.slice(0, length));
    const codes =
      within.length === 0
        ? named
        : named.filter((code) => within.some((each) => code !== each && code.startsWith(each)));
    if (codes.length > 0) return { codes, length };
  }
  return undefined;
}
