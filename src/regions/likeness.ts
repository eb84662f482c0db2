import { pinyin } from 'pinyin-pro';

/**
 * Keys under which characters that are taken for one another are the same: by sound (without tone; n = l, zh = z,
 * ng = n, as in much of the countryside) and by shape. A key has one character for each of the text, so that a part
 * of a text has the same part of the key.
 */

/** Characters that look alike, a group a word. */
const LOOKALIKES =
  '田由甲申 末未 己已巳 土士 王玉主壬 栏拦 柏拍 陵凌棱菱 粱梁 店占 坊仿彷 桥侨轿 马鸟乌 只兄 官宫 庄压 岗罔 寨塞赛 蔺薗 ' +
  '晋普 任仕 袁哀 武式 靳勒 翟瞿 郭敦 寺等 李季 荆刑 紫柴 坡披波破 丹舟 盛咸 金全 仓仑 集焦 蹬瞪澄 西酉 簧黄 毛手 滔稻蹈 ' +
  '圣怪 长卡 晨辰农 光先 车东 吉古 潭谭 桂挂 帽冒 文纹 峰锋蜂 标际 菖昌 廷延 溪奚 项顶 水永冰 源原 珊删 清情晴请 苇韦 ' +
  '峪浴裕 木本术 奇寄 夹来 杂朵 响晌 庙亩 榆输愉 树对 旧归 白自 大太犬 上止 千干于 日曰 天夫 失矢 牛午 石右 刀力 亭享 ' +
  '侯候 徐除 余佘 折拆 沟构购 洼佳 沙纱 狮师 彭鼓 杨扬 湖糊 村材 社杜 贾贡 崔催 曹糟 潘番 姚桃 赵越 陈阵 裴斐 垌洞 薛薜 ' +
  '治冶 郝赫 尹伊 那哪 驿译 腰要 砬拉 沿没 茶荼 棚朋 岭领 坪评平 析淅 斩渐 邻邹 蒲浦 晁晃 逊孙 耕耘 还环 瓜爪 闫间 阎阁';

const SHAPE = new Map<string, string>();
for (const group of LOOKALIKES.split(' ')) for (const char of group) SHAPE.set(char, group.charAt(0));

/** Syllables by private-use character, so that a key is as long as its text. */
const syllableKeys = new Map<string, string>();
const readings = new Map<string, string[]>();
const PRIVATE_USE = 0xe000;
const DIGITS = '零一二三四五六七八九';

/** The text as it sounds, each character in its commonest reading. */
export function soundKey(text: string): string {
  let key = '';
  for (const char of text) key += readingsOf(char)[0] ?? char;
  return key;
}

/** All the ways that a name may be read, at most eight. */
export function soundKeys(name: string): string[] {
  let keys = [''];
  for (const char of name) {
    const next = keys.flatMap((key) => readingsOf(char).map((reading) => key + reading));
    keys = next.length <= 8 ? next : keys.map((key) => key + (readingsOf(char)[0] ?? char));
  }
  return keys;
}

/** The text with each character replaced by the first of those that look like it. */
export function shapeKey(text: string): string {
  let key = '';
  for (const char of text) key += SHAPE.get(char) ?? char;
  return key;
}

function readingsOf(char: string): string[] {
  const known = readings.get(char);
  if (known !== undefined) return known;
  const spoken = /\d/.test(char) ? DIGITS.charAt(Number(char)) : char;
  const found = /[\u3400-\u9fff]/.test(spoken)
    ? [
        ...new Set(
          pinyin(spoken, { toneType: 'none', multiple: true, type: 'array', v: true })
            .map(merged)
            .filter((each) => each !== ''),
        ),
      ].map(keyOf)
    : [];
  const keys = found.length > 0 ? found : [char];
  readings.set(char, keys);
  return keys;
}

function merged(syllable: string): string {
  return syllable
    .replace(/^l/, 'n')
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n');
}

function keyOf(syllable: string): string {
  let key = syllableKeys.get(syllable);
  if (key === undefined) {
    key = String.fromCharCode(PRIVATE_USE + syllableKeys.size);
    syllableKeys.set(syllable, key);
  }
  return key;
}
