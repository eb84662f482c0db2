import { type Divisions, NATION, type RegionCode } from '../../regions/index.ts';
import { type Answer, type AskRequest, LIMITS, type Passage } from '../answer/answer.ts';
import { type Answerer, passagesOf } from '../answer/answerer.ts';
import { localName } from '../answer/closing.ts';
import { TEXTS as ANSWER_TEXTS, missingText } from '../answer/texts.ts';
import type { Card } from '../cards/card.ts';
import { askedFor } from '../question/asked.ts';
import { cleanQuestion, withoutPersonalNumbers } from '../question/clean.ts';
import { guardSign } from '../question/guard.ts';
import { foreignPlace } from '../question/place.ts';
import type { SlipCorrector } from '../question/slips.ts';
import type { Found } from '../retrieval/found.ts';
import type { PolicyIndex } from '../retrieval/policy-index.ts';
import { comparisonAsked, otherSide, sideBySide } from './comparison.ts';
import { type FollowUp, type FollowUpSources, followUp, onlyAsks } from './follow-up.ts';
import { explain } from './glossary.ts';
import type { Lexicon } from './lexicon.ts';
import { type Lists, list } from './lists.ts';
import { choicesOf, openTopic } from './open-topic.ts';
import { questionsOf } from './several.ts';
import { joined, sharesFor } from './several-answers.ts';
import { TEXTS } from './texts.ts';
import { holdsFor, pieceOf, tell } from './told.ts';

/** What understanding is made of. */
export interface UnderstandingParts {
  answerer: Answerer;
  index: PolicyIndex;
  divisions: Divisions;
  slips: SlipCorrector;
  lexicon: Lexicon;
  lists: Lists;
}

/** Likeness from which a card may be what was meant instead. */
const NEAR = 0.35;
/** Marks that more was asked for already: what was told then is not told again. */
const AGAIN = '，还有呢';
const MORE_AT_ONCE = 4;
/** Sentences of a card told of a matter whose detail no document states. */
const LEADS = 2;

/**
 * Reads what a message asks before it is answered: what a follow-up leaves out, several questions in one, a bare topic
 * that leaves open what is wanted, a word to be explained, a list, two places to compare. Each is a function of its own;
 * a plain question goes to the answerer as it is.
 */
export class Understanding {
  readonly #parts: UnderstandingParts;
  readonly #goingOn: FollowUpSources;

  constructor(parts: UnderstandingParts) {
    this.#parts = parts;
    this.#goingOn = {
      lexicon: parts.lexicon,
      cardById: (id) => parts.index.cards.byId(id),
      placesIn: (text) => parts.divisions.placesIn(text),
    };
  }

  async ask(request: AskRequest): Promise<Answer> {
    const cleaned = cleanQuestion(request.question);
    // What is empty, too long or no policy question is told by the answerer.
    if (cleaned.kind !== 'text' || guardSign(cleaned.text) !== undefined) {
      return this.#parts.answerer.ask(request);
    }
    const question = withoutPersonalNumbers(cleaned.text);
    const said = this.#parts.slips.mend(question);
    const going = followUp(said, request.before, this.#goingOn);
    const isOpen = request.before === undefined && onlyAsks(said, this.#parts.lexicon);
    if (going === undefined && isOpen) return whichMatter();
    if (going === undefined) return this.#each({ ...request, question });
    return this.#goOn(going, request);
  }

  /** Answers what goes on from the turn before, and says what was understood. */
  async #goOn(going: FollowUp, request: AskRequest): Promise<Answer> {
    const before = request.before?.question ?? '';
    if (going.kind === 'more') return this.#more(request, before);
    if (going.kind === 'not') return { ...(await this.#otherwise(request, before)), asked: before };
    const whole = { ...request, question: going.question };
    const answer = await this.#each(whole);
    const isNowhere = answer.status === 'out_of_scope' || answer.status === 'other_jurisdiction';
    const told = going.keepsTopic === true && isNowhere ? this.#ofTopic(whole, answer.passages) : answer;
    // Whichever card its words are from, the matter is still that of the turn before.
    const topic = going.keepsTopic === true ? (request.before?.topic ?? answer.topic) : answer.topic;
    return { ...(told ?? answer), asked: going.question, ...(topic === undefined ? {} : { topic }) };
  }

  /** The matter of the turn before stands in the documents, what is asked of it now does not: both are said. */
  #ofTopic(request: AskRequest, passages: Passage[]): Answer | undefined {
    const { index, divisions } = this.#parts;
    const card = index.cards.byId(request.before?.topic ?? '');
    if (card === undefined) return undefined;
    const holds = (slug: string) => holdsFor(index.corpus, request, slug);
    const leads = index.cards.leadsOf(card, holds).filter(({ point }) => point.for !== 'staff');
    const place = localName(index.corpus, divisions, request.region);
    const missing = missingText(askedFor(request.question)[0] ?? 'detail');
    const answer = tell(index.corpus, request, leads.slice(0, LEADS).map(pieceOf), {
      opening: ANSWER_TEXTS.missingPlainly(place, missing) + ANSWER_TEXTS.askThem,
      numbered: false,
      topic: card.id,
      choices: choicesOf(this.#nextOf(card, request)),
      passages,
    });
    return answer && { ...answer, status: 'partial' };
  }

  /** Each question of a message on its own, those of residents numbered. */
  async #each(request: AskRequest): Promise<Answer> {
    const questions = request.role === 'resident' ? questionsOf(request.question, this.#goingOn) : [];
    if (questions.length < 2) return this.#one(request);
    const answers: Answer[] = [];
    for (const [i, share] of sharesFor(questions.length).entries()) {
      const question = questions[i] ?? request.question;
      answers.push(await this.#parts.answerer.ask({ ...request, question }, share));
    }
    return joined(answers) ?? this.#one(request);
  }

  async #one(request: AskRequest): Promise<Answer> {
    const { answerer, divisions } = this.#parts;
    const compared = comparisonAsked(request, divisions);
    if (compared !== undefined) return this.#compare(request, compared);
    if (this.#isOfElsewhere(request)) return answerer.ask(request);
    const bare = { ...request, question: this.#withoutOwnPlace(request) };
    const known = this.#known(bare);
    if (known === undefined) return answerer.ask(request);
    if ('question' in known) return answerer.ask({ ...request, question: known.question });
    const passages: Passage[] = passagesOf(await answerer.look(request));
    return { ...known, passages };
  }

  /** An entry that answers as it stands: a word explained, a list, a question back; or the question a bare word means. */
  #known(request: AskRequest): Answer | { question: string } | undefined {
    const { index, lists, lexicon } = this.#parts;
    const { corpus, cards } = index;
    const explained = explain(corpus, request, []);
    if (explained !== undefined) return { ...explained, shape: 'gloss' };
    const listed = list({ corpus, cards, lists, lexicon }, request, []);
    if (listed !== undefined) return { ...listed, shape: 'list' };
    const opened = openTopic({ corpus, cards }, request, []);
    if (opened?.kind === 'clarify') return opened.answer;
    return opened?.kind === 'question' ? { question: opened.question } : undefined;
  }

  /** The own place's answer first, then the other place's sentence, which counts for nothing here. */
  async #compare(
    request: AskRequest,
    compared: NonNullable<ReturnType<typeof comparisonAsked>>,
  ): Promise<Answer> {
    const { answerer, index } = this.#parts;
    const own = await answerer.ask({ ...request, question: compared.question });
    // Where the own documents have nothing, another place's figure would be all that is said.
    if (own.status !== 'answered' && own.status !== 'partial') return own;
    const found: Found = await answerer.look({ ...request, question: compared.question });
    const other = otherSide(index.corpus, compared, found.elsewhere, request.today);
    const notes = (own.notes ?? []).join('');
    const body = notes !== '' && own.answer.endsWith(notes) ? own.answer.slice(0, -notes.length) : own.answer;
    return { ...own, answer: sideBySide(body, other + notes), shape: 'comparison' };
  }

  /** What the card of the turn before has beside what was told. */
  async #more(request: AskRequest, before: string): Promise<Answer> {
    const { index } = this.#parts;
    const asked = before.replaceAll(AGAIN, '');
    const previous = await this.#each({ ...request, question: asked });
    const card = this.#cardOf(request, previous);
    const holds = (slug: string) => holdsFor(index.corpus, request, slug);
    const isStaff = request.role !== 'resident';
    const sayings = index.cards.sayings.filter(
      ({ card: other, point, article, text }) =>
        other === card &&
        holds(article.document) &&
        (point.for === undefined || (point.for === 'staff') === isStaff) &&
        !previous.answer.includes(text),
    );
    const texts = new Set<string>();
    const unsaid = sayings.filter(({ text }) => !texts.has(text) && texts.add(text) !== undefined);
    const told = ((before.length - asked.length) / AGAIN.length) * MORE_AT_ONCE;
    const fresh = unsaid.slice(told, told + MORE_AT_ONCE);
    const next = choicesOf(this.#nextOf(card, request));
    const choices = next.length > 0 ? next : (previous.choices ?? []);
    const more = { passages: previous.passages, choices };
    const topic = card === undefined ? {} : { topic: card.id };
    const telling = { opening: TEXTS.more, numbered: false, ...more, ...topic };
    const answer = tell(index.corpus, request, fresh.map(pieceOf), telling);
    if (answer !== undefined) return { ...answer, asked: before + AGAIN, shape: 'more' };
    const text = choices.length > 0 ? TEXTS.moreChoices : TEXTS.noMore;
    return { status: 'clarify', answer: text, citations: [], by: 'own', asked, ...more };
  }

  /** Cards near what was asked before, to choose from, without the one that was not meant. */
  async #otherwise(request: AskRequest, before: string): Promise<Answer> {
    const { index, answerer } = this.#parts;
    const found = await answerer.look({ ...request, question: before });
    const holds = (slug: string) => holdsFor(index.corpus, request, slug);
    const near = [...found.sayings]
      .filter(([, likeness]) => likeness >= NEAR)
      .sort((a, b) => b[1] - a[1])
      .flatMap(([saying]) => index.cards.sayings[saying] ?? [])
      .filter(({ article, card }) => holds(article.document) && card.id !== request.before?.topic);
    const cards = [...new Set(near.map(({ card }) => card))];
    const choices = choicesOf(cards);
    return {
      status: 'clarify',
      answer: choices.length > 0 ? TEXTS.otherwise : TEXTS.otherwiseNone,
      citations: [],
      passages: passagesOf(found),
      by: 'own',
      ...(choices.length === 0 ? {} : { choices }),
    };
  }

  #cardOf(request: AskRequest, previous: Answer): Card | undefined {
    const id = request.before?.topic ?? previous.topic;
    return id === undefined ? undefined : this.#parts.index.cards.byId(id);
  }

  #nextOf(card: Card | undefined, request: AskRequest): Card[] {
    const { corpus, cards } = this.#parts.index;
    const holds = (slug: string) => holdsFor(corpus, request, slug);
    return (card?.next ?? [])
      .flatMap((id) => cards.byId(id) ?? [])
      .filter((other) => cards.covers(other, holds))
      .slice(0, LIMITS.choices);
  }

  #isOfElsewhere({ question, region }: AskRequest): boolean {
    return foreignPlace(question, region, this.#parts.divisions) !== undefined;
  }

  /** The question without the name of the own place (`鄢陵每月要查哪些`). */
  #withoutOwnPlace({ question, region }: AskRequest): string {
    const isOwn = (code: RegionCode) =>
      region !== NATION && (code.startsWith(region) || region.startsWith(code));
    const own = this.#parts.divisions.placesIn(question).filter(({ code }) => isOwn(code));
    const named = new Map(own.map(({ at, length }) => [at, length]));
    return [...named].reduceRight(
      (text, [at, length]) => text.slice(0, at) + text.slice(at + length),
      question,
    );
  }
}

/** Asks back what a message is about that names nothing and follows nothing. */
function whichMatter(): Answer {
  return { status: 'clarify', answer: TEXTS.whichMatter, citations: [], passages: [], by: 'own' };
}
