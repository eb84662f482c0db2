import type { Filer } from '../draft.ts';
import { bare, clausesOf, cores } from './wording.ts';

export interface FilerFound {
  filer?: Filer;
  relation?: string;
}

/** Relatives as people call them, and the word that is kept. */
const KIN: [string, string][] = [
  ['老丈人|岳父|丈人', '岳父'],
  ['丈母娘|岳母', '岳母'],
  ['公公|公爹|老公公', '公公'],
  ['老婆婆|婆婆|婆母', '婆婆'],
  ['爷爷|俺爷|我爷|祖父', '爷爷'],
  ['奶奶|俺奶|我奶|祖母', '奶奶'],
  ['姥姥|外婆|外祖母', '外婆'],
  ['姥爷|外公|外祖父', '外公'],
  ['老爹|爹|爸爸|老爸|爸|父亲|老父亲|俺大|俺伯', '父亲'],
  ['老妈|妈妈|妈|娘|老娘|母亲|老母亲', '母亲'],
  ['爸妈|爹妈|爹娘|父母|二老|老两口', '父母'],
  ['老伴儿?|老头子|老婆子|当家的|孩儿他爹|孩儿他妈|孩子他爸|孩子他妈|娃他爹|娃他妈|爱人|配偶', '老伴'],
  ['老公|丈夫|男人|孩子爸', '丈夫'],
  ['儿媳妇?|儿媳', '儿媳'],
  ['媳妇|老婆|妻子', '妻子'],
  ['女婿', '女婿'],
  ['孙女', '孙女'],
  ['孙子|孙儿', '孙子'],
  ['外孙女?', '外孙'],
  ['闺女|女儿|妮儿?|姑娘', '女儿'],
  ['儿子|俺儿|我儿|小子|娃儿?|孩子|小孩', '儿子'],
  ['哥哥|大哥|二哥|哥', '哥哥'],
  ['嫂子|大嫂', '嫂子'],
  ['弟弟|弟', '弟弟'],
  ['姐姐|大姐|姐', '姐姐'],
  ['妹妹|妹', '妹妹'],
  ['叔叔|二叔|三叔|大叔|叔', '叔叔'],
  ['伯父|大伯|伯伯|大爷', '伯父'],
  ['婶子|婶婶|婶', '婶婶'],
  ['姑姑|姑妈|姑', '姑姑'],
  ['姨妈|姨|小姨', '姨妈'],
  ['舅舅|舅', '舅舅'],
  ['侄子|侄女|侄儿|外甥女?', '侄子外甥'],
  ['亲戚|家里人|家人|亲人|本家', '亲戚'],
];
const KIN_WORD = KIN.map(([words]) => words).join('|');
const FOR = '(?:给|替|帮|为|代|跟|和)';
const MINE = '(?:我|俺|咱|自己)(?:们)?(?:家)?(?:里)?(?:的)?';
const FOR_KIN = new RegExp(
  `${FOR}(?:${MINE})?(?:${KIN_WORD})|^(?:是)?(?:${MINE})(?:${KIN_WORD})(?:的事|家|要报|的情况|的困难)?$`,
);
const SELF_ONLY =
  /^(?:自己|本人|我?自己家?|俺自己|给自己|自家|自己报|我?本人报?|户主本人|户主|我是户主|给(?:我|俺|咱)(?:们)?(?:自己)?家?|(?:我|俺|咱)(?:们)?家?(?:自己)?(?:的事|的困难|里)?|为自己|自己家|是?我自己|(?:就是|是)?(?:我|俺|咱)(?:自个儿?|自己|本人)|自个儿?|给自个儿?|个人)(?:家|报|申报|用|报困难|填|登记|的)*$/;
const SELF_IN =
  /(?:给|替|为)?(?:我|俺|咱)(?:们)?(?:和|跟|与)(?:我|俺)?(?:老伴|老头|老婆|媳妇|孩子|娃)|^(?:我|俺|咱)(?:们)?(?:这)?一家|(?:给|替|为|帮)(?:我|俺|咱)?(?:自己|自家|自个儿?|本人)|(?:给|为)(?:我|俺|咱)(?:们)?(?:这)?(?:一)?家(?!人|里人|的)|(?:我|俺|咱)(?:自己|自个儿?|本人)(?:家)?(?:有|报|申报|来报|要报|的事|困难)|(?:我|俺|咱)(?:们)?家(?:里)?(?:有|困难|遭|出|日子|过不|没|太)|让(?:我|俺)自己报/;
const NEIGHBOUR =
  /邻居|邻家|隔壁|对门|前院|后院|街坊|乡亲|同村|一个村的|本村(?:的)?(?:一|人|老)|村里(?:的|有)?(?:一?个|位)?(?:老|孤|五保|残|人|穷|困难|大爷|大娘|单身|光棍|娃|孩)|别人家?|人家|旁人|五保户|孤寡老人|(?:村|庄|队|组)(?:里|上|东头|西头|南头|北头)?(?:的|有)?(?:一?个|位|户)?(?:(?![我俺咱])[\u4e00-\u9fff]){0,3}(?:老|孤|五保|残|穷|困难|大爷|大娘|奶奶|爷爷)|老乡|朋友|同学|工友|熟人/;
const OTHER_PERSON = new RegExp(
  `${FOR}(?:(?![我俺咱])[\\u4e00-\\u9fff]){1,2}(?:大爷|大娘|大妈|大叔|婶子?|伯|奶奶|爷爷|嫂子?|老汉|老太)`,
);
const CADRE =
  /村干部|驻村|网格员?|支书|书记|村主任|村长|工作队|帮扶(?:干部|责任人|人)|包村|包户|民政(?:员|办|所|助理)|社工|妇联|妇女主任|村委会?|居委会?|干部|镇里的|乡里的|政府的|组长|村会计|大学生村官|专干|协管员/;
const CADRE_SELF = new RegExp(
  `(?:我|俺|本人)(?:是|就是|系)[^，,。]{0,8}(?:${CADRE.source})|^是?[^，,。让叫说给]{0,8}(?:${CADRE.source})(?:的|们|人员|干部)*(?:$|[，,。]|代|替|来|帮|给)|代(?:群众|村民|老百姓|农户|他们|他|她)?(?:申报|报|填)$|^代报`,
);

/** Who files, where a text says so by itself (`替俺妈报`, `我是驻村干部`); for texts that answer something else, too. */
export function findFiler(text: string): FilerFound {
  const sentence = text.replace(/\s/g, '');
  if (/(?:我|俺|本人)(?:是|就是|系)[^，,。]{0,8}/.test(sentence) && CADRE_SELF.test(sentence))
    return { filer: 'cadre' };
  const wants = '(?:来)?(?:再)?(?:申报|报|登记|填|申请|反映|办|问|弄|写|求助|代报|说)';
  const kin = new RegExp(`${FOR}(?:${MINE})?(${KIN_WORD})(?:他|她|们|家)?${wants}`).exec(sentence);
  if (kin !== null) return { filer: 'kin', relation: relationWord(kin[1] ?? '') };
  const other = new RegExp(
    `${FOR}(?:我|俺|咱)?(?:们)?(?:的)?[^，,。给替帮]{0,6}?(?:邻居|隔壁|对门|乡亲|同村|五保户|村里)[^，,。]{0,10}${wants}`,
  );
  if (other.test(sentence) || new RegExp(`${OTHER_PERSON.source}${wants}`).test(sentence))
    return { filer: 'neighbour' };
  if (
    new RegExp(`(?:给|替|为|帮)(?:我|俺|咱)?(?:自己|自家|我家|俺家|咱家|本人)(?:家)?${wants}`).test(sentence)
  )
    return { filer: 'self' };
  return {};
}

/** The answer to the question who files. */
export function readFiler(text: string): FilerFound {
  const sentence = bare(text);
  const forms = [...cores(text), sentence];
  const pick = /^(?:第)?([1-4一二三四])(?:个|项|号)?$/.exec(sentence)?.[1];
  if (pick !== undefined) return { filer: PICKS[pick] ?? 'self' };
  if (forms.some((form) => SELF_ONLY.test(form))) return { filer: 'self' };
  if (/(?:我|俺)(?:和|跟|与)(?:我|俺)?(?:老伴|老头|老婆|媳妇|孩子|娃)/.test(sentence))
    return { filer: 'self' };
  const strict = findFiler(text);
  if (strict.filer !== undefined) return strict;
  if (/让(?:我|俺)(?:自己|自个儿?)/.test(sentence)) return { filer: 'self' };
  if (clausesOf(text).some((clause) => CADRE_SELF.test(bare(clause)))) return { filer: 'cadre' };
  if (SELF_IN.test(sentence) && !new RegExp(`${FOR}(?:${MINE})?(?:${KIN_WORD})`).test(sentence))
    return { filer: 'self' };
  const neighbourFirst =
    clausesOf(text).some((clause) => NEIGHBOUR.test(clause)) && !/(?:我|俺)(?:爹|妈|爸|娘)/.test(sentence);
  if (neighbourFirst || OTHER_PERSON.test(sentence)) return { filer: 'neighbour' };
  const isKin =
    clausesOf(text).some((clause) => FOR_KIN.test(bare(clause))) ||
    forms.some((form) => new RegExp(`^(?:${KIN_WORD})$`).test(form));
  if (isKin) {
    const relation = findRelation(sentence);
    return { filer: 'kin', ...(relation === undefined ? {} : { relation }) };
  }
  const helped = new RegExp(`(?:我|俺|咱)(?:们)?(?:家)?(${KIN_WORD})`).exec(sentence)?.[1];
  if (helped !== undefined && /帮|替|代|不会|不识字|不认字|没手机|看不见|写不了/.test(sentence)) {
    return { filer: 'kin', relation: relationWord(helped) };
  }
  if (/^(?:替|帮|给|代)(?:家人|家里人|亲戚|亲人)/.test(sentence)) return { filer: 'kin' };
  if (/^(?:替|帮|给|代)(?:别人|人家|人|他人|他|她)/.test(sentence)) return { filer: 'neighbour' };
  return {};
}

const PICKS: Record<string, Filer> = {
  1: 'self',
  2: 'kin',
  3: 'neighbour',
  4: 'cadre',
  一: 'self',
  二: 'kin',
  三: 'neighbour',
  四: 'cadre',
};

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

function relationWord(word: string): string {
  return KIN.find(([words]) => new RegExp(`^(?:${words})$`).test(word))?.[1] ?? word;
}
