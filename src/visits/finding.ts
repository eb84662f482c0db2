import type { VisitOutcome } from './model.ts';

/** What the reader of the form saw in the same words. */
export interface Signs {
  /** A trouble of the household is told. */
  hardship: boolean;
  /** How many causes it names. */
  causes: number;
  /** Danger to life, roof or food, or words of despair. */
  danger: boolean;
}

/**
 * What a cadre's words about a visit come to. `unclear`: neither all well nor a trouble for certain, so that it must be
 * asked; a trouble in half a sentence must not be filed as nothing, nor small talk open a case. `empty`: nothing told yet.
 */
export type Finding = VisitOutcome | 'unclear' | 'empty';

/** All is well. Longer ones first: each is taken out whole. */
const WELL =
  /(?<!不是|并非|算不上|有)(?:没有?(?:发现|看到|见)?(?:什么|啥|任何|其他|明显)?(?:新)?(?:的)?(?:返贫|致贫|安全){0,2}(?:问题|困难|情况|异常|变化|风险|难处|隐患|毛病|大碍)|[没冇么](?:得|有)?(?:什么|啥)?大?事(?:儿|情)?|未发现(?:任何|新)?(?:返贫|致贫|安全){0,2}(?:问题|异常|困难|风险|隐患|情况)|无(?:任何|新)?(?:返贫|致贫|安全){0,2}(?:问题|异常|困难|风险|变化|情况|事|隐患)|(?:一切|都|全|均|很|也|还|挺)?(?<!不|没|未|不太|不大)正常|(?<!不|没|没有|不是|算不上)(?:一切|都|全都|全|均|很|也都|也|还算|还|挺|蛮|过得|过的)(?:挺|很|还|蛮)?(?:好|可以|行|不错|平安|稳定|安全|健康|稳当|顺利|踏实)|(?<!不|没|未|不太|不大)(?:平安|稳定|安全|健康|稳当|良好)|好着(?:呢|哩|嘞)?|不错|ok)/giu;
/** What may stand beside it and tells nothing. */
const PLAIN =
  /(?:一切|这(?:户|家|一户)|他们?家?|她家?|这边|我|今天|今日|上午|下午|刚才?|刚刚|已经?|目前|现在|暂时|去了?|看了|看过|走了|走访(?:过|了)?|入户(?:了|过)?|到家|家里?|家中|全家人?|一家人?|大人|小孩|孩子|老人|夫妻|两口子|老两口|人口?|身体|房子|房屋|住房|吃水|饮水|用水|吃穿|吃住|住|吃|喝|水|电|上学|读书|就学|看病|就医|医保|收入|政策|落实|到位|务工|打工|干活|生活|日子|情况|各方面|方面|也|都|均|还|挺|很|和|以及|呢|啊|呀|哦|哈|了|的|地|吧|嗯|是|有|在)/gu;
/** Nobody was there. */
const AWAY =
  /(?:(?:家里|家中|屋里|院里)?(?:没|无)(?:得|有)?人(?:在家|在|开门|应)?(?!管|照|养|理|陪|做|看|帮|干|挣|能|要|给|送|接)|(?:都|人|全家)?(?:不|没)在(?:家|屋)?(?!里|一起)|锁(?:着|了)?(?:大)?门|门(?:是)?锁(?:着|了)?|大门紧闭|没(?:人)?开门|敲门(?:没|不)(?:人)?(?:应|开)|没(?:有)?(?:见|碰|遇|找)(?:到|着)(?:人)?|没见人|找不(?:到|着)人|(?:都|全家|人)?(?:外出|出门|出去)(?:打工|务工|了|干活|走亲戚)*|(?:走|串)亲戚(?:去)?了?|赶集(?:去)?了?|下地(?:干活)?(?:去)?了?|(?:改天|明天|后天|过几天|下次|回头)(?:再)?(?:来|去|走访|看))/gu;
/** The whole answer in a word. */
const BARE = /^(?:无|没|没有|好|好的|行|可以)$/u;
/** After these comes what is not well. */
const BUT = /就是|只是|但|不过|除了|可是|然而|就差|要是|如果|有点|有些|老是|总是|需要|想要|希望|担心|缺|怕/;

/** Reads what a cadre wrote of a household. */
export function readFinding(words: string, { hardship, causes, danger }: Signs): Finding {
  const text = words.normalize('NFKC').trim();
  const told = letters(text);
  if (told === '') return /[👌👍✅]/u.test(text) ? 'nothing' : 'empty';
  if (/^(?:有(?:情况|困难|问题|事|难处)|立件|要立件|报上去)$/u.test(told)) return 'empty';
  const isWell = told.replace(WELL, '') !== told || BARE.test(told);
  const isAway = told.replace(AWAY, '') !== told;
  if (!isWell && !isAway) return hardship || causes > 0 || danger ? 'found' : 'unclear';
  // 吃水正常 names a cause, too: where all is well it is the trouble that counts.
  if (hardship || danger || BUT.test(told)) return 'unclear';
  const rest = told.replace(WELL, '').replace(AWAY, '').replace(PLAIN, '');
  if (rest !== '' && !BARE.test(told))
    return isAway && !isWell && [...rest].length <= AWAY_REST ? 'away' : 'unclear';
  return isAway ? (isWell ? 'unclear' : 'away') : 'nothing';
}

/** A few words about where they went do no harm: the household stays on the list. */
const AWAY_REST = 8;

function letters(text: string): string {
  return text.replace(/[\s\p{P}\p{S}]/gu, '').toLowerCase();
}
