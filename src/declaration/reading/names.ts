import { surnameLength } from './surnames.ts';

/** Surnames, commonest first. A name that starts with none of them is taken only when nothing else fits. */
const SURNAMES = new Set([
  ...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江阎薛尹段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季成霍苗裴涂谷曲盛冉翁蓝骆路游靳辛欧管柴蒙鲍华喻祁蒲房滕萧屈饶解牟艾尤时穆农司古吉卓车简连缪项麦褚窦娄戚岑党宫景卞费卜晏席卫柏宗桂全桑池丘隋鞠冷敖楚边荣闫佟占仇原臧补鹿信糜明尧丛花巩慕迟支苟郎浦雍步屠封战佘亓苑邬郗仝阚荆晋扈匡昌初么衣仲权水米揭沙郁粟初幸阴母尉鄢虞宿寇应丰宣邝商旷璩岱郜鄂计门巫官谌狄宇勾谯闵巴展栾练冼伏湛海邸揣户随逯暴蔺晁昝呼矫暨郄晓茹宛乌郇瞿印贡楼胥诸干奚麻和元平皮卯瓮那赫锡覃侬岑粟帅禹钟蓝雷盘韦关佟伊肇撒'.split(
    '',
  ),
]);
const COMPOUND =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文|夏侯|端木|轩辕|南宫|呼延|闻人|澹台|淳于|单于|申屠|太史|公冶|濮阳|独孤|第五|完颜|爱新觉罗)/;
const CHARACTER = '[\\p{Script=Han}\\p{Script=Bopomofo}〇]';
const PLAIN_NAME = new RegExp(`^${CHARACTER}{2,5}$`, 'u');
const DOTTED_NAME = new RegExp(`^${CHARACTER}{1,10}(?:·${CHARACTER}{1,10}){1,4}$`, 'u');
/** Dots that keyboards give for the one inside a name of a minority. */
const DOTS = /\s*[·•・・‧∙⋅˙●｡.。]\s*/gu;
/** Characters that no name has, so that a sentence is not taken for one. */
const NEVER =
  /[不没的了吗呢啥咋么病死债我你您他俺咱她它是把被给吃们个这那哪谁药冇甭啊哦呀吧就也都还很再又叫姓跟说问要去钱难欠穷疼痛]/;
const WORDS =
  /^(?:同意|愿意|可以|好|知道|谢谢|多谢|身份证?|电话|手机号?|号码|户主|本人|自己|名字|姓名|医院|住院|困难|贫困|低保|五保|残疾|房子|家里|老伴|母亲|父亲|爸爸|妈妈|儿子|女儿|邻居|干部|村里|乡镇|政府|照片|跳过|返回|取消|明天|今天|昨天|现在|马上|高血压|糖尿|癌症|车祸|打工|种地|养|学费|上学|大学|干活|农活|安全|时间|水|房|人工|客服|申报|登记|帮助|救|急|方便|应该|可能|万一|平时|全家|全部|和|于|后天|常年|成天|时候|华|农村|农民|明白|清楚|安排|计划|古稀|门诊|单身|单亲|成绩|党员|明儿|花费|花|马路|牛|羊|石头|米|麦|盛|连|易|管|关|补|补贴|补助|信|向|文|任|全|干|丰收|原因|危房|户口|应|支出|收入|单位|商量|解决|何时|符合|通过|许多|高中|初中|平安|白天|冷|黄|金|雷|水灾|包|展|随便|随意|幸亏|幸好|初一|老|祝|贺|毕业|费|连续|计|印|边|步|封|战|宣|易|麻|麻烦|呼|皮|温|晓|海|房顶|房屋)$/;
const TITLE = /(?:大爷|大娘|大妈|大叔|大婶|大伯|奶奶|爷爷|婶子?|叔|伯|老汉|老太|嫂子?|哥|姐)$/;

/** Family names that are words of no name elsewhere, before a given name of two characters. */
const MEANT = /^[那钱](?=[\p{Script=Han}]{2}$)(?![你您他我个些么样里边种一家])/u;

/** How sure a text is to be a name. */
type Likeness = 'sure' | 'possible' | 'none';

/** A text as a name: emoji and quotes dropped, the several dots made one. Whether it is one is another matter. */
export function tidyName(text: string): string {
  return text
    .replace(/[（(][^（()）]*[)）]?|\s[男女]$/gu, '')
    .replace(/^[“”"'「」《》()（）\s:：，,。.!！~～、]+|[“”"'「」《》()（）\s:：，,。.!！~～、]+$/gu, '')
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}/gu, '')
    .replace(DOTS, '·')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replace(/(?:先生|女士|同志)$/u, '')
    .trim();
}

/** How likely a tidied text is a person's name. */
export function nameLikeness(name: string): Likeness {
  if (DOTTED_NAME.test(name)) return /[的了吗呢是]/.test(name) ? 'none' : 'sure';
  // 钱爱国, 那英杰: what no given name has may still be the family name.
  const given = MEANT.test(name) ? name.slice(1) : name;
  if (!PLAIN_NAME.test(name) || NEVER.test(given) || WORDS.test(name)) return 'none';
  const length = [...name].length;
  const isCompound = COMPOUND.test(name);
  if (isCompound) return length >= 3 ? 'sure' : 'possible';
  const first = [...name][0] ?? '';
  const isSurname = SURNAMES.has(first) || !/[\u4e00-\u9fff]/u.test(first);
  if (isSurname && TITLE.test(name)) return length <= 4 ? 'sure' : 'none';
  // 马栏镇 may be a name, but more often is none.
  if (isSurname && /(?:[镇乡村县]|街道|社区)$/.test(name)) return length <= 4 ? 'possible' : 'none';
  if (isSurname && length <= 3) return name.startsWith('那') && length < 3 ? 'possible' : 'sure';
  // Two surnames or a rare long name: fine when asked for, no proof inside a sentence.
  return length <= 4 ? 'possible' : 'none';
}

/** Names told in a message, by whose they are. */
export interface NamesFound {
  /** The head of household's, said to be so. */
  name?: string;
  /** The writer's own. */
  selfName?: string;
}

const NAME = `(${CHARACTER}{2,4}?|${CHARACTER}{1,10}(?:\\s?[·•・‧∙.]\\s?${CHARACTER}{1,10})+|${CHARACTER}{2,4})`;
const END =
  '(?=$|[\\s，,。；;、!！?？()（）的]|\\p{Extended_Pictographic}|今年|住|家住|是|身份证|电话|手机|\\d|，)';
/** 我是马栏镇的 tells where from, not who. */
const END_OF_OWN = END.replace('的]', ']');
const OF_OTHER = new RegExp(
  `(?:(?:户主|他|她|老人|对方|老人家|人家|病人|本家|当事人|(?:我|俺|咱)(?:们)?(?:家)?(?:的)?(?:爹|爸爸?|父亲|妈妈?|娘|母亲|公公|婆婆|爷爷?|奶奶?|姥姥|姥爷|外公|外婆|老伴|老汉|孩子|娃|老公|丈夫|媳妇|老婆|妻子|儿子|闺女|女儿|孙子|孙女|哥哥?|弟弟?|姐姐?|妹妹?|叔叔?|伯伯?|大伯|舅舅?|姑姑?|姨|邻居|岳父|岳母))(?:的)?(?:名字|姓名|大名)?(?:叫做?|是|:|：|就是|名叫|叫作)\\s*|(?:名字|姓名|大名)(?:叫做?|是|:|：|应该是|写|为)?\\s*|户主\\s*|(?<=[，,])\\s*名?叫|^名叫)${NAME}${END}`,
  'u',
);
const OF_SELF = new RegExp(
  `(?:(?:我|俺|本人|咱|在下)(?:的)?(?:名字|姓名|大名)?(?:叫做?|叫个|名叫|叫作|:|：|的名字是)|(?:我|俺)是|本人)\\s*${NAME}${END_OF_OWN}`,
  'u',
);
const BY_SURNAME = new RegExp(
  `(?:我|俺|他|她|免贵)?姓\\s*((?:(?![名叫])${CHARACTER}){1,2})\\s*[，,、]?\\s*(?:名字?(?:叫|是)?|叫)?\\s*(${CHARACTER}{1,4})${END}`,
  'u',
);

/** Names that a text says to be names, anywhere in it. */
export function findNames(text: string): NamesFound {
  const found: NamesFound = {};
  const other = nameIn(OF_OTHER, text);
  if (other !== undefined) found.name = other;
  const self = nameIn(OF_SELF, text, !/(?:我|俺)是|本人/.test(text));
  if (self !== undefined) found.selfName = self;
  if (found.selfName === undefined && found.name === undefined) {
    const named = bySurname(text);
    if (named !== undefined) found.selfName = named;
  }
  return found;
}

function nameIn(pattern: RegExp, text: string, isLoose = true): string | undefined {
  for (const [, written = ''] of text.matchAll(new RegExp(pattern.source, 'gu'))) {
    const name = tidyName(written);
    const likeness = nameLikeness(name);
    if (likeness === 'sure' || (isLoose && likeness === 'possible')) return name;
  }
  return undefined;
}

/** `姓王，王小二`, `姓王名小二`, `姓王，叫小二`. */
function bySurname(text: string): string | undefined {
  const match = BY_SURNAME.exec(text);
  if (match === null) return undefined;
  const [, surname = '', given = ''] = match;
  const name = given.startsWith(surname) && given.length > 1 ? given : surname + given;
  return nameLikeness(name) === 'none' ? undefined : name;
}

export type NameResult =
  | { name: string; self?: string }
  | { self: string }
  | { problem: 'name-form' | 'name-digits' };

/** Said in repair of what was just written: `岗德顺 不对打错了 是张德顺`. */
const REPAIRED = new RegExp(
  `(?:不对|错了|写错|打错|说错|搞错)[\\s，,。]*(?:打错了|写错了|说错了)?[\\s，,。]*(?:应该)?(?:是|叫)?\\s*(${CHARACTER}{2,4})(?=$|[\\s，,。；;])`,
  'u',
);

/**
 * The answer to the question for the head of household's name.
 * @param isPatient after the question was not answered: whatever has the form of a name is believed
 */
export function readName(text: string, isPatient: boolean): NameResult {
  const repaired = tidyName(REPAIRED.exec(text)?.[1] ?? '');
  if (nameLikeness(repaired) !== 'none') return { name: repaired };
  const found = findNames(text);
  if (found.name !== undefined) {
    return { name: found.name, ...(found.selfName === undefined ? {} : { self: found.selfName }) };
  }
  if (found.selfName !== undefined) return { self: found.selfName };
  const said = text
    .replace(
      /^(?:户主|名字|姓名|叫个|叫|是|我|俺|他|她|就是|那就|嗯+|写|叫个)*(?=[\u4e00-\u9fff])/u,
      (head) => (/[叫是主名写嗯]/.test(head) ? '' : head),
    )
    .split(/[，,；;\n?？!！]| (?![\u4e00-\u9fff])/u)[0];
  const name = tidyName(said ?? '');
  const likeness = nameLikeness(name);
  if (likeness === 'sure') return { name };
  // 弓长张，张三: the name is a later part.
  const later = text
    .split(/[，,；;\n\s]/u)
    .map(tidyName)
    .find((part) => nameLikeness(part) === 'sure');
  if (later !== undefined && text.length <= 20 && !/\d/.test(text)) return { name: later };
  if (isAskedName(name)) return { name };
  // Two characters without a known family name are asked for once more.
  const isBelieved = likeness === 'possible' && [...name].length >= 3;
  if (isBelieved || (isPatient && hasNameForm(name))) return { name };
  return { problem: /\d/.test(text) ? 'name-digits' : 'name-form' };
}

/** A family name of the book with one or two characters behind it that say nothing else. */
function isAskedName(name: string): boolean {
  const length = surnameLength(name);
  const given = [...name].slice(length).join('');
  const isGiven = [...given].length >= 1 && [...given].length <= 2 && !NEVER.test(given);
  return length > 0 && isGiven && PLAIN_NAME.test(name) && !WORDS.test(name);
}

/** Two to four characters that say nothing else: whose name is rarer than our lists know is believed when they insist. */
function hasNameForm(name: string): boolean {
  return PLAIN_NAME.test(name) && [...name].length <= 4 && !/[不没冇吗呢啥咋谁我俺您你病]/.test(name);
}
