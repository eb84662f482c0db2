import type { Db } from '../../storage/index.ts';
import type { Scope } from '../figures.ts';
import { outcomes, UNANSWERED } from './log.ts';

const BY = ['card', 'rule', 'extract', 'ai', 'own'] as const;
type By = (typeof BY)[number] | 'unknown';

/**
 * The figures of a period's questions, exact: `answered` in full, `partial` in part, `unanswered` where no document or
 * only another place's has it, `other` greetings, refusals and what was asked back. `answeredBy` counts whose words the
 * answers in full or part were in (`unknown`: asked before that was kept). `down` of a topic are both votes against it.
 */
export interface QuestionCounts {
  asked: number;
  answered: number;
  partial: number;
  unanswered: number;
  other: number;
  answeredBy: Record<By, number>;
  votes: { up: number; down: number; other: number };
  /** The most asked first. */
  topics: { topic: string; name: string; asked: number; down: number }[];
}

/** Counts a period's questions; nothing is opened for it. */
export async function questionCounts(
  db: Db,
  scope: Scope,
  topicName: (topic: string) => string | undefined,
): Promise<QuestionCounts> {
  const counts: QuestionCounts = {
    asked: 0,
    answered: 0,
    partial: 0,
    unanswered: 0,
    other: 0,
    answeredBy: { card: 0, rule: 0, extract: 0, ai: 0, own: 0, unknown: 0 },
    votes: { up: 0, down: 0, other: 0 },
    topics: [],
  };
  const topics = new Map<string, { asked: number; down: number }>();
  for (const { status, answered_by, vote, topic, count: raw } of await outcomes(db, scope)) {
    const count = Number(raw);
    const outcome = outcomeOf(status);
    counts.asked += count;
    counts[outcome] += count;
    if (outcome === 'answered' || outcome === 'partial') {
      counts.answeredBy[BY.find((by) => by === answered_by) ?? 'unknown'] += count;
    }
    if (vote !== null) counts.votes[vote] += count;
    if (topic === null) continue;
    const known = topics.get(topic) ?? { asked: 0, down: 0 };
    known.asked += count;
    if (vote === 'down' || vote === 'other') known.down += count;
    topics.set(topic, known);
  }
  counts.topics = [...topics]
    .map(([topic, figures]) => ({ topic, name: topicName(topic) ?? topic, ...figures }))
    .sort((a, b) => b.asked - a.asked || (a.topic < b.topic ? -1 : 1));
  return counts;
}

function outcomeOf(status: string): 'answered' | 'partial' | 'unanswered' | 'other' {
  if (status === 'answered' || status === 'partial') return status;
  return UNANSWERED.includes(status) ? 'unanswered' : 'other';
}
