/**
 * Words that turn a sentence round or promise more than is written. A claim may have one only where the stretch of the
 * passage that it says has one of the same group. The patterns are tried on `comparable` text.
 */
interface Group {
  name: string;
  inClaim: RegExp;
  inPassage: RegExp;
}

const same = (name: string, words: string): Group => ({
  name,
  inClaim: new RegExp(words),
  inPassage: new RegExp(words),
});

/** Names and joints that hold a 不 or 无 and deny nothing. */
export const NO_DENIAL =
  /脱贫不稳定户|两不愁三保障|两不愁|四个不摘|不断|不同|不仅|不光|不管|不论|无论|不定期|无障碍|不低于|不少于|不小于|不超过|不高于|不大于|不少(?=人|地方)|风险未消除/g;

/** Denials: a claim must have exactly the groups that its stretch has. Longer words stand before their parts. */
export const DENIALS: readonly Group[] = [
  same('may not', '不得|不能|不准|不许|不可|严禁|禁止|杜绝|不允许|不让'),
  same('need not', '无需|不需要?|不用|不必|用不着'),
  same('no more', '不再|停止|取消|停发|停掉|中止|终止|退出'),
  same('unable', '无法|没法|无力|解决不了|没力量|办不到'),
  same(
    'not',
    '不(?!得|能|准|许|可|允许|让|需|用|必|再)|没|无(?!需|法|力)|未|非(?!常)|别(?=再|去|让|跟)|勿|莫',
  ),
  same('free of', '免'),
];

/** Strengths: what a claim has, its stretch must have; the stretch may have more. */
export const STRENGTHS: readonly Group[] = [
  {
    name: 'all',
    inClaim:
      /一律|所有|全部|全体|全都|都(?!市)|均|凡|统统|人人|家家|任何|每户|每人|每家|全员|全覆盖|全县|全市|谁都/,
    inPassage: /一律|所有|全部|全体|都(?!市)|均|凡|任何|人人|逐户|全覆盖|全员|全县|全市|各|应.尽.|每户/,
  },
  same('in full', '全额|足额|全免|全包|全数'),
  same('a fixed sum', '定额'),
  same('a part', '部分'),
  { name: 'for nothing', inClaim: /免费|白给|白拿|不花钱|不要钱|不收/, inPassage: /免费|不收费/ },
  {
    name: 'must',
    inClaim: /必须|务必|应当|应该|一定|必定|必得/,
    inPassage: /必须|务必|应当|应(?!.尽)|须|要(?!素|求)|确保|严格|坚持|不得/,
  },
  { name: 'sure', inClaim: /保证|确保|肯定|绝对|准能|包(?!括|村|保|片|联)/, inPassage: /保证|确保/ },
  same('first', '优先|首先'),
  {
    name: 'at once',
    inClaim: /马上|立即|立刻|当天|当场|随时|尽快|很快/,
    inPassage: /立即|随时|尽快|第一时间/,
  },
  same('in time', '及时'),
  same('of itself', '自动|直接'),
  same('once', '一次性'),
  same('for a time', '临时|短期'),
  same('for long', '长期|永久|终身|一辈子|永远|一直'),
  same('going on', '持续|保持|延续|不变'),
  same('more', '提高|增加|加大|扩大|上调|上涨|涨'),
  same('less', '降低|减少|缩小|下调|减轻|减免'),
  same('whole', '整户|全家'),
  { name: 'only', inClaim: /只有|只能|仅|才能|除非|除了|以外/, inPassage: /只|仅|才能|除/ },
  same('at least', '至少|起码'),
  same('heavy', '重度|重大|大病|严重|特别'),
  same('regularly', '经常|常态化|定期|不定期'),
];

/** Hedges: what the stretch has, the claim must keep. */
export const HEDGES: readonly Group[] = [
  { name: 'step by step', inPassage: /逐步|逐渐/, inClaim: /逐步|逐渐|慢慢|一步步/ },
  { name: 'encouraged', inPassage: /鼓励|引导|倡导|动员/, inClaim: /鼓励|引导|倡导|动员|劝/ },
  { name: 'tried', inPassage: /探索|试点|试行/, inClaim: /探索|试点|试行|试/ },
  { name: 'striven for', inPassage: /力争|争取/, inClaim: /力争|争取/ },
  {
    name: 'as fits',
    inPassage: /适当|酌情|合理(?=确定|安排|提高|控制)|原则上/,
    inClaim: /适当|酌情|合理|原则上/,
  },
  { name: 'by rule', inPassage: /按规定|按照规定|依规/, inClaim: /按规定|按照规定|按政策|规定/ },
  { name: 'where it applies', inPassage: /符合.{0,10}(?:条件|规定)|有条件的/, inClaim: /符合|条件|够格/ },
  { name: 'or', inPassage: /部分或全部/, inClaim: /部分或全部|部分或者全部/ },
  { name: 'willing', inPassage: /意愿/, inClaim: /意愿|愿意|想/ },
];

/** That somebody gets or may do something. */
export const GIVES =
  /可以|(?<![功才职智性])能(?![力源手人])|享受|领取|领到|领|补贴|补助|给予|给您|资助|报销|发放|免|安排|救助|优先|贷款|纳入|安置|代缴|帮扶|保障|减免/;
/** Words by which a passage gives. */
export const GRANTS =
  /可|允许|给予|落实|发放|享受|提供|帮助|补贴|补助|救助|资助|支持|安置|纳入|安排|保障|代缴|采取|做好|进行|开展|实施|实行|应.尽.|开辟|畅通|推行|对|加大|完善|鼓励/;

/** Who does something in a passage: what one of them does is not said of another. */
export const ACTORS =
  /村组|村级|乡镇|镇政府|各镇|各村|县级|市级|省级|驻村|帮扶干部|村干部|医保|住建|民政|残联|教育|财政|人社|水利|银行|保险公司|学校|企业/g;

/** Groups of people: a help that is for some is not for everybody. */
export const GROUPS =
  /监测对象|脱贫享受政策户|稳定脱贫户|其他脱贫户|脱贫户|脱贫不稳定户|边缘易致贫户|突发严重困难户|易返贫致贫户|易返贫致贫人口|返贫致贫人口|已?脱贫人口|脱贫群众|脱贫劳动力|低保边缘(?:家庭|户)|低保(?:对象|户|家庭)?|特困(?:人员|供养群众)|残疾儿童|重度残疾人|残疾人|孤儿|事实无人抚养儿童|留守儿童|困境儿童|老年人|低收入(?:人口|群体|家庭)|困难(?:群众|群体|家庭|户)|弱劳力|半劳力|弱劳动力|半劳动力|学生|儿童|退役军人|搬迁(?:群众|户)|所有农户|农户|农民工|妇女|毕业生|致富带头人|企业/g;
