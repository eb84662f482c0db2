/** The words of an address that name no place: who lives there, where about, house numbers, institutions. */

const SAID =
  '俺们家 我们家 咱们家 俺们 我们 咱们 他们 俺家 我家 他家 她家 咱家 家里 家住在 家住 住在 现住 居住在 居住 居家 住 家在 家是 老家 娘家 婆家 ' +
  '户口在 户口 户籍 籍贯 地址 住址 位于 就是 属于 归 管 在 是 的 滴 嘞 哩 呢 呀 啊 吧 了 咧 俺 我 咱 他 她 你 您 本 从 到 叫 有个 一个 人 村民 农民 居民 户 ' +
  '那边 那儿 那里 那块 那片 那个 那 这边 这儿 这里 这个 这 跟前 附近 旁边 边上 隔壁 对面 对过 后面 前面 后边 前边 里头 里面 里 外面 东头 西头 南头 北头 ' +
  '东边 西边 南边 北边 东面 西面 南面 北面 东南角 西南角 东北角 西北角 村头 村口 村里 村东头 村西头 村南头 村北头 村东 村西 村南 村北 村部 大队部 镇上 镇里 乡里 ' +
  '镇区 街上 街里 集上 县里 县城 城里 市里 乡下 农村 老街 新街 桥头 路口 路边 十字路口 底下 下面 下边 下属 下辖 管辖 不远 一带 周边 ' +
  '老公 媳妇 老婆 儿子 闺女 女儿 爸 妈 爹 娘 爷爷 奶奶 老伴 老人 哥 弟 姐 妹 叔 婶 舅 姑 亲戚 邻居 请问 你好 您好 嗯 哦 呃 啥 应该 大概 好像 可能 以前 现在 原来 原 ' +
  '政府 镇政府 乡政府 卫生院 卫生室 诊所 学校 小学 中学 初中 高中 幼儿园 派出所 信用社 邮局 医院 敬老院 供销社 加油站 车站 超市 市场 工地 大街 老庙 ' +
  '中国 全国 和 跟 与 嫁到 搬到 搬来 搬去 搬 过去 来的 住着 开 这一片 那一片 写 填 错 不对 更正 村组 自然村 靠近 挨着 紧挨 水库 站前 交界 交界处 中间 之间 当中 搭界 接壤 边界 还是 或者 或 要么 河边 山上 山下 山脚 坡上 沟里 租房 买房';
const WORDS = new Set(SAID.split(' '));
const LONGEST_WORD = 5;

/** Numbered groups, houses and floors: 3组, 第二村民小组, 12号, 2单元, 8-1. */
const NUMBERED =
  /^(?:第?[\d十百]+(?:[ -]\d+)*(?:村民小组|村民组|小组|生产队|组|队|社|号院|号楼|号|栋|幢|单元|室|楼|层|巷|弄|排|门牌|户)|[东西南北中]?[甲乙丙丁]组|\d+(?!\p{Script=Han}))/u;
/** Roads and estates, whose names are often those of places. */
const ROAD =
  /^(?!家)[^镇乡县市村省 的是在住\d]{1,4}?(?:路|大道|大街|小区|花园|家园|公园|饭店|酒店|超市|煤矿|工地)/;

/** How long a stretch of words without a place's name stands at `at`; 0 when there is none. */
export function wordAt(text: string, at: number): number {
  for (let length = Math.min(LONGEST_WORD, text.length - at); length >= 1; length -= 1) {
    if (WORDS.has(text.slice(at, at + length))) return length;
  }
  return 0;
}

/** Length of a group or house number at `at`. */
export function numberAt(text: string, at: number): number {
  return NUMBERED.exec(text.slice(at, at + 14))?.[0].length ?? 0;
}

/** Length of a road's or estate's name at `at`. */
export function roadAt(text: string, at: number): number {
  return ROAD.exec(text.slice(at, at + 8))?.[0].length ?? 0;
}
