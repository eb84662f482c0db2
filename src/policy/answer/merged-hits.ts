import { articleId } from '../corpus/article.ts';
import type { Hit } from '../retrieval/found.ts';

/** What being asked of a part of the message only counts for an article. */
const PART_SHARE = 0.92;

/** Hits of the whole message and of its questions: each article with its best score. */
export function mergedHits(whole: readonly Hit[], parts: readonly (readonly Hit[])[]): Hit[] {
  const merged = new Map(whole.map((hit) => [articleId(hit.article), hit]));
  for (const part of parts.flat()) {
    const known = merged.get(articleId(part.article));
    if (known === undefined) continue;
    const score = Math.max(known.score, part.score * PART_SHARE);
    merged.set(articleId(part.article), {
      ...known,
      score,
      nearest: Math.max(known.nearest, part.nearest * PART_SHARE),
    });
  }
  return [...merged.values()].sort((a, b) => b.score - a.score);
}
