import type { StepId } from '../draft.ts';
import type { Control } from '../found.ts';
import { clausesOf, cores } from './wording.ts';

/** Whole messages, without politeness and particles. A wish inside a sentence is told by `PHRASES` only. */
const WORDS: [Control, string][] = [
  [
    'back',
    '返回 上一步 退回去 退回 回去 上一个 上一题 前一步 后退 回上一步 返回上一步 回到上一步 退一步 back',
  ],
  [
    'skip',
    '跳过 跳过去 下一个 下一步 下一题 过 先跳过 跳过这个 跳过这一步 跳过这题 这个跳过 这个不填 这题跳过 不填 不写 不想写 不想填 不想说 略过 略 空着 先空着 往下 继续往下 下一项',
  ],
  [
    'cancel',
    '取消 不报 不报了 算了 算 不填了 不弄了 不要了 不办了 不申报 不申报了 不交 不交了 不提交 取消申报 取消登记 退出 放弃 停 停止 结束 不用报 不用了',
  ],
  [
    'later',
    '稍后再填 稍后 等会儿 等会 等一会 等一会儿 待会 待会儿 待会再填 等下 等等 等会再填 等会儿再填 等会再说 明天再说 明天再填 明天填 明儿再说 回头再说 回头再填 改天再填 改天 改天再说 先不填 先不报 晚上再填 有空再填 以后再填 过会儿再填 过会再说 暂停 下次再填 先存着 保存 先不交 先不提交',
  ],
  [
    'wait',
    '稍等 稍等一下 稍等会儿 稍候 等我一下 等我会儿 等我一会儿 别急 马上 马上来 马上发 马上好 一会儿就好 在找 正在找 正找 找着呢 找找 我找找先 想想 我想想 让我想想 容我想想 我看看 我看一下 等我看看 我问问 问问 问一下 我问一下 我问问家里人 我去问问 等我问问',
  ],
  [
    'restart',
    '重新开始 重来 从头来 从头开始 重新填 重新来 再来一遍 重填 从头填 全部重来 重新申报 重新报 重头来',
  ],
  [
    'human',
    '找人工 人工 转人工 人工服务 找个人 找人 真人 找真人 客服 找干部 找村干部 找工作人员 有人吗 有人没 有没有人 找个真人 有人工 有人工吗 有人工没 有没有人工 有客服吗 跟人说 找人帮忙 叫个人来 找个干部 人工客服 转真人',
  ],
  [
    'help',
    '帮助 怎么用 咋用 怎么弄 咋弄 怎么填 咋填 不会 不会填 不会弄 不会用 help 说明 使用说明 怎么操作 咋操作',
  ],
  ['menu', '菜单 功能 主菜单 首页 回首页 你能干啥 能干啥 你会啥'],
  ['edit', '修改 改 改改 改一下 修改一下 有错 不对 错 有地方不对 有错的 写错 写错了 填错 填错了 不对有错'],
  [
    'declare',
    '申报 我要申报 报困难 要报困难 登记 要登记 填表 开始 开始申报 开始登记 开始填 报名 申请 自主申报 农户申报 困难申报 我要报 报 上报 报一下 申报困难 申请帮扶 申请困难 申请救助 申请补助 要申请 申请低保 报贫 一键报贫 申报一下 登记困难 求助 我要求助 来填表 填个表 需要帮助 我要帮助',
  ],
  [
    'status',
    '查进度 进度 查询进度 查一下进度 查查进度 看进度 看看进度 办理进度 申报进度 查申报 查申报进度 查结果 看结果 结果 办到哪 办到哪一步 到哪一步 到哪步 到哪儿 咋样 怎么样 查我的申报 查一下我的申报 查查我的申报 我的申报',
  ],
  ['resume', '继续 继续填 接着填 接着 接着来 接着报 继续申报 继续报 往下填 接着上次 接着弄'],
  ['supplement', '补充 补充材料 补充情况 补材料 再补充 要补充 补充说明 再补充点 补充一点'],
  ['withdraw', '撤回 撤销 撤回申报 撤销申报 撤件 撤回来 把申报撤了 撤'],
  ['objection', '复核 申请复核 不服 有异议 异议 提异议 申诉 要求复核 我不服'],
  [
    'delete-data',
    '删除我的信息 删除信息 删掉我的信息 删除我的资料 删除资料 删除数据 删除我的数据 清除我的信息 把我的信息删了 注销',
  ],
  ['greeting', '你好 您好 在吗 在不 在不在 早上好 上午好 下午好 晚上好 喂 hello hi 早'],
  ['thanks', '谢谢 多谢 感谢 谢了 谢谢你 谢谢您 辛苦 辛苦您 麻烦你 麻烦您 再见 拜拜'],
];

const YES =
  '同意 中 行 可以 好 好的 没问题 嗯 嗯嗯 ok okay 是 是的 对 对的 没错 愿意 要 中中 成 得 妥 好好 好嘞 好吧 行行 都同意 确认 可 能 按你说的办 按您说的办 听你的 随你 随便 没意见 1 y yes hao 确定 当然 必须的 那中';
const NO =
  '不同意 不愿意 不想给 不 不行 不要 不是 不对 不中 不可以 拒绝 不好 没有 不给 不愿 不想 不能 不 no n 不用 反对 不乐意 不肯';
const NONE =
  '没有 无 没 不知道 不清楚 不记得 忘了 忘 记不得 记不住 记不清 没了 没得 冇 冇得 没带 没拿 不在手边 不在身边 找不到 找不着 不晓得 说不清 说不上来 不会写 没有没有 啥也没有 木有 都没有 没啥 不懂 记不起来 弄不清 搞不清 不详 暂无 手头没有 没在手边 没在身边 没带身上';

/** Whether a message is no more than yes, no, none or politeness. */
export function isBareReply(text: string): boolean {
  return [...cores(text)].some(
    (form) => YES_WORDS.has(form) || NO_WORDS.has(form) || NONE_WORDS.has(form) || TABLE.has(form),
  );
}

/** A wish told in a longer sentence without doubt. */
const PHRASES: [Control, RegExp][] = [
  [
    'human',
    /(?:转|找|叫|换|给我接)(?:一?个)?(?:人工|真人|客服)|(?:找|叫|让|换)(?:一?个)?(?:人|干部|工作人员)(?:来)?(?:帮|跟|和|给)(?:我|俺)?(?:说|填|弄|办|忙|写|报|打)|(?:我|俺)?(?:要|想)(?:跟|和)(?:真?人|干部|工作人员)说/,
  ],
  [
    'status',
    /(?:我|俺|他|她)?.{0,4}(?:报|申报|申请|登记|办)的?(?:那个|事|困难|材料)?(?:现在)?(?:办|走|弄|到)?(?:到|得)?(?:哪|啥|什么|咋样|怎么样)(?:一?步|儿|程度|地步)?了?$|(?:申报|申请|报的?).{0,6}(?:有结果|有信儿?|有回音|批了|批下来|下来)(?:没有?|吗|不|了)+$|查.{0,6}(?:进度|结果|办到哪|到哪)|查.{0,6}(?:我|俺)(?:的|家的)?申报$/,
  ],
  [
    'declare',
    /^(?:我|俺|咱)?(?:们|家)?(?:想|要|想要|需要|来)(?:给|替|帮|为)?.{0,8}(?:申报|报困难|登记|报一下|申请(?:帮扶|困难|救助|补助|低保|监测|帮助))(?:吧|一下|困难|情况|的|了|啊)*$/,
  ],
  [
    'later',
    /^(?:(?:等|过)(?:一?会儿?|一?下|两天|几天)|明[天儿]|晚上|回头|改天|有空|以后|下次|稍后|待会儿?)(?:我|俺)?再.{1,3}$|^(?:我|俺)?(?:现在|今天|这会儿?)?(?:有事|没空|忙|要下地|要做饭|要出门).{0,4}[,，。 ]?(?:等会儿?|待会儿?|明天|晚上|回头|改天|稍后|以后|下次)(?:再)?(?:填|说|报|弄|来|写)?(?:吧|了|啊)?$/,
  ],
  [
    'wait',
    /^(?:(?:身份证|证|户口本|手机|照片|病历|票据|本子)(?:在|放)[^，,。]{1,8}[，,。 ]*)?(?:那)?(?:你|您)?(?:先)?(?:等|容|让)?(?:一?下|会儿?)?[，,。 ]?(?:我|俺)(?:先|得|要|这就|现在|马上)?(?:去|回|进|上)?(?:家|屋里?|屋里|楼上|里屋|柜子里?)?(?:里)?(?:去)?(?:找|拿|取|翻|查|问|看|想|拍|戴|充)(?:一?(?:找|拿|翻|查|问|看|想|下|会儿?))?(?:俺|我)?(?:身份证|户口本|证件?|本子|号码?|老花镜|眼镜|手机|病历|票据?|照片|电|家里人|老伴|儿子|闺女|孩子|他|她|俺老伴|俺儿|俺闺女)?(?:一下|去|先|再说|再发|给你|给您)?(?:啊|哈|吧|了|呢)?$|^等(?:我|俺)(?:一下|一会儿?|会儿?)?(?:找|拿|翻|问|查|看|戴|拍|想)[^，,。]{0,8}$|^(?:请|你|您)?(?:先)?(?:稍等|稍候|别急|等等我?)[，,。 ]?[^，,。]{0,10}$/,
  ],
  [
    'restart',
    /^(?:前面|刚才|之前)?(?:都|全)?(?:不要|错了|不算)?[,，。 ]?(?:我|俺)?(?:想|要)?(?:全部)?(?:重新来|从头再?来|重新开始|重新填)(?:一遍|一次)?(?:吧|了)?$/,
  ],
  [
    'withdraw',
    /(?:我|俺)(?:要|想)(?:把)?.{0,6}(?:撤回|撤销|撤了)|(?:申报|申请)(?:给|帮)?(?:我|俺)?(?:撤了|撤回)/,
  ],
  [
    'objection',
    /(?:对|不服).{0,8}(?:结果|决定).{0,6}(?:异议|不服|不满|意见)|(?:不服|不同意)(?:这个|你们的?)?(?:结果|决定)/,
  ],
  [
    'delete-data',
    /(?:删|清)(?:除|掉|了)?(?:我|俺)(?:的)?(?:所有|全部)?(?:信息|资料|数据|记录)|把?(?:我|俺)的(?:信息|资料|数据|记录)(?:都|全)?(?:删|清)/,
  ],
];

const TABLE = new Map<string, Control>();
for (const [control, words] of WORDS) for (const word of words.split(' ')) TABLE.set(word, control);
const YES_WORDS = new Set(YES.split(' '));
const NO_WORDS = new Set(NO.split(' '));
const NONE_WORDS = new Set(NONE.split(' '));

/** Words by which a finished page is sent off. */
const SUBMIT =
  /^(?:好的?了?|行了?|中|对的?|没错|没问题|可以了?|都对|嗯+|是的?)*(?:麻烦|请)?(?:你|您)?(?:帮(?:我|俺))?(?:确认)?(?:提交|交|递交)(?:上去|申报|表)?$|^(?:确认提交|提交|提交上去|确认|确认无误|交|交上去|交上|递交|上交|报上去|发送|没错交|好交|对交|对提交|对着|是对的|都对|都对的|全对|没错|没毛病|确认没有?问题|确认没有?错|无误|没有错|没有问题|没问题提交|没问题交|可以提交|可以交|好提交|行提交|中提交|就这样|就这些|就这|就按这个|按这个报|没有要改的|不用改|不改)$/;

/**
 * The wish that a whole message tells, if any. What a bare word means depends on the open step: 没有 at the photos is
 * "no more", 好 on the review sends it off. A wish inside a story is none (`我去医院没有跳过检查`).
 */
export function readControl(text: string, step: StepId | null): Control | undefined {
  const forms = [...cores(text)];
  const sendsOff = step !== null || /提交/.test(text);
  if (sendsOff && forms.some((form) => SUBMIT.test(form)) && !forms.some((form) => NO_WORDS.has(form))) {
    return step === 'consent' || step === 'filer' ? 'yes' : 'submit';
  }
  // The longest form first: 不填了 is 取消 though 不填 is 跳过.
  for (const form of forms) {
    const control = byStep(form, step) ?? TABLE.get(form);
    if (control !== undefined) return control;
  }
  const last = step === 'story' || step === 'causes' ? undefined : lastClause(text, step);
  if (last !== undefined) return last;
  if (text.length > 40) return undefined;
  const sentence = text.replace(/[。！!~～.\s]+$/u, '');
  return PHRASES.find(([, pattern]) => pattern.test(sentence))?.[0];
}

/** A wish with its reason before it (`先不提交，明天再说`); at the story such a reason may be the story. */
function lastClause(text: string, step: StepId | null): Control | undefined {
  const clauses = clausesOf(text);
  if (clauses.length < 2 || text.length > 24) return undefined;
  for (const form of cores(clauses.at(-1) ?? '')) {
    const control = TABLE.get(form);
    const isLeaving = ['later', 'cancel', 'back', 'restart', 'skip', 'human', 'resume'].includes(
      control ?? '',
    );
    if (control !== undefined && isLeaving) return control;
    if (step === 'review' && SUBMIT.test(form)) return 'submit';
  }
  return undefined;
}

function byStep(form: string, step: StepId | null): Control | undefined {
  const isAsked = step === 'consent' || step === 'review';
  if (isAsked && YES_WORDS.has(form)) return step === 'review' ? 'submit' : 'yes';
  if (step === 'consent' && NO_WORDS.has(form)) return 'no';
  if (step === 'review' && NO_WORDS.has(form)) return 'edit';
  if (NONE_WORDS.has(form)) return 'none';
  if (step === null || step === 'review') {
    if (YES_WORDS.has(form)) return 'yes';
    if (NO_WORDS.has(form)) return 'no';
  }
  return undefined;
}
