import type { Answer } from '../policy/index.ts';
import type { Scene } from './scene.ts';
import { scrubbed } from './scrub.ts';

export const VOTES = ['up', 'down', 'other'] as const;
export type Vote = (typeof VOTES)[number];

/**
 * Keeps a question for the supervisors' figures: scrubbed, sealed under a key of its own, without who asked.
 * @returns its id, under which it can be voted on
 */
export async function logQuestion(scene: Scene, question: string, answer: Answer): Promise<string> {
  const { unit, state, conversation } = scene;
  const { name, filerName, selfName } = state.draft?.answers ?? {};
  const names = [name, filerName, selfName].filter((each) => each !== undefined);
  const id = unit.ids();
  const subject = await unit.subjects.create();
  await unit.db
    .insertInto('questions')
    .values({
      id,
      region: scene.region,
      status: answer.status,
      text_sealed: await unit.subjects.seal(
        subject,
        scrubbed(question, names),
        `questions.text_sealed:${id}`,
      ),
      subject_id: subject,
      asker_lookup: unit.vault.lookups('asker', conversation.id)[0] ?? null,
      asked_at: scene.now.toISOString(),
      answered_by: answer.by,
      topic: answer.topic ?? null,
      vote: null,
    })
    .execute();
  return id;
}

/** Records what the asker thinks of an answer; the last word counts. False for a question that this chat did not ask. */
export async function recordVote({ unit, conversation }: Scene, id: string, vote: Vote): Promise<boolean> {
  const { numUpdatedRows } = await unit.db
    .updateTable('questions')
    .set({ vote })
    .where('id', '=', id)
    .where('asker_lookup', 'in', unit.vault.lookups('asker', conversation.id))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
