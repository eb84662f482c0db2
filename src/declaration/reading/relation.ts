import { bare } from './wording.ts';

/** Longest words taken as what a relative is. */
export const RELATION_LENGTH = 12;

/** Relatives as people call them, and the word that is kept. */
const KIN: [string, string][] = [
  ['老丈人|岳父|丈人', '岳父'],
  ['丈母娘|岳母', '岳母'],
  ['公公|公爹|老公公', '公公'],
  ['老婆婆|婆婆|婆母', '婆婆'],
  ['爷爷|俺爷|我爷|祖父', '爷爷'],
  ['奶奶|俺奶|我奶|祖母', '奶奶'],
  ['姥爷|外公|外祖父', '外公'],
  ['姥姥|姥娘|姥|外婆|家婆|外祖母', '外婆'],
  ['老爹|爹|爸爸|老爸|爸|父亲|老父亲|俺大(?![姑姨爷伯叔哥嫂姐舅妈娘娃儿爹爸婶])|俺伯(?![父伯母])', '父亲'],
  ['老妈|妈妈|妈|娘|老娘|母亲|老母亲', '母亲'],
  ['爸妈|爹妈|爹娘|父母|二老|老两口', '父母'],
  [
    '老伴儿?|老头子|老头儿?|老婆子|当家的|孩儿他爹|孩儿他妈|孩子他爸|孩子他妈|娃他爹|娃他妈|爱人|配偶',
    '老伴',
  ],
  ['老公|丈夫|男人|外头人|孩子爸', '丈夫'],
  ['儿媳妇?|儿媳', '儿媳'],
  ['媳妇|老婆|婆娘|堂客|妻子', '妻子'],
  ['女婿', '女婿'],
  ['孙女', '孙女'],
  ['孙子|孙儿', '孙子'],
  ['外孙女?', '外孙'],
  ['闺女|女儿|女崽|妮儿?|姑娘', '女儿'],
  ['儿子|俺儿|我儿|小子|细崽|崽|娃儿?|孩子|小孩', '儿子'],
  ['哥哥|大哥|二哥|哥', '哥哥'],
  ['嫂子|大嫂', '嫂子'],
  ['弟弟|老弟|兄弟|弟', '弟弟'],
  ['姐姐|大姐|姐', '姐姐'],
  ['妹妹|妹', '妹妹'],
  ['叔叔|二叔|三叔|大叔|叔', '叔叔'],
  ['伯父|大伯|伯伯|大爷', '伯父'],
  ['婶子|婶婶|婶', '婶婶'],
  ['姑姑|姑妈|姑父|姑爹|姑', '姑姑'],
  ['姨妈|姨娘|阿姨|姨', '姨妈'],
  ['舅舅|舅妈|舅', '舅舅'],
  ['侄子|侄女|侄儿|外甥女?', '侄子外甥'],
  ['亲戚|家里人|家人|亲人|本家', '亲戚'],
];
/** A relative, with the word for the eldest, the second … before it (大姨, 三叔, 太姥姥). */
export const KIN_WORD = `(?:老|太|曾|大|二|三|四|五|六|小|幺|满|表|堂|亲|干)?(?:${KIN.map(([words]) => words).join('|')})`;
const RANK = /^[老太曾大二三四五六小幺满表堂亲干]/;
/** What the head of household is to somebody who says what they are to him (`我是他儿子`). */
const INVERSE: [RegExp, string][] = [
  [/儿媳|媳妇|女婿/, '公婆或岳父母'],
  [/孙/, '祖父母'],
  [/儿子|女儿|闺女|姑娘|妮|孩子/, '父母'],
  [/老公|丈夫|老婆|妻子|老伴|爱人|配偶/, '老伴'],
  [/爹|爸|父亲|妈|娘|母亲/, '子女'],
  [/哥|弟|姐|妹/, '兄弟姐妹'],
  [/侄|外甥/, '叔伯姑舅'],
];

/** What the head of household is to the one who files, from an answer to that very question. */
export function readRelation(text: string): string | undefined {
  const sentence = bare(text);
  const own = /(?:我|俺)是(?:他|她|户主|老人|人家)(?:的|家)?(.{1,5})/.exec(sentence)?.[1];
  if (own !== undefined) return INVERSE.find(([pattern]) => pattern.test(own))?.[1] ?? own;
  const pair = PAIRS.find(([pattern]) => pattern.test(sentence))?.[1];
  return (
    pair ??
    findRelation(sentence) ??
    (/^[\u4e00-\u9fff]{1,6}$/.test(sentence) &&
    !/不|没|啥|咋/.test(sentence) &&
    /[亲戚邻居朋友]/.test(sentence)
      ? sentence
      : undefined)
  );
}

const PAIRS: [RegExp, string][] = [
  [/^(?:父子|父女|母子|母女)(?:关系)?$/, '父母'],
  [/^(?:夫妻|两口子)(?:关系)?$/, '老伴'],
  [/^(?:爷孙|祖孙)(?:关系)?$/, '祖父母'],
  [/^(?:兄弟|姐妹|姊妹|兄妹|姐弟)(?:关系)?$/, '兄弟姐妹'],
  [/^(?:婆媳)(?:关系)?$/, '婆婆'],
  [/^(?:其他|别的|远房|远亲|表亲|堂亲|其他亲戚)/, '亲戚'],
  [/^(?:[1-8])$/, ''],
];

/** The first relative named in a text. */
export function findRelation(text: string): string | undefined {
  const match = new RegExp(KIN_WORD).exec(text)?.[0];
  return match === undefined ? undefined : relationWord(match);
}

export function relationWord(word: string): string {
  const named = (each: string) => KIN.find(([words]) => new RegExp(`^(?:${words})$`).test(each))?.[1];
  return named(word) ?? named(word.replace(RANK, '')) ?? word;
}
