import { checkId, type IdResult } from '../id-number.ts';
import { asksQuestion } from './questions.ts';
import { bare, clausesOf, spokenDigits } from './wording.ts';

/** Letters that are written for X or stand between the digits by mistake. */
const WRITTEN =
  /(?<![\dA-Za-z])[\dOolI](?:[\s\-.]?[\dOolI]){13,16}(?:[\s\-.]?[\dOolI])?(?:[\s\-.]?[XxХх×*])?(?![\dA-Za-z])/;

/** An ID number anywhere in a text, right or wrong; undefined when there is none. */
export function findId(text: string, now: Date): IdResult | undefined {
  const written = WRITTEN.exec(spokenDigits(text).replace(/[–—_]/g, '-'))?.[0];
  if (written === undefined) return undefined;
  const id = written.replace(/[\s\-.]/g, '').replace(/[Хх×*]$/, 'X');
  return checkId(id, now);
}

/** The answer to the question for the ID number: a number too short or too long is one, too. */
export function readId(text: string, now: Date): IdResult | undefined {
  const found = findId(text, now);
  if (found !== undefined) return found;
  const number = /\d(?:[\s\-.]*[\dXxOolI]){5,}/.exec(spokenDigits(text))?.[0].replace(/[\s\-.]/g, '');
  return number === undefined ? undefined : checkId(number, now);
}

/** Asked whether it may be left out: then it may. */
const MAY_LEAVE =
  /(?:(?:先)?(?:不填|不写|不给|不报|不发|不提供|空着|跳过)|没有|没带|没写|没填)(?:了|它|的话|这个)?(?:先)?(?:也)?(?:能)?(?:行|中|可以|成|要紧|没事)(?:不行|不中|不|吗|么|吧)?$|(?:可以|能|能不能|可不可以)(?:先)?(?:不(?:填|写|报|给|提供|要)|空着|跳过)/;
/** Where the paper is, or what became of it. */
const AWAY =
  /烧|丢|遗失|不见|找不|忘|记不|补办|办着|在办|过期|偷|弄没|[拿带收要]走|冲走|泡|没(?:带|在|拿|有|了|办)|不(?:记得|知道|清楚|在|方便|想|愿)|(?:在|放|让|被|叫|给|落)(?:我|俺|他|她|老)?[^，,。]{0,5}(?:儿子|儿|闺女|女儿|孩子|老伴|爹|妈|哥|弟|姐|妹|媳妇|家|城里|县里|医院|派出所|村里|村委会|干部|银行|厂里|工地)(?:那里|那儿|那边|那|手里|手上|里|家|拿|收|保管)*(?:了|着|呢)?$/;
const LONGEST_EXCUSE = 40;

/** Whether somebody asks to leave a number out. */
export function mayLeave(text: string): boolean {
  if (/\d{4}/.test(text) || bare(text).length > LONGEST_EXCUSE) return false;
  return clausesOf(text).some((clause) => MAY_LEAVE.test(bare(clause)));
}

/** Whether somebody says that they have no ID number to give: burnt, lost, at the son's, or asks to leave it out. */
export function withoutId(text: string): boolean {
  if (mayLeave(text)) return true;
  if (/\d{4}/.test(text) || bare(text).length > LONGEST_EXCUSE) return false;
  return clausesOf(text).some((clause) => AWAY.test(clause)) && !asksQuestion(text, 'id_number');
}
