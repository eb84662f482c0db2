import { setImmediate as breathe } from 'node:timers/promises';
import type { ExpressionBuilder } from 'kysely';
import { NATION } from '../../regions/index.ts';
import { type Db, type Schema, SealError, type Storage, type Unit } from '../../storage/index.ts';
import type { Scope } from '../figures.ts';
import type { OpenedQuestion } from './model.ts';

/** Statuses of questions that no document, or only another place's, answers. */
export const UNANSWERED: readonly string[] = ['out_of_scope', 'other_jurisdiction'];
/** Statuses of what was a question about policy at all. */
const POLICY = ['answered', 'partial', 'clarify', ...UNANSWERED];
/** Votes that say that the answer was no answer. */
const DISLIKED = ['down', 'other'] as const;

/** Which questions are read in their words. */
export type Wanted = 'unsatisfied' | 'without-topic';

/** Who reads the words of questions, and what for; goes into the audit log. */
export interface Reader {
  actor: 'operator' | 'system';
  why: 'report' | 'digest';
}

/** What was read. */
export interface ReadLog {
  questions: OpenedQuestion[];
  /** Those whose words are gone: kept no longer, or erased by who asked. */
  wordless: number;
  /** Those whose words do not open: the key is missing, or the row was damaged. */
  unreadable: number;
}

/** Rows that are read at a time. */
const PAGE = 2000;

type QuestionRows = ExpressionBuilder<{ q: Schema['questions'] }, 'q'>;

/** The questions of a division asked within a period. */
export function askedIn({ region, period }: Scope) {
  return (eb: QuestionRows) =>
    eb.and([
      eb('q.asked_at', '>=', period.start),
      eb('q.asked_at', '<', period.end),
      ...(region === NATION ? [] : [eb('q.region', 'like', `${region}%`)]),
    ]);
}

function isWanted(wanted: Wanted) {
  return (eb: QuestionRows) =>
    wanted === 'unsatisfied'
      ? eb.or([eb('q.status', 'in', UNANSWERED), eb('q.vote', 'in', DISLIKED)])
      : eb.and([
          eb('q.status', 'in', POLICY),
          eb.or([eb('q.topic', 'is', null), eb('q.status', 'in', UNANSWERED)]),
        ]);
}

/** How often each chat asked about each topic: what can be told before anything is opened. */
export function topicsByAsker(db: Db, scope: Scope) {
  return db
    .selectFrom('questions as q')
    .select((eb) => ['q.asker_lookup as asker', 'q.topic', eb.fn.countAll<number>().as('count')])
    .where(askedIn(scope))
    .where('q.status', 'in', POLICY)
    .groupBy(['q.asker_lookup', 'q.topic'])
    .execute();
}

/** How often each outcome was had, in every combination. */
export function outcomes(db: Db, scope: Scope) {
  return db
    .selectFrom('questions as q')
    .select((eb) => ['q.status', 'q.answered_by', 'q.vote', 'q.topic', eb.fn.countAll<number>().as('count')])
    .where(askedIn(scope))
    .groupBy(['q.status', 'q.answered_by', 'q.vote', 'q.topic'])
    .execute();
}

/** Opens the words of questions. That they are read is in the audit log before the first is opened. */
export async function readLog(
  storage: Storage,
  scope: Scope,
  wanted: Wanted,
  { actor, why }: Reader,
): Promise<ReadLog> {
  const { db } = storage.reading;
  const counts = await db
    .selectFrom('questions as q')
    .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.count<number>('q.text_sealed').as('kept')])
    .where(askedIn(scope))
    .where(isWanted(wanted))
    .executeTakeFirstOrThrow();
  const [all, kept] = [Number(counts.all), Number(counts.kept)];
  if (kept === 0) return { questions: [], wordless: all, unreadable: 0 };
  const { region, period } = scope;
  const detail = { why, region, from: period.first, to: period.last, texts: kept };
  await storage.transaction(({ audit }) =>
    audit.append('system', { actor, action: 'questions-read', detail }),
  );
  const questions: OpenedQuestion[] = [];
  let unreadable = 0;
  for (let after = ''; ; ) {
    const rows = await page(storage.reading, scope, wanted, after);
    for (const row of rows) {
      const question = opened(storage.reading, row);
      if (question === 'unreadable') unreadable += 1;
      else if (question !== undefined) questions.push(question);
    }
    await breathe();
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = last.id;
  }
  return { questions, wordless: Math.max(0, all - questions.length - unreadable), unreadable };
}

type SealedRow = Awaited<ReturnType<typeof page>>[number];

function page({ db }: Unit, scope: Scope, wanted: Wanted, after: string) {
  return db
    .selectFrom('questions as q')
    .innerJoin('subjects as s', 's.id', 'q.subject_id')
    .select(['q.id', 'q.region', 'q.status', 'q.asker_lookup', 'q.text_sealed', 's.wrapped_key'])
    .where(askedIn(scope))
    .where(isWanted(wanted))
    .where('q.text_sealed', 'is not', null)
    .where('q.id', '>', after)
    .orderBy('q.id')
    .limit(PAGE)
    .execute();
}

/** Undefined where the asker had it erased. */
function opened({ vault }: Unit, row: SealedRow): OpenedQuestion | 'unreadable' | undefined {
  const { id, region, status, asker_lookup: asker, text_sealed, wrapped_key } = row;
  if (text_sealed === null || wrapped_key === null) return undefined;
  try {
    const text = vault.open(wrapped_key, text_sealed, `questions.text_sealed:${id}`);
    return { text, region, asker, isUnanswered: UNANSWERED.includes(status) };
  } catch (error) {
    // One row that does not open must not keep the rest from being read.
    if (error instanceof SealError) return 'unreadable';
    throw error;
  }
}
