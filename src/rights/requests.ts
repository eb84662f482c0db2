import type { Selectable } from 'kysely';
import {
  actorOf,
  type Day,
  type HouseholdRow,
  noteDenied,
  type Outcome,
  type Parts,
  refused,
  type StaffMember,
  shanghaiDay,
  textProblem,
  todayIn,
} from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { post, type Schema, type Unit } from '../storage/index.ts';
import { placeOf } from './looked.ts';
import type { ConsentScope, RequestFile, RequestItem, RequestKind } from './model.ts';
import type { Own } from './own.ts';
import { RIGHTS as T } from './texts.ts';

type RequestRow = Selectable<Schema['rights_requests']>;

interface NewRequest {
  kind: RequestKind;
  scope?: ConsentScope;
  words?: string;
  conversationId: string | null;
  state?: 'open' | 'done';
}

/** Keeps a request about a household, sealed under its key. An erasure is the county's to decide. */
export async function keepRequest(
  parts: Parts,
  unit: Unit,
  household: HouseholdRow,
  row: Own['row'] | undefined,
  { kind, scope, words, conversationId, state = 'open' }: NewRequest,
): Promise<{ dueOn: Day | null }> {
  const id = unit.ids();
  const now = unit.clock().toISOString();
  const { limit } = parts.procedures.of(household.county as RegionCode).rights;
  const due =
    limit === null || state === 'done' ? undefined : parts.calendar.addWorkdays(todayIn(unit.clock), limit);
  await unit.db
    .insertInto('rights_requests')
    .values({
      id,
      kind,
      scope: scope ?? null,
      county: household.county,
      queue: kind === 'erase' ? household.county : (row?.queue ?? household.township ?? household.county),
      household_id: household.id,
      case_id: row?.id ?? null,
      conversation_id: conversationId,
      subject_id: household.subject_id,
      words_sealed: words === undefined ? null : await sealed(unit, household.subject_id, 'words', id, words),
      state,
      due_on: due?.day ?? null,
      due_provisional: due?.provisional === true ? 1 : 0,
      created_at: now,
      answered_at: state === 'done' ? now : null,
      answered_by: state === 'done' ? 'system' : null,
      answer_sealed: null,
    })
    .execute();
  return { dueOn: due?.day ?? null };
}

/** What came of asking. */
export interface Asked {
  repeated: boolean;
  /** Day by which it is to be answered; null where the county sets none. */
  dueOn: Day | null;
}

/** The same request again is one; other words for a correction are added to it. */
export async function askOnce(
  parts: Parts,
  unit: Unit,
  { row, household }: Own,
  conversationId: string,
  { kind, words }: { kind: Exclude<RequestKind, 'withdraw_consent'>; words?: string },
): Promise<Asked> {
  const before = await unit.db
    .selectFrom('rights_requests')
    .selectAll()
    .where('household_id', '=', household.id)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .executeTakeFirst();
  const actor = `resident:${conversationId}`;
  if (before === undefined) {
    const { dueOn } = await keepRequest(parts, unit, household, row, {
      kind,
      conversationId,
      ...(words === undefined ? {} : { words }),
    });
    await unit.audit.append(row.id, { actor, action: 'rights-asked', detail: { kind } });
    return { repeated: false, dueOn };
  }
  const { due_on: dueOn } = before;
  const said = (await wordsOf(unit, before)) ?? '';
  if (words === undefined || said.split('\n').includes(words)) return { repeated: true, dueOn };
  await unit.db
    .updateTable('rights_requests')
    .set({
      words_sealed: await sealed(
        unit,
        before.subject_id,
        'words',
        before.id,
        `${said}\n${words}`.slice(-4000),
      ),
    })
    .where('id', '=', before.id)
    .execute();
  await unit.audit.append(row.id, {
    actor,
    action: 'rights-added',
    detail: { kind, purpose: 'own-data' },
  });
  return { repeated: false, dueOn };
}

function sealed(unit: Unit, subject: string, what: 'words' | 'answer', id: string, text: string) {
  return unit.subjects.seal(subject, text, `rights_requests.${what}_sealed:${id}`);
}

function wordsOf(unit: Unit, { id, subject_id, words_sealed }: RequestRow): Promise<string | undefined> {
  return unit.subjects.open(subject_id, words_sealed, `rights_requests.words_sealed:${id}`);
}

/**
 * Requests of a member's duty: a township's of the cases in its queue, the county's all. They follow a case that is handed
 * on.
 */
function visible(unit: Unit, { role, region }: Pick<StaffMember, 'role' | 'region'>) {
  const rows = unit.db
    .selectFrom('rights_requests as request')
    .innerJoin('cases', 'cases.id', 'request.case_id')
    .selectAll('request')
    .select(['cases.receipt', 'cases.village', 'cases.queue as lies_in']);
  if (role === 'county') return rows.where('request.county', '=', region);
  return rows
    .where('cases.queue', '=', role === 'township' ? region : '')
    .where('request.kind', '!=', 'erase');
}

type Visible = RequestRow & { receipt: string; village: string | null; lies_in: string };

/** 权利: what is still to be answered, the earliest due first. Nothing personal. */
export async function listRequests(
  parts: Parts,
  unit: Unit,
  staff: Pick<StaffMember, 'role' | 'region'>,
): Promise<RequestItem[]> {
  const rows = await visible(unit, staff)
    .where('request.state', '=', 'open')
    .orderBy((eb) => eb.case().when('request.due_on', 'is', null).then(1).else(0).end())
    .orderBy('request.due_on')
    .orderBy('request.created_at')
    .orderBy('request.id')
    .execute();
  const today = todayIn(unit.clock);
  return rows.map((row) => itemOf(parts, row, today));
}

function itemOf(parts: Parts, row: Visible, today: string): RequestItem {
  return {
    id: row.id,
    kind: row.kind,
    scope: row.scope,
    receipt: row.receipt,
    place: placeOf(parts, row.village ?? row.lies_in),
    createdOn: shanghaiDay(new Date(row.created_at)),
    dueOn: row.due_on,
    dueProvisional: row.due_provisional === 1,
    overdue: row.due_on !== null && row.due_on < today,
  };
}

/** A request of this member's duty; an attempt at another's is recorded, and looks like one that is not. */
async function findRequest(
  unit: Unit,
  staff: StaffMember,
  id: string,
  action: string,
): Promise<Visible | undefined> {
  const row = await visible(unit, staff).where('request.id', '=', id.trim()).executeTakeFirst();
  if (row === undefined) await noteDenied(unit, staff, action);
  return row;
}

/** What somebody asks, in their words; the reading is recorded. */
export async function openRequest(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  id: string,
): Promise<Outcome<{ request: RequestFile }>> {
  const row = await findRequest(unit, staff, id, 'open-request');
  if (row === undefined) return refused('not-found');
  await unit.audit.append(row.case_id ?? `household:${row.household_id}`, {
    actor: actorOf(staff),
    action: 'read',
    detail: { purpose: 'rights' },
  });
  const words = (await wordsOf(unit, row)) ?? '';
  return { ok: true, request: { ...itemOf(parts, row, todayIn(unit.clock)), words } };
}

/** Carries out what was asked, before the answer is kept; what it comes to is the answer's. */
type CarryOut = (household: string) => Promise<Outcome>;

/** 办好 or 不能办: the asker is told in the cadre's words, once. */
export async function answerRequest(
  unit: Unit,
  staff: StaffMember,
  id: string,
  { done, text }: { done: boolean; text: string },
  erase: CarryOut,
): Promise<Outcome<{ kind: RequestKind; receipt: string }>> {
  const row = await findRequest(unit, staff, id, 'answer-request');
  if (row === undefined) return refused('not-found');
  const { kind, receipt } = row;
  // Answering is done outside the event's transaction, and the event may be worked again after a crash.
  const again = row.state === (done ? 'done' : 'refused') && row.answered_by === actorOf(staff);
  if (again) return { ok: true, kind, receipt };
  if (row.state !== 'open') return refused('answered');
  const words = text.trim();
  const problem = textProblem(words);
  if (problem !== undefined) return refused(problem);
  if (!done && words.length < 5) return refused('reason-short');
  const erases = done && kind === 'erase';
  if (erases) {
    const outcome = await erase(row.household_id ?? '');
    if (!outcome.ok) return outcome;
  }
  await unit.db
    .updateTable('rights_requests')
    .set({
      state: done ? 'done' : 'refused',
      answered_at: unit.clock().toISOString(),
      answered_by: actorOf(staff),
      answer_sealed: erases ? null : await sealed(unit, row.subject_id, 'answer', id, words),
    })
    .where('id', '=', row.id)
    .execute();
  await unit.audit.append(row.case_id ?? `household:${row.household_id}`, {
    actor: actorOf(staff),
    action: 'rights-answered',
    detail: { kind, done },
  });
  const what = T.asked[kind];
  await tell(
    unit,
    row,
    erases ? T.answered.erased(receipt) : (done ? T.answered.done : T.answered.refused)(what, receipt, words),
  );
  return { ok: true, kind, receipt };
}

/** Tells the chat that asked; one that is gone is not written to. */
async function tell(unit: Unit, { id, conversation_id }: RequestRow, text: string): Promise<void> {
  const chat = await unit.db
    .selectFrom('conversations')
    .innerJoin('subjects', 'subjects.id', 'conversations.subject_id')
    .select(['conversations.id', 'conversations.subject_id'])
    .where('conversations.id', '=', conversation_id ?? '')
    .where('subjects.wrapped_key', 'is not', null)
    .executeTakeFirst();
  if (chat === undefined) return;
  await post(unit, { conversationId: chat.id, subjectId: chat.subject_id }, `rights:${id}`, { text });
}

/** The line of a member's daily reminder; nothing personal. */
export async function remindersOf(
  parts: Parts,
  unit: Unit,
  member: Pick<StaffMember, 'role' | 'region'>,
): Promise<string[]> {
  if (member.role !== 'township' && member.role !== 'county') return [];
  const items = (await listRequests(parts, unit, member)).filter(
    // The county hears of what is its own to answer, and of what is late.
    ({ kind, overdue }) => member.role === 'township' || kind === 'erase' || overdue,
  );
  if (items.length === 0) return [];
  const late = items.filter(({ overdue }) => overdue).length;
  return [T.reminder(items.length, items[0]?.dueOn ?? null, late)];
}
