import type { Unit } from '../../storage/index.ts';
import type { MovedContents } from './moved.ts';

/** Whose something becomes: sealed anew under that household's key, so that it is read, and erased, with it. */
export interface Receiver {
  caseId: string;
  householdId: string;
  subject: string;
}

/** Papers of which a case has one that counts. */
const SINGLE = ['verification', 'village_review', 'notice'] as const;

/** What a case holds that goes with it into another. Marks of suspicion and verdicts stay: they are about the case itself. */
export async function contentsOf(unit: Unit, caseId: string, intoId: string): Promise<MovedContents> {
  const { db } = unit;
  const declarations = await db
    .selectFrom('declarations')
    .select(['id', 'kind'])
    .where('case_id', '=', caseId)
    .execute();
  const notes = await db
    .selectFrom('case_notes')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', 'not in', ['suspected', 'verdict'])
    .execute();
  const ids = async (table: 'photos' | 'measures' | 'visits' | 'alerts') =>
    (await db.selectFrom(table).select('id').where('case_id', '=', caseId).execute()).map(({ id }) => id);
  const has = await currentPapers(unit, intoId);
  const papers = await currentPapers(unit, caseId);
  return {
    declarations,
    notes: notes.map(({ id }) => id),
    photos: await ids('photos'),
    papers: papers.map(({ id, kind }) => ({
      id,
      replaced: SINGLE.some((single) => single === kind) && has.some((other) => other.kind === kind),
    })),
    measures: await ids('measures'),
    visits: await ids('visits'),
    alerts: await ids('alerts'),
  };
}

async function currentPapers({ db }: Unit, caseId: string) {
  return db
    .selectFrom('papers')
    .select(['id', 'kind'])
    .where('case_id', '=', caseId)
    .where('replaced_at', 'is', null)
    .execute();
}

/** Gives contents to a case. `back`: as they were before they were given away. */
export async function carry(
  unit: Unit,
  contents: MovedContents,
  to: Receiver,
  { back = false }: { back?: boolean } = {},
): Promise<void> {
  for (const { id, kind } of contents.declarations) {
    await carryDeclaration(unit, id, back ? kind : 'supplement', to);
  }
  for (const id of contents.notes) await carryNote(unit, id, to);
  for (const id of contents.photos) await carryPhoto(unit, id, to);
  for (const { id, replaced } of contents.papers) await carryPaper(unit, id, to, replaced && !back);
  for (const table of ['measures', 'visits', 'alerts'] as const) {
    const ids = contents[table];
    if (ids.length === 0) continue;
    await unit.db.updateTable(table).set({ case_id: to.caseId }).where('id', 'in', ids).execute();
  }
}

async function carryDeclaration(
  { db, subjects }: Unit,
  id: string,
  kind: 'declaration' | 'supplement',
  to: Receiver,
): Promise<void> {
  const row = await db
    .selectFrom('declarations')
    .select(['subject_id', 'answers_sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
  const context = `declarations.answers_sealed:${id}`;
  const json = row && (await subjects.open(row.subject_id, row.answers_sealed, context));
  if (json === undefined) return;
  await db
    .updateTable('declarations')
    .set({
      case_id: to.caseId,
      household_id: to.householdId,
      subject_id: to.subject,
      answers_sealed: await subjects.seal(to.subject, json, context),
      kind,
    })
    .where('id', '=', id)
    .execute();
}

async function carryNote({ db, subjects }: Unit, id: string, to: Receiver): Promise<void> {
  const row = await db
    .selectFrom('case_notes')
    .select(['subject_id', 'text_sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
  const context = `case_notes.text_sealed:${id}`;
  const text = row && (await subjects.open(row.subject_id, row.text_sealed, context));
  if (text === undefined) return;
  await db
    .updateTable('case_notes')
    .set({
      case_id: to.caseId,
      subject_id: to.subject,
      text_sealed: await subjects.seal(to.subject, text, context),
    })
    .where('id', '=', id)
    .execute();
}

async function carryPhoto({ db, subjects }: Unit, id: string, to: Receiver): Promise<void> {
  const row = await db
    .selectFrom('photos')
    .select(['subject_id', 'image_sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
  const context = `photos.image_sealed:${id}`;
  const image = row && (await subjects.openBytes(row.subject_id, row.image_sealed, context));
  if (image === undefined) return;
  await db
    .updateTable('photos')
    .set({
      case_id: to.caseId,
      subject_id: to.subject,
      image_sealed: await subjects.sealBytes(to.subject, image, context),
    })
    .where('id', '=', id)
    .execute();
}

async function carryPaper(
  { db, subjects, clock }: Unit,
  id: string,
  to: Receiver,
  isReplaced: boolean,
): Promise<void> {
  const row = await db
    .selectFrom('papers')
    .select(['subject_id', 'content_sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
  const context = `papers.content_sealed:${id}`;
  const json = row && (await subjects.open(row.subject_id, row.content_sealed, context));
  if (json === undefined) return;
  await db
    .updateTable('papers')
    .set({
      case_id: to.caseId,
      subject_id: to.subject,
      content_sealed: await subjects.seal(to.subject, json, context),
      replaced_at: isReplaced ? clock().toISOString() : null,
    })
    .where('id', '=', id)
    .execute();
}
