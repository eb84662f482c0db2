import { type Answers, CAUSES, type Cause, type Filer } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { residentActor } from './access.ts';
import { attachPhotos, type Changed, change } from './changes.ts';
import { resumeClock } from './clock.ts';
import { follow, standingOf } from './followers.ts';
import {
  complete,
  createHousehold,
  findHousehold,
  type HouseholdRow,
  hasNoProof,
  type Identity,
  identityOf,
  openCase,
} from './households.ts';
import type { CaseRow, Parts, Standing, Submission, Submitted } from './model.ts';
import { suspect } from './namesakes.ts';
import {
  dueWords,
  residentDue,
  tellHousehold,
  tellOfNew,
  tellStaff,
  workersAt,
  workersOf,
} from './notices.ts';
import { insertCase } from './opening.ts';
import { placeName } from './places.ts';
import { assignTasks } from './tasks.ts';
import { RESIDENT, STAFF } from './texts.ts';
import { caseView, causesOf } from './views.ts';

/**
 * Takes a declaration in. The same draft again finds what it came to before; a household that has an undecided case gets
 * no second one: what is new is kept with the first. Who filed the report of another's household is told so only when
 * the ID number or phone agrees. All within the caller's transaction: a receipt exists only together with its case.
 */
export async function submit(parts: Parts, unit: Unit, submission: Submission): Promise<Submitted> {
  const earlier = await submittedBefore(parts, unit, submission);
  if (earlier !== undefined) return earlier;
  const { draft } = submission;
  const township = draft.answers.place?.township ?? null;
  const county = (township ?? draft.county).slice(0, 6) as RegionCode;
  const identity = identityOf(county, draft.answers);
  const { match, namesake } = await meant(unit, submission, identity);
  if (match?.open === undefined) {
    return openNew(parts, unit, submission, identity, { known: match?.household, namesake });
  }
  // Where nothing is on record to prove it by, the household's own declaration is taken at its word; cadres check it.
  const { filer } = draft.answers;
  const claimed =
    hasNoProof(match.household) && isOwn(filer) && (identity.idNumber ?? identity.phone) !== undefined;
  return addTo(parts, unit, submission, {
    row: match.open,
    household: match.household,
    identity,
    proved: match.proved || claimed,
    claimed,
  });
}

/** The household that is meant: as staff said, or as it is found by what was declared. */
async function meant(
  unit: Unit,
  { householdId }: Submission,
  identity: Identity,
): Promise<Awaited<ReturnType<typeof findHousehold>>> {
  if (householdId === undefined) return findHousehold(unit, identity);
  const household = await unit.db
    .selectFrom('households')
    .selectAll()
    .where('id', '=', householdId)
    .where('county', '=', identity.county)
    .executeTakeFirstOrThrow();
  return { match: { household, open: await openCase(unit, household.id), proved: true } };
}

async function submittedBefore(
  parts: Parts,
  unit: Unit,
  { draft, conversationId }: Submission,
): Promise<Submitted | undefined> {
  const before = await unit.db
    .selectFrom('declarations')
    .innerJoin('cases', 'cases.id', 'declarations.case_id')
    .selectAll('cases')
    .select(['declarations.kind as declared_as', 'declarations.conversation_id as declared_from'])
    .where('declarations.draft_id', '=', draft.id)
    .executeTakeFirst();
  if (before === undefined) return undefined;
  const { declared_as, declared_from, ...row } = before;
  const standing = conversationId === null ? undefined : await standingOf(unit, row.id, conversationId);
  const own = declared_as === 'declaration' && declared_from === conversationId;
  if (standing === undefined && !own) return { kind: 'added' };
  return { kind: 'repeated', case: await caseView(parts, unit, row, standing ?? 'reporter') };
}

async function openNew(
  parts: Parts,
  unit: Unit,
  submission: Submission,
  identity: Identity,
  { known, namesake }: { known: HouseholdRow | undefined; namesake: CaseRow | undefined },
): Promise<Submitted> {
  const { draft, conversationId } = submission;
  const household = known ?? (await createHousehold(unit, identity));
  if (known !== undefined) await complete(unit, known, identity);
  const opened = await insertCase(parts, unit, submission, household, identity);
  await insertCauses(unit, opened.id, causesIn(draft.answers));
  await keepDeclaration(unit, opened, household, submission, 'declaration');
  const seq = await unit.audit.append(opened.id, {
    actor: actorOf(submission),
    action: 'submitted',
    detail: {
      source: submission.source,
      filer: draft.answers.filer ?? 'self',
      queue: opened.queue,
      urgent: draft.urgent,
      causes: causesIn(draft.answers),
      procedure: opened.procedure_hash,
    },
  });
  const standing = standingBy(draft.answers.filer);
  await follow(unit, opened.id, conversationId, standing);
  const changed = { row: opened, seq };
  await assignTasks(parts, unit, changed, causesIn(draft.answers), submission.staffId);
  await announce(parts, unit, changed, submission);
  if (namesake !== undefined) await suspect(parts, unit, opened, namesake);
  return { kind: 'opened', case: await caseView(parts, unit, opened, standing) };
}

/** The causes told, without what the procedure does not know; none told is 其他. */
function causesIn({ causes = [] }: Answers): Cause[] {
  const known = CAUSES.filter((cause) => causes.includes(cause));
  return known.length === 0 ? ['其他'] : [...new Set(causes.filter((cause) => known.includes(cause)))];
}

async function insertCauses(unit: Unit, caseId: string, causes: readonly Cause[], from = 0): Promise<void> {
  if (causes.length === 0) return;
  const rows = causes.map((cause, i) => ({ case_id: caseId, cause, position: from + i }));
  await unit.db.insertInto('case_causes').values(rows).execute();
}

interface Joining {
  row: CaseRow;
  household: HouseholdRow;
  identity: Identity;
  proved: boolean;
  claimed: boolean;
}

/** Keeps a declaration with the household's undecided case. */
async function addTo(parts: Parts, unit: Unit, submission: Submission, joining: Joining): Promise<Submitted> {
  const { draft, conversationId } = submission;
  const { row, household, identity, proved, claimed } = joining;
  const standing = standingBy(draft.answers.filer);
  if (proved) await complete(unit, household, identity);
  await keepDeclaration(unit, row, household, submission, 'supplement');
  const had = await causesOf(unit, row.id);
  const fresh = (draft.answers.causes ?? []).filter((cause) => !had.includes(cause));
  await insertCauses(unit, row.id, fresh, had.length);
  const what = {
    actor: actorOf(submission),
    action: 'joined',
    detail: {
      source: submission.source,
      filer: draft.answers.filer ?? 'self',
      proved,
      claimed,
      causes: fresh,
    },
  };
  const resumes = proved && standing === 'household';
  const moved = resumes ? await resumeClock(parts, unit, row, what) : await change(unit, row, what);
  const changed = draft.urgent ? await makeUrgent(unit, moved) : moved;
  await assignTasks(parts, unit, changed, fresh, submission.staffId);
  const resumed = row.paused_at !== null && changed.row.paused_at === null;
  await tellOfAddition(parts, unit, changed, submission, { proved, resumed });
  if (!proved) return { kind: 'added' };
  await follow(unit, row.id, conversationId, standing);
  const as = (conversationId && (await standingOf(unit, row.id, conversationId))) || standing;
  return { kind: 'joined', case: await caseView(parts, unit, changed.row, as) };
}

async function makeUrgent(unit: Unit, { row, seq }: Changed): Promise<Changed> {
  const urgent = await unit.db
    .updateTable('cases')
    .set({ urgent: 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { row: urgent, seq };
}

async function keepDeclaration(
  unit: Unit,
  row: CaseRow,
  household: HouseholdRow,
  { draft, conversationId }: Submission,
  kind: 'declaration' | 'supplement',
): Promise<void> {
  const id = unit.ids();
  const { photos = [], ...answers } = draft.answers;
  await unit.db
    .insertInto('declarations')
    .values({
      id,
      case_id: row.id,
      household_id: household.id,
      subject_id: household.subject_id,
      draft_id: draft.id,
      conversation_id: conversationId,
      filer: answers.filer ?? 'self',
      consents_json: JSON.stringify(answers.consents ?? []),
      answers_sealed: await unit.subjects.seal(
        household.subject_id,
        JSON.stringify(answers),
        `declarations.answers_sealed:${id}`,
      ),
      kind,
      created_at: unit.clock().toISOString(),
    })
    .execute();
  // A photo that went missing since (retention, a second device) must not cost the declaration.
  for (const photo of photos) await attachPhotos(unit, row, [photo], { conversationId, draftId: draft.id });
}

/** Tells those who work the new case that it is there. */
async function announce(parts: Parts, unit: Unit, changed: Changed, { staffId }: Submission): Promise<void> {
  const { row } = changed;
  const causes = (await causesOf(unit, row.id)).join('、');
  const urgent = row.urgent === 1;
  const except = staffId === undefined ? {} : { staffId };
  if (row.unrouted === 1) {
    await tellStaff(unit, changed, workersOf(row), STAFF.intake(urgent, causes, row.receipt), { except });
    return;
  }
  const place = placeName(parts, row);
  const work = STAFF.opened(urgent, place, causes, row.receipt, dueWords(unit, row));
  const village = STAFF.openedInVillage(urgent, place, causes, row.receipt);
  await tellOfNew(parts, unit, changed, { work, village }, except);
}

async function tellOfAddition(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  { conversationId, staffId }: Submission,
  { proved, resumed }: { proved: boolean; resumed: boolean },
): Promise<void> {
  const { row } = changed;
  const text = proved ? STAFF.supplement : STAFF.added;
  const [urgent, place] = [row.urgent === 1, placeName(parts, row)] as const;
  await tellStaff(
    unit,
    changed,
    workersAt(parts, row),
    resumed
      ? STAFF.resupplied(urgent, place, row.receipt, dueWords(unit, row))
      : text(urgent, place, row.receipt),
    staffId === undefined ? {} : { except: { staffId } },
  );
  if (resumed) {
    await tellHousehold(unit, changed, RESIDENT.resumed(row.receipt, residentDue(parts, unit, row)));
  } else if (proved)
    await tellHousehold(unit, changed, RESIDENT.joined(row.receipt), { except: { conversationId } });
}

function actorOf({ staffId, conversationId }: Submission): string {
  return staffId === undefined ? residentActor(conversationId) : `staff:${staffId}`;
}

function isOwn(filer: Filer | undefined): boolean {
  return filer === undefined || filer === 'self' || filer === 'kin';
}

function standingBy(filer: Filer | undefined): Standing {
  return isOwn(filer) ? 'household' : 'reporter';
}
