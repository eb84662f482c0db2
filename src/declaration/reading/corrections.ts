import type { Draft, StepId } from '../draft.ts';
import { previousStep } from '../journey.ts';
import { findCauses } from './causes.ts';

/** That an earlier answer is to be changed: which, and to what. */
export interface Correction {
  /** Undefined when only the value tells what it is of. */
  field?: StepId;
  /** What is said to be right; empty when only the field is named. */
  value: string;
  /** What is said to be wrong. */
  denied?: string;
}

const FIELDS: [StepId, RegExp][] = [
  ['id_number', /身份证|证件号|身份号|证号/],
  ['phone', /电话|手机|号码|联系方式|座机/],
  ['name', /名字|姓名|户主(?!是我的|是我爹|是俺)|大名|姓/],
  ['causes', /原因|困难类型|风险/],
  ['place', /地址|住址|村名|村子|住的|地方|哪个村|乡镇|镇名|村(?=[写选填打弄]|不对|错)/],
  ['relation', /关系/],
  ['photos', /照片|相片|图片/],
  ['household', /人口|几口人|家里人数|家庭成员/],
  ['income', /收入|进项/],
  ['story', /经过|情况说明|困难情况|描述|说明|事情/],
  ['filer', /谁报|谁来报|报的人|替谁|身份(?!证)/],
];
const WRONG =
  /(?:写|打|填|弄|说|输|报|搞|选|点|发|按|记|念|讲)(?:得|的)?(?:错|岔|混|反)|(?<!没|没有|不|对不)错[了啦咧的误]|错(?:$|[，,。])|不对(?!劲)|有误|不准|更正|纠正|(?:写|填|报|说|弄)成[^，,。]{1,14}了|应该是|应该叫|应是|应为/;
const CHANGE =
  /改(?:一下|下|成|为|改|掉|一改)?|修改|换(?:成|一下|一个|个|了)|重新(?:写|填|说|选|输)|重填|重写|变了|不用了/;
const DENIAL =
  /^(?:.{0,8}[，,。\s啊了])?(?:我|俺)?(?:们)?(?:家|户主|名字|姓名|原因|困难|村|住址|地址|电话)?(?:的)?不是(.{1,20}?)[，,、。\s]*(?:应该是|而是|就是|是|叫)(.{1,30})$/;
/** The right answer first: `我叫王建军，不是王建国`. */
const TURNED = /(?:叫|是|在|住)([^，,。]{1,20})[，,、\s]+(?:可|并)?不(?:是|叫|在)([^，,。]{1,20})$/;
const RIGHT =
  /^.*(?:应该是|应该叫|应是|应为|正确的?是|改成|改为|改到|换成|换为|写成|更正为|(?<!不|还|只|都|可|要|算)是|叫|为|:)\s*(.+)$/s;
/** Longer messages tell a story in which something was wrong. */
const LONGEST = 80;

/**
 * A correction in words (`电话打错了，是139…`, `不是五里岗，是屯沟`, `改一下身份证`), or undefined. While the story is asked
 * for, only what names a field or two answers is one: stories tell of mistakes, too.
 */
export function readCorrection(
  text: string,
  step: StepId | null,
  draft: Draft | undefined,
): Correction | undefined {
  if (draft === undefined || [...text].length > LONGEST) return undefined;
  const field = FIELDS.find(([, pattern]) => pattern.test(text))?.[0];
  const denial = DENIAL.exec(text);
  if (denial !== null) {
    const [, denied = '', value = ''] = denial;
    const about = FIELDS.find(([, pattern]) => pattern.test(denied))?.[0] ?? field;
    return { ...(about === undefined ? {} : { field: about }), value: tidy(value), denied: tidy(denied) };
  }
  const turned = TURNED.exec(text);
  if (turned !== null) {
    const [, value = '', denied = ''] = turned;
    return { ...(field === undefined ? {} : { field }), value: tidy(value), denied: tidy(denied) };
  }
  const isWrong = WRONG.test(text);
  const isChange = CHANGE.test(text);
  if (!isWrong && !isChange) return undefined;
  const isAsked = step === 'story' || step === 'causes';
  if (field === undefined && (isAsked || !(isWrong || /^(?:改|换)(?:成|为)/.test(text)))) return undefined;
  // 户主股骨头坏死，两边都换了: what changed in their lives, not in the form.
  const isTold = isAsked && !isWrong && field !== 'phone' && field !== 'id_number' && tells(text);
  if (isTold) return undefined;
  // A story that is asked for may tell of a wrong address or a changed number: the field has to come first.
  if (step === 'story' && !startsWithField(text)) return undefined;
  return { ...(field === undefined ? {} : { field }), value: rightValue(text) };
}

function tells(text: string): boolean {
  return findCauses(text).length > 0 && !/^(?:把)?.{0,6}(?:改|换)(?:成|为|一下)/.test(text);
}

function startsWithField(text: string): boolean {
  const start = text.search(WRONG) >= 0 ? text.search(WRONG) : text.search(CHANGE);
  return start >= 0 && start <= 10;
}

/** What stands behind the last "is", or else behind the clause that says that something is wrong. */
function rightValue(written: string): string {
  const text = written.replace(/^.*?(?:写|填|报|说|弄)成[^，,。]{1,14}了[，,。\s]*/, '');
  if (text === '') return '';
  const right = RIGHT.exec(text)?.[1];
  if (right !== undefined && !WRONG.test(right)) return tidy(right);
  const [, ...rest] = text.split(/[，,。；;\s]+/);
  const after = rest.filter((part) => part !== '' && !WRONG.test(part) && !CHANGE.test(part)).join('，');
  return tidy(after);
}

function tidy(value: string): string {
  return value.replace(/^[\s，,。:“”"']+|[\s，,。！!“”"'吧啊呀了的]+$/g, '').trim();
}

/** The fields that a value without a field's name may belong to: the one just answered first. */
export function likelyFields(draft: Draft): StepId[] {
  const previous = previousStep(draft);
  const all: StepId[] = ['place', 'name', 'causes'];
  return previous === undefined ? all : [previous, ...all.filter((step) => step !== previous)];
}

/** Causes told to be added (`原因还有房子漏雨`) or taken away (`去掉因病`). */
export function causeChangeIn(text: string): { add?: string; remove?: string } | undefined {
  const add =
    /(?:原因|难处|困难)?(?:还有|还差|少了|漏了|再加(?:上|个)?|加上|加个|加一个|另外还有|也有|添上|补上)[:，,\s]*(?:一个|个|原因|是)?(.+)$/.exec(
      text,
    )?.[1];
  const remove = /(?:去掉|删掉|去了|删了|不要|划掉|取消)(?:那个|原因)?[:，,\s]*(.+)$/.exec(text)?.[1];
  if (remove !== undefined) return { remove };
  return add === undefined ? undefined : { add };
}
