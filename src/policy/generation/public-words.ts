import { cut } from 'jieba-wasm';
import type { Corpus } from '../corpus/corpus.ts';
import { NUMERALS } from './quantities.ts';

/** Words of asking, which tell nothing of anybody; single characters are sent only if they are one of these. */
const ASKING = new Set('不 没 能 要 吗 呢 谁 啥 咋 怎 哪 几 交 领 补 报 办 找 给 多 久 钱'.split(' '));
/** Family names: what follows one is perhaps a given name, however common the word. */
const FAMILY =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公老小阿';
/** After these a name is told. */
const NAMING = /^(?:叫|姓|名叫|名字|姓名|户主|人名|本人|我是|俺是)$/;
/** After a name or a village's own name: what stands before is perhaps part of it. */
const PLACE = /^[村庄屯组湾寨乡镇街路巷坡岗沟洼集营堡塘弄号]/;

/** What ails somebody is sent only where the documents themselves name it (大病, 残疾). */
const ILLNESS = /[病症癌瘤炎瘫残疯瘸聋哑盲]|透析|化疗|放疗|截肢|精神|怀孕|流产|离婚|坐牢|判刑|吸毒|自杀/;

/**
 * The words that stand in public text: articles, the question bank, cards, the glossary. Of a question nothing else
 * leaves the program: whatever a person's name, number, address or hamlet is made of, it is not among them. Numbers are
 * never sent, in whatever script; nor is a public word that may be part of a name or an address here (建国 after 王, 和平
 * before 村).
 */
export class PublicWords {
  readonly #words: Set<string>;

  /** @param places names of places, which are never sent */
  constructor(
    corpus: Pick<Corpus, 'articles' | 'questions' | 'cards' | 'glossary'>,
    places: readonly string[],
  ) {
    const articles = corpus.articles.map(({ text }) => text);
    const texts = [
      ...articles,
      ...corpus.questions.flatMap(({ questions }) => questions),
      ...corpus.cards.flatMap(({ question, asks, points }) => [
        question,
        ...asks,
        ...points.map(({ say }) => say),
      ]),
      ...corpus.glossary.flatMap(({ term, also, plain }) => [term, ...also, plain]),
    ];
    const named = new Set(places);
    const printed = articles.join('\n');
    const isFit = (word: string) =>
      isSendable(word) && !named.has(word) && (!ILLNESS.test(word) || printed.includes(word));
    this.#words = new Set(texts.flatMap((text) => wordsOf(text)).filter(isFit));
  }

  /** The words of a question that may be sent, apart by spaces; may be empty. */
  of(question: string): string {
    const words = wordsOf(question);
    const kept = words.map((word) => (ASKING.has(word) || this.#words.has(word) ? word : undefined));
    words.forEach((word, i) => {
      if (NAMING.test(word)) for (const after of [1, 2, 3]) kept[i + after] = undefined;
      if (word.length === 1 && FAMILY.includes(word) && kept[i] === undefined) {
        if ((words[i + 1]?.length ?? 0) <= 2) kept[i + 1] = undefined;
        if (words[i + 1]?.length === 1) kept[i + 2] = undefined;
      }
      if (PLACE.test(word) && i > 0)
        for (const before of [1, 2]) if (kept[i] === undefined) kept[i - before] = undefined;
    });
    return [...new Set(kept.filter((word) => word !== undefined))].join(' ');
  }
}

function wordsOf(text: string): string[] {
  return cut(text.normalize('NFKC').replace(/\s+/gu, ''), false);
}

/** Two Chinese characters at least, and no numeral alone; a given name is most often two. */
function isSendable(word: string): boolean {
  return /^[\u4e00-\u9fff]{2,8}$/.test(word) && !new RegExp(`^[${NUMERALS}○点]+.?$`).test(word);
}
