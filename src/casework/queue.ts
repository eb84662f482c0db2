import type { ExpressionBuilder } from 'kysely';
import type { Schema, Unit } from '../storage/index.ts';
import { actorOf, findFor, mayWork, noteDenied, workedStages } from './access.ts';
import { notesOf } from './changes.ts';
import { dueChip, procedureOf } from './clock.ts';
import { maskName, personOfCase } from './households.ts';
import {
  type CaseFile,
  type CaseRow,
  type FiledDeclaration,
  type Outcome,
  type Parts,
  type QueueItem,
  refused,
  type StaffMember,
} from './model.ts';
import { suspectedOf } from './namesakes.ts';
import { papersOf } from './papers/papers-of.ts';
import { placeName } from './places.ts';
import { shanghaiDay, todayIn } from './procedure/days.ts';
import type { Stage } from './procedure/stage.ts';
import { tasksOf } from './tasks.ts';
import { causesOf, timelineOf } from './views.ts';

const OPEN_LIMIT = 50;

export interface QueueFilter {
  limit?: number;
  /** Only what this member took. */
  mine?: boolean;
  /** Only what is past its due day. */
  overdue?: boolean;
  /** For the county: every undecided case, not only those that wait for the county. */
  all?: boolean;
  /** Decided cases under support instead of undecided ones. */
  support?: boolean;
}

/** How much a list holds, for its first line. Late and due count what is this member's to work now. */
export interface Workload {
  all: number;
  overdue: number;
  today: number;
  /** Due within two working days, today not counted. */
  soon: number;
}

/**
 * A member's work: first what is theirs to work now, urgent cases before others, then by due day; what waits for another
 * office or for the household's papers comes last. A township's is its queue, a village cadre's the village's part
 * of it; the county's is what waits for the county (intake, decisions) unless `all` is asked for.
 */
export async function queue(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  filter: QueueFilter = {},
): Promise<QueueItem[]> {
  const today = todayIn(unit.clock);
  const cases = filtered(unit, staff, filter);
  if (cases === undefined) return [];
  const worked = workedStages(staff, parts.procedures.of(staff.region));
  const rows = await cases
    .selectAll()
    .orderBy((eb) =>
      eb
        .case()
        .when(eb.and([eb('paused_at', 'is', null), isWorked(eb, staff, worked)]))
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('urgent', 'desc')
    .orderBy((eb) => eb.case().when('due_on', 'is', null).then(1).else(0).end())
    .orderBy('due_on')
    .orderBy('opened_at')
    .orderBy('id')
    .limit(Math.min(Math.max(1, filter.limit ?? OPEN_LIMIT), 500))
    .execute();
  const items: QueueItem[] = [];
  for (const row of rows) items.push(await itemOf(parts, unit, staff, row, today));
  await unit.audit.append(`staff:${staff.id}`, {
    actor: actorOf(staff),
    action: 'listed',
    detail: { cases: items.length, purpose: 'list' },
  });
  return items;
}

/** Counts the whole of a list, however little of it is shown. */
export async function workload(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  filter: QueueFilter = {},
): Promise<Workload> {
  const cases = filtered(unit, staff, filter);
  if (cases === undefined) return { all: 0, overdue: 0, today: 0, soon: 0 };
  const today = todayIn(unit.clock);
  const soon = parts.calendar.addWorkdays(today, 2).day;
  const worked = workedStages(staff, parts.procedures.of(staff.region));
  const all = await cases.select(({ fn }) => fn.countAll().as('n')).executeTakeFirst();
  const due = await cases
    .select(['due_on'])
    .where('paused_at', 'is', null)
    .where('due_on', '<=', soon)
    .where((eb) => isWorked(eb, staff, worked))
    .execute();
  const days = due.map(({ due_on }) => due_on ?? '');
  return {
    all: Number(all?.n ?? 0),
    overdue: days.filter((day) => day < today).length,
    today: days.filter((day) => day === today).length,
    soon: days.filter((day) => day > today).length,
  };
}

/** Whether a case is in a stage of the member's post, or in their county's intake. */
function isWorked(eb: ExpressionBuilder<Schema, 'cases'>, staff: StaffMember, worked: readonly Stage[]) {
  return eb.or([
    eb('stage', 'in', ['', ...worked]),
    eb('queue', '=', staff.role === 'county' ? staff.region : ''),
  ]);
}

function filtered(unit: Unit, staff: StaffMember, filter: QueueFilter) {
  let cases = scope(unit, staff, filter);
  if (filter.mine === true) cases = cases?.where('handler_id', '=', staff.id);
  if (filter.overdue === true) {
    cases = cases?.where('due_on', '<', todayIn(unit.clock)).where('paused_at', 'is', null);
  }
  return cases;
}

function scope(unit: Unit, staff: StaffMember, { all = false, support = false }: QueueFilter) {
  const cases = support
    ? unit.db.selectFrom('cases').where('stage', 'in', ['included', 'support'])
    : unit.db.selectFrom('cases').where('decided_at', 'is', null);
  switch (staff.role) {
    case 'village':
      return cases.where('queue', '=', staff.region.slice(0, 9)).where('village', '=', staff.region);
    case 'township':
      return cases.where('queue', '=', staff.region);
    case 'county': {
      const county = cases.where('county', '=', staff.region);
      return all || support
        ? county
        : county.where((eb) => eb.or([eb('queue', '=', staff.region), eb('stage', '=', 'county_decision')]));
    }
    case 'department':
    case 'supervisor':
      return undefined;
  }
}

async function itemOf(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  today: string,
): Promise<QueueItem> {
  const stage = row.stage as Stage;
  const pending = await unit.db
    .selectFrom('transfers')
    .select('id')
    .where('case_id', '=', row.id)
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  const objection = await unit.db
    .selectFrom('case_notes')
    .select('id')
    .where('case_id', '=', row.id)
    .where('kind', '=', 'objection')
    .limit(1)
    .executeTakeFirst();
  return {
    id: row.id,
    receipt: row.receipt,
    name: maskName((await personOfCase(unit, row))?.name ?? ''),
    place: placeName(parts, row),
    causes: await causesOf(unit, row.id),
    stage,
    stageLabel: procedureOf(parts, row).rule(stage)?.label ?? stage,
    urgent: row.urgent === 1,
    unrouted: row.unrouted === 1,
    paused: row.paused_at !== null,
    opened: shanghaiDay(new Date(row.opened_at)),
    dueOn: row.due_on,
    dueProvisional: row.due_provisional === 1,
    due: dueChip(row, today, parts.calendar),
    mine: row.handler_id === staff.id,
    taken: row.handler_id !== null,
    transferring: pending !== undefined,
    recheck: objection !== undefined && row.decided_at === null,
    suspected: (await suspectedOf(unit, row)) !== undefined,
    workable: mayWork(staff, row, procedureOf(parts, row)) === undefined,
    version: row.version,
  };
}

/** 打开: the whole file with personal data; each reading is recorded with its purpose. */
export async function open(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  purpose: 'handling' | 'export' | 'record' | 'notice' = 'handling',
): Promise<Outcome<{ file: CaseFile }>> {
  const row = await findFor(unit, staff, ref);
  if (row === undefined) {
    await noteDenied(unit, staff, 'open');
    return refused('not-found');
  }
  await unit.audit.append(row.id, { actor: actorOf(staff), action: 'read', detail: { purpose } });
  const photos = await unit.db
    .selectFrom('photos')
    .select(['id', 'mime', 'bytes'])
    .where('case_id', '=', row.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const file: CaseFile = {
    ...(await itemOf(parts, unit, staff, row, todayIn(unit.clock))),
    person: await personOfCase(unit, row),
    declarations: await declarationsOf(unit, row.id),
    notes: await notesOf(unit, row.id),
    photos,
    tasks: await tasksOf(unit, row),
    timeline: await timelineOf(parts, unit, row),
    papers: await papersOf(parts, unit, row),
  };
  return { ok: true, file };
}

export async function declarationsOf(unit: Unit, caseId: string): Promise<FiledDeclaration[]> {
  const rows = await unit.db
    .selectFrom('declarations')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const filed: FiledDeclaration[] = [];
  for (const { id, subject_id, answers_sealed, kind, filer, created_at } of rows) {
    const context = `declarations.answers_sealed:${id}`;
    const json = await unit.subjects.open(subject_id, answers_sealed, context);
    if (json !== undefined) filed.push({ kind, filer, at: created_at, answers: JSON.parse(json) });
  }
  return filed;
}

/** A photo of a case; each reading is recorded. */
export async function photo(
  unit: Unit,
  staff: StaffMember,
  ref: string,
  photoId: string,
): Promise<Outcome<{ mime: string; image: Uint8Array }>> {
  const row = await findFor(unit, staff, ref);
  const found =
    row === undefined
      ? undefined
      : await unit.db
          .selectFrom('photos')
          .selectAll()
          .where('id', '=', photoId)
          .where('case_id', '=', row.id)
          .executeTakeFirst();
  const image =
    found === undefined
      ? undefined
      : await unit.subjects.openBytes(
          found.subject_id,
          found.image_sealed,
          `photos.image_sealed:${found.id}`,
        );
  if (row === undefined || found === undefined || image === undefined) {
    await noteDenied(unit, staff, 'photo');
    return refused('not-found');
  }
  await unit.audit.append(row.id, { actor: actorOf(staff), action: 'read', detail: { purpose: 'photo' } });
  return { ok: true, mime: found.mime, image };
}
