import { CAUSES, type Cause } from '../draft.ts';
import { CAUSE_SIGNS } from './cause-words.ts';
import { bare } from './wording.ts';

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
  for (const [cause, pattern] of CAUSE_SIGNS) {
    for (const match of story.matchAll(pattern)) {
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
