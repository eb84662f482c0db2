import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { type Answer, type AskRequest, LIMITS, type Passage } from '../answer/answer.ts';
import { sayTheSame } from '../answer/evidence.ts';
import type { Card } from '../cards/card.ts';
import type { Cards } from '../cards/cards.ts';
import { articleId, squeeze } from '../corpus/article.ts';
import { articlesById, type Corpus } from '../corpus/corpus.ts';
import { isCentral } from '../corpus/document.ts';
import type { Rule } from '../corpus/rule.ts';
import { IngestError } from '../ingest/report.ts';
import type { Lexicon } from './lexicon.ts';
import { choicesOf } from './open-topic.ts';
import { TEXTS } from './texts.ts';
import { holdsFor, type Piece, pieceOf, tell } from './told.ts';

/** `corpus/lists.yaml`: what belongs under a word when somebody asks what there is. */
const ListFile = z.array(
  z.strictObject({
    name: z.string().min(2),
    /** Words by which it is asked for. */
    words: z.array(z.string().min(1)).min(1),
    /** Ids of cards, the most asked for first. */
    cards: z.array(z.string().min(1)).min(2),
  }),
);
export type Lists = z.infer<typeof ListFile>;

/** @throws IngestError when the file is broken or names a card that is not there */
export function readLists(folder: string, corpus: Pick<Corpus, 'cards'>): Lists {
  const read = ListFile.safeParse(load(readFileSync(join(folder, 'lists.yaml'), 'utf8')));
  if (!read.success) throw new IngestError('lists.yaml', undefined, '写法有误');
  const known = new Set(corpus.cards.map(({ id }) => id));
  // A corpus without cards (a county that starts) has no lists either.
  const unknown =
    known.size === 0 ? [] : read.data.flatMap(({ cards }) => cards.filter((id) => !known.has(id)));
  if (unknown.length > 0)
    throw new IngestError('lists.yaml', undefined, `没有这张明白卡：${unknown.join('、')}`);
  return read.data;
}

const WHICH = '(?:哪些|哪几[样种个项]|什么|啥子?|么子|嘛)';
const KINDS =
  '(?:政策|帮扶|帮助|补贴|补助|好处|待遇|救助|优惠|保障|措施|办法|照顾|支持|福利|保险|贷款|岗位|项目)';
const TOPICS = [
  new RegExp(
    `^(.{0,10}?)(?:方面|上|这块)?(?:都|一共|总共)?(?:有|能享受|享受|能领|给)(?:些)?${WHICH}(?:个|些)?(?:帮扶)?(${KINDS})(?:呢|吗|呀|啊|嘞)?$`,
    'u',
  ),
  new RegExp(`^(.{0,10}?)(${KINDS})(?:都)?有${WHICH}(?:呢|吗|呀|啊|嘞)?$`, 'u'),
];
const NOISE = /[\s，,。！!？?；;：:、“”"'《》（）()]+/gu;
const LEAD =
  /^(?:请问|问一下|我想问一下?|俺想问一下?|想问一下?|你好|您好|那|国家|咱这儿?|俺这儿?|我们这里?|现在|咱县|咱市|咱们县|我们县|我县|我市|本县|咱|俺|我们|我|农村|村里|对|给)+/u;

/** How often something is done, as asked and as rules have it. */
const CADENCES: { name: string; asked: RegExp; stated: RegExp }[] = [
  { name: '每周', asked: /每周|每个?(?:礼拜|星期)|一周|按周/u, stated: /每周|周报/u },
  { name: '每月', asked: /每个?月|月月|按月|一个?月/u, stated: /每月|月报|月通报|一月一/u },
  { name: '每季度', asked: /每个?季度?|季季|按季|一个?季度?/u, stated: /每季|季调度|一季度一/u },
  { name: '每半年', asked: /半年/u, stated: /半年/u },
  { name: '每年', asked: /每年|一年|年年|按年/u, stated: /每年|年终|年度/u },
];
const LISTS = /哪些|哪几|有啥|有什么|啥事|什么事|干啥|干什么|做啥|做什么|要查啥|查什么|查啥|报什么|报啥/u;
/** What of it is asked for, as asked and as rules have it. */
const DEEDS: { asked: RegExp; stated: RegExp }[] = [
  { asked: /查|摸|看|检/u, stated: /查|检|看|管护|筛|摸/u },
  { asked: /报告|上报|汇报|通报|报(?:什么|啥|哪)/u, stated: /报/u },
];
/** What tells of money that somebody is given. */
const MONEY = /补贴|补助|津贴|代缴|资助|免费|减免|奖补/u;
/** Topics that say nothing of the matter. */
const GENERIC =
  /^(?:工作|排查|检查|核查|走访|活动|政策|干部|帮扶|流程|多久|做的|干的|事情?|任务|哪些|要做)$/u;
/** A question for a list is short: a story asks for help. */
const LONGEST = 26;

/** What a list is made of. */
export interface ListSources {
  corpus: Corpus;
  cards: Cards;
  lists: Lists;
  lexicon: Lexicon;
}

/** A short list where one is asked for, each item with its article; undefined where the message asks for none. */
export function list(sources: ListSources, request: AskRequest, passages: Passage[]): Answer | undefined {
  const said = request.question.normalize('NFKC').replace(NOISE, '');
  if (said.length > LONGEST) return undefined;
  return cadenceList(sources, request, said, passages) ?? topicList(sources, request, said, passages);
}

/** What is done every month, quarter …, by the rules of the binding documents. */
function cadenceList(
  { corpus, lexicon }: ListSources,
  request: AskRequest,
  said: string,
  passages: Passage[],
): Answer | undefined {
  const cadence = CADENCES.find(({ asked }) => asked.test(said));
  if (cadence === undefined || !LISTS.test(said)) return undefined;
  const articles = articlesById(corpus);
  const deeds = DEEDS.filter(({ asked }) => asked.test(said));
  // `供水每月要干啥` asks of one matter only.
  const matters = lexicon
    .scan(said.replace(cadence.asked, '').replace(LISTS, ''))
    .filter(({ is, text }) => (is === 'topic' || is === 'other') && text.length > 1 && !GENERIC.test(text))
    .map(({ text }) => text);
  const isOfMatter = ({ subject, plain, quote }: Rule) =>
    matters.length === 0 || matters.some((matter) => `${subject}${plain}${quote}`.includes(matter));
  const rules = corpus.rules.filter(
    (rule) =>
      rule.kind === 'frequency' &&
      cadence.stated.test(`${rule.value}${rule.plain}`) &&
      isOfMatter(rule) &&
      deeds.every(({ stated }) => stated.test(rule.subject + rule.plain)) &&
      holdsFor(corpus, request, rule.document),
  );
  const pieces: Piece[] = [];
  for (const rule of localFirst(corpus, rules)) {
    const article = articles.get(articleId(rule));
    const text = /[。！？]$/u.test(rule.plain) ? rule.plain : `${rule.plain}。`;
    if (article === undefined || pieces.some((other) => sayTheSame(other.text, text))) continue;
    pieces.push({ text, article, quote: squeeze(rule.quote), isSample: false, by: 'rule' });
  }
  if (pieces.length < 2) return undefined;
  return tell(corpus, request, pieces, {
    opening: TEXTS.cadence(cadence.name),
    rest: TEXTS.moreListed,
    numbered: true,
    passages,
  });
}

/** What there is on a topic: what each of its cards says first, the others to choose from. */
function topicList(
  { corpus, cards, lists }: ListSources,
  request: AskRequest,
  said: string,
  passages: Passage[],
): Answer | undefined {
  const asked = topicAsked(said);
  const found = asked === undefined ? undefined : lists.find(({ words }) => words.includes(asked.topic));
  if (asked === undefined || found === undefined) return undefined;
  const holds = (slug: string) => holdsFor(corpus, request, slug);
  const listed = found.cards
    .flatMap((id) => cards.byId(id) ?? [])
    .filter((card) => cards.covers(card, holds));
  const pieces: (Piece & { card: Card })[] = [];
  for (const card of listed) {
    const first = itemsOf({ corpus, cards }, card, holds, asked.kind).find(
      (item) => !pieces.some((other) => sayTheSame(other.text, item.text)),
    );
    if (first !== undefined) pieces.push(first);
  }
  if (pieces.length < 2) return undefined;
  const told = pieces.slice(0, LIMITS.citations);
  const rest = listed.filter((card) => !told.some((piece) => piece.card === card));
  return tell(corpus, request, told, {
    opening: TEXTS.list(found.name),
    numbered: true,
    choices: choicesOf(rest),
    passages,
  });
}

/** The word under which a list is asked for, and of what kind of help; the kind itself where no word stands before it. */
export function topicAsked(said: string): { topic: string; kind: string } | undefined {
  for (const pattern of TOPICS) {
    const match = pattern.exec(said);
    if (match === null) continue;
    const [, before = '', kind = ''] = match;
    const topic = before.replace(LEAD, '').replace(/(?:方面的?|的|都|上)$/u, '');
    return { topic: topic === '' ? kind : topic, kind };
  }
  return undefined;
}

/** What a card may tell in a list: of money only what tells of money, else what it says first. */
function itemsOf(
  { corpus, cards }: Pick<ListSources, 'corpus' | 'cards'>,
  card: Card,
  holds: (slug: string) => boolean,
  kind: string,
): (Piece & { card: Card })[] {
  const isMoney = /补贴|补助|福利/u.test(kind);
  const sayings = isMoney
    ? cards.sayings.filter(
        (saying) => saying.card === card && holds(saying.article.document) && MONEY.test(saying.text),
      )
    : cards.leadsOf(card, holds);
  const plain = sayings.filter(({ point }) => point.for !== 'staff' && point.aspect !== 'who');
  return localFirst(
    corpus,
    plain.map((saying) => ({ ...saying, document: saying.article.document })),
  ).map((saying) => ({ ...pieceOf(saying), card }));
}

function localFirst<T extends Pick<Rule, 'document'>>(corpus: Corpus, items: readonly T[]): T[] {
  const isLocal = ({ document: slug }: T) => {
    const document = corpus.documents.get(slug);
    return document !== undefined && !isCentral(document);
  };
  return [...items.filter(isLocal), ...items.filter((item) => !isLocal(item))];
}
