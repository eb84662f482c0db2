import type { Asked } from '../question/asked.ts';

/** Every sentence of our own that an asker can see in an answer. Residents' are at primary-school reading level. */
export const TEXTS = {
  empty: '我没看到您的问题。请用一句话说说您想问什么，例如“家里人住院花钱多怎么办”。',
  tooLong: '您发的内容太长了。请用一两句话说说您最想问的事。',
  greeting: '您好！看病、上学、住房、吃水、找活干这些帮扶政策，您都可以问我。您有什么难处，直接说就行。',
  central: '中央文件',
  /** A central text that we hold in part only: what it does not say the whole may. */
  centralInPart: '现有的中央文件（不全）',
  outOfScope: (place: string, central: string) =>
    `这件事我没有查到。${place}的文件和${central}里都没有写。我不能乱说。您可以问村干部或镇政府，也可以点“找人工”。`,
  centralOnlyOutOfScope: '中央文件里没有写这件事。请告诉我您在哪个县，我再按您当地的文件查一查。',
  otherJurisdiction: (place: string, central: string) =>
    `这件事，${place}的文件和${central}都没有写。别的地方有过规定，可是在${place}不算数，请别照着办。您可以问村干部或镇政府，也可以点“找人工”。`,
  otherPlace: (named: string) =>
    `您问的是${named}的规定。我只能按您那里的文件和中央文件回答。${named}的事，请问那边的村干部或镇政府。`,
  personalData:
    '别人家的事，我不能说，也查不到。名单、身份证号、电话、账号都一样。您自己家的事，可以点“查进度”或“找人工”。',
  injection: '我只按政策文件回答，不能照这样做。您想问政策，请直接说。',
  politics: '这样的事我不评论。我只回答帮扶政策的问题。您家有难处，请直接说。',
  creative: '这个我帮不上忙。我只回答帮扶政策的问题。您家有难处，请直接说。',
  human: '您说的事要有人来办。请点“找人工”，会转给管这事的干部。您家有难处，也可以点“我要申报”。',
  crisis:
    '先保住人要紧。有生命危险请马上打120（急救）或110（报警）；心里难受撑不住，可以打12356心理援助热线。别一个人扛着，我们会帮您，也请点“找人工”。',
  missing: {
    money: '没有写具体多少钱',
    amount: '没有写具体多少',
    premium: '没有写具体交多少',
    days: '没有写要几天',
    phone: '没有写电话号码',
    address: '没有写办事地址',
    person: '没有写具体是哪个人',
    papers: '没有写要带哪些材料',
    account: '没有写打到哪个账户',
    hours: '没有写几点上班',
    start: '没有写从哪天算起、哪天到账',
    interest: '没有写利息是多少',
    year: (years: string) => `没有写${years}年的规定`,
    claim: (figures: string) => `没有写您说的${figures}`,
    direct: '没有直接写这件事',
    list: '没有把这些一个个列出来',
    detail: '没有写您问的这个细节',
  },
  partial: (place: string, missing: string) => `${place}的文件${missing}，请向村干部或镇政府问清。`,
  /** To a resident: what is missing, and whom to ask, in a sentence each. */
  missingPlainly: (place: string, missing: string) => `${place}的文件${missing}。`,
  /** Of a figure asked of both levels that only the local document states. */
  centralLeavesOpen: (central: string) => `${central}没有写具体的数。`,
  also: (missing: string) => `也${missing}。`,
  askThem: '请问问村干部或镇政府。',
  /** Before the nearest thing that is written, where the matter itself is not. */
  nearest: (title: string) => `最接近的是“${title}”，您看看。`,
  nearestUnnamed: '意思最近的是下面这些。',
  says: (name: string) => `${name}：`,
  units: (units: string) => `责任单位：${units}。`,
  inCharge: (units: string) => `这件事归${units}管。`,
  /** The document's own words, so that nobody takes them for ours. */
  verbatim: (clause: string) => `文件原话：“${clause}”。`,
  /** After the words of a card that no county has signed off. */
  sample: '（示例，未经县级审核）',
  expired: (years: string) => `提醒：这是${years}年的文件，已过期，现在怎么办请问镇里。`,
  transition: '提醒：这是前几年的文件，现在还算不算，请问镇里。',
  letterhead: {
    place: '文头',
    title: (title: string) => (title.includes('《') ? `${title}：` : `《${title}》：`),
    number: (number: string) => `文号是${number}。`,
    noNumber: '收到的文本没有印文号。',
    date: (date: string) => `印发日期是${date}。`,
    noDate: '收到的文本没有印具体日期。',
  },
  askPlace: '您告诉我在哪个县，我再按当地文件给您查。',
  lineInYear: (year: number, sum: string, assumption: string) => `${year}年：${sum}。${assumption}。`,
} as const;

/** What a binding document does not say, for each kind of fact. */
export function missingText(asked: Asked | 'detail'): string {
  return TEXTS.missing[asked];
}
