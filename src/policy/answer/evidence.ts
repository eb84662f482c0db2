import type { Article } from '../corpus/article.ts';
import { squeeze } from '../corpus/article.ts';
import { type Asked, states } from '../question/asked.ts';
import type { Hit } from '../retrieval/found.ts';

/** A sentence chosen to answer, with the words in it that do. */
export interface Evidence {
  article: Article;
  sentence: string;
  /** The answering words within the sentence; empty when unknown. */
  focus: string;
  score: number;
  order: number;
  /** Id of the card through whose question it was found. */
  card?: string;
}

/** How much an article's lead over the next one counts beside a sentence's own likeness. */
const ARTICLE_SHARE = 0.3;
/** What having the kind of fact asked for (an amount, a number of days …) counts for a sentence. */
const STATES = 0.1;
/** Likeness from which a sentence is near enough to be meant. */
const NEAR = 0.45;
/** A sentence this much weaker than the best does not answer the question. */
const DROP = 0.3;

/**
 * The sentences that answer, best first: from the best articles, none much weaker than the best, and none of them
 * said twice (central and local documents often share a sentence; the better placed one stays).
 * @param asked kinds of fact that the question asks for: a sentence that has one is preferred
 */
export function selectEvidence(hits: readonly Hit[], count: number, asked: readonly Asked[]): Evidence[] {
  const candidates = candidatesIn(hits, asked);
  const chosen: Evidence[] = [];
  for (const candidate of candidates) {
    if (chosen.length >= count || candidate.score < (candidates[0]?.score ?? 0) - DROP) break;
    if (!isSaid(chosen, candidate)) chosen.push(candidate);
  }
  return chosen;
}

/**
 * Adds the best sentence for a further question right after the best one, unless it is there already.
 * @param sameIsNew whether a sentence that says the same counts as new, as when two levels are compared
 */
export function withBestOf(
  chosen: readonly Evidence[],
  hits: readonly Hit[],
  least: number,
  sameIsNew = false,
): Evidence[] {
  const best = candidatesIn(hits)[0];
  if (best === undefined || best.likeness < least) return [...chosen];
  const isSame = (e: Evidence) =>
    e.order === best.order || (!sameIsNew && sayTheSame(e.sentence, best.sentence));
  const [first, ...rest] = chosen;
  if (first === undefined || isSame(first)) return first === undefined ? [best] : [...chosen];
  return [first, best, ...rest.filter((e) => !isSame(e))];
}

function candidatesIn(
  hits: readonly Hit[],
  asked: readonly Asked[] = [],
): (Evidence & { likeness: number })[] {
  const top = hits[0]?.score ?? 0;
  const candidates = hits.slice(0, 5).flatMap((hit) =>
    hit.sentences.slice(0, 6).map((sentence) => ({
      article: hit.article,
      sentence: sentence.text,
      focus: sentence.focus,
      score: sentence.score + ARTICLE_SHARE * (hit.score - top) + (has(sentence.text, asked) ? STATES : 0),
      likeness: sentence.score,
      order: sentence.order,
      ...(sentence.card === undefined ? {} : { card: sentence.card }),
    })),
  );
  return candidates.sort((a, b) => b.score - a.score);
}

/**
 * Evidence with a sentence put first that has the kinds of fact asked for, where none of the best two has and a near
 * one does: before anybody is told that a document does not say something, it is looked through.
 */
export function withKindsAsked(
  evidence: readonly Evidence[],
  hits: readonly Hit[],
  asked: readonly Asked[],
): Evidence[] {
  // Of amounts in general any ratio would do: too many sentences have one.
  const lacking = asked.filter(
    (kind) => kind !== 'amount' && !evidence.slice(0, 2).some((e) => states(e.sentence, kind)),
  );
  if (lacking.length === 0) return [...evidence];
  const stating = candidatesIn(hits.slice(0, 5)).find(
    ({ sentence, likeness }) => likeness >= NEAR && lacking.every((kind) => states(sentence, kind)),
  );
  if (stating === undefined) return [...evidence];
  return [stating, ...evidence.filter((e) => e.order !== stating.order)];
}

/** Whether a sentence has a kind of fact that the question asks for. */
function has(sentence: string, asked: readonly Asked[]): boolean {
  return asked.some((kind) => states(sentence, kind));
}

function isSaid(chosen: readonly Evidence[], candidate: Evidence): boolean {
  return chosen.some((other) => sayTheSame(other.sentence, candidate.sentence));
}

/** Whether the shorter text's character pairs nearly all, or a given share of them, stand in the longer one. */
export function sayTheSame(a: string, b: string, share = 0.8): boolean {
  const pairs = (text: string) =>
    new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)));
  const [left, right] = [pairs(squeeze(a)), pairs(squeeze(b))];
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  return shared / Math.max(1, Math.min(left.size, right.size)) > share;
}

/**
 * Cuts a sentence to a length at its clauses, keeping the answering words: a verbatim, contiguous stretch. A number
 * or heading at the head of an article stays off where something has to go.
 */
export function clip(sentence: string, focus: string, limit: number): string {
  if (sentence.length <= limit) return sentence;
  const whole = sentence.match(/[^，,；;：:。]+[，,；;：:。]?/g) ?? [sentence];
  // A list stays whole where it fits: its first items may be the answer.
  const isListTooLong = whole.some((clause) => clause.length > limit);
  const clauses = isListTooLong
    ? (sentence.match(/[^，,；;：:、。]+[，,；;：:、。]?/g) ?? [sentence])
    : whole;
  const starts: number[] = [];
  let offset = 0;
  for (const clause of clauses) {
    starts.push(offset);
    offset += clause.length;
  }
  const focusAt = focus === '' ? 0 : Math.max(0, sentence.indexOf(focus));
  const focusEnd = Math.min(sentence.length, focusAt + Math.max(1, focus.length));
  let first = starts.findLastIndex((start) => start <= focusAt);
  let last = starts.findLastIndex((start) => start < focusEnd);
  const length = () => (starts[last + 1] ?? sentence.length) - (starts[first] ?? 0);
  for (;;) {
    const canGrowAfter = last + 1 < clauses.length && length() + (clauses[last + 1]?.length ?? 0) <= limit;
    const canGrowBefore = first > 0 && length() + (clauses[first - 1]?.length ?? 0) <= limit;
    if (canGrowAfter) last += 1;
    else if (canGrowBefore) first -= 1;
    else break;
  }
  const cut = sentence.slice(starts[first] ?? 0, starts[last + 1] ?? sentence.length);
  return cut.length <= limit ? cut : cut.slice(0, limit);
}
