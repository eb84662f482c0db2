import type { Refusal } from './model.ts';

/** Why an action was not done, in a cadre's or resident's words. Constant: nothing of the input is repeated. */
export const REFUSALS: Record<Refusal, string> = {
  'not-found': '没有找到这个编号，或者不归您办理。请核对后再试；发“待办”看您名下的件。',
  'not-allowed': '这一步不归您的岗位办，请交给该办的人。发“待办”看您能办的件。',
  'not-assigned': '这件还没有定是哪个乡镇，请县里先分派到乡镇，再往下办。',
  taken: '这件已经有同事领取了。要换您来办，请发“接手”加编号。',
  'already-yours': '这件您已经领取了，可以直接往下办。',
  changed: '这件刚被别人办过，情况变了。请打开看看最新情况再办。',
  closed: '这件已经办结，不能再这样办了。',
  'not-decided': '这件还没有出结果，不用申请复核。有新情况可以补充说明。',
  paused: '这件已退回补正，正等申报人补材料。材料补来后发“恢复办理”加编号，再往下办。',
  'not-paused': '这件没有退回补正，不用恢复，可以直接往下办。',
  'wrong-stage': '现在还没到这一步，请按环节一步一步办。',
  'no-verification': '还没有记录入户核实的情况。请先发“记录核实”加编号和情况，再推进。',
  'same-person': '这件是复核，要换一名干部来核实，上次核实的人不能再办。',
  'needs-decision': '下一步是作出决定。请发“决定”加编号、“纳入”或“不纳入”，再写明理由。',
  'last-stage': '已经是最后一步，没有下一步了。',
  'reason-short': '请写明理由，至少5个字，让群众看得懂。',
  'text-empty': '请写上具体情况，不能是空的。',
  'text-long': '内容太长了，请控制在2000字以内。',
  'photo-unknown': '照片没有找到，可能已经用过了。请重新发一次照片。',
  'transfer-pending': '这件正在转办，等对方接收或退回，现在不能办。',
  'transfer-none': '没有找到等您接收的转办件，可能已经处理过了。发“待办”看最新情况。',
  'no-such-queue': '没有找到要转去的乡镇。请写本县的乡镇，或者写“县里”。',
  'same-queue': '这件本来就在那里，不用转。',
  'not-intake': '这件已经分到乡镇了。要换乡镇，请由现在的乡镇转办。',
  answered: '这项任务已经回复过了。',
  'open-elsewhere': '您家另有一件正在办理，有新情况请补充到那一件里。',
  'still-open': '这户还有正在办理的件，办结或撤回后才能删除。',
};

/** The text of a refusal. */
export function refusalText(reason: Refusal): string {
  return REFUSALS[reason];
}

const MONTH_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `2026-11-30` as people say it: 11月30日, with the year when it is another than that of `today`. */
export function dayText(day: string, today?: string): string {
  const [, year = '', month = '', date = ''] = MONTH_DAY.exec(day) ?? [];
  const short = `${Number(month)}月${Number(date)}日`;
  return today === undefined || today.startsWith(year) ? short : `${year}年${short}`;
}

/** How a case stands to its due day. Days are working days. */
export const DUE = {
  paused: '等补材料',
  none: '不限时',
  today: '今天到期',
  left: (days: number) => (days === 0 ? '工作日前到期' : `还有${days}天`),
  over: (days: number) => (days === 0 ? '已超期' : `超期${days}天`),
  provisional: '（暂定）',
} as const;

export const TIMELINE = {
  paused: '等您补材料，补来后接着办',
  recheck: '复核',
} as const;

/** Who gets a case, where a name is shown. */
export const PLACES = {
  intake: (county: string) => `${county}（待分派）`,
} as const;

const by = (day: string | null) => (day === null ? '' : `，预计${day}前办完这一步`);

/** Messages to the household. Primary-school Chinese; the receipt is the only identifying mark. */
export const RESIDENT = {
  taken: (receipt: string) => `您的申报（编号${receipt}）已经有干部接手了，会尽快联系您。`,
  stage: (receipt: string, stage: string, plain: string, due: string | null) =>
    `您的申报（编号${receipt}）有新进展：现在到了“${stage}”这一步。${plain}${by(due)}。`,
  assigned: (receipt: string, place: string, due: string | null) =>
    `您的申报（编号${receipt}）已经分到${place}，由他们来办${by(due)}。`,
  moved: (receipt: string, place: string, due: string | null) =>
    `您的申报（编号${receipt}）转给${place}接着办了，编号不变，您不用重新申报${by(due)}。`,
  returned: (receipt: string, missing: string) =>
    `您的申报（编号${receipt}）还缺点材料：${missing}\n补好后在这里点“补充情况”，写字或拍照发来都行；也可以把材料交给村干部。等材料的日子不算在办理时间里。`,
  resumed: (receipt: string, due: string | null) =>
    `您的申报（编号${receipt}）材料收到了，接着往下办${by(due)}。`,
  joined: (receipt: string) => `您家的申报（编号${receipt}）收到了新的补充情况，办理的干部会看到。`,
  included: (receipt: string, reason: string) =>
    `您的申报（编号${receipt}）有结果了：纳入监测帮扶。\n理由：${reason}\n接下来会有干部上门，和您商量怎么帮。如有不同意见，点“我有不同意见”。`,
  notIncluded: (receipt: string, reason: string) =>
    `您的申报（编号${receipt}）有结果了：这次不纳入监测。\n理由：${reason}\n这不影响您申请别的帮助：看病、上学、低保、临时救助，都可以找村干部或乡镇问，也可以打12345。\n如有不同意见，点“我有不同意见”申请复核；以后情况变了，可以再申报。`,
  support: (receipt: string) =>
    `您家（编号${receipt}）开始落实帮扶了，干部会跟您说清楚有哪些帮扶。有事随时在这里说。`,
  riskRemoved: (receipt: string) =>
    `您家（编号${receipt}）的困难经核实已经缓解，这件事办完了。以后再有困难，随时可以重新申报。`,
  withdrawn: (receipt: string) =>
    `您的申报（编号${receipt}）已按您家的要求撤回。以后有困难，随时可以再申报。`,
  objection: (receipt: string, due: string | null) =>
    `您家的不同意见（编号${receipt}）收到了，会换一名干部重新核实${by(due)}。`,
} as const;

/** To a neighbour or cadre who reported a household: no progress, only that it arrived and that it ended. */
export const REPORTER = {
  closed: (receipt: string) => `您代报的那一户（编号${receipt}）已经办完，结果已告诉本人。谢谢您的关心。`,
} as const;

/** Labels of buttons under a resident's message; their ids are controls of the declaration room. */
export const BUTTONS = {
  status: '查进度',
  supplement: '补充情况',
  objection: '我有不同意见',
} as const;

const head = (urgent: boolean) => (urgent ? '【紧急】' : '');

/** Messages to staff: village and cause, nothing of the person. */
export const STAFF = {
  opened: (urgent: boolean, place: string, causes: string, receipt: string, due: string | null) =>
    `${head(urgent)}新件：${place}，${causes}。编号${receipt}${due === null ? '' : `，${due}前受理`}。发“领取 ${receipt}”来办。`,
  intake: (urgent: boolean, causes: string, receipt: string) =>
    `${head(urgent)}新件：不知道是哪个乡镇，${causes}。编号${receipt}，请尽快分派到乡镇。`,
  supplement: (urgent: boolean, place: string, receipt: string) =>
    `${head(urgent)}${place}有补充情况，编号${receipt}。发“打开 ${receipt}”查看。`,
  added: (urgent: boolean, place: string, receipt: string) =>
    `${head(urgent)}${place}有人又报了同一户，已并到编号${receipt}里，没有立新件。请核对是不是一户。`,
  arrived: (urgent: boolean, place: string, stage: string, receipt: string, due: string | null) =>
    `${head(urgent)}${place}一件到了“${stage}”，编号${receipt}${due === null ? '' : `，${due}前办完`}。发“领取 ${receipt}”来办。`,
  incoming: (urgent: boolean, from: string, causes: string, receipt: string) =>
    `${head(urgent)}${from}转来一件：${causes}。编号${receipt}。发“接收 ${receipt}”或“拒收 ${receipt} 理由”。`,
  accepted: (to: string, receipt: string) => `编号${receipt}：${to}已接收，不再由您这里办。`,
  rejected: (to: string, receipt: string) =>
    `编号${receipt}：${to}没有接收，还在您这里，请接着办。理由请打开查看。`,
  withdrawn: (place: string, receipt: string) => `${place}一件由申报人撤回，编号${receipt}，不用再办。`,
  objection: (place: string, receipt: string, due: string | null) =>
    `${place}一件申请复核，编号${receipt}${due === null ? '' : `，${due}前核实`}。要换一名干部核实。`,
  task: (urgent: boolean, place: string, cause: string, receipt: string) =>
    `${head(urgent)}新任务：${place}，${cause}，编号${receipt}。发“任务”查看并回复。`,
  taskAnswered: (unit: string, receipt: string) =>
    `编号${receipt}：${unit}回复了办理情况。发“打开 ${receipt}”查看。`,
} as const;
