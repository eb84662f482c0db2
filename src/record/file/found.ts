import type { Block, Section } from '../print/model.ts';
import { columns } from './checked.ts';
import { type Reading, shortDay, words } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

const T = FILE_TEXTS.found;

/** 预警和走访: what departments and cadres had found that belongs to this case. */
export async function foundSection(reading: Reading): Promise<Section> {
  const blocks = [...(await alerts(reading)), ...(await visits(reading))];
  return { title: FILE_TEXTS.sections.found, blocks };
}

async function alerts({ unit, row }: Reading): Promise<Block[]> {
  const found = await unit.db
    .selectFrom('alerts')
    .select(['unit', 'cause', 'created_at', 'state'])
    .where('case_id', '=', row.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const rows = found.map((alert) => [
    alert.unit,
    alert.cause,
    shortDay(alert.created_at),
    T.alertStates[alert.state],
  ]);
  return rows.length === 0 ? [] : [{ kind: 'table', columns: columns(T.alerts, [30, 22, 24, 24]), rows }];
}

async function visits(reading: Reading): Promise<Block[]> {
  const { unit, row, actors } = reading;
  const made = await unit.db
    .selectFrom('visits')
    .selectAll()
    .where('case_id', '=', row.id)
    // Follow-ups have a part of their own.
    .where('purpose', '!=', 'follow_up')
    .orderBy('visited_at')
    .orderBy('id')
    .execute();
  const rows: string[][] = [];
  for (const visit of made) {
    const context = `visits.note_sealed:${visit.id}`;
    const note = await unit.subjects.open(visit.subject_id, visit.note_sealed, context);
    rows.push([
      shortDay(visit.visited_at),
      await actors.stacked(`staff:${visit.staff_id}`),
      T.outcomes[visit.outcome],
      words(reading, note ?? ''),
    ]);
  }
  return rows.length === 0 ? [] : [{ kind: 'table', columns: columns(T.visits, [20, 22, 18, 40]), rows }];
}
