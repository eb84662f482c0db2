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
  'no-verification':
    '还没有记录入户核实的情况。请先发“核实表”加编号填核实表，或者发“记录核实”加编号和情况，再推进。',
  'no-form': '还没有入户核实表，不能纳入。请发“核实表”加编号填上（村里、乡镇都能补），或者退回入户核实。',
  'no-review': '还没有记录村级评议。请先发“评议”加编号和结果，例如：评议 1 12人 同意11 不同意1，再推进。',
  'no-posting': '还没有记录张贴公示。公示贴出来后发“张贴”加编号（可先发照片），再推进。',
  'protest-open':
    '公示有异议还没有核查，要先查清。请没有核实过这户的同事发“异议核查”加编号，写成立或不成立和情况。',
  'no-protest': '这件没有等着核查的公示异议。',
  'which-protest':
    '这件有几条异议没有核查。请写第几条，例如：异议核查 1 第2条 不成立 情况。发“打开”加编号看是哪几条。',
  'paper-figures':
    '数字对不上，请核对：人数要在1到30之间，劳动力不能比人数多，同意和不同意加起来不能比到会的多。',
  'paper-day': '日期不对：不能是以后的日子，也不能太早。请写成 11月20日 这样。',
  'paper-visitors': '请写入户核实的人的姓名，1到10个，中间用顿号隔开。',
  'several-villages': '一张公示只能贴一个村的。请按村分开张贴。',
  'sheet-full': '一次最多张贴30户，请分开发。',
  'notice-full': '在公示的超过500户，一次印不完，怕有漏的，没有印。请一个村一个村地印，例如：公示单 晋庄村。',
  'same-person': '这一步要换一名干部来办：核实过这户的人，不能再来复核或核查异议。',
  'own-case': '这件是您自己替家人申报的，要回避，请让同事来办。',
  'no-earlier': '前面没有可以退回的环节了。材料不全请发“退回补正”加编号和缺什么。',
  'not-suspected': '这件没有“疑似同户”的标记，不用核对。',
  'same-household': '这两个编号本来就是同一户，不用合。',
  'merge-undone': '这次合并已经拆开过了。确实是一户的，请发“合户 编号 编号”重新合。',
  'merge-later': '这两件后来又和别的件合过。请先拆开后来的那一次。',
  'merge-decided': '合并以后已经作了决定，决定用了两件的材料，不能直接拆开。请先复核重办，再拆开。',
  'merge-erased': '其中一户的信息已按规定删除，拆不开了。',
  'merge-gone': '另一件已经办结，或者不在您这里了，不能并。确实是一户的，请写明理由转办或决定。',
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
  'measures-later': '还没有纳入，先不安排帮扶措施。紧急的件可以先安排。',
  'measure-unknown': '没有找到这项措施。请发“措施”加编号，看列表再选。',
  'measure-planned': '选的措施里有已经安排过的。请发“措施”加编号看列表。',
  'measure-ended': '这项措施已经办完或停了，不能再改。要接着办，请重新安排一项。',
  'unit-missing': '请写上由哪个单位办，例如：措施 编号 自定 修门口的路 望田镇政府。',
  'not-supported': '这户现在不在帮扶中，不能这样办。发“待办 帮扶”看帮扶中的件。',
  'needs-removal': '帮扶中的件不用推进。风险没了，请发“风险消除 编号 帮扶（或自然）理由”。',
  'removal-unmet': '还不能消除风险，条件没有满足。',
  'removal-proposed': '这户已经提过风险消除了，等县里定。',
  'removal-none': '这户没有等着定的风险消除。',
  'not-removed': '这户没有消除过风险，不用重新监测。发“打开”加编号看情况。',
  'household-open': '这户另有一件正在办理，请在那一件里办。',
  'not-answered': '部门还没有回复，先不用核查。',
  checked: '这条回复已经核查过了。',
  'open-elsewhere': '您家另有一件正在办理，有新情况请补充到那一件里。',
  'still-open': '这户还有正在办理的件，办结或撤回后才能删除。',
  'value-wrong': '写的内容不对，没有改。请核对证件后重新写。',
  'archive-keeps': '按档案规定还没到能删的时候，不能删。可以发“不能办”加编号和原因答复。',
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

/** To a chat that is no member's any more. */
export const CHATS = {
  removed: '您的干部身份已停用，这个聊天不再收到工作消息，也不能再办件。有疑问请找县里管理员。',
  moved: '您的工作号已经绑到另一个聊天，这里不再收到工作消息。要不是您本人换的，请马上告诉县里管理员。',
} as const;

/** Who gets a case, where a name is shown. */
export const PLACES = {
  intake: (county: string) => `${county}（待分派）`,
} as const;

/** By when a step is to be done: 11月30日前办完这一步（示例，未经县级审核） */
export function stepBy(day: string, marks: readonly string[]): string {
  return `${day}前办完这一步${marks.length === 0 ? '' : `（${marks.join('；')}）`}`;
}

const by = (due: string | null) => (due === null ? '' : `，预计${due}`);

/** What of a household's data may be corrected, by name. */
const ITEMS = { name: '姓名', phone: '电话', idNumber: '身份证号', village: '住的村' } as const;

/** Messages to the household. Primary-school Chinese; the receipt is the only identifying mark. */
export const RESIDENT = {
  corrected: (receipt: string, item: keyof typeof ITEMS) =>
    `您家（编号${receipt}）登记的${ITEMS[item]}改好了。不是您家要改的，请马上告诉村里或镇里。`,
  taken: (receipt: string) => `您的申报（编号${receipt}）已经有干部接手了。请留意电话和这里的消息。`,
  stage: (receipt: string, stage: string, plain: string, due: string | null) =>
    `您的申报（编号${receipt}）有新进展：现在到了“${stage}”这一步。${plain}${by(due)}。`,
  assigned: (receipt: string, place: string, due: string | null) =>
    `您的申报（编号${receipt}）已经分到${place}，由他们来办${by(due)}。`,
  moved: (receipt: string, place: string, due: string | null) =>
    `您的申报（编号${receipt}）转给${place}接着办了，编号不变，您不用重新申报${by(due)}。`,
  returned: (receipt: string, missing: string) =>
    `您的申报（编号${receipt}）还缺点东西：${missing}\n在这里点“补充情况”，写字、拍照发来都行。也可以交给村干部。\n等您补的日子，不算在办理的日子里。`,
  resumed: (receipt: string, due: string | null) =>
    `您的申报（编号${receipt}）您补的材料收到了，接着往下办${by(due)}。`,
  sentBack: (receipt: string, stage: string, due: string | null) =>
    `您的申报（编号${receipt}）有的材料要再核对，又回到“${stage}”这一步，日子会往后推一推${by(due)}。您不用重新申报。`,
  merged: (receipt: string, into: string) =>
    `您的申报（编号${receipt}）和编号${into}是同一户的，已经并到编号${into}里接着办。以后查进度请用编号${into}。`,
  apart: (receipt: string) =>
    `您的申报（编号${receipt}）又单独办了：核对后发现和另一件不是同一户。您不用重新申报，查进度还用这个编号。`,
  joined: (receipt: string) => `您家的申报（编号${receipt}）收到了新的补充情况，办理的干部会看到。`,
  included: (receipt: string, reason: string) =>
    `您的申报（编号${receipt}）有结果了：您家列入了帮扶名单（纳入监测帮扶）。\n理由：${reason}\n接下来，干部跟您商量怎么帮。您不同意，点“我有不同意见”。`,
  notIncluded: (receipt: string, reason: string) =>
    `您的申报（编号${receipt}）有结果了：这次没有列入帮扶名单（不纳入监测）。\n理由：${reason}\n这不影响您申请别的帮助。看病、上学、低保、临时救助的事，可以问村干部或乡镇，也可以打12345。\n您不同意，点“我有不同意见”，会换人重新看。以后情况变了，可以再申报。`,
  /** After an objection: the reason says what came of it; the next ways on. */
  rechecked: {
    included: (receipt: string, reason: string) =>
      `您的申报（编号${receipt}）换人重新看过了：您家列入了帮扶名单（纳入监测帮扶）。\n理由：${reason}\n接下来，干部跟您商量怎么帮。您不同意，点“我有不同意见”。`,
    notIncluded: (receipt: string, reason: string) =>
      `您的申报（编号${receipt}）换人重新看过了：这次没有列入帮扶名单（不纳入监测）。\n理由：${reason}\n这不影响您申请别的帮助。您还是不同意，可以再点“我有不同意见”，也可以打12345说。以后情况变了，可以再申报。`,
  },
  aided: (receipt: string, words: string) =>
    `您家的事（编号${receipt}），我们先帮着办，手续后面补。\n现在办的：${words}\n还有急事，随时在这里说。`,
  waiting: (receipt: string, missing: string) =>
    `您的申报（编号${receipt}）还在等您补：${missing}\n在这里点“补充情况”，写字、拍照发来都行。不好办，就找村干部帮您。`,
  support: (receipt: string) =>
    `您家（编号${receipt}）开始落实帮扶了，干部会跟您说清楚有哪些帮扶。有事随时在这里说。`,
  withdrawn: (receipt: string) =>
    `您的申报（编号${receipt}）已按您家的要求撤回。以后有困难，随时可以再申报。`,
  objection: (receipt: string, due: string | null) =>
    `您家的不同意见（编号${receipt}）收到了，会换一名干部重新看${by(due)}。`,
} as const;

/** To a neighbour or cadre who reported a household: no progress, only that it arrived and that it ended. */
export const REPORTER = {
  closed: (receipt: string) =>
    `您代报的那一户（编号${receipt}）已经办完。请提醒本人凭编号和电话后四位查结果，或者问村干部。谢谢您的关心。`,
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
  openedInVillage: (urgent: boolean, place: string, causes: string, receipt: string) =>
    `${head(urgent)}新件：${place}，${causes}。编号${receipt}，镇里先受理。发“打开 ${receipt}”可以看。`,
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
  sentBack: (urgent: boolean, place: string, stage: string, receipt: string, due: string | null) =>
    `${head(urgent)}${place}一件退回到“${stage}”重办，编号${receipt}${due === null ? '' : `，${due}前办完`}。理由请发“打开 ${receipt}”查看。`,
  resupplied: (urgent: boolean, place: string, receipt: string, due: string | null) =>
    `${head(urgent)}${place}一件有补充情况，材料补来了，编号${receipt}，接着计时${due === null ? '' : `，${due}前办完这一步`}。发“打开 ${receipt}”查看。`,
  apart: (receipt: string, other: string) => `编号${receipt}和编号${other}已经拆开，两件分开办。`,
  suspected: (place: string, receipt: string, other: string) =>
    `${place}编号${receipt}和编号${other}同村同名，电话不一样，疑似同户。请核对：是一户发“同户 ${receipt}”，不是发“不同户 ${receipt}”。`,
  recalled: (from: string, receipt: string) => `编号${receipt}：${from}撤回了转办，不用接收了。`,
  accepted: (to: string, receipt: string) => `编号${receipt}：${to}已接收，不再由您这里办。`,
  rejected: (to: string, receipt: string) =>
    `编号${receipt}：${to}没有接收，还在您这里，请接着办。理由请打开查看。`,
  withdrawn: (place: string, receipt: string) => `${place}一件由申报人撤回，编号${receipt}，不用再办。`,
  mistaken: (place: string, receipt: string) =>
    `${place}一件是走访记错了，已撤销，编号${receipt}，不用再办。`,
  objection: (place: string, receipt: string, due: string | null) =>
    `${place}一件申请复核，编号${receipt}${due === null ? '' : `，${due}前核实`}。要换一名干部核实。`,
  task: (urgent: boolean, place: string, cause: string, receipt: string) =>
    `${head(urgent)}新任务：${place}，${cause}，编号${receipt}。发“任务”查看并回复。`,
  protest: (place: string, receipt: string) =>
    `${place}一件公示有人提了异议，编号${receipt}。要由没有核实过这户的人核查。发“打开 ${receipt}”查看。`,
  protestSettled: (place: string, receipt: string, upheld: boolean) =>
    `${place}编号${receipt}的公示异议核查过了：${upheld ? '成立。请退回入户核实重办，或如实往上报' : '不成立，可以往下办'}。`,
  aided: (place: string, receipt: string) =>
    `【紧急】${place}一件先行救助了，手续后补，编号${receipt}。发“打开 ${receipt}”查看。`,
  aidedTask: (place: string, receipt: string) =>
    `【紧急】${place}一件先行救助了，编号${receipt}。请尽快办您这边的任务，发“任务”查看。`,
  taskAnswered: (unit: string, receipt: string) =>
    `编号${receipt}：${unit}回复了办理情况。发“打开 ${receipt}”查看，发“核查 ${receipt}”核一核属实不属实。`,
  taskKept: (receipt: string) => `编号${receipt}：您单位的回复核查过了，属实。`,
  taskRedo: (urgent: boolean, place: string, cause: string, receipt: string) =>
    `${head(urgent)}任务重办：${place}，${cause}，编号${receipt}。上次的回复核查没有通过。发“任务”打开看原因，办好再回复。`,
} as const;

/** Posts, as staff and residents read them. */
export const ROLE_NAMES = {
  village: '村级干部',
  township: '乡镇干部',
  county: '县级干部',
  department: '部门干部',
  supervisor: '督导',
} as const;
