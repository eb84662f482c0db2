/** Words that tell of danger to life, roof or food now: the green channel. */
const URGENT =
  /(?:房子?|屋子?|房屋|楼|窑洞|房顶|屋顶|墙)(?:[\u4e00-\u9fff]{0,6})?(?:塌了|倒了|垮了|塌下来|倒塌|冲走|冲垮|烧光|烧没|烧毁|全烧|正在塌|要塌了|快塌了|塌方)|(?:没|断)(?:有)?(?:吃的|饭吃|粮食吃|粮|口粮)(?!.{0,4}(?:问题|过))|揭不开锅|断粮|断炊|(?:几|两|三|四|好几)天没吃(?:饭|东西|上)|饿(?:着|得|了)(?:几|两|三|好几)?天|大出血|(?:人|快|就|要|马上|眼看)(?:快|就|要)?不行了(?!.{0,2}(?:吗|\?))|(?:快|要|就要)(?:死了|没命|咽气)|昏迷|不省人事|喘不(?:上|过)(?:来)?气|没(?:了)?呼吸|抢救|病危|生命危险|被困|困在|被埋|埋在|埋了人|压在(?:下面|底下|里面)|(?:孩子|娃|人|老人|小孩)(?:掉|落|淹)(?:到|进|在)?(?:水|井|河|沟)|(?:没|无)(?:有)?(?:地方|地儿|处)(?:可)?住|住(?:在)?(?:桥洞|街上|外面|露天)|无家可归|(?:孩子|娃|人|老人)(?:走丢|失踪|不见了|丢了)|煤气中毒|喝了?(?:农药|百草枯)|(?:正|还)在(?:着火|烧|流血)|着火了|救命|等钱救命|没钱(?:就)?(?:停药|停治|停机)|医院(?:要|让|催).{0,6}(?:停药|赶|出院)/;
/** Told of another time, or asked about: no emergency. */
const NOT_NOW =
  /(?:去年|前年|以前|过去|早年|那年|十年前|几年前|\d{4}年).{0,14}(?:塌|倒|断粮|被困|被埋|抢救|昏迷|大出血|着火|烧)|(?:会不会|怕|担心|如果|要是|万一|假如).{0,14}(?:塌|倒了|断粮|被困|被埋)|抢救(?:过来|回来)了?/;

/** Words of self-harm or of violence at home; the policy room's guard judges every message besides. */
const CRISIS =
  /不想活|活不下去|(?:真|就|都|也|还不如|我|俺)想死|(?:还)?不如死了|死了(?:算|拉倒)|自杀|寻死|轻生|上吊|跳(?:楼|河|井)(?!价)|(?:想|要)喝(?:了)?(?:农药|药死)|一了百了|没法活了|活着(?:没意思|没劲|有啥意思)|家暴|(?:有人|他|男人|老公|丈夫)(?:要|想|天天|老|总|往死里)(?:打死|打|杀)(?:我|俺)|打死(?:我|俺)|往死里打|杀了?(?:我|俺)/;

/** A hardship of one's own in words that no question about rules has. */
const OWN =
  /(?:我|俺|咱|自家|老伴|老头子?|老公|丈夫|媳妇|老婆|孩子|娃|儿子?|闺女|女儿|妮|爹|妈|娘|爸|爷|奶|婆婆|公公|孙子|孙女|家里|家中|哥|弟|姐|妹|嫂|叔|伯|户主|老人|邻居|他|她|一家)/;
const TROUBLE =
  /(?:得|患|生|害)(?:了|上|的)?.{0,6}(?:病|癌|瘤|症|梗)|癌|住(?:了)?(?:.{0,4})院|透析|尿毒症|脑梗|脑溢血|中风|偏瘫|瘫(?:了|痪|在)|残疾|残废|截肢|病(?:了|重|倒)|花(?:了|光|费|掉|完|去).{0,8}|欠(?:了|下|着|一屁股|债|账|钱|人)|借(?:了|的)|没(?:了|有)?(?:钱|收入|吃的|活干|地方住|工作|劳力|人管|来源)|塌(?:了)?|倒了|漏(?:雨|水)|淹(?:了)?|冲(?:了|走|垮)|烧(?:了|没|光)|撞(?:了|伤|断|死)|摔(?:了|伤|断|坏)|车祸|去世|走了(?!.{0,2}步)|死了|没了|跑了|离婚|赔(?:了|光|本)|亏(?:了|本)|失业|下岗|辞退|欠薪|绝收|过不下去|日子.{0,6}(?:难|苦|紧|过不)|揭不开锅|交不起|供不起|看不起病|治不起|上不起|买不起|干不(?:了|动)活|不能(?:干活|下地|动)|动不了|吃不上|喝不上|难得很|困难得|撑不住|断(?:了)?(?:水|粮|腿|胳膊)|瘸|失明|瞎了|聋|痴呆|瘟|卧床|下不了(?:床|地)|手术|化疗|吃药|糖尿病|高血压|心脏病|肝硬化|白血病|肿瘤|孤(?:寡|儿|老)|[没无]儿[没无]女|危房|快塌|没人(?:照顾|管|养)/;

export interface Signs {
  urgent: boolean;
  crisis: boolean;
  hardship: boolean;
}

/** What the words of a message tell besides their answer. */
export function readSigns(text: string): Signs {
  return {
    urgent: URGENT.test(text) && !NOT_NOW.test(text),
    crisis: CRISIS.test(text),
    hardship: tellsHardship(text),
  };
}

/** Whether somebody tells of a hardship of their household, rather than asking about one in general. */
export function tellsHardship(text: string): boolean {
  return OWN.test(text) && TROUBLE.test(text);
}

/** Whether a clause tells a trouble, with or without whose it is. */
export function tellsTrouble(text: string): boolean {
  return TROUBLE.test(text);
}
