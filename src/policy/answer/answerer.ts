import type { Divisions } from '../../regions/index.ts';
import { articleId, articleLabel } from '../corpus/article.ts';
import { isCentral } from '../corpus/document.ts';
import { cleanQuestion, questionParts } from '../question/clean.ts';
import { type GuardReason, guardSign, REASON_OF_KIND } from '../question/guard.ts';
import { foreignPlace } from '../question/place.ts';
import type { Found, Hit, PolicyIndex } from '../retrieval/policy-index.ts';
import type { Answer, AnswerStatus, AskRequest, Passage } from './answer.ts';
import { compose } from './compose.ts';
import { selectEvidence } from './evidence.ts';
import { gapsIn } from './gaps.ts';
import { decideScope, scopeFeatures } from './scope.ts';
import { TEXTS } from './texts.ts';

const PASSAGES = 10;
/** From this likeness on, an unanswerable question that is closer than any answerable one decides. */
const GUARD_CLOSE = 0.42;
const GUARD_LEAD = 0.06;
/** A question this short is repeated in a refusal; a longer one is a story, perhaps with names in it. */
const ECHO = 24;
/** What naming the central level, or being asked of a part of the message only, counts for an article. */
const CENTRAL_NAMED = 0.5;
const PART_SHARE = 0.92;

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

  constructor(index: PolicyIndex, divisions: Divisions) {
    this.#index = index;
    this.#divisions = divisions;
  }

  async ask(request: AskRequest): Promise<Answer> {
    const cleaned = cleanQuestion(request.question);
    if (cleaned.kind !== 'text') {
      return outcome('clarify', cleaned.kind === 'empty' ? TEXTS.empty : TEXTS.tooLong);
    }
    const question = cleaned.text;
    const sign = guardSign(question);
    if (sign !== undefined) return outcome(OUTCOMES[sign].status, OUTCOMES[sign].text);
    const found = await this.#search(question, request);
    return this.#decide({ ...request, question }, found);
  }

  /** Finds what the whole message and each question in it are about, and merges by the better score. */
  async #search(question: string, request: AskRequest): Promise<Found> {
    const scope = { region: request.region, today: request.today };
    const [whole = question, ...parts] = questionParts(question);
    const found = await this.#index.search(whole, scope);
    const merged = new Map(found.binding.map((hit) => [articleId(hit.article), hit]));
    for (const part of parts) {
      for (const hit of (await this.#index.search(part, scope)).binding) {
        const known = merged.get(articleId(hit.article));
        if (known !== undefined) merged.set(articleId(hit.article), betterOf(known, hit));
      }
    }
    const isCentralNamed = /中央|国家|全国|国务院|上头文件/.test(question);
    const binding = [...merged.values()].map((hit) => {
      const document = this.#index.corpus.documents.get(hit.article.document);
      const bonus = isCentralNamed && document !== undefined && isCentral(document) ? CENTRAL_NAMED : 0;
      return { ...hit, score: hit.score + bonus };
    });
    return { ...found, binding: binding.sort((a, b) => b.score - a.score) };
  }

  #decide(request: AskRequest, found: Found): Answer {
    const passages = found.binding.slice(0, PASSAGES).map(passageOf);
    const guarded = guardByLikeness(found);
    if (guarded !== undefined) return outcome(OUTCOMES[guarded].status, OUTCOMES[guarded].text, passages);
    const named = foreignPlace(request.question, request.region, this.#divisions);
    if (named !== undefined) return this.#elsewhereNamed(named, passages);
    const { corpus } = this.#index;
    const jurisdictionOf = (slug: string) => corpus.documents.get(slug)?.jurisdiction ?? request.region;
    const { scope } = decideScope(scopeFeatures(found, request.region, jurisdictionOf));
    if (scope === 'elsewhere') return outcome('other_jurisdiction', this.#otherJurisdiction(request), passages);
    if (scope === 'nowhere') return this.#nowhere(request, found, passages);
    return this.#answer(request, found, passages);
  }

  #answer(request: AskRequest, found: Found, passages: Passage[]): Answer {
    const { corpus } = this.#index;
    const evidence = selectEvidence(found.binding, request.role === 'resident' ? 4 : 6);
    const gaps = gapsIn(corpus, found, evidence, request.question, request.region);
    const draft = compose(corpus, this.#divisions, request, evidence, gaps);
    if (draft === undefined) return this.#nowhere(request, found, passages);
    return { status: gaps.length === 0 ? 'answered' : 'partial', ...draft, passages };
  }

  #nowhere(request: AskRequest, found: Found, passages: Passage[]): Answer {
    const reason = REASON_OF_KIND[found.outside[0]?.question.kind ?? ''];
    if (reason !== undefined && (found.outside[0]?.score ?? 0) > GUARD_CLOSE) {
      return outcome(OUTCOMES[reason].status, OUTCOMES[reason].text, passages);
    }
    const place = this.#divisions.nameOf(request.region);
    if (request.region === '0') return outcome('out_of_scope', TEXTS.centralOnlyOutOfScope, passages);
    const echo = echoable(request.question);
    const text = echo === undefined ? TEXTS.outOfScope(place) : TEXTS.echoOutOfScope(place, echo);
    return outcome('out_of_scope', text, passages);
  }

  #otherJurisdiction({ region, question }: AskRequest): string {
    const place = this.#divisions.nameOf(region);
    const echo = echoable(question);
    return echo === undefined ? TEXTS.otherJurisdiction(place) : TEXTS.echoOtherJurisdiction(place, echo);
  }

  #elsewhereNamed(named: { code: string; name: string }, passages: Passage[]): Answer {
    const documents = [...this.#index.corpus.documents.values()];
    const isOurs = documents.some(
      ({ jurisdiction }) => jurisdiction !== '0' && (named.code.startsWith(jurisdiction) || jurisdiction.startsWith(named.code)),
    );
    return outcome(isOurs ? 'other_jurisdiction' : 'out_of_scope', TEXTS.otherPlace(named.name), passages);
  }
}

function outcome(status: AnswerStatus, answer: string, passages: Passage[] = []): Answer {
  return { status, answer, citations: [], passages };
}

function passageOf({ article, score }: Hit): Passage {
  return { document: article.document, article: articleLabel(article), text: article.text, score };
}

/** One article found twice: the better score, and each sentence as it was best found. */
function betterOf(known: Hit, part: Hit): Hit {
  const score = Math.max(known.score, part.score * PART_SHARE);
  const sentences = new Map(known.sentences.map((s) => [s.order, s]));
  for (const sentence of part.sentences) {
    const other = sentences.get(sentence.order);
    const own = { ...sentence, score: sentence.score * PART_SHARE };
    if (other === undefined || own.score > other.score) sentences.set(sentence.order, own);
  }
  const sorted = [...sentences.values()].sort((a, b) => b.score - a.score);
  return { ...known, score, nearest: Math.max(known.nearest, part.nearest * PART_SHARE), sentences: sorted };
}

/** The message is closer to chatter, an attack, a request for other people's data … than to any policy question. */
function guardByLikeness(found: Found): GuardReason | undefined {
  const top = found.outside[0];
  if (top === undefined) return undefined;
  const nearest = [...found.binding, ...found.elsewhere].reduce((best, hit) => Math.max(best, hit.nearest), 0);
  const decides = top.score >= GUARD_CLOSE && top.score >= nearest + GUARD_LEAD;
  return decides ? REASON_OF_KIND[top.question.kind] : undefined;
}

/** A short question without figures or Latin letters may be repeated to the asker. */
function echoable(question: string): string | undefined {
  const text = question.replace(/[？?。！!\s]+$/u, '');
  return text.length <= ECHO && !/[A-Za-z<>{}“”"']|\d{5,}/.test(text) ? text : undefined;
}

