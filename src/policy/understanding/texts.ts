/** What is said where a question is understood as something else than one to look up. Residents' reading level. */
export const TEXTS = {
  /** `什么意思`: the term and what it is in plain words. */
  gloss: (term: string, plain: string) => `“${term}”的意思是：${plain}`,
  /** The documents' own words for staff. */
  inText: (document: string, quote: string) => `${document}：“${quote}”。`,
  open: (word: string) => `您想问“${word}”的哪件事？请点一个，或直接说。`,
  whichMatter: '您问的是哪件事？请连事情一起说，比如“低保要啥手续”。',
  otherwise: '对不起，我没听对。您想问的是下面哪一件？也可以换个说法。',
  otherwiseNone: '对不起，我没听对。请换个说法再问一次，也可以点“找人工”。',
  more: '还有这些。',
  noMore: '这件事，文件里写的就是这些。别的请问村干部或镇政府。',
  moreChoices: '还有这些事，请点一个看。',
  list: (name: string) => `${name}有这些：`,
  cadence: (name: string) => `${name}要做的有这些：`,
  moreListed: '还有别的，可以再问。',
  item: (order: number, text: string) => `${order}. ${text}`,
  article: (label: string) => `（${label}）`,
  /** Before another place's sentence, and after it. */
  elsewhere: (place: string, document: string, article: string, quote: string) =>
    `${place}（只供参考，在本地不算数）：${document}${article}写的是“${quote}”。`,
  elsewhereNone: (place: string, documents: string) =>
    `${place}（只供参考，在本地不算数）：${documents}里没有查到这件事。`,
  elsewhereUnknown: (place: string) => `${place}的文件我这里没有，没法比。`,
} as const;
