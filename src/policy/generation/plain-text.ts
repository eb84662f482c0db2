/** Official and plain names of exactly the same thing, official one first; nothing that only often goes together. */
const SAME: readonly (readonly [string, ...string[]])[] = [
  ['低保', '最低生活保障'],
  ['监测对象', '监测户'],
  ['残疾人证', '残疾证'],
  ['住房', '房子', '房屋', '住的房'],
  ['儿童', '孩子', '小孩', '娃娃'],
  ['家庭', '家里', '您家', '自家', '家中'],
  ['排查', '检查', '摸排'],
  ['持续', '继续'],
  ['代缴', '代交', '替交', '帮着交', '帮交', '替您交'],
  ['保费', '保险费'],
  ['参保', '参加医保', '参加医疗保险', '参加基本医疗保险'],
  ['依靠自身力量', '靠自己', '靠自家'],
  ['医疗保险', '医保'],
  ['务工', '打工', '干活'],
  ['就业', '找工作', '找活干'],
  ['提高', '提升'],
  ['饮水', '吃水', '喝水'],
  ['发放', '发给'],
  ['给予', '给到'],
  ['自费', '自付'],
  ['帮助', '帮扶', '帮您'],
  ['贷款', '借钱'],
  ['老年人', '老人'],
  ['及时', '第一时间'],
  ['上门', '到家里来'],
  ['干部', '工作人员'],
  ['村干部', '村“两委”干部'],
  ['收入', '进账'],
  ['参考', '参照'],
  ['结算', '算账'],
  ['培训', '学技能'],
  ['每月', '每个月', '一月一', '按月', '月月'],
  ['每季度', '每个季度', '一个季度一次', '按季', '每季'],
  ['每半年', '半年一次', '每六个月'],
  ['每年', '每一年', '年年', '一年一次'],
  ['每周', '每星期', '每个星期', '每礼拜'],
  ['每天', '每日', '天天'],
];

const VARIANTS: readonly [string, string][] = SAME.flatMap(([official, ...others]) =>
  others.map((other): [string, string] => [other, official]),
).sort((a, b) => b[0].length - a[0].length);

/**
 * A text in the form in which a claim and its passage are compared: half-width, without white space, list marks and
 * thousands separators, each thing by its official name.
 */
export function comparable(text: string): string {
  const plain = text
    .replace(/[①-⑳]/g, '')
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/每季(?!度)/g, '每季度')
    .replace(/[「『"]/g, '“')
    .replace(/[」』]/g, '”');
  return VARIANTS.reduce((done, [other, official]) => done.replaceAll(other, official), plain);
}

/** Pairs of neighbouring letters and digits: what two texts have in common is measured by them. */
export function pairsOf(text: string): Set<string> {
  const bare = text.replace(/[^\p{L}\p{N}%]/gu, '');
  return new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, i) => bare.slice(i, i + 2)));
}

/** Share, 0–1, of a text's pairs that stand in another. */
export function shareIn(pairs: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of pairs) if (other.has(pair)) shared += 1;
  return pairs.size === 0 ? 0 : shared / pairs.size;
}
