import type { Unit } from '../storage/index.ts';
import { post } from './notices.ts';
import { CHATS } from './texts.ts';

/**
 * Ends what a chat had by being a member's: messages that are not sent yet (they may hold a file's text), spreadsheets and
 * files of its, and its view of cases that were filed from it as a cadre. What it is as a household's chat stays. The chats are told, since a code in
 * wrong hands ends the rightful chat.
 */
export async function leaveChats(
  unit: Unit,
  staffId: string,
  why: 'removed' | 'moved' | 'unbound',
  except?: string,
): Promise<void> {
  const bound = await unit.db
    .selectFrom('conversations')
    .select('id')
    .where('staff_id', '=', staffId)
    .execute();
  for (const { id } of bound) {
    if (id === except) continue;
    await unit.db.updateTable('conversations').set({ staff_id: null }).where('id', '=', id).execute();
    await dropUnsent(unit, id);
    await unit.db.deleteFrom('files').where('conversation_id', '=', id).execute();
    await unfollowFiled(unit, id);
    if (why !== 'unbound') {
      await post(unit, id, `staff:${staffId}:${why}:${unit.ids()}`, { text: CHATS[why] });
    }
  }
}

/** Notices to a household's chat are named `case:<case>:<number>:<chat>`; those to staff have a kind behind. */
async function dropUnsent(unit: Unit, chat: string): Promise<void> {
  await unit.db
    .updateTable('outbox')
    .set({ failed_at: unit.clock().toISOString(), error: 'no-longer-staff' })
    .where('conversation_id', '=', chat)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('cause', 'not like', `case:%:${chat}`)
    .execute();
}

async function unfollowFiled(unit: Unit, chat: string): Promise<void> {
  await unit.db
    .deleteFrom('case_followers')
    .where('conversation_id', '=', chat)
    .where('standing', '=', 'reporter')
    .where('case_id', 'in', (eb) =>
      eb
        .selectFrom('declarations')
        .select('declarations.case_id')
        .where('declarations.conversation_id', '=', chat)
        .where('declarations.filer', '=', 'cadre'),
    )
    .execute();
}
