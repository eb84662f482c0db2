import type { Filer } from '../draft.ts';
import { findRelation, KIN_WORD, readRelation, relationWord } from './relation.ts';
import { bare, clausesOf, cores } from './wording.ts';

export interface FilerFound {
  filer?: Filer;
  relation?: string;
}

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
  /村干部|驻村|网格员?|支书|书记|村主任|村长|工作队|帮扶(?:干部|责任人|人)|包村|包户|民政(?:员|办|所|助理)|社工|妇联|妇女主任|村委会?|居委会?|干部|镇里的|乡里的|政府的|组长|会计|文书|治保主任|民兵连长|大学生村官|专干|协管员/;
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
  // 邻居家老人没人管，想帮他申报: who is helped was named before.
  if (new RegExp(`${FOR}(?:他|她|人家|他们|她们)(?:家)?${wants}`).test(sentence)) {
    const named = findHelped(sentence);
    if (named !== undefined) return named;
  }
  const asKin = new RegExp(`(?:当|作为)(${KIN_WORD})(?:的)?(?:来|就)?${wants}`).exec(sentence)?.[1];
  if (asKin !== undefined) return { filer: 'kin', ...inverse(asKin) };
  const meant = new RegExp(`(?:要|想)?(?:申报|报|登记)的(?:是|就是)(?:${MINE})?(${KIN_WORD})`).exec(
    sentence,
  )?.[1];
  if (meant !== undefined) return { filer: 'kin', relation: relationWord(meant) };
  if (
    new RegExp(`(?:给|替|为|帮)(?:我|俺|咱)?(?:自己|自家|我家|俺家|咱家|本人)(?:家)?${wants}`).test(sentence)
  )
    return { filer: 'self' };
  return {};
}

/** The one who was told of before 他: a neighbour or a relative. */
function findHelped(sentence: string): FilerFound | undefined {
  const kin = new RegExp(
    `(?:我|俺|咱)(?:们)?(?:家)?(?:的)?(${KIN_WORD})|(?<![\\u4e00-\\u9fff])(${KIN_WORD})`,
  ).exec(sentence);
  if (/邻居|邻家|隔壁|对门|乡亲|同村|一个村的|村里/.test(sentence)) return { filer: 'neighbour' };
  const word = kin?.[1] ?? kin?.[2];
  return word === undefined ? undefined : { filer: 'kin', relation: relationWord(word) };
}

function inverse(own: string): { relation?: string } {
  const relation = readRelation(`我是他${own}`);
  return relation === undefined ? {} : { relation };
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
  const isFamily = /^(?:家里人|家人|亲戚|亲属|家属|晚辈|小辈)(?:来|给|帮|替)?(?:代|帮|替)?/.test(sentence);
  if (isFamily) return { filer: 'kin', ...(relationIn(sentence) ?? {}) };
  if (clausesOf(text).some((clause) => CADRE_SELF.test(bare(clause)))) return { filer: 'cadre' };
  if (SELF_IN.test(sentence) && !new RegExp(`${FOR}(?:${MINE})?(?:${KIN_WORD})`).test(sentence))
    return { filer: 'self' };
  const neighbourFirst =
    clausesOf(text).some((clause) => NEIGHBOUR.test(clause)) && !/(?:我|俺)(?:爹|妈|爸|娘)/.test(sentence);
  if (neighbourFirst || OTHER_PERSON.test(sentence)) return { filer: 'neighbour' };
  if (/(?:我|俺)是(?:他|她)/.test(sentence)) {
    const relation = readRelation(sentence);
    if (relation !== undefined) return { filer: 'kin', relation };
  }
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
  return byWhoIsNamed(mended(sentence));
}

const SELF_WORD = /我|俺|咱|自己|自家|自个|自身|本人|个人|户主/;
const CONCERNED_OTHER = /(?:给|替|帮|代|为)(?!(?:了|啥|什么|我|俺|咱|自|本人|个人|政府|国家))/;
const THEM = /他|她|人家|别人|这家|那家|老人家|一户/;

/**
 * Who files, by who is named at all: nobody but the writer, a relative, somebody else. For answers to the very
 * question that are worded like none of the usual ones.
 */
function byWhoIsNamed(sentence: string): FilerFound {
  if (sentence.length > 30 || /[叫姓]|\d{5}/.test(sentence) || /[吗啥咋]|什么|怎么|谁/.test(sentence))
    return {};
  if (/^(?:我|俺|咱)?(?:们)?老?(?:两|俩)口子?/.test(sentence)) return { filer: 'self' };
  const relation = findRelation(sentence);
  const isForOther = CONCERNED_OTHER.test(sentence);
  const isSelf = SELF_WORD.test(sentence);
  if (isSelf && !isForOther && /自己|自家|自个|本人/.test(sentence) && !THEM.test(sentence)) {
    // 俺老伴自己报: the relative is said to do it themself.
    if (!new RegExp(`(?:${KIN_WORD})(?:他|她)?(?:自己|自个|本人)`).test(sentence)) return { filer: 'self' };
  }
  if (relation !== undefined) {
    const isAbout = isForOther || /当|作为|算|是/.test(sentence) || /代|帮|替|报|的事/.test(sentence);
    return isAbout ? { filer: 'kin', relation } : {};
  }
  if (isForOther) return { filer: 'neighbour' };
  const rest = sentence.replace(/(?:我|俺|咱|们|就|是|的|这|啊|呀|呗|了|吧|来)/g, '');
  const isAboutFiling = rest.length <= 2 || /家|报|填|申|困难|登记|办|反映|写|户主|个人|两口/.test(rest);
  return isSelf && isAboutFiling && !THEM.test(sentence) && sentence.length <= 16 ? { filer: 'self' } : {};
}

/** 自己 as it is mistyped: by sound or by look. */
function mended(sentence: string): string {
  return sentence.replace(/[自资字滋紫][已记几纪机季以己]/g, '自己').replace(/本任|本仁|苯人/g, '本人');
}

/** Whose relative the writer says to be, or which relative is helped. */
function relationIn(sentence: string): { relation: string } | undefined {
  const helped = new RegExp(`${FOR}(?:${MINE})?(${KIN_WORD})`).exec(sentence)?.[1];
  return helped === undefined ? undefined : { relation: relationWord(helped) };
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
