/** What a household reads about its own case. */
export const CASE_TEXTS = {
  done: '✓ ',
  current: '▶ ',
  coming: '· ',
  on: (day: string) => ` ${day}`,
  by: (day: string) => `，最迟${day}办完`,
  /** A day that rests on a limit which nobody has approved. */
  about: (day: string) => `，大约到${day}`,
  /** Some limit is neither in a document nor approved by the county (示例，未经县级审核). */
  sample: '这些日子是示例，还没经县里审核，以干部说的为准。',
  of: (receipt: string) => `编号 ${receipt}`,
  at: (place: string) => `现在由${place}办理。`,
  atIntake: (place: string) => `现在在${place}，正在分给管您的乡镇。`,
  paused: (missing: string) => `还缺东西，等您补：${missing}`,
  askWhat: '要补什么，请问村干部。',
  note: (note: string) => `干部的说明：${note}`,
  /** Why a household was not included, in the cadre's words. */
  reason: (note: string) => `原因：${note}`,
  /** What else may help who was not included; nothing is promised. */
  elseHelp: [
    '别的帮扶还可以问：看病、上学、住房、低保，点“问政策”。',
    '家里又出了难处，可以再报。想当面说，点“找人工”。',
  ],
  sampleMark: '示例',
  whenBy: (day: string) => `${day}前`,
  whenAbout: (day: string) => `大约${day}前`,
  outcome: {
    included: '有结果了：您家列入了帮扶名单（纳入监测）。',
    not_included: '有结果了：这次没有列入帮扶名单（不纳入监测）。不同意，可以点“我有不同意见”。',
    withdrawn: '已经撤回。',
  },

  askReceipt: '请发回执编号，例如 ABC-DEF-GHJ。编号在您交申报时的那条消息里。',
  receiptLost: '找不到编号，可以问村干部或镇里。',
  receiptWrong: '这个编号好像有一位写错了。请再看一看，重新发。',
  askTail: '请再发您申报时留的电话的后四位（没留电话的，发身份证号后四位）。',
  tailWrong: '请发四位数字，例如 1234。',
  notFound: '没有查到。请看看编号和电话后四位有没有写错。还是查不到，请找村干部，或点“找人工”。',
  tooMany: '查错的次数太多了，请过一个小时再试。急的话请点“找人工”，或打12345。',
  none: '这个聊天里没有您交过的申报。',
  which: '是哪一件？',

  askSupplement: (receipt: string) =>
    `编号 ${receipt}：有什么新情况，请打字说，或者拍照发来。说完了点“好了”。`,
  supplemented: '补充好了，干部会看到。还有就接着发，没有了点“好了”。',
  supplementDone: '好，都收到了。',
  doneButton: '好了',
  askWithdraw: (receipt: string) => `要撤回编号 ${receipt} 的申报吗？撤回后镇里就不办了，以后可以再报。`,
  askWithdrawAgain: '您说的我知道了。要撤回就点“撤回”，不撤回就点“不撤回”。',
  yesWithdraw: '撤回',
  noWithdraw: '不撤回',
  withdrawn: '撤回了。以后有难处，随时再来申报。',
  notWithdrawn: '好，没有撤回，接着办。',
  askObjection: (receipt: string) =>
    `编号 ${receipt}：您为什么不同意这个结果？请写一写理由。会换一名干部重新看。`,
  objected: '您的意见收到了，会换一名干部重新看。有结果，在这里告诉您。',
  notDecided: '这件还没有出结果，不用提意见。有新情况，点“补充情况”。',
  dropped: '好，先不说这个了。',
} as const;
