import { type Divisions, NATION } from '../../regions/index.ts';
import { articleLabel } from '../corpus/article.ts';
import { isCentral } from '../corpus/document.ts';
import { askedFor, claimsIn, withoutClaims } from '../question/asked.ts';
import { cleanQuestion, questionParts, withoutPersonalNumbers } from '../question/clean.ts';
import { type GuardReason, guardSign, isOwnOrOffice, REASON_OF_KIND } from '../question/guard.ts';
import { foreignPlace } from '../question/place.ts';
import { Programmes } from '../question/programmes.ts';
import type { SlipCorrector } from '../question/slips.ts';
import type { Found, Hit } from '../retrieval/found.ts';
import type { PolicyIndex } from '../retrieval/policy-index.ts';
import type { Answer, AnswerStatus, AskRequest, Passage } from './answer.ts';
import { localName } from './closing.ts';
import { compose } from './compose.ts';
import { composePlain } from './compose-plain.ts';
import { selectEvidence, withBestOf, withKindsAsked } from './evidence.ts';
import { gapsIn } from './gaps.ts';
import type { Share } from './ingredients.ts';
import { letterheadAnswer } from './letterhead.ts';
import { centralLeavesOpen, favourNamedLevel, withBothLevels } from './levels.ts';
import { mergedHits } from './merged-hits.ts';
import { decideScope, scopeFeatures } from './scope.ts';
import { TEXTS } from './texts.ts';

const PASSAGES = 10;
/** From this likeness on, an unanswerable question that is closer than any answerable one decides. */
const GUARD_CLOSE = 0.42;
const GUARD_LEAD = 0.06;
/** Small talk shares its words with every story, and a few characters with anything: they must be closer to decide. */
const CHATTER_MARGIN = 0.15;
/** A longer message tells or asks something, whatever it is like; characters. */
const CHATTER_LONGEST = 12;
const SHORT = 5;
/** Likeness from which a part's best sentence is taken into the answer. */
const PART_LIKENESS = 0.42;
const CLAUSE_LIKENESS = 0.5;
/** Likeness from which a question stripped of another place's programme is still about something of one's own. */
const OWN_TOPIC = 0.4;
/** Likeness from which a matter of one's own documents is not turned away, and from which it is surely meant. */
const OWN_NEAR = 0.5;
const OWN_SURE = 0.6;
const OWN_SLACK = 0.02;
/** Below this sureness that a binding document is meant, the answer says that it may only be near. */
const SURE = 0.8;
/** As much for a document that nobody wrote questions for: of that nothing is ever quite sure. */
const SURE_UNASKED = 0.7;

/** What was found for a message: as a whole, for each part, and for what it is about without its figures. */
interface Search {
  found: Found;
  parts: { hits: Hit[]; least: number }[];
  topic: Found;
  /** Programmes it names that only other places' documents mention. */
  foreign: string[];
}

const OUTCOMES: Record<GuardReason, { status: AnswerStatus; text: string }> = {
  injection: { status: 'refused', text: TEXTS.injection },
  personal_data: { status: 'refused', text: TEXTS.personalData },
  politics: { status: 'refused', text: TEXTS.politics },
  creative: { status: 'out_of_scope', text: TEXTS.creative },
  chatter: { status: 'smalltalk', text: TEXTS.greeting },
  human: { status: 'handoff', text: TEXTS.human },
  crisis: { status: 'handoff', text: TEXTS.crisis },
};

/**
 * Answers policy questions from one corpus: clean → guard → retrieve → scope → evidence → compose → verify. Each
 * step is a function of its own; this class only strings them together.
 */
export class Answerer {
  readonly #index: PolicyIndex;
  readonly #divisions: Divisions;
  readonly #slips: SlipCorrector;
  readonly #programmes: Programmes;

  constructor(index: PolicyIndex, divisions: Divisions, slips: SlipCorrector) {
    this.#index = index;
    this.#divisions = divisions;
    this.#slips = slips;
    this.#programmes = new Programmes(index.corpus);
  }

  /** @param share what the answer may take up where it is one of several */
  async ask(request: AskRequest, share?: Share): Promise<Answer> {
    const cleaned = cleanQuestion(request.question);
    if (cleaned.kind !== 'text') {
      return outcome('clarify', cleaned.kind === 'empty' ? TEXTS.empty : TEXTS.tooLong);
    }
    const question = withoutPersonalNumbers(cleaned.text);
    const sign = guardSign(question);
    if (sign !== undefined) return outcome(OUTCOMES[sign].status, OUTCOMES[sign].text);
    const search = await this.#search(this.#slips.standard(this.#slips.mend(question)), request);
    const letterhead = letterheadAnswer(this.#index.corpus, { ...request, question });
    if (letterhead !== undefined) {
      const status = letterhead.citations.length > 0 ? 'answered' : 'partial';
      return {
        status,
        ...letterhead,
        by: 'own',
        passages: passagesOf(search.found),
      };
    }
    return this.#decide({ ...request, question }, search, share);
  }

  /** What is found for a question, without answering it. */
  async look(request: AskRequest): Promise<Found> {
    const question = withoutPersonalNumbers(request.question);
    return (await this.#search(this.#slips.standard(this.#slips.mend(question)), request)).found;
  }

  /** Finds what the whole message and each question in it are about. */
  async #search(question: string, request: AskRequest): Promise<Search> {
    const scope = { region: request.region, today: request.today };
    const search = async (text: string, narrow = false) => {
      const found = await this.#index.search(text, { ...scope, narrow });
      return { ...found, binding: favourNamedLevel(this.#index.corpus, request, found.binding) };
    };
    const whole = await search(question);
    const { questions, clauses } = questionParts(question);
    const parts: Search['parts'] = [];
    for (const part of questions)
      parts.push({ hits: (await search(part, true)).binding, least: PART_LIKENESS });
    for (const clause of clauses.filter((c) => !questions.includes(c))) {
      parts.push({ hits: (await search(clause, true)).binding, least: CLAUSE_LIKENESS });
    }
    const foreign = this.#programmes.foreignIn(question, request.region);
    const bare = foreign.reduce((text, name) => text.replace(name, ''), withoutClaims(question));
    const topic = bare === question.normalize('NFKC') ? whole : await search(bare);
    const binding = mergedHits(
      whole.binding,
      parts.slice(0, questions.length).map((part) => part.hits),
    );
    return { found: { ...whole, binding }, parts, topic, foreign };
  }

  #decide(request: AskRequest, search: Search, share?: Share): Answer {
    const { found } = search;
    const passages = passagesOf(found);
    const guarded = guardByLikeness(request.question, found);
    if (guarded !== undefined) return outcome(OUTCOMES[guarded].status, OUTCOMES[guarded].text, passages);
    const named = foreignPlace(request.question, request.region, this.#divisions);
    if (named !== undefined) return this.#elsewhereNamed(named, passages);
    const { corpus } = this.#index;
    const jurisdictionOf = (slug: string) => corpus.documents.get(slug)?.jurisdiction ?? request.region;
    const features = scopeFeatures(request, search.topic, jurisdictionOf);
    const { scope: decided, sureness } = decideScope(features, search.topic.binding);
    // Another place's programme with nothing of one's own beside it is another place's matter.
    const isOwnTopic = decided === 'binding' && (search.topic.binding[0]?.nearest ?? 0) >= OWN_TOPIC;
    const scope = search.foreign.length > 0 && !isOwnTopic ? 'elsewhere' : decided;
    if (scope === 'elsewhere' && !this.#isOwnMatterClaimed(request, search))
      return outcome('other_jurisdiction', this.#otherJurisdiction(request), passages);
    const likeness = scope === 'nowhere' ? this.#ownMatterLikeness(request, search) : undefined;
    if (scope === 'nowhere' && likeness === undefined) return this.#nowhere(request, found, passages);
    const best = found.binding[0]?.article.document;
    const sure = best === undefined || this.#index.isAsked(best) ? SURE : SURE_UNASKED;
    const isSure = likeness === undefined ? sureness >= sure : likeness >= OWN_SURE;
    return this.#answer(request, search, passages, isSure, share);
  }

  /**
   * A figure put forward for a matter that the asker's own documents name (`监测线就按7500走`): the matter is not another
   * place's, only the figure is, and the answer says that it is not written.
   */
  #isOwnMatterClaimed({ question, region, today }: AskRequest, { foreign }: Search): boolean {
    if (foreign.length > 0 || claimsIn(question).length === 0) return false;
    return this.#index.namesMatter(withoutClaims(question), { region, today });
  }

  /**
   * How like a question of the bank a question is that names a matter of the asker's own documents and is no further
   * from them than from any unanswerable one; undefined for every other. Such a one is not turned away.
   */
  #ownMatterLikeness({ question, region, today }: AskRequest, { topic, found }: Search): number | undefined {
    const nearest = topic.binding.reduce((best, hit) => Math.max(best, hit.nearest), 0);
    const isNear = nearest >= OWN_NEAR && nearest >= (found.outside[0]?.score ?? 0) - OWN_SLACK;
    return isNear && this.#index.namesMatter(question, { region, today }) ? nearest : undefined;
  }

  #answer(
    request: AskRequest,
    { found, parts, topic, foreign }: Search,
    passages: Passage[],
    isSure: boolean,
    share?: Share,
  ): Answer {
    const { corpus } = this.#index;
    const count = request.role === 'resident' ? 4 : 6;
    const hits = (foreign.length > 0 ? topic : found).binding;
    let evidence = selectEvidence(hits, count, askedFor(request.question));
    for (const { hits, least } of [...parts].reverse()) evidence = withBestOf(evidence, hits, least);
    evidence = withBothLevels(corpus, request, evidence, found.binding);
    evidence = withKindsAsked(evidence, hits, askedFor(request.question));
    const gaps = gapsIn(corpus, found, evidence, request.question, request.region, foreign);
    if (gaps.length === 0 && !isSure) gaps.push(TEXTS.missing.direct);
    const several = parts.length > 0 ? 2 : 1;
    const ingredients = {
      index: this.#index,
      divisions: this.#divisions,
      request,
      found,
      evidence,
      missing: gaps,
      aside: centralLeavesOpen(corpus, request, evidence, this.#central()),
      several,
      ...(share === undefined ? {} : { share }),
    };
    const draft = request.role === 'resident' ? composePlain(ingredients) : compose(ingredients);
    if (draft === undefined) return this.#nowhere(request, found, passages);
    return { status: gaps.length === 0 ? 'answered' : 'partial', ...draft, passages };
  }

  #nowhere(request: AskRequest, found: Found, passages: Passage[]): Answer {
    const reason = reasonOf(request.question, found);
    const nearest = found.binding.reduce((best, hit) => Math.max(best, hit.nearest), GUARD_CLOSE);
    if (reason !== undefined && (found.outside[0]?.score ?? 0) > nearest) {
      return outcome(OUTCOMES[reason].status, OUTCOMES[reason].text, passages);
    }
    const place = localName(this.#index.corpus, this.#divisions, request.region);
    if (request.region === NATION) return outcome('out_of_scope', TEXTS.centralOnlyOutOfScope, passages);
    return outcome('out_of_scope', TEXTS.outOfScope(place, this.#central()), passages);
  }

  #otherJurisdiction({ region }: AskRequest): string {
    if (region === NATION) return TEXTS.centralOnlyOutOfScope;
    const place = localName(this.#index.corpus, this.#divisions, region);
    return TEXTS.otherJurisdiction(place, this.#central());
  }

  /** The central documents as they are named in a refusal: whether the text that we hold is whole. */
  #central(): string {
    const isInPart = [...this.#index.corpus.documents.values()].some(
      (d) => isCentral(d) && d.caveat !== undefined,
    );
    return isInPart ? TEXTS.centralInPart : TEXTS.central;
  }

  #elsewhereNamed(named: { code: string; name: string }, passages: Passage[]): Answer {
    const documents = [...this.#index.corpus.documents.values()];
    const isOurs = documents.some(
      ({ jurisdiction }) =>
        jurisdiction !== '0' && (named.code.startsWith(jurisdiction) || jurisdiction.startsWith(named.code)),
    );
    return outcome(isOurs ? 'other_jurisdiction' : 'out_of_scope', TEXTS.otherPlace(named.name), passages);
  }
}

function outcome(status: AnswerStatus, answer: string, passages: Passage[] = []): Answer {
  return { status, answer, citations: [], passages, by: 'own' };
}

/** The best binding articles found, as they are told. */
export function passagesOf(found: Found): Passage[] {
  return found.binding.slice(0, PASSAGES).map(passageOf);
}

function passageOf({ article, score }: Hit): Passage {
  return { document: article.document, article: articleLabel(article), text: article.text, score };
}

/** What the nearest unanswerable question is refused for, where that may be so of this one. */
function reasonOf(question: string, found: Found): GuardReason | undefined {
  const reason = REASON_OF_KIND[found.outside[0]?.question.kind ?? ''];
  if (reason === 'personal_data' && isOwnOrOffice(question)) return undefined;
  if (reason === 'chatter' && [...question].length > CHATTER_LONGEST) return undefined;
  return reason;
}

/** The message is closer to chatter, an attack, a request for other people's data … than to any policy question. */
function guardByLikeness(question: string, found: Found): GuardReason | undefined {
  const top = found.outside[0];
  if (top === undefined) return undefined;
  const nearest = [...found.binding, ...found.elsewhere].reduce(
    (best, hit) => Math.max(best, hit.nearest),
    0,
  );
  const reason = reasonOf(question, found);
  if (reason === undefined || reason === 'human') return undefined;
  const margin = reason === 'chatter' || question.length <= SHORT ? CHATTER_MARGIN : 0;
  return top.score >= GUARD_CLOSE + margin && top.score >= nearest + GUARD_LEAD + margin / 2
    ? reason
    : undefined;
}
