import type { Unit } from '../storage/index.ts';
import { actorOf } from './access.ts';
import { addNote } from './changes.ts';
import { enterStage } from './clock.ts';
import { onCase } from './duty.ts';
import { type Done, done } from './handling.ts';
import { type Outcome, type Parts, refused, type StaffMember } from './model.ts';
import { tellStaff, workersOf } from './notices.ts';
import { placeName } from './places.ts';
import { shanghaiDay, todayIn } from './procedure/days.ts';
import { STAFF } from './texts.ts';

/**
 * Ends a case that a cadre opened by mistake (another household's number): on the day it was filed, by who filed it, while
 * nobody has taken it and nobody else has added to it. What was written stays with the case, which ends as withdrawn.
 */
export function takeBack(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  reason: string,
): Promise<Outcome<Done>> {
  return onCase(unit, staff, ref, { action: 'take-back' }, async (row) => {
    const first = parts.procedures.of(staff.region).order[0] ?? 'received';
    const isFresh = row.decided_at === null && row.stage === first && row.handler_id === null;
    if (row.source !== 'cadre' || !isFresh) return refused('not-allowed');
    if (shanghaiDay(new Date(row.opened_at)) !== todayIn(unit.clock)) return refused('not-allowed');
    const actor = actorOf(staff);
    const others = await unit.db
      .selectFrom('audit')
      .select('seq')
      .where('chain', '=', row.id)
      .where('action', 'in', ['submitted', 'joined', 'supplemented'])
      .where('actor', '!=', actor)
      .limit(1)
      .executeTakeFirst();
    if (others !== undefined) return refused('not-allowed');
    await addNote(unit, row, { kind: 'withdrawal', text: reason, actor });
    const changed = await enterStage(parts, unit, row, 'withdrawn', {
      actor,
      action: 'withdrawn',
      detail: { mistaken: true },
      handler: null,
    });
    const text = STAFF.mistaken(placeName(parts, row), row.receipt);
    await tellStaff(unit, changed, workersOf(row), text, { except: { staffId: staff.id } });
    return done(changed);
  });
}
