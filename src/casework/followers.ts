import type { Unit } from '../storage/index.ts';
import type { Standing } from './model.ts';

/** What a chat is to a case; undefined when nothing. */
export async function standingOf(
  unit: Unit,
  caseId: string,
  conversationId: string,
): Promise<Standing | undefined> {
  const row = await unit.db
    .selectFrom('case_followers')
    .select('standing')
    .where('case_id', '=', caseId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row?.standing;
}

/**
 * Lets a chat follow a case. A reporter who then declares for the own household becomes of the household; the other way
 * round nothing is lost.
 */
export async function follow(
  unit: Unit,
  caseId: string,
  conversationId: string | null,
  standing: Standing,
): Promise<void> {
  if (conversationId === null) return;
  await unit.db
    .insertInto('case_followers')
    .values({
      case_id: caseId,
      conversation_id: conversationId,
      standing,
      created_at: unit.clock().toISOString(),
    })
    .onConflict((conflict) => {
      const keys = conflict.columns(['case_id', 'conversation_id']);
      return standing === 'household' ? keys.doUpdateSet({ standing }) : keys.doNothing();
    })
    .execute();
}
