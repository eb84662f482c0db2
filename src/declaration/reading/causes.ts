import { CAUSES, type Cause } from '../draft.ts';
import { bare } from './wording.ts';

/** How people say what a hardship comes from. */
const SIGNS: [Cause, RegExp][] = [
  [
    '因病',
    /因病|生病|得病|得了?(?:重|大|怪|这|那|个|一场|一种)*病|有病|重病|大病|慢病|慢性病|病重|病倒|病人|老病|病了|癌|肿瘤|白血病|尿毒症|透析|脑梗|脑溢血|脑出血|中风|偏瘫|心脏病|心梗|心脏支架|糖尿病|高血压|肝硬化|肝病|肾病|肾衰|肺病|尘肺|结核|瘤|化疗|放疗|手术|开刀|住院|看病|治病|医药费|药费|医疗费|吃药|抓药|打针|瘫痪在床|帕金森|老年痴呆|痴呆|红斑狼疮|股骨头|类风湿|精神病|抑郁症|癫痫|羊癫疯|住了.{0,4}院|icu|重症|确诊|查出(?:来)?/i,
  ],
  [
    '因残',
    /因残|残疾|残废|瘫了|瘫痪|截肢|聋哑|聋子|哑巴|瞎了|失明|盲人|智障|智力(?:低下|障碍|残)|断(?:了)?(?:腿|胳膊|手|脚)|腿(?:断|没)了|坐轮椅|半身不遂|瘸|肢体/,
  ],
  [
    '因学',
    /因学|上学|学费|大学|念书|读书|上高中|高中|供(?:不起)?.{0,5}(?:学|念|读)|学生|生活费|考上|考取|中专|职高|技校|助学|书本费|学杂费|辍学/,
  ],
  [
    '因自然灾害',
    /自然灾害|受灾|遭灾|天灾|灾害|洪水|洪涝|发大水|发水|涨水|水淹|淹了|涝|冰雹|雹子|地震|旱|泥石流|滑坡|塌方|台风|龙卷风|大风|暴雨|大雨(?:冲|淹|泡|毁)|雪灾|冻(?:死|坏)|霜冻|虫灾|蝗|雷击|(?:水|雨|山洪)(?:给|把)?冲(?:了|走|毁|垮)|绝收/,
  ],
  [
    '因意外事故',
    /意外|事故|车祸|撞(?:了|伤|死|断|坏|着)|被车|工伤|摔(?:伤|断|坏|着|了|死|下)|失火|着火|起火|火灾|烧(?:了|伤|没|光|死)|烫伤|触电|溺水|淹死|煤气中毒|中毒|砸(?:伤|了|断|死)|机器(?:绞|轧|压)|轧(?:断|伤|了)|电(?:死|伤)|从(?:房|树|架子|梯子|楼).{0,6}(?:掉|摔|跌)|跌(?:伤|断)/,
  ],
  [
    '因产业项目失败',
    /产业|项目失败|养(?:殖|猪|鸡|羊|牛|鱼|鸭|蜂|虾|兔|蚕|鹅).{0,12}(?:赔|亏|死|瘟|卖不|没挣|赚不)|(?:猪|鸡|羊|牛|鱼|鸭|鹅)(?:都|全|也)?(?:死|瘟)|猪瘟|鸡瘟|大棚.{0,8}(?:塌|垮|毁|赔|压|坏)|种.{0,10}(?:赔|亏|卖不)|生意.{0,6}(?:赔|亏|不好|做不|黄|垮|失败)|赔(?:了|本|光|钱)|亏(?:了|本|损)|卖不(?:出|掉|动|了)|滞销|烂在地|店(?:也|都)?(?:关|倒|黄|开不)|倒闭(?!.{0,4}(?:失业|没活))|投资.{0,6}(?:失败|赔|亏)|合作社.{0,6}(?:垮|黄|倒)/,
  ],
  [
    '因务工就业不稳',
    /务工|就业|没活(?:干)?|没(?:有)?(?:工作|活儿|事做)|失业|下岗|被(?:辞|裁|开除|炒)|辞退|裁员|欠薪|欠(?:我|俺|他)?.{0,3}工资|不?发工资|拖欠|工资(?:低|少|没|不|要不|拿不|发不)|(?:打|干)不(?:了|成|上|着)(?:工|活)|打不着工|找不(?:到|着|来)(?:活|工作|工)|没(?:人|地方)要|打工.{0,10}(?:不稳|没活|不好|没挣|挣不|赚不)|零工|厂(?:子)?(?:也|都|就)?(?:倒闭|关|黄|停)|停工|没工(?:打|做)|没处打工|回来没事|在家闲着/,
  ],
  [
    '缺劳动力',
    /缺劳(?:动)?力|没(?:有)?劳(?:动)?力|缺人手|没人(?:干活|种地|劳动|挣钱)|没有人(?:干活|劳动|挣钱)|孤寡|孤老|独居|无儿无女|没儿没女|没有儿女|五保|孤儿|(?:就|只|光)(?:剩|有|我|俺|留)(?:下)?.{0,6}(?:老人|老的|老头|老太|一个人|两个老|孩子|小孩|娃|老小|一老)|干不(?:动|了|成)(?:活|农活|重活|地里|力气|了)?|劳动力(?:不足|少|没)|年纪大.{0,4}(?:干|做)不|丧失劳|没力气|地里没人|单身汉|光棍/,
  ],
  [
    '住房',
    /住房|危房|房(?:子|屋|顶|梁)?.{0,6}(?:漏|塌|倒|裂|破|坏|歪|危|不安全|旧得|快不行|要塌|没法住|不能住|烧|冲)|漏雨|漏水的?房|土坯|土房|茅草房|墙.{0,4}(?:裂|倒|塌|歪|开缝)|没(?:有)?(?:地方|房子?|地儿)住|没房|屋(?:子|顶|里)?.{0,4}(?:漏|塌|倒)|窑洞.{0,4}(?:塌|裂)/,
  ],
  [
    '饮水',
    /饮水|吃水|喝水|没水|没(?:有)?自来水|缺水|停水|断水|水(?:不干净|脏|浑|有味|发黄|苦|咸|有问题|质)|井(?:干|枯|水.{0,4}(?:脏|浑|不))|自来水.{0,8}(?:没|不|停|坏|断|黄|浑)|水管.{0,5}(?:坏|裂|断|冻|不通)|挑水/,
  ],
];
/** A cause that is said not to be one. */
const DENIED = /(?:不是|没有|没|并非|不算|不关)(?:因为)?(?:啥|什么|得|受|遭)?$/;
/** Words after which 病 and 水 are none of ours, and sums that tell of help, not need. */
const NOT_MEANT =
  /(?:房子|房屋)(?:没事|没问题|好着|还行|不漏)|没(?:有)?(?:生病|得病|病|残疾)|不缺(?:水|劳力)|大学生村官|学生(?:都)?毕业了?/g;

const NUMBERS: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
};

/** The causes told in a text, in the order told. */
export function findCauses(text: string): Cause[] {
  const story = text.replace(NOT_MEANT, '');
  const found: { cause: Cause; at: number }[] = [];
  for (const [cause, pattern] of SIGNS) {
    for (const match of story.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))) {
      if (DENIED.test(story.slice(Math.max(0, match.index - 6), match.index))) continue;
      found.push({ cause, at: match.index });
      break;
    }
  }
  found.sort((a, b) => a.at - b.at);
  return withoutEcho(
    found.map(({ cause }) => cause),
    story,
  );
}

/** One event told by two words is one cause: a house that the flood took is the flood's and the house's; 瘫痪 is no illness besides. */
function withoutEcho(causes: Cause[], text: string): Cause[] {
  let kept = causes;
  // 淹死, 摔断腿: an accident; the broken leg is no disability yet.
  if (kept.includes('因意外事故') && !/残|瘫|截肢|轮椅|失明/.test(text))
    kept = kept.filter((c) => c !== '因残');
  if (
    kept.includes('因自然灾害') &&
    /(?:猪|鸡|羊|牛|庄稼|地|大棚|秧|苗)/.test(text) &&
    !/赔|亏|卖不/.test(text)
  ) {
    kept = kept.filter((cause) => cause !== '因产业项目失败');
  }
  return kept;
}

/**
 * The answer to the question for causes: numbers of the list (`1 3`, `1和3`, `前两个`), or words. Empty when there is
 * none in it.
 */
export function readCauses(text: string): Cause[] {
  const letters = bare(text);
  if (/^(?:都有|全有|全都有|都是|全部)$/.test(letters)) return [];
  const firstFew = /前(?:面)?([两二三四五234 5])(?:个|样|项|种|条)?/.exec(text)?.[1];
  if (firstFew !== undefined) return CAUSES.slice(0, NUMBERS[firstFew] ?? Number(firstFew));
  const numbers = readNumbers(text);
  if (numbers !== undefined) return numbers;
  const found = findCauses(text);
  const short =
    letters.length <= 8 ? SHORT.filter(([, word]) => word.test(letters)).map(([cause]) => cause) : [];
  if (found.length > 0 || short.length > 0) return [...new Set([...found, ...short])];
  return /^(?:就是|就|太|家里|真)*(?:穷|没钱|困难|难)(?:了|得很|啊|呀)*$|^(?:其他|其它|别的|别的原因|都不是|说不清|说不上来|不知道|没写|上面没有|没有我的|没有合适的|不好说)/.test(
    letters,
  )
    ? ['其他']
    : [];
}

/** Single words, clear only as an answer to the very question. */
const SHORT: [Cause, RegExp][] = [
  ['因病', /(?<!没)病/],
  ['因残', /残/],
  ['因学', /学/],
  ['因自然灾害', /灾/],
  ['住房', /房(?!上|顶上|东)/],
  ['饮水', /(?:吃|喝|饮)水|^水/],
  ['缺劳动力', /劳力|劳动力/],
];

const LIST_NUMBERS =
  /^(?:我|俺)?(?:选|是)?第?[\d一二三四五六七八九十](?:[\d一二三四五六七八九十个号项条、和跟与,，.+&\s第加]|还有|以及)*(?:吧|都有|都是|都|这?两个)?$/;

/** A message of list numbers only. */
function readNumbers(text: string): Cause[] | undefined {
  if (text.length > 40 || !LIST_NUMBERS.test(text.trim())) return undefined;
  const written = text.match(/\d+|十一|十|[一二三四五六七八九]/g) ?? [];
  const numbers = written.flatMap((each) => {
    const number = NUMBERS[each] ?? Number(each);
    // 13 is no number of the list: 1 and 3 without a blank between.
    return number > CAUSES.length ? [...each].map(Number) : [number];
  });
  const causes = numbers.map((number) => CAUSES[number - 1]);
  return causes.every((cause) => cause !== undefined) ? [...new Set(causes)] : undefined;
}

/** The cause that a single word or a button means (`因病`, `残疾`). */
export function causeNamed(word: string): Cause | undefined {
  return CAUSES.find((cause) => cause === word) ?? findCauses(word)[0];
}
