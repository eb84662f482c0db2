import type { Asked } from '../question/asked.ts';

/** Every sentence of our own that an asker can see in an answer. Residents' are at primary-school reading level. */
export const TEXTS = {
  empty: '我没看到您的问题。请用一句话说说您想问什么，例如“家里人住院花钱多怎么办”。',
  tooLong: '您发的内容太长了。请用一两句话说说您最想问的事。',
  greeting: '您好！我能回答防返贫、看病、上学、住房、饮水、就业等帮扶政策的问题。您有什么难处，直接说就行。',
  central: '中央文件',
  /** A central text that we hold in part only: what it does not say the whole may. */
  centralInPart: '现有的中央文件（不全）',
  outOfScope: (place: string, central: string) =>
    `${place}的文件和${central}里没有写这件事，我不能乱说。您可以问村干部或镇政府，也可以点“找人工”。`,
  echoOutOfScope: (place: string, central: string, question: string) =>
    `您问的“${question}”，${place}的文件和${central}里没有写，我不能乱说。您可以问村干部或镇政府，也可以点“找人工”。`,
  centralOnlyOutOfScope: '中央文件里没有写这件事。请告诉我您在哪个县，我再按您当地的文件查一查。',
  otherJurisdiction: (place: string, central: string) =>
    `${place}的文件和${central}都没有写这件事。只有别的地方的文件提到过，那里的规定在${place}不算数，请不要照着办。您可以问村干部或镇政府，也可以点“找人工”。`,
  echoOtherJurisdiction: (place: string, central: string, question: string) =>
    `您问的“${question}”，${place}的文件和${central}都没有写。只有别的地方的文件提到过，那里的规定在${place}不算数。您可以问村干部或镇政府，也可以点“找人工”。`,
  otherPlace: (named: string) =>
    `您问的是${named}的规定。我只能按您所在地的文件和中央文件回答，${named}的情况请问当地的村干部或镇政府。`,
  personalData:
    '别人的个人信息（名单、身份证号、电话、账号、谁家领了什么）我不能说，也查不到。您问自己家的事，可以点“查进度”或“找人工”。',
  injection: '我只按政策文件回答问题，不能照这样的要求做。您有政策上的事，请直接问。',
  politics: '这样的话题我不评论，我只按政策文件回答帮扶方面的问题。您家有难处，请直接说。',
  creative: '这个我帮不上忙，我只回答帮扶政策方面的问题。您家有难处，请直接说。',
  human: '您反映的事需要人来处理。请点“找人工”，会转给负责的干部；您家有难处的，也可以点“我要申报”。',
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
    direct: '没有直接写这件事，下面是相近的规定',
    list: '没有把这些一个个列出来',
    detail: '没有写您问的这个细节',
  },
  partial: (place: string, missing: string) => `${place}的文件${missing}，请向村干部或镇政府问清。`,
  says: (name: string) => `${name}：`,
  units: (units: string) => `责任单位：${units}。`,
  expired: (years: string) => `提醒：这是${years}年的文件，已过期，现在怎么办请向镇里问清。`,
  transition: '提醒：这是过渡期的文件，现在还是不是这样，请向镇里问清。',
  letterhead: {
    place: '文头',
    title: (title: string) => `《${title}》`,
    number: (number: string) => `的文号是${number}。`,
    noNumber: '收到的文本没有印文号。',
    date: (date: string) => `印发日期是${date}。`,
    noDate: '收到的文本没有印具体日期。',
  },
  askPlace: '您告诉我在哪个县，我再按当地文件给您查。',
  lineInYear: (year: number, sum: string, assumption: string) => `${year}年是${sum}（${assumption}）。`,
} as const;

/** What a binding document does not say, for each kind of fact. */
export function missingText(asked: Asked | 'detail'): string {
  return TEXTS.missing[asked];
}
