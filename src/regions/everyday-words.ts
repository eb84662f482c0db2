import type { Token } from './address-parse.ts';
import { isOfFamily } from './place-wording.ts';

/**
 * Words of every day that are also names of villages or townships in the counties shipped: without 村, the township
 * beside them or wording that makes them one, they may mean no place at all.
 */

/** That family, this side, above: these never name a village by themselves. */
const POINTING = wordsOf(
  '那家 哪家 这家 各家 本家 老家 新家 大家 自家 各庄 全庄 本村 中边 南边 北边 东边 西边 南外 北外 上头 下头 前头 后头 西头 东头 ' +
    '街上 村头 地头 圈里 车里 田里 楼上 楼下 城中 林中 远方 过路 街道 小区 大队 上期 外号',
);
/** What any town or landscape has; one may live beside it anywhere. */
const LANDMARKS = wordsOf(
  '前街 后街 东街 西街 南街 北街 中街 上街 下街 小街 老街 新街 背街 大街 南大街 北大街 桥头 桥下 桥东 桥西 山根 山下 山口 山坡 山头 ' +
    '河边 河口 湖边 水边 水岸 水沟 水坑 水田 水泉 溪边 坝上 岭上 岭下 岗上 滩头 沙滩 沙地 半坡 大路 后路 新路 巷口 车站 东站 南站 北站 ' +
    '车头 码头 渡头 市场 广场 公园 果园 菜园 茶园 竹园 操场 礼堂 学府 书院 秧田 旱田 良田 荒地 绿地 大地 田头 老屋 新屋 大屋 瓦房 ' +
    '城东 城西 城南 城北 林场 牧场 草场 矿区 粮库 土地庙 大庙 未来 前程 学习 强国 上车 公平 更生 蔬菜 民主 建设',
);
/** Townships whose name says something else as often as not. */
const TOWNSHIP_WORDS = wordsOf(
  '水源 老城 新城 榆树 和平 光明 建设 解放 新华 大桥 车站 河北 工农 城关 城郊 工业园 东关 高兴 会同 海浪 救兵 上马 小店 皇后 ' +
    '天心 桥头 车头 田头 茶园 湖边 沙地 小河 大河 东村 回车 重阳 太平 七一 大田 石桥 石门',
);
/** 李家 is the family Li before it is a village. */
const FAMILY = /^\p{Script=Han}家$/u;
const NEIGHBOUR = /^(?:隔壁|对面|对过|旁边|后面|前面|附近)/;
const WHERE =
  /^儿?(?:附近|跟前|隔壁|对面|对过|那边|那儿|那里|那块|那片|这边|一带|边上|旁边|底下|东头|西头|南头|北头|后面|前面|里头|上面)/;
const WITHIN = /^(?:的|那边|下面|下边|底下)$/;

type Sort = 'pointing' | 'landmark' | 'family' | 'township';

/** What sort of everyday word a token is, if it is one; with its 镇 or 村 it is a name. */
export function everydaySort(text: string, token: Token): Sort | undefined {
  if (token.full) return undefined;
  const written = text.slice(token.start, token.core);
  const isOf = (words: ReadonlySet<string>) =>
    words.has(written) || (token.names.length > 0 && token.names.every((name) => words.has(name.text)));
  if (token.kind === 'township') return isOf(TOWNSHIP_WORDS) ? 'township' : undefined;
  if (token.kind !== 'village') return undefined;
  if (isOf(POINTING)) return 'pointing';
  if (isOf(LANDMARKS)) return 'landmark';
  return FAMILY.test(written) ? 'family' : undefined;
}

/** The tokens without villages that are only words here: 山根底下那家, 码头附近, 李家隔壁. */
export function namesOnly(text: string, tokens: readonly Token[]): Token[] {
  return tokens.filter((token, index) => {
    const sort = everydaySort(text, token);
    if (sort === undefined || sort === 'township' || isBesideTownship(text, tokens, index)) return true;
    if (sort === 'pointing') return false;
    const after = text.slice(token.end);
    return sort === 'family' ? !NEIGHBOUR.test(after) && !isOfFamily(after) : !WHERE.test(after);
  });
}

function isBesideTownship(text: string, tokens: readonly Token[], index: number): boolean {
  return [-1, 1].some((step) => {
    let at = index + step;
    while (isLink(text, tokens[at])) at += step;
    return tokens[at]?.kind === 'township';
  });
}

function isLink(text: string, token: Token | undefined): boolean {
  if (token?.kind === 'end') return true;
  return token?.kind === 'word' && WITHIN.test(text.slice(token.start, token.end));
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
