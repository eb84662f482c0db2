/** What people call a township or a village: its name without the words of its kind, and other forms in use. */

/** The words of a township's kind, as written or said after its core. Longest first. */
export const TOWNSHIP_KIND =
  /^(?:街道办事处|街道办|街道|办事处|街办|镇政府|乡政府|民族乡|(?:回|满|畲|瑶|壮)族[乡镇]|镇|乡|公社)/;
/** The words of a village's kind, as written or said after its core. */
export const VILLAGE_KIND =
  /^(?:村?(?:社区居民委员会|社区居委会|社区|村民委员会|居民委员会|村委会|居委会|村委|居委)|生产大队|大队|行政村|村村|村)/;

const TOWNSHIP_TAIL = /(?:街道办事处|街道|办事处|镇|乡)$/;
const VILLAGE_TAIL = /(?:社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会|社区)$/;
const PEOPLE = /(?:朝鲜|回|满|畲|瑶|壮|蒙古)族村?$/;
const INDUSTRIAL = /^.{2,4}?[省市县区](?=.{2,}(?:街道|区|园|厂|场)$)|^(?:江西|河南|辽宁)(?=.{4,}区$)/;

/** One name that stands for a place. */
export interface Form {
  text: string;
  /** A part of the name only (胜利 for 胜利朝鲜族村): a place of exactly this name goes before it. */
  short: boolean;
}

/** The forms of a township's name without 镇, 乡 or 街道: `望田`, `张衡` for 南阳高新区张衡街道. */
export function townshipForms(name: string): Form[] {
  const cores = [name, name.replace(INDUSTRIAL, '')].map((each) => {
    const core = each.replace(TOWNSHIP_TAIL, '');
    return core.length >= 2 ? core : each;
  });
  return forms(cores, [cores[0]?.replace(PEOPLE, '') ?? '']);
}

/** The forms of a village's name without 村委会 or 社区: `蔺庄`; 善道村 also as 善道. */
export function villageForms(name: string): Form[] {
  const core = villageCore(name);
  const people = core.replace(PEOPLE, '');
  const nickname = people === core ? '' : `${people}${/朝鲜/.test(core) ? '鲜族' : '民族'}`;
  const hasKind = core.length >= 3 && core.endsWith('村');
  const plain = hasKind ? core.slice(0, -1) : core;
  return forms([plain, nickname, arabic(plain)], [people, core.replace(/(?:移民)村?$/, '')]);
}

/** The name to show: 蔺庄村, 阳光社区; an 居委会 without 社区 stays one. */
export function villageName(name: string): string {
  const core = villageCore(name);
  if (/村(?:民委员会|委会)$/.test(name)) return core.endsWith('村') ? core : `${core}村`;
  if (name.includes('社区')) return `${core}社区`;
  return /居/.test(name.slice(core.length)) ? `${core}居委会` : name;
}

/** 十二里河 as 12里河; other digits are alike in every uniform address. */
function arabic(name: string): string {
  if (!name.includes('十')) return '';
  return name
    .replace(/([二三四五六七八九])十(?![一二三四五六七八九])/g, '$10')
    .replace(/十(?=[一二三四五六七八九])/g, (_, at: number) =>
      at > 0 && /[二三四五六七八九]/.test(name.charAt(at - 1)) ? '' : '1',
    )
    .replace(/十/g, '10');
}

function villageCore(name: string): string {
  const core = name.replace(VILLAGE_TAIL, '');
  return core.length >= 2 ? core : name;
}

function forms(full: readonly string[], short: readonly string[]): Form[] {
  const found = new Map<string, boolean>();
  for (const text of full) if (text.length >= 2 && !found.has(text)) found.set(text, false);
  for (const text of short) if (text.length >= 2 && !found.has(text)) found.set(text, true);
  return [...found].map(([text, isShort]) => ({ text, short: isShort }));
}
