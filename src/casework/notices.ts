import { type Unit, post as write } from '../storage/index.ts';
import type { Changed } from './changes.ts';
import { procedureOf } from './clock.ts';
import type { CaseRow, Parts, Standing } from './model.ts';
import { todayIn } from './procedure/days.ts';
import type { Stage } from './procedure/stage.ts';
import { MARKS } from './procedure/texts.ts';
import { BUTTONS, dayText, stepBy } from './texts.ts';

/** A message as channels send it (the dialogue room's `Reply`). */
interface Message {
  text: string;
  buttons?: { id: keyof typeof BUTTONS; label: string }[];
}

/** The due day of a case in words, for a message to staff. */
export function dueWords(unit: Unit, row: CaseRow): string | null {
  if (row.due_on === null || row.paused_at !== null) return null;
  const mark = row.due_provisional === 1 ? `（${MARKS.provisional}）` : '';
  return dayText(row.due_on, todayIn(unit.clock)) + mark;
}

/** By when the present step is to be done, for the household, with all that makes the day less than a promise. */
export function residentDue(parts: Parts, unit: Unit, row: CaseRow): string | null {
  if (row.due_on === null || row.paused_at !== null) return null;
  const isSample = procedureOf(parts, row).rule(row.stage as Stage)?.sample === true;
  const marks = [row.due_provisional === 1 ? MARKS.provisional : '', isSample ? MARKS.sample : ''];
  return stepBy(
    dayText(row.due_on, todayIn(unit.clock)),
    marks.filter((mark) => mark !== ''),
  );
}

/** Who is not told: the chat or member of staff who did it and hears of it in the answer. */
export interface Except {
  conversationId?: string | null;
  staffId?: string;
}

type Offer = keyof typeof BUTTONS;

/** Tells the chats of the household. */
export async function tellHousehold(
  unit: Unit,
  { row, seq }: Changed,
  text: string,
  { offers = ['status'], except = {} }: { offers?: Offer[]; except?: Except } = {},
): Promise<void> {
  const buttons = offers.map((id) => ({ id, label: BUTTONS[id] }));
  await tellFollowers(unit, row, seq, 'household', { text, buttons }, except);
}

/** Tells those who reported the household. */
export async function tellReporters(unit: Unit, { row, seq }: Changed, text: string): Promise<void> {
  await tellFollowers(unit, row, seq, 'reporter', { text }, {});
}

async function tellFollowers(
  unit: Unit,
  row: CaseRow,
  seq: number,
  standing: Standing,
  message: Message,
  except: Except,
): Promise<void> {
  const followers = await unit.db
    .selectFrom('case_followers')
    .select('conversation_id')
    .where('case_id', '=', row.id)
    .where('standing', '=', standing)
    .orderBy('created_at')
    .execute();
  for (const { conversation_id } of followers) {
    if (conversation_id === except.conversationId) continue;
    await post(unit, conversation_id, `case:${row.id}:${seq}:${conversation_id}`, message);
  }
}

/** Members of staff with a bound chat, by what they do and where. */
export type Audience =
  | { to: 'queue'; queue: string; village: string | null }
  | { to: 'county'; county: string }
  | { to: 'office'; county: string; is: (unit: string) => boolean };

/** The staff who work a case now: of its township and village, or of the county's intake. */
export function workersOf(row: CaseRow): Audience {
  return row.queue === row.county
    ? { to: 'county', county: row.county }
    : { to: 'queue', queue: row.queue, village: row.village };
}

/** The staff of the office that works the stage a case is in: the county from its decision on. */
export function workersAt(parts: Parts, row: CaseRow): Audience {
  const owner = procedureOf(parts, row).rule(row.stage as Stage)?.owner;
  return owner === 'county' ? { to: 'county', county: row.county } : workersOf(row);
}

/** The same without village cadres where the stage is the township's: they are not told to take what they may not. */
export function doersOf(parts: Parts, row: CaseRow): Audience {
  const isVillages = procedureOf(parts, row).rule(row.stage as Stage)?.owner === 'village';
  return workersAt(parts, isVillages ? row : { ...row, village: null });
}

/** The village cadres of the place alone; nobody where a case lies outside its village's township. */
function villageOf({ queue, village }: CaseRow): Audience {
  return { to: 'queue', queue: '', village: village?.startsWith(queue) === true ? village : null };
}

/** Tells of a new case: who works its first stage is told to take it, a village cadre who does not that it is there. */
export async function tellOfNew(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  texts: { work: string; village: string },
  except: Except = {},
): Promise<void> {
  const { row } = changed;
  await tellStaff(unit, changed, doersOf(parts, row), texts.work, { except });
  if (procedureOf(parts, row).rule(row.stage as Stage)?.owner === 'village') return;
  await tellStaff(unit, changed, villageOf(row), texts.village, { except, kind: 'village' });
}

/**
 * Tells staff. The text holds nothing of the person.
 * @param kind makes several messages of one change different ones
 */
export async function tellStaff(
  unit: Unit,
  { row, seq }: Changed,
  audience: Audience,
  text: string,
  { except = {}, kind = 'staff' }: { except?: Except; kind?: string } = {},
): Promise<void> {
  for (const { id, staff_id } of await chatsOf(unit, audience)) {
    if (id === except.conversationId || staff_id === except.staffId) continue;
    await post(unit, id, `case:${row.id}:${seq}:${id}:${kind}`, { text });
  }
}

async function chatsOf(unit: Unit, audience: Audience): Promise<{ id: string; staff_id: string | null }[]> {
  const chats = unit.db
    .selectFrom('conversations')
    .innerJoin('staff', 'staff.id', 'conversations.staff_id')
    .select(['conversations.id', 'conversations.staff_id', 'staff.unit'])
    .where('staff.active', '=', 1)
    .orderBy('conversations.id');
  switch (audience.to) {
    case 'queue':
      return chats
        .where((eb) =>
          eb.or([
            eb.and([eb('staff.role', '=', 'township'), eb('staff.region', '=', audience.queue)]),
            eb.and([eb('staff.role', '=', 'village'), eb('staff.region', '=', audience.village ?? '')]),
          ]),
        )
        .execute();
    case 'county':
      return chats.where('staff.role', '=', 'county').where('staff.region', '=', audience.county).execute();
    case 'office': {
      const offices = chats
        .where('staff.role', '=', 'department')
        .where('staff.region', '=', audience.county);
      return (await offices.execute()).filter(({ unit: office }) => office !== null && audience.is(office));
    }
  }
}

/** Puts a message into the outbox, in the transaction of what it tells of; an erased chat is not written to. */
export async function post(
  unit: Unit,
  conversationId: string,
  cause: string,
  message: Message,
): Promise<void> {
  const chat = await unit.db
    .selectFrom('conversations')
    .innerJoin('subjects', 'subjects.id', 'conversations.subject_id')
    .select('conversations.subject_id')
    .where('conversations.id', '=', conversationId)
    .where('subjects.wrapped_key', 'is not', null)
    .executeTakeFirst();
  if (chat === undefined) return;
  await write(unit, { conversationId, subjectId: chat.subject_id }, cause, message);
}
