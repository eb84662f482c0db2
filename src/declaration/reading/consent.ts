import type { ConsentAnswer } from '../found.ts';
import { bare, clausesOf } from './wording.ts';

const ONLY =
  /(?:只|光|就|仅)(?:是)?(?:同意|愿意|要|让|能)?(?:第一|登记|填表|一|报|前一)|(?:登记|第一[件个项样]?|填表)(?:可以|同意|行|中|没问题|好).{0,6}(?:别|不|甭)|同意(?:第)?一[，, ]?(?:件|个|项)?.{0,3}不同意(?:第)?二/;
const NO_CHECKS =
  /(?:别|不要|不让|不许|甭|不同意|不愿意|不能|不想|不)(?:去|你们|让|叫|给|他们|人|部门)*(?:查|核对|比对|核查|看(?:我|俺)的?(?:账|银行|存款))(?:账|银行|存款|收入|我|俺|的)*/;
const ALL =
  /^(?:都|全|全部|两[个件样项]?(?:都)?|一和二都?|1和2都?)(?:同意|可以|行|中|好|愿意|没问题)|同意(?:两|全部)/;
const NO =
  /不(?:太|大|是很|怎么|很|能)?(?:同意|愿意|乐意|放心(?!吗))|没(?:有)?(?:同意|答应|点头)|不答应|不想(?:给|说|登记)|不给|拒绝|信不过|不放心(?!吗|不)|不登记|(?:不能|不可以|不想|不敢)(?:给|告诉|登记)|不行(?!吗)|^(?:不中|不干|不了|不)$/;
const YES =
  /(?<![不没别未].{0,2})(?:同意|愿意)(?!不|了?再|的话|吗|没|才|之后|以后)|不反对|没(?:有)?(?:问题|意见)|按(?:你|您)(?:们)?(?:说|要求)的?(?:办|来)|听(?:你|您)(?:们)?的|(?:你们|您们?|随便)(?:去)?查|(?:只要|能).{0,6}(?:都行|都中|就行|就中|都可以)|尽管(?:查|登记)|^(?:可以|中|行|好|嗯|成|是的?|对|ok|好的|好滴|嗯呐|好哒|可中|妥妥|能|要|愿|确认|确定|当然|登记吧|查吧|没事|妥|得)(?:的|吧|啊|呀|了|嘞|哩|行|中|呗|嘛)*$/i;
/** What the one concerned is said to have answered: 大哥讲可以, 问过了，她答应了. */
const REPORTED =
  /^(?!.*[没不未别甭](?!意见|问题|反对))(?:我|俺)?(?:打电话)?(?:问(?:了|过)?(?:他|她|了)*)?[\u4e00-\u9fff]{0,6}?(?:说|讲|道|点头|回话?)(?:了|是|过|他|她|都|也)*(?:可以|行|中|同意|愿意|乐意|要得|好|成|没意见|没问题|可得|答应)(?:的|了|啊|吧|嘞|哩|报|登记)*$|^[\u4e00-\u9fff]{0,8}(?<![没不未想肯])(?:答应|点头|乐意)(?:了|过|的|啊)*$|^(?:冇|莫|没|没啥|没得)(?:意见|问题|话说)$|^(?:要得|得行|使得|妥了|必须滴|整吧|可中)$/;
const THUMB = /[👍👌🆗✅]/u;

/**
 * The answer to the two questions of consent. Undefined when the message answers neither: consent is never guessed.
 */
export function readConsent(text: string): ConsentAnswer | undefined {
  if (bare(text) === '' && THUMB.test(text)) return { sensitive: true, dataChecks: true };
  if (/没(?:有|啥|什么)?(?:不同意|不愿意|反对)|^(?:我|俺)?不反对$/.test(bare(text))) return PICKS[1];
  const clauses = clausesOf(text);
  const pick = /^(?:第)?([123一二三])(?:个|项|号)?$/.exec(bare(text))?.[1];
  if (pick !== undefined) return PICKS[pick];
  if (ONLY.test(text)) return { sensitive: true, dataChecks: false };
  if (clauses.some((clause) => ALL.test(bare(clause)))) return { sensitive: true, dataChecks: true };
  if (NO_CHECKS.test(text)) {
    // Who refuses the checks only has said nothing about the rest unless they did.
    const rest = text.replace(NO_CHECKS, '');
    return /同意|愿意|登记|可以|行|中|好/.test(rest) && !NO.test(rest)
      ? { sensitive: true, dataChecks: false }
      : undefined;
  }
  const isQuestion = /[?？吗]|为啥|为什么|凭啥|凭什么|干啥|啥叫|什么叫|咋/.test(text);
  if (!isQuestion && NO.test(text)) return { sensitive: false, dataChecks: false };
  if (isQuestion) return undefined;
  const isYes = (clause: string) => YES.test(clause) || REPORTED.test(clause);
  if (clauses.some((clause) => isYes(bare(clause)))) return { sensitive: true, dataChecks: true };
  return undefined;
}

const PICKS: Record<string, ConsentAnswer> = {
  1: { sensitive: true, dataChecks: true },
  2: { sensitive: true, dataChecks: false },
  3: { sensitive: false, dataChecks: false },
  一: { sensitive: true, dataChecks: true },
  二: { sensitive: true, dataChecks: false },
  三: { sensitive: false, dataChecks: false },
};

/** The guardian's answer. */
export function readGuardian(text: string): boolean | undefined {
  if (bare(text) === '') return THUMB.test(text) ? true : undefined;
  if (/[?？吗]/.test(text)) return undefined;
  if (NO.test(text) || /^(?:不是|没有|没|还没)/.test(bare(text))) return false;
  if (
    /(?:我|俺)(?:就)?是(?:他|她|孩子|娃)?(?:的)?(?:爸|爹|妈|娘|爷|奶|父|母|监护|姥|外)|监护人|^是/.test(text)
  )
    return true;
  return clausesOf(text).some((clause) => YES.test(bare(clause))) ? true : undefined;
}
