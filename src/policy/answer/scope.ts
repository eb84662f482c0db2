import { binds, NATION, type RegionCode } from '../../regions/index.ts';
import type { Found, OutsideHit } from '../retrieval/found.ts';
import { relevance } from '../retrieval/relevance.ts';
import type { AskRequest } from './answer.ts';
import WEIGHTS from './scope-weights.json' with { type: 'json' };

/** Whose documents, if anybody's, have what a question asks for. */
export type Scope = 'binding' | 'elsewhere' | 'nowhere';

/** Scope with how sure it is, 0–1. */
export interface ScopeDecision {
  scope: Scope;
  sureness: number;
}

/** A question longer than this is a story; characters. */
const LONG = 40;
/** Below this length nothing follows from it: two characters may be a topic. */
const SHORT = 14;
/** What an office's question counts, however long: those are terse and to the matter. */
const TERSE = 0.8;

/**
 * What tells the scopes apart, in the order of the fitted weights: likeness to the binding and the other documents'
 * questions and to unanswerable ones, how well the best article fits, how much of the question no document knows,
 * the length of a resident's (stories have a cause; chatter is short), whether only central documents bind, and whose very
 * words are closer.
 */
export function scopeFeatures(
  { question, role, region }: Pick<AskRequest, 'question' | 'role' | 'region'>,
  found: Found,
  jurisdictionOf: (slug: string) => RegionCode,
): number[] {
  const [binding, second] = nearestTwo(found.binding);
  const [elsewhere] = nearestTwo(found.elsewhere);
  const outside = (accept: (hit: OutsideHit) => boolean) =>
    found.outside.filter(accept).reduce((best, hit) => Math.max(best, hit.score), 0);
  const notHere = outside(({ question: { kind, document } }) => {
    return kind === 'other-place' && (document === undefined || !binds(jurisdictionOf(document), region));
  });
  const nowhere = outside(({ question: { kind } }) => kind !== 'other-place' && kind !== 'detail-missing');
  const detail = outside(({ question: { kind } }) => kind === 'detail-missing');
  const top = found.binding[0];
  const other = found.elsewhere[0];
  return [
    1,
    binding,
    elsewhere - binding,
    nowhere - binding,
    notHere - binding,
    Math.max(0, detail - binding),
    found.unknownShare,
    top?.features.lexical ?? 0,
    scoreOf(other) - scoreOf(top),
    top?.features.questionMean ?? 0,
    top?.features.sentenceSoft ?? 0,
    top?.features.sentenceCosine ?? 0,
    second,
    scoreOf(top),
    other?.features.questionMean ?? 0,
    role === 'resident' ? Math.min(Math.max(question.length, SHORT), LONG) / LONG : TERSE,
    region === NATION ? 1 : 0,
    best(found.elsewhere, 'sentenceSoft') - best(found.binding, 'sentenceSoft'),
    best(found.elsewhere, 'lexical') - best(found.binding, 'lexical'),
    best(found.binding, 'sentenceSoft'),
  ];
}

/** How well an article fits without the cards' questions, which are asked of every place alike. */
function scoreOf(hit: Found['binding'][number] | undefined): number {
  return hit === undefined ? 0 : relevance({ ...hit.features, ask: 0 });
}

function best(hits: Found['binding'], feature: 'sentenceSoft' | 'lexical'): number {
  return hits.reduce((most, hit) => Math.max(most, hit.features[feature]), 0);
}

function nearestTwo(hits: Found['binding']): [number, number] {
  const [first = 0, second = 0] = hits.map((hit) => hit.nearest).sort((a, b) => b - a);
  return [first, second];
}

/** Likeness from which a question is a card's own. */
const ASKED_ALIKE = 0.8;

/**
 * Softmax over the three scopes with weights fitted by `npm run calibrate`; a question that a card of binding
 * documents has in nearly these words is theirs.
 * @param binding articles that bind the asker
 */
export function decideScope(features: readonly number[], binding: Found['binding'] = []): ScopeDecision {
  if (binding.some((hit) => hit.features.ask >= ASKED_ALIKE)) return { scope: 'binding', sureness: 1 };
  const logits = (['binding', 'elsewhere', 'nowhere'] as const).map((scope) => ({
    scope,
    logit: WEIGHTS[scope].reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), 0),
  }));
  const highest = Math.max(...logits.map((l) => l.logit));
  const total = logits.reduce((sum, l) => sum + Math.exp(l.logit - highest), 0);
  const best = logits.reduce((a, b) => (b.logit > a.logit ? b : a));
  return { scope: best.scope, sureness: Math.exp(best.logit - highest) / total };
}
