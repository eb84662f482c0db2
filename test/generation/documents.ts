import { type Answer, articleLabel, loadCorpus, Words } from '../../src/policy/index.ts';
import { Divisions } from '../../src/regions/index.ts';

/** The real corpus, with its words known to the word cutter as in the program; the index is not needed here. */
export const corpus = loadCorpus('corpus');
new Words('corpus', corpus);
export const divisions = Divisions.fromFile(
  'corpus/divisions.csv',
  [...corpus.documents.values()].map(({ jurisdiction }) => jurisdiction),
);

const EXPIRED = '提醒：这是2023年的文件，已过期，现在怎么办请问镇里。';
const SAMPLE = '（示例，未经县级审核）';

/** An answer as the documents alone give it, over real words of theirs. */
function answerFrom(document: string, quote: string, said: string, more: Partial<Answer> = {}): Answer {
  const article = corpus.articles.find(
    (a) => a.document === document && a.text.replace(/\s/g, '').includes(quote),
  );
  if (article === undefined) throw new Error(`${document} has no “${quote}”`);
  const label = articleLabel(article);
  const { jurisdiction = '' } = corpus.documents.get(document) ?? {};
  const notes = [EXPIRED, SAMPLE];
  return {
    status: 'answered',
    answer: said + notes.join(''),
    citations: [{ document, number: '', article: label, quote, jurisdiction, validity: 'expired' }],
    passages: [{ document, article: label, text: article.text, score: 1 }],
    by: 'card',
    notes,
    ...more,
  };
}

const own = (status: Answer['status'], answer: string): Answer => ({
  ...answerFrom('yanling-2023', '每半年对供水点水质进行一次检测', ''),
  status,
  answer,
  citations: [],
  by: 'own',
  notes: [],
});

export const ANSWERS = {
  water: answerFrom(
    'yanling-2023',
    '每半年对供水点水质进行一次检测，及时将水质检测报告发放到各村。',
    '供水点的水质，每半年检测一次。',
    { topic: 'water-quality' },
  ),
  line: answerFrom(
    'yanling-2023',
    '2023年防止返贫监测范围以家庭年人均纯收入7500元为参考',
    '2023年的参考线是：家里每人一年纯收入7500元。',
  ),
  loan: answerFrom(
    'nanyang-2021-7',
    '过渡期内继续实行“5万元以下、3年期以内、免担保免抵押、财政贴息”的小额信贷政策，风险分担保持不变，对符合条件且有贷款意愿的脱贫人口做到应贷尽贷，并根据上级要求进一步调整完善。',
    '南阳市的文件没有写利率。请问问村干部或镇政府。过渡期内，小额信贷5万元以下、3年期以内。',
    { status: 'partial' },
  ),
  illness: answerFrom(
    'yanling-2023',
    '持续落实好“一站式”结算、家庭医生签约服务、30种大病救治、“先诊疗后付费”等政策。',
    '30种大病救治的政策，要继续做好。是哪30种大病，这份文件没有列出来。',
  ),
  /** Compares the asker's place with another. */
  twoPlaces: {
    ...answerFrom('yanling-2023', '每半年对供水点水质进行一次检测', '供水点的水质，每半年检测一次。'),
    citations: answerFrom('ganzhou-2021-6', '15个工作日内完成识别过程', '').citations,
  },
  sum: answerFrom(
    'fushun-2021-3',
    '以人均年纯收入不低于6600元为基数',
    '2023年：6600元 × 1.1² = 7986元。文件未写基数年，按2021年推算。',
  ),
  refused: own('refused', '别人家的事，我不能说，也查不到。'),
  elsewhere: own('other_jurisdiction', '这件事，南阳市的文件和中央文件都没有写。'),
  clarify: own('clarify', '您想问哪一样？'),
  handoff: own('handoff', '请点“找人工”。'),
  nothing: own('out_of_scope', '这件事我没有查到。'),
  letterhead: { ...own('answered', '收到的文本没有印文号。') },
} satisfies Record<string, Answer>;

/** The words of a card that a county has signed. */
export const APPROVED: Answer = {
  ...ANSWERS.water,
  answer: ANSWERS.water.answer.replace(SAMPLE, ''),
  notes: [EXPIRED],
};
