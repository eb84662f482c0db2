import type { QuestionTools } from '../../src/digest/index.ts';
import { loadCorpus, TransformersEmbeddings, Words } from '../../src/policy/index.ts';
import { readableWords } from '../../src/question-tools.ts';
import { Divisions } from '../../src/regions/index.ts';
import type { Storage } from '../../src/storage/index.ts';

/** A question as the log keeps it; what is left out is a resident's unanswered one of a November day. */
export interface Asked {
  text: string;
  /** Who asks: a chat's id. */
  by: string;
  region?: string;
  status?: string;
  at?: string;
  vote?: 'up' | 'down' | 'other';
  answeredBy?: string;
  topic?: string;
}

/** Writes questions as the dialogue does, many in one transaction. Those of one asker have one lookup. */
export async function logAll(storage: Storage, asked: readonly Asked[]): Promise<void> {
  const ROWS = 400;
  await storage.transaction(async ({ db, vault, ids }) => {
    for (let from = 0; from < asked.length; from += ROWS) {
      const some = asked.slice(from, from + ROWS).map((question) => {
        const [id, subject_id] = [ids(), ids()];
        const wrapped_key = vault.newSubject();
        const asked_at = question.at ?? '2026-11-20T02:00:00.000Z';
        const sealed = vault.seal(wrapped_key, question.text, `questions.text_sealed:${id}`);
        return {
          subject: { id: subject_id, wrapped_key, created_at: asked_at, erased_at: null },
          row: {
            id,
            region: question.region ?? '411024104',
            status: question.status ?? 'out_of_scope',
            text_sealed: sealed,
            subject_id,
            asker_lookup: vault.lookups('asker', question.by)[0] ?? null,
            asked_at,
            answered_by: question.answeredBy ?? 'own',
            topic: question.topic ?? null,
            vote: question.vote ?? null,
          },
        };
      });
      await db
        .insertInto('subjects')
        .values(some.map(({ subject }) => subject))
        .execute();
      await db
        .insertInto('questions')
        .values(some.map(({ row }) => row))
        .execute();
    }
  });
}

const corpus = loadCorpus('corpus');
// As in the program: what is cut into words is cut with the corpus's own terms.
new Words('corpus', corpus);
const publicWords = readableWords(corpus, Divisions.fromFile('corpus/divisions.csv'));
const embedder = await TransformersEmbeddings.load('models/words-zh');

/** The real model and the real public words; cards and the nearest article are told by rote. */
export const tools: QuestionTools = {
  vectors: (texts) => embedder.embedRows(texts),
  publicWords: (text) => publicWords.of(text),
  topicName: (topic) => (topic === 'medical' ? '看病花钱多怎么办' : undefined),
  nearest: async (question, region) => `${region}：${question.length}`,
};
