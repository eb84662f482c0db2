import type { StepId } from '../draft.ts';
import { tellsHardship, tellsTrouble } from './signs.ts';
import { bare, clausesOf } from './wording.ts';

/** What is asked of rules, papers, sums, times, places and of this service. */
const ABOUT_RULES =
  /能不能|可不可以|可以不|能.{0,12}(?:吗|不|么|呗)$|可以.{0,10}(?:吗|么)|(?:给|补|补贴|报销|发|领|赔|贷|救助)(?:的)?(?:多少|几百|几千|几万)|多少钱|几块钱|多少(?:岁|分|平|人|天|个)|(?:咋|怎么|怎样|如何|咋个|咋着)(?:才能|能|去)?(?:申请|申报|办|报|算|领|报销|评|认定|定|查|弄|交|登记|填|补|走程序|享受|样申请|评上)|(?:啥|什么|哪些|哪个|几个)(?:条件|材料|手续|标准|政策|规定|程序|流程|时候|证|证明|部门|人|户|情况|帮扶|补助|待遇|好处|意思|费用|用|叫|是)|多久|几天|多长时间|啥时候|什么时候|几号|几月|哪(?:里|儿|个地方)(?:办|报|申请|交|领|查)|(?:在|去|到|上|往)哪(?!弄|找钱|借|凑|来)|找谁|谁管|归谁|哪个部门|要(?:啥|什么|哪些)|用不用|要不要|需不需要|收费|要(?:交)?钱(?:吗|不|么)|(?:收|交|要)钱不|花钱(?:吗|不)|为(?:啥|什么)|凭啥|干(?:啥|嘛|什么)(?:用|的|呀|啊|呢|$)|安全(?:吗|不|么)|(?:会不会|会).{0,8}(?:泄露|泄漏|骗|公开|让.{0,4}知道|卖)|谁能看|算不算|够不够|符不符合|符合.{0,6}(?:吗|不)|有没有(?:补|政策|帮|钱|啥|什么|限制|规定|影响|人管)|是不是(?:都|要|得|必须|只有|只要|可以|能)|啥是|什么是|啥叫|什么叫|(?:是|叫)啥|是什么|什么意思|啥意思|管不管|管(?:吗|不)$|给不给|补不补|报不报|行不行|中不中|还能.{0,8}(?:吗|不)|有用(?:吗|不|没)|真的假的|靠谱(?:吗|不)|骗人的?(?:吗|吧)|影响.{0,8}(?:吗|不)|咋回事|咋定|谁定|凭什么|标准(?:是|多少)|条件(?:是|有)/;
/** A sentence in question form. */
const ASKS =
  /[?？]\s*$|[吗么呢]\s*$|(?:咋样|怎么样|多少)[呀啊]?$|(?:咋办|怎么办|咋弄|怎么弄|咋整|咋说)\s*[呀啊呢]?$|(?:行|中|能|可以|对|有|要|是|成|管|好)(?:不|没|没有|冇)$/;
/** What somebody does not know is told, not asked. */
const NOT_ASKED =
  /(?:不|没|不太|也不)(?:知道|晓得|清楚|懂|明白|知)[^，,。；]*|(?:前|这|好|过|没)几[天个年]|(?:啥|什么)[^，,。；]{0,4}(?:也|都)(?:没|不)[^，,。；]*|没啥/g;
/** Counts, exclamations and things that go on, in the words of a question. */
const TELLING =
  /[十百千万]?(?:那|这|好|过|没|前|头|十|上|近)几|几乎|几[十百千万](?!$)|几(?=[个天年月口次亩块样回][^，,。；?？]{2})|[一二两三四五六七八九十\d百千万亿]多|多么|哪怕|哪(?:里|儿|个|样)?(?:都|也)|(?:怎么|咋|多少|谁)(?:着|样)?(?:[^，,。；]{0,4})(?:都|也)|什么的|(?:着|还|正|在|都|才|天|[里中])[^，,。；吗么?？]{0,8}呢$|着呢|(?:睡|吃|喝|住|干|动|走|看|治|上|交|买|供|还|站|起|要|活|过|用|种|养)不(?:了|起|着|好|上|下|动|成|来|到|完|住)/g;
/** Forms that only questions have. */
const INTERROGATIVE =
  /[?？]|[吗么呢不没]$|没有$|咋|怎么|怎样|如何|多少|多久|多长|多大|啥|什么|哪|谁|几|(.)不\1|有没有|是否|为何|凭|(?:标准|条件)(?:是|有)/;
/** Cries in the form of a question. */
const RHETORICAL =
  /(?:上|去|到|往)?哪(?:儿|里)?(?:还)?(?:弄|找|借|凑|来的?|有)(?:这|那|这么多|那么多|恁些)?(?:些)?钱(?:去)?|找谁说理去?|谁来(?:帮|管)(?:帮|管)?(?:我|俺)|(?:可|叫(?:我|俺))?(?:咋|怎么)(?:活|过)(?:呀|啊|呢|哩|下去)*/g;
/** Words by which a person asks about the form itself: why it is asked, whether it must be. */
const ABOUT_FORM =
  /(?:写|填|说|发|拍|留|报)(?:点)?(?:啥|什么|多少字|谁|哪|几|咋样|怎样)|(?:怎么|咋|怎样)(?:发|填|写|弄|拍|传)|(?:为啥|为什么|凭啥|干啥|干嘛).{0,6}(?:要|问|填|写|登记|身份证|电话|照片)|(?:必须|一定|非).{0,6}(?:填|写|要|发|给|传)(?:吗|不|么|$)|(?:不填|不写|没有|没带|忘了|不给|不发).{0,10}(?:行不|行吗|中不|可以吗|能不能|咋办|怎么办|可以不|要紧不|要紧吗)/;

/**
 * Whether a message asks something that is to be answered besides (or instead of) being read as an answer.
 *
 * At `story` a message is a story unless it clearly asks about rules and tells no hardship of its own:
 * `俺老伴得癌症花了十几万咋办` is a story, `低保咋申请` is none. At the other steps any question form counts, but a cry
 * (`…咋办`) after a hardship told is the hardship.
 */
export function asksQuestion(text: string, step: StepId | null): boolean {
  const sentence = text
    .replace(/[\s。！!~～]+$/u, '')
    .replace(NOT_ASKED, '')
    .replace(RHETORICAL, '');
  const isAboutForm = ABOUT_FORM.test(sentence) && sentence.length <= 40;
  if (isAboutForm && !tellsHardship(sentence)) return true;
  const parts = clausesOf(sentence);
  if (step === 'story' || step === 'causes') return asksAtStory(sentence, parts);
  if (
    tellsHardship(sentence) &&
    /(?:咋办|怎么办|咋弄|怎么弄|咋整)[呀啊呢]?[?？]*$/.test(sentence) &&
    step !== null
  )
    return false;
  if (parts.some((part) => /(?:行|中|可以|能)(?:不|吗|么)$/.test(part))) return true;
  const isPlain = /多少|什么|啥|怎么|为什么/.test(sentence) && asksPlainly(sentence);
  if (isPlain && step !== 'household' && step !== 'income') return true;
  return (
    parts.some((part) => ABOUT_RULES.test(part)) ||
    ABOUT_RULES.test(sentence) ||
    (ASKS.test(sentence) && bare(sentence).length > 2)
  );
}

/** A short sentence with a word of asking and nothing of a hardship in it. */
function asksPlainly(sentence: string): boolean {
  const asks = /多少|什么|啥|几[个天年月]|怎么|咋|哪|谁|吗|有没有|会不会|能不能|是不是|[要收密全算行到]不$/;
  return asks.test(sentence) && sentence.length <= 22 && !tellsHardship(sentence);
}

function asksAtStory(sentence: string, every: readonly string[]): boolean {
  const parts = every.filter((part) => isInterrogative(withoutTelling(part)));
  if (parts.length === 0 && !isInterrogative(withoutTelling(sentence))) return false;
  const told = every.filter((part) => !isInterrogative(withoutTelling(part)));
  // What has happened outweighs what is asked about it.
  if (told.some(tellsEvent)) return false;
  const asking = parts.filter((part) => ABOUT_RULES.test(part) || (ASKS.test(part) && !tellsTrouble(part)));
  const isShortQuestion = /[?？]$|[吗么]$/.test(sentence) && sentence.length <= 14 && !tellsTrouble(sentence);
  if (asksPlainly(sentence)) return true;
  if (asking.length === 0 && !ABOUT_RULES.test(sentence)) return isShortQuestion;
  const telling = parts.filter((part) => !asking.includes(part) && tellsEvent(part));
  if (telling.length > 0) return false;
  return !asking.some(tellsEvent) || sentence.length <= 12;
}

function withoutTelling(text: string): string {
  return text.replace(TELLING, '');
}

function isInterrogative(text: string): boolean {
  return INTERROGATIVE.test(text);
}

/** A clause in which something has happened to somebody, not one that only names a kind of trouble. */
function tellsEvent(clause: string): boolean {
  if (!tellsTrouble(clause)) return false;
  return tellsHardship(clause) && /了|着|过|得|在|没|欠|花|病|瘫|断|死|伤/.test(clause);
}
