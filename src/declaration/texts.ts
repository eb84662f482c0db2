import type { Cause, Filer, HouseholdAnswer, IncomeAnswer } from './draft.ts';
import type { ProblemKind } from './found.ts';

/** Version of the privacy notice and consent texts below. Change it with every change of their words. */
export const NOTICE_VERSION = '2026-11-1';

/** What the form says to the people who fill it in: plain words, short sentences. */
export const DECLARATION_TEXTS = {
  progress: (at: number, of: number) => `第 ${at} 步 · 共 ${of} 步`,
  example: (text: string) => `例如：${text}`,
  offerHuman: '要是不好填，可以点“找人工”，让干部帮您填。',
  /** Before the first personal field; every sentence has to be true of the program. */
  notice: [
    '下面要登记个人情况。先跟您说清楚：',
    '记什么：姓名、身份证号、电话、住址、困难情况、照片。',
    '做什么用：只用来核实困难、安排帮扶。',
    '谁能看：管您这个村、这个乡镇的干部和县里经办的人。',
    '存多久：没交的，您随时能删；交了的，按档案规定保存。',
    '您可以随时撤回，不影响您当面申请。',
  ],
  noticeForOthers: '您是替别人报。请先跟他说一声，他愿意了再点同意。',
  consentQuestion: [
    '要您同意两件事：',
    '一、登记上面这些情况（不同意就没法在这里报）。',
    '二、让有关部门核对收入、看病等情况（可以不同意）。',
  ],
  guardian: [
    '这一户要帮的人不满 14 岁。',
    '要由监护人（爸妈、爷爷奶奶等）同意，才能登记孩子的情况。',
    '您是监护人，或者监护人已经同意了吗？',
  ],
  refused: [
    '好，不登记。刚才说的个人情况都没有留。',
    '您照样可以申请：带上身份证或户口本，到村委会或乡镇便民服务中心当面说。',
    '不方便出门，可以请村干部上门，也可以让家里人去。',
    '以后想在这里报，回复“我要申报”。',
  ],
  reviewTitle: '请您看一看，对不对：',
  reviewAsk: '都对就点“确认提交”。哪里不对，直接说，比如“电话错了，是139…”。',
  reviewUrgent: '【急】这一件会标成急件。',
  notSaid: '没写',
  photoCount: (n: number) => `${n} 张`,
  perCapita: (perPerson: number) =>
    `按您说的，全家平均每人一年约 ${perPerson} 元。这个数只作参考，不决定能不能帮。`,
  editWhich: '要改哪一项？',
  choices: '有几个地方叫这个名字。您是哪一个？',
  idConverted: (masked: string) => `您写的是旧的 15 位号，已换成 18 位：${masked}。`,
  again: (question: string) => `还是刚才那一步：${question}`,
  consentAgain: '同意登记吗？',
  reviewAgain: '还是刚才那一页：都对就点“确认提交”。想再看一遍，回复“继续”。',
  placeSaid: (names: string, said: string) => `${names}（您写的：${said}）`,
  reviewHelp: '要交就回复“提交”，要改就说哪里不对，比如“电话错了”。',
  placeListed: '在下面点，或者直接写村名。',
  intake: (text: string) => `${text === '' ? '没写清' : text}（先交县里，由县里找到管您的乡镇）`,
  villageOf: (township: string) => `好，${township}。您是哪个村的？`,
} as const;

export const BUTTONS = {
  consentAll: '都同意',
  consentSensitive: '只同意登记',
  consentNone: '不同意',
  guardianYes: '同意',
  guardianNo: '不同意',
  skip: '跳过',
  keep: '不改了',
  skipId: '跳过（不在手边）',
  noPhone: '没有电话',
  placeUnknown: '不知道在哪',
  placeWhole: '先写到乡镇',
  morePlaces: '下一页',
  firstPlaces: '回第一页',
  causesDone: '选好了',
  photosDone: '发完了',
  noPhotos: '没有照片',
  human: '找人工',
  back: '返回',
  later: '稍后再填',
  submit: '确认提交',
  edit: '修改',
  moreHousehold: '补充家里人口',
  moreIncome: '补充收入',
} as const;

export const FILER_NAMES: Record<Filer, string> = {
  self: '给自己家报',
  kin: '替家人亲戚报',
  neighbour: '替邻居乡亲报',
  cadre: '我是干部，代群众报',
};

export const RELATIONS = ['父亲', '母亲', '老伴', '儿子', '女儿', '爷爷', '奶奶', '其他亲戚'] as const;

/** The causes in the words on their buttons. */
export const CAUSE_NAMES: Record<Cause, string> = {
  因病: '生病花钱多',
  因学: '上学负担重',
  因残: '残疾',
  因自然灾害: '遭了灾',
  因意外事故: '出了事故',
  因产业项目失败: '种养、生意赔了',
  因务工就业不稳: '没活干、工资少',
  缺劳动力: '缺劳力',
  住房: '房子不安全',
  饮水: '吃水难',
  其他: '其他',
};

export const FIELD_NAMES = {
  filer: '谁来报',
  relation: '户主是您的',
  consent: '同意',
  name: '户主',
  id_number: '身份证',
  phone: '电话',
  place: '住址',
  causes: '困难原因',
  story: '经过',
  photos: '照片',
  household: '家里人口',
  income: '收入',
  review: '核对',
} as const;

export const HOUSEHOLD_NAMES: Record<keyof HouseholdAnswer, (n: number) => string> = {
  members: (n) => `${n} 口人`,
  labour: (n) => `能干活的 ${n} 个`,
  elderly: (n) => `老人 ${n} 个`,
  students: (n) => `上学的 ${n} 个`,
  disabled: (n) => `残疾的 ${n} 个`,
  sick: (n) => `有病的 ${n} 个`,
};

export const INCOME_NAMES: Record<keyof IncomeAnswer, string> = {
  wage: '打工',
  business: '种养、生意',
  property: '租金、分红',
  transfer: '补助、养老金等',
  spending: '看病、上学等花费',
};

/** What is wrong with a message, and what to do. */
export const PROBLEMS: Record<ProblemKind, string> = {
  senseless: '没看明白您的意思。请换个说法，再说一遍。',
  'too-long': '这段话太长了，没有收下。请分几次说，每次不超过 2000 个字。',
  'not-understood': '没看明白。请换个说法，再说一遍。',
  'name-form': '这个不像人名。请写身份证上的姓名。',
  'name-digits': '人名里不能有数字。请写身份证上的姓名。',
  'name-of-filer': '记下了，这是您的名字。还要写要帮的那一家户主的姓名。',
  'id-length': '身份证号应该是 18 位。请对着身份证数一数。',
  'id-letters': '身份证号里有字母。除了最后一位可以是 X，都要写数字。是不是把 0 写成了字母 O？',
  'id-check': '身份证号好像有一位写错了，对不上。请对着身份证再写一遍。',
  'id-birth': '身份证号里的生日不对，没有这一天。请再看看第 7 到 14 位。',
  'id-future': '身份证号里的生日还没到。请再看看第 7 到 14 位。',
  'id-age': '按这个身份证号，人已经超过 120 岁了。请再看看第 7 到 10 位。',
  'id-area': '身份证号开头两位不对，没有这个省份。请再看看。',
  'phone-length': '手机号应该是 11 位。请数一数，再写一遍。',
  'phone-form': '这个电话号码不对。手机号是 1 开头的 11 位，座机请带上区号。',
  'place-ambiguous': '有几个地方叫这个名字。您是哪一个？',
  'place-outside': '这个地方不归我们管。',
  'place-unresolved': '没找到这个地方。请写乡镇和村的名字。',
  'place-unknown':
    '不要紧。在下面点您的乡镇，或者写个附近的村、集市。实在找不到，点“不知道在哪”，先交县里，县里会找到管您的乡镇。',
};

/** What is said when an answer is taken as it is, though nothing could be read from it. */
export const TAKEN = {
  causes: '您说的记下了。原因先记成“其他”，干部来核实时再定。',
  photos: '照片先放一放，以后也能补。',
  enough: '这一项先放一放，咱们接着往下。想填了，随时告诉我。',
  optional: '这一项先空着，干部核实时再问。',
  phone: '好，先当没有电话。干部会到家里找您。',
  id: '好，身份证号先空着，干部核实时再补。',
  place: '好，先交县里。您写的我都带上了，县里会找到管您的乡镇。',
  askPlace: '好，那您住哪里，后面再问您。',
  knownPhone: (masked: string) => `电话 ${masked} 已经记下了。`,
} as const;

/** Said of a place elsewhere, with its name. */
export function outsideText(name: string | undefined): string {
  const whose =
    name === undefined ? '这个地方不归我们县管。' : `${name}不归我们县管，要找当地的村委会或乡镇。`;
  return `${whose}要是写错了，请再写一遍住的乡镇和村。`;
}

/** A question in its usual words, in simpler ones, and an example of an answer. */
export interface Question {
  ask: string;
  simple: string;
  example?: string;
  /** The question where the choices are seen beneath it, without numbers. */
  onPage?: string;
}

export const QUESTIONS: Record<string, Question> = {
  filer: { ask: '您是给谁报困难？', simple: '是您自己家有困难，还是替别人报？', example: '给自己家报' },
  relation: { ask: '要帮的人（户主），是您的什么人？', simple: '他是您家的谁？', example: '父亲' },
  name: { ask: '您叫什么名字？请写户主身份证上的姓名。', simple: '请只写户主的姓名。', example: '王建国' },
  nameOfOther: {
    ask: '要帮的那一家，户主叫什么名字？',
    simple: '请只写要帮的那个人的姓名。',
    example: '王建国',
  },
  id_number: {
    ask: '户主的身份证号是多少？不在手边可以跳过。',
    simple: '请写身份证上 18 位的号。没有就回复“跳过”。',
    example: '11010519491231002X',
  },
  phone: {
    ask: '打哪个电话能找到您？没有电话，写邻居或村干部的也行。',
    simple: '请写一个 11 位的手机号。没有就回复“没有电话”。',
    example: '13800001234',
  },
  place: { ask: '家住哪个乡镇、哪个村？', simple: '请写住的村名，或在下面点。', example: '某某镇某某村' },
  causes: {
    ask: '家里难在哪里？可以说好几样，也可以写数字。',
    simple: '请点一个最主要的原因。拿不准就点“其他”。',
    example: '1 3，或者：看病花钱多，房子漏雨',
    onPage: '家里难在哪里？可以选好几样，选完点“选好了”。',
  },
  causesTicked: { ask: '再点一下就是去掉。选好了点“选好了”。', simple: '选好了点“选好了”。' },
  story: {
    ask: '出了什么事？用您自己的话说说，说多说少都行。',
    simple: '请简单说一句，家里出了什么事。',
    example: '老伴去年得病，住院花了五万多，借了钱',
  },
  photos: {
    ask: '有病历、票据、房子的照片吗？有就发来，没有就点“没有照片”。',
    simple: '没有照片，就回复“没有”。',
    example: '没有',
  },
  photosMore: { ask: '还有照片就接着发，没有了点“发完了”。', simple: '没有了，就回复“发完了”。' },
  household: {
    ask: '家里几口人？几个能干活、几个老人、几个上学的？',
    simple: '请写家里一共几口人。',
    example: '5口人，2个老人，1个上学的，能干活的1个',
  },
  income: {
    ask: '最近一年，家里挣了多少、花了多少？大概就行。',
    simple: '请写打工、种地、补助各多少钱。',
    example: '打工3万，种地5千，低保2400，看病花了8万',
  },
};
