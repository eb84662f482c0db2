import type { Aspect, Card } from '../cards/card.ts';
import type { Cards, Saying } from '../cards/cards.ts';
import { type Stretch, shared, stretchOf } from '../cards/stretch.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { type AnswerBy, PLAIN } from './answer.ts';
import { isPlain, plainSentences, shortClause } from './clause.ts';
import { type Evidence, sayTheSame } from './evidence.ts';
import { rulesFor, type Statement, statementsFor } from './figures.ts';
import { TEXTS } from './texts.ts';

/** A piece of an answer to a resident and what it rests on. */
export interface Said {
  text: string;
  by: Extract<AnswerBy, 'card' | 'rule' | 'extract'>;
  evidence: Evidence;
  /** The words that it rests on, verbatim from the article. */
  quote: string;
  saying?: Saying;
  computed: readonly string[];
}

/** What the plain sentences are chosen from. */
export interface PlainSources {
  corpus: Corpus;
  cards: Cards;
  question: string;
  today: string;
  /** Likeness of the cards' sentences to the question. */
  likeness: ReadonlyMap<Saying, number>;
  /** The card whose own question this nearly is. */
  asked?: Card;
  /** Whether a document binds the asker and is usable. */
  binds: (document: string) => boolean;
}

/** What touching the found words themselves, not only their sentence, counts beside likeness. */
const TOUCHES = 0.35;
/** What telling the aspect asked for counts. */
const ASPECT = 0.15;
/** What an evidence sentence's distance from the best one counts. */
const DISTANCE = 1.5;
/** What being of the card through whose question the sentence was found counts. */
const ASKED = 0.2;
/** How much weaker than the best a further sentence may be. */
const DROP = 0.3;
/** How like the question, as a share of the first sentence's likeness, a further one must be. */
const LIKE = 0.6;
/** Share of character pairs from which two plain sentences say the same. */
const SAME = 0.6;
/** Sentences of those that a card says first, where the question is general. */
const LEADS = 2;

const ASPECTS: { aspect: Aspect; inQuestion: RegExp }[] = [
  {
    aspect: 'who',
    inQuestion:
      /谁|找哪|哪[个些]?(?:局|部门|单位|干部|级)|归(?:哪|谁|啥)|[去上搁在到](?:哪|啥地方)|哪(?:里|儿|块)|什么部门|牵头|负责/,
  },
  {
    aspect: 'when',
    inQuestion:
      /多久|几[天号月回次]|啥时|什么时候|多(?:长时间|咱)|何时|几多[天日]|(?:多少|几个?)(?:天|工作日|月)|一[年月]几/,
  },
  { aspect: 'amount', inQuestion: /多少|几多|好多|几[百千万块成]|标准|比例/ },
  { aspect: 'papers', inQuestion: /材料|证件|手续|带(?:啥|什么|哪)|证明/ },
  { aspect: 'how', inQuestion: /[咋怎](?:么|样)?(?:办|申|报|弄|领|交|走|整)|流程|程序|步/ },
];

/** Asks in general what there is, so that what a card says first belongs to the answer. */
const GENERAL =
  /咋办|怎么办|咋整|咋弄|怎么弄|有啥|有什么|有冇|哪些|帮(?:扶|一?帮|不帮|衬)|管不管|政策|能(?:不能|有)|可以.{0,6}[吗不]|怎么个|是啥|是什么/;
/** A question this short is a topic. */
const SHORT = 6;

/** Who asks for an office wants to be told one. */
export function asksWho(question: string): boolean {
  return ASPECTS[0]?.inQuestion.test(question) ?? false;
}

/**
 * The plain sentences that answer: what a card, else a rule says of the best evidence, then what the card says first,
 * then further evidence. The documents' own words stand only where nothing plainer says what was found best.
 * @param several how many of the best evidence sentences answer questions of their own
 */
export function sayPlainly(
  sources: PlainSources,
  evidence: readonly Evidence[],
  several: number,
  room: { characters: number; sentences: number },
): Said[] {
  const said: Said[] = [];
  let left = room.characters;
  const add = (piece: Said | undefined) => {
    if (piece === undefined || !isPlain(piece.text)) return;
    const sentences = plainSentences(piece.text).length;
    const count = said.reduce((sum, s) => sum + plainSentences(s.text).length, 0);
    if (count + sentences > room.sentences || piece.text.length > left) return;
    if (said.some((s) => sayTheSame(s.text, piece.text, SAME))) return;
    said.push(piece);
    left -= piece.text.length;
  };
  for (const statement of statementsFor(sources.corpus, evidence, sources.question, sources.today, 1))
    if (statement.computed.length > 0) add(asSaid(statement, evidence));
  const options = evidence.map((e) => optionsFor(sources, e, evidence[0]));
  const pool = options.flat().sort((x, y) => y.worth - x.worth);
  const best = pool[0];
  if (several === 1) for (const piece of firstOf(sources, evidence)) add(piece);
  for (const [i, e] of evidence.entries()) {
    if (i >= several) break;
    // A question of its own is answered from its own sentence; a single one by whatever fits best.
    const own = several === 1 && options[i]?.length !== 0 ? best : options[i]?.[0];
    add(own?.piece ?? ruleFor(sources, e) ?? clauseOf(e));
  }
  const isAlike = ({ saying }: Said) =>
    likenessOf(sources, saying) >= LIKE * likenessOf(sources, said[0]?.saying);
  const further = pool.flatMap(({ piece, worth }) =>
    worth >= (best?.worth ?? 0) - DROP && isAlike(piece) ? [piece] : [],
  );
  for (const piece of further.slice(0, 2)) add(piece);
  if (asksWho(sources.question)) for (const piece of whoFor(sources, said)) add(piece);
  for (const piece of leadFor(sources, evidence, said).filter(isAlike)) add(piece);
  for (const piece of further.slice(2)) add(piece);
  for (const piece of whoFor(sources, said)) add(piece);
  return said;
}

/** What cards say of a sentence, best first: of the found words rather than of others in it, and what was asked for. */
function optionsFor(
  sources: PlainSources,
  e: Evidence,
  best: Evidence | undefined,
): { piece: Said; worth: number }[] {
  const sentence = stretchOf(e.sentence, e.article.text);
  if (sentence === undefined) return [];
  const focus = focusOf(e, sentence);
  const wanted = ASPECTS.filter(({ inQuestion }) => inQuestion.test(sources.question)).map((a) => a.aspect);
  return sources.cards
    .on(e.article, sentence)
    .filter(({ point, text }) => point.for !== 'staff' && isPlain(text))
    .map((saying) => {
      const length = Math.min(focus.end - focus.start, saying.at.end - saying.at.start);
      const touched = shared(saying.at, focus) / Math.max(1, length);
      const aspect = wanted.includes(saying.point.aspect) ? ASPECT : 0;
      const behind = DISTANCE * Math.max(0, (best?.score ?? 0) - e.score);
      const asked = saying.card.id === e.card || saying.card === sources.asked ? ASKED : 0;
      const worth = TOUCHES * touched + aspect + asked + likenessOf(sources, saying) - behind;
      return { piece: pieceOf(saying, e), worth };
    })
    .sort((a, b) => b.worth - a.worth);
}

function likenessOf({ likeness }: PlainSources, saying: Saying | undefined): number {
  return saying === undefined ? 0 : (likeness.get(saying) ?? 0);
}

function focusOf(e: Evidence, sentence: Stretch): Stretch {
  const at = e.focus === '' ? -1 : e.sentence.indexOf(e.focus);
  return at < 0 ? sentence : { start: sentence.start + at, end: sentence.start + at + e.focus.length };
}

function pieceOf(saying: Saying, evidence: Evidence): Said {
  return { text: saying.text, by: 'card', evidence, quote: saying.quote, saying, computed: [] };
}

/** Whether a sentence says who is in charge; 谁 may also be who counts. */
export function namesOffice({ saying }: Said): boolean {
  return saying !== undefined && isOfOffice(saying);
}

function isOfOffice({ point, text }: Saying): boolean {
  return point.aspect === 'who' && /负责|归[^，。]{2,}|牵头|[局委办联](?:和|、|管|要|来)/.test(text);
}

/** The sentence of the card that names an office, of the same article, where an office is asked for. */
function whoFor({ cards, likeness }: PlainSources, said: readonly Said[]): Said[] {
  const [first] = said;
  if (first === undefined || said.some(namesOffice)) return [];
  const { article } = first.evidence;
  const whole = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const own = first.saying?.card;
  return cards
    .on(article, whole)
    .filter((saying) => saying.point.for !== 'staff' && saying.card === own && isOfOffice(saying))
    .sort((a, b) => (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0))
    .slice(0, 1)
    .map((saying) => pieceOf(saying, evidenceOf(saying)));
}

/** What a card says first to its own question, unless one thing alone is asked for (how much, when, who). */
function firstOf(sources: PlainSources, evidence: readonly Evidence[]): Said[] {
  const { asked, question } = sources;
  const isOneThing = ASPECTS.some((a) => a.aspect !== 'how' && a.inQuestion.test(question));
  if (asked === undefined || isOneThing) return [];
  return leadsOf(sources, asked, evidence).slice(0, 1);
}

/** What the card of the best evidence says first, where the question is general. */
function leadFor(sources: PlainSources, evidence: readonly Evidence[], said: readonly Said[]): Said[] {
  const card = said[0]?.saying?.card;
  if (card === undefined) return [];
  const { question } = sources;
  const isGeneral =
    evidence[0]?.card !== undefined || GENERAL.test(question) || [...question].length <= SHORT;
  if (!isGeneral) return [];
  return leadsOf(sources, card, evidence).slice(0, LEADS);
}

/** What a card says first, the place's own document before the central one. */
function leadsOf(sources: PlainSources, card: Card, evidence: readonly Evidence[]): Said[] {
  const leads = sources.cards
    .leadsOf(card, sources.binds)
    .filter(({ point, text }) => point.for !== 'staff' && isPlain(text));
  const own = leads.filter(({ article }) => article.document === evidence[0]?.article.document);
  return [...own, ...leads.filter((s) => !own.includes(s))].map((saying) => {
    const known = evidence.find((e) => e.article === saying.article && e.sentence.includes(saying.quote));
    return pieceOf(saying, known ?? evidenceOf(saying));
  });
}

/** The stretch that a saying rests on, as evidence of its own. */
function evidenceOf(saying: Saying): Evidence {
  const { article, quote } = saying;
  return { article, sentence: quote, focus: quote, score: 0, order: -1 };
}

function ruleFor({ corpus, question }: PlainSources, e: Evidence): Said | undefined {
  const rule = rulesFor(corpus, [e], question).find(({ plain }) => isPlain(plain));
  if (rule === undefined) return undefined;
  const text = /[。！？]$/.test(rule.plain) ? rule.plain : `${rule.plain}。`;
  return { text, by: 'rule', evidence: e, quote: rule.quote, computed: [] };
}

function asSaid({ text, rule, computed }: Statement, evidence: readonly Evidence[]): Said | undefined {
  const e = evidence.find(({ article }) => article.document === rule.document);
  return e === undefined ? undefined : { text, by: 'rule', evidence: e, quote: rule.quote, computed };
}

/** A short stretch in the document's own words, marked as such. */
function clauseOf(e: Evidence): Said | undefined {
  const clause = shortClause(e.sentence, e.focus, PLAIN.sentence - TEXTS.verbatim('').length);
  if (clause === undefined) return undefined;
  return { text: TEXTS.verbatim(clause), by: 'extract', evidence: e, quote: clause, computed: [] };
}
