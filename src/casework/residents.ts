import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { findCase, hold, residentActor } from './access.ts';
import { addNote, attachPhotos, type Changed, change } from './changes.ts';
import { enterStage, resumeClock } from './clock.ts';
import { follow, standingOf } from './followers.ts';
import { findHousehold, type Identity, personOfCase } from './households.ts';
import { type CaseRow, type CaseView, type Outcome, type Parts, refused, type Standing } from './model.ts';
import {
  dueWords,
  residentDue,
  tellHousehold,
  tellReporters,
  tellStaff,
  workersAt,
  workersOf,
} from './notices.ts';
import { placeName } from './places.ts';
import { isOpen, type Stage } from './procedure/stage.ts';
import { textProblem } from './rules.ts';
import { REPORTER, RESIDENT, STAFF } from './texts.ts';
import { caseView } from './views.ts';

type Shown = { case: CaseView };

/** The undecided case of a household, told to who proves by ID number or phone to be of it; else as if there were none. */
export async function openCaseOf(
  parts: Parts,
  unit: Unit,
  identity: Identity,
): Promise<CaseView | undefined> {
  const county = (identity.township ?? identity.county).slice(0, 6) as RegionCode;
  const { match } = await findHousehold(unit, { ...identity, county });
  if (match?.open === undefined || !match.proved) return undefined;
  return caseView(parts, unit, match.open, 'household');
}

/**
 * A case by its receipt and the last four of the phone (of the ID number where no phone is on record). Unknown, wrong,
 * erased and never given look alike. A chat that knew both follows the case from then on.
 */
export async function status(
  parts: Parts,
  unit: Unit,
  receipt: string,
  tail: string,
  conversationId?: string,
): Promise<CaseView | undefined> {
  const row = await findCase(unit, receipt);
  const person = row === undefined ? undefined : await personOfCase(unit, row);
  const last = lastFour(person?.phone ?? '') ?? lastFour(person?.idNumber ?? '');
  const given = tail.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (row === undefined || last === undefined || given !== last) return undefined;
  const known = conversationId === undefined ? undefined : await standingOf(unit, row.id, conversationId);
  if (conversationId !== undefined && known === undefined)
    await follow(unit, row.id, conversationId, 'household');
  const actor = residentActor(conversationId ?? null);
  await unit.audit.append(row.id, { actor, action: 'read', detail: { purpose: 'status' } });
  return caseView(parts, unit, row, known ?? 'household');
}

function lastFour(number: string): string | undefined {
  return number.length < 4 ? undefined : number.slice(-4).toUpperCase();
}

/** The cases that a chat declared or proved to be of, the newest first. */
export async function casesOf(parts: Parts, unit: Unit, conversationId: string): Promise<CaseView[]> {
  const rows = await unit.db
    .selectFrom('cases')
    .innerJoin('case_followers', 'case_followers.case_id', 'cases.id')
    .selectAll('cases')
    .select('case_followers.standing')
    .where('case_followers.conversation_id', '=', conversationId)
    .orderBy('cases.opened_at', 'desc')
    .orderBy('cases.id')
    .execute();
  const views: CaseView[] = [];
  for (const { standing, ...row } of rows) views.push(await caseView(parts, unit, row, standing));
  return views;
}

/** Runs what a chat asks for on a case that it follows; any other case does not exist for it. */
export async function onOwn<T extends object>(
  unit: Unit,
  caseId: string,
  chat: string,
  work: (row: CaseRow, standing: Standing, conversationId: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const conversationId = chat.replace(/^resident:/, '');
  const standing = await standingOf(unit, caseId, conversationId);
  const row = standing === undefined ? undefined : await hold(unit, caseId);
  return row === undefined || standing === undefined
    ? refused('not-found')
    : work(row, standing, conversationId);
}

/** 补充情况: words and photos are added to an undecided case; where it was returned for completion, its clock goes on. */
export function supplement(
  parts: Parts,
  unit: Unit,
  caseId: string,
  chat: string,
  text: string,
  photoIds: readonly string[] = [],
): Promise<Outcome<Shown>> {
  return onOwn(unit, caseId, chat, async (row, standing, conversationId) => {
    if (!isOpen(row.stage as Stage)) return refused('closed');
    const wrong = textProblem(text);
    if (wrong === 'text-long' || (wrong !== undefined && photoIds.length === 0)) return refused(wrong);
    const photos = await attachPhotos(unit, row, photoIds, { conversationId });
    if (photos === undefined) return refused('photo-unknown');
    await keepSupplement(unit, row, standing, conversationId, text.trim());
    const actor = residentActor(conversationId);
    const what = { actor, action: 'supplemented', detail: { photos } };
    const changed =
      standing === 'household' ? await resumeClock(parts, unit, row, what) : await change(unit, row, what);
    const resumed = row.paused_at !== null && changed.row.paused_at === null;
    await tellOfSupplement(parts, unit, changed, { conversationId, resumed });
    return { ok: true, case: await caseView(parts, unit, changed.row, standing) };
  });
}

async function keepSupplement(
  unit: Unit,
  row: CaseRow,
  standing: Standing,
  conversationId: string,
  story: string,
): Promise<void> {
  if (row.household_id === null || row.subject_id === null)
    throw new Error('a followed case has a household');
  const id = unit.ids();
  const context = `declarations.answers_sealed:${id}`;
  await unit.db
    .insertInto('declarations')
    .values({
      id,
      case_id: row.id,
      household_id: row.household_id,
      subject_id: row.subject_id,
      draft_id: `supplement:${id}`,
      conversation_id: conversationId,
      filer: standing === 'household' ? 'self' : 'neighbour',
      consents_json: '[]',
      answers_sealed: await unit.subjects.seal(row.subject_id, JSON.stringify({ story }), context),
      kind: 'supplement',
      created_at: unit.clock().toISOString(),
    })
    .execute();
}

async function tellOfSupplement(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  { conversationId, resumed }: { conversationId: string; resumed: boolean },
): Promise<void> {
  const { row } = changed;
  const [urgent, place] = [row.urgent === 1, placeName(parts, row)] as const;
  const text = resumed
    ? STAFF.resupplied(urgent, place, row.receipt, dueWords(unit, row))
    : STAFF.supplement(urgent, place, row.receipt);
  await tellStaff(unit, changed, workersAt(parts, row), text);
  // That the clock goes on, and to which day, is news to who sent the papers, too.
  if (resumed) {
    await tellHousehold(unit, changed, RESIDENT.resumed(row.receipt, residentDue(parts, unit, row)));
  } else await tellHousehold(unit, changed, RESIDENT.joined(row.receipt), { except: { conversationId } });
}

/** 撤回: only while nothing is decided, and only by the household. */
export function withdraw(
  parts: Parts,
  unit: Unit,
  caseId: string,
  chat: string,
  reason?: string,
): Promise<Outcome<Shown>> {
  return onOwn(unit, caseId, chat, async (row, standing, conversationId) => {
    if (standing !== 'household') return refused('not-found');
    if (!isOpen(row.stage as Stage)) return refused('closed');
    const actor = residentActor(conversationId);
    if (reason !== undefined && reason.trim() !== '') {
      const wrong = textProblem(reason);
      if (wrong !== undefined) return refused(wrong);
      await addNote(unit, row, { kind: 'withdrawal', text: reason.trim(), actor });
    }
    await unit.db
      .updateTable('transfers')
      .set({ resolution: 'rejected', resolved_at: unit.clock().toISOString() })
      .where('case_id', '=', row.id)
      .where('resolved_at', 'is', null)
      .execute();
    const changed = await enterStage(parts, unit, row, 'withdrawn', {
      actor,
      action: 'withdrawn',
      handler: null,
    });
    const withdrawn = STAFF.withdrawn(placeName(parts, row), row.receipt);
    await tellStaff(unit, changed, workersOf(row), withdrawn);
    // While it lay with the county for its decision, the county has to know that there is none to make.
    const office = workersAt(parts, row);
    if (office.to === 'county' && row.queue !== row.county) {
      await tellStaff(unit, changed, office, withdrawn, { kind: 'county' });
    }
    await tellHousehold(unit, changed, RESIDENT.withdrawn(row.receipt), {
      offers: [],
      except: { conversationId },
    });
    await tellReporters(unit, changed, REPORTER.closed(row.receipt));
    return { ok: true, case: await caseView(parts, unit, changed.row, standing) };
  });
}
