/** What the words around a place's name say: that somebody lives there, comes from there, or only was there. */

/** Before a place where one lives … */
const HOME =
  /(?:住在?|住址[是为]?|地址[是在为]?|家[在是]|家里?[在是]|老家[在是]?|户口[在是]?|户籍[在是]?|籍贯[是为]?|来自|搬[到去]?|嫁[到去]|位于)$/;
/** … and before one that may also be a name: 俺是蔺庄的, but 我是李庄. */
const FROM = /(?:[俺我咱他她]们?家?是?|是)$/;
const FROM_AFTER = /^(?:的(?!时候)|滴|嘞|哩|人(?!员)|那(?!时|天|年|家)|这边|村民)/;
const HOME_AFTER =
  /^(?:(?:那边|那儿|那里|这边|街上)?住|的(?:人(?![民员家口大士才均工多少都咋怎])|村民|农民|居民|农户|群众)|人(?: |$)|村民|农民)/;
const NAME_BEFORE = /(?:叫|姓名[是为：:]?|名字[是叫为]?|户主[是叫]?|大名|姓)$/;
const DENIED = /不(?:是|在|住)?$/;
/** A township's clinic, school or police is not where one lives. */
const INSTITUTION =
  /^(?:中心|的)?(?:卫生院|医院|中学|小学|初中|高中|派出所|敬老院|养老院|信用社|法庭|司法所|供销社|民政所|邮局|政府(?!旁|附近|边|对面|后|跟前|院|门口))/;
/** What one does away from home. */
const ACTIVITY =
  /^(?:镇上?|乡里?|那边|那儿|那里|街上|集上)*(?:的[^ ]{0,4}?)?(?:打工|务工|上班|上学|上初中|上高中|读书|念书|干活|干的|做工|做生意|开店|住院|看病|看了|治病|当兵|赶集|赶会|买|卖|扫|出的?事|出车祸|开会|办事|办的)/;
/** Of running text, what may stand before a township's bare name. */
const BEFORE_TOWNSHIP = /(?:[在住是]|来自|搬到|嫁到|户口|(?:^|[ 是在住])[俺我咱]们?(?:家|这|那)?)$/;
const PLAIN_SUBJECT = /(?:^|[^\p{Script=Han}]|[给帮替说是])[俺我咱]们?(?:家|这|那)?$/u;
/** … and what may follow it. */
const SIDE = /^(?:那边|那儿|那里|那块|那片|这边|这儿|这里|镇上|镇里|乡里|街上|街里|集上)/;
const PEOPLE =
  /^(?:的?人(?![民员家口大士才均工多少都咋怎])|的?(?:村民|农民|居民|农户|群众|老百姓|老乡)|的(?:低保|贫困|脱贫|五保|困难)户)/;
const ENDS_WITH_OF = /^(?:的|滴|嘞|哩)(?:吧|啊|呀)?(?: |$)/;
/** 彭店的张三: a surname and one or two characters. */
const PERSON =
  /^(?:的|那边的|这边的)(?:老|小)?[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴钟汪田任姜范方石姚谭廖邹熊郝孔白崔康毛邱秦史顾侯邵孟龙段雷钱汤尹黎常武乔贺赖龚文][\p{Script=Han}\d]{1,2}?(?=他|她|家|叫|的|[^\p{Script=Han}\d]|$)/u;
/** Kin that keep a house of their own; a husband or child lives in one's own as often as not. */
const KIN =
  '(?:舅|姑(?!娘)|姨|叔|伯|侄|外甥|亲家|丈母娘|丈人|岳父|岳母|朋友|邻居|同学|亲戚|闺女|女儿|姐|妹|哥|弟|嫂|娘家)';
const KIN_BEFORE = new RegExp(
  `${KIN}(?:父|母|妈|爷|奶|子|儿|女|夫|姨|姑|舅|叔|伯|哥|弟|姐|妹)?(?:们|她|他)?(?:家)?(?:也|都|就|现在|是|在|住|嫁到|嫁去|搬到)*$`,
);
const KIN_AFTER = new RegExp(
  `^(?:那边|这边|那儿|街上|的|那|是)*[俺我咱他她]?(?:们)?(?:大|二|三|四|小|老|表|堂)?${KIN}`,
);
const KIN_OF = /^的?(?:媳妇|儿媳|儿子|闺女|女儿|孙|女婿|老[大二三]|亲戚|邻居|坟|地)/;
const PROXY = new RegExp(
  `[替给帮代](?:[我俺咱]们?(?:家)?[^ ]{0,3}${KIN}|(?![我俺咱]))[^ ]{0,10}(?:报|申请|登记|办|填|问)|代[报办他她]`,
);

/** How surely the words say it. */
export type Wording = 'home' | 'town' | 'people' | 'of' | undefined;

/** What the words before and after a place's name say of it. */
export function wordingOf(before: string, after: string): Wording {
  if (HOME.test(before) || HOME_AFTER.test(after) || (FROM.test(before) && FROM_AFTER.test(after)))
    return 'home';
  if (PEOPLE.test(after) || PERSON.test(after)) return 'people';
  if (ENDS_WITH_OF.test(after) && /(?: |^|[俺我咱是])$/.test(before)) return 'of';
  if (SIDE.test(after) || BEFORE_TOWNSHIP.test(before) || PLAIN_SUBJECT.test(before)) return 'town';
  return undefined;
}

/** Whether somebody only was there, or it is denied. */
export function isElsewhereInLife(before: string, after: string): boolean {
  if (DENIED.test(before)) return true;
  return !HOME.test(before) && ACTIVITY.test(after);
}

/** Whether an office of the township is meant. */
export function isInstitution(after: string): boolean {
  return INSTITUTION.test(after);
}

/** Whether what follows is somebody's name. */
export function isNamed(before: string): boolean {
  return NAME_BEFORE.test(before);
}

/** Whether it is the house of kin or neighbours, not the speaker's. */
export function isOfOthers(before: string, after: string): boolean {
  return KIN_BEFORE.test(before) || KIN_AFTER.test(after);
}

/** Whether a family is spoken of: 李家的媳妇. */
export function isOfFamily(after: string): boolean {
  return KIN_OF.test(after);
}

/** Whether the text files for somebody else, whose place counts then. */
export function isProxy(text: string): boolean {
  return PROXY.test(text);
}
