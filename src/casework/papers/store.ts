import type { Unit } from '../../storage/index.ts';
import { subjectOf } from '../changes.ts';
import type { CaseRow } from '../model.ts';
import type { Filed, FiledForm, Notice, PaperKind, PhotoRole, Protest, VillageReview } from './model.ts';

/** What a paper of a kind holds. */
export interface Contents {
  verification: FiledForm;
  village_review: VillageReview;
  notice: Notice;
  protest: Protest;
}

/** Keeps a paper; a corrected one takes the place of the one before, which stays. Protests stand beside each other. */
export async function keepPaper<K extends PaperKind>(
  unit: Unit,
  row: CaseRow,
  { kind, content, actor }: { kind: K; content: Contents[K]; actor: string },
): Promise<string> {
  const id = unit.ids();
  const now = unit.clock().toISOString();
  const subject = await subjectOf(unit, row);
  if (kind !== 'protest') {
    await unit.db
      .updateTable('papers')
      .set({ replaced_at: now })
      .where('case_id', '=', row.id)
      .where('kind', '=', kind)
      .where('replaced_at', 'is', null)
      .execute();
  }
  await unit.db
    .insertInto('papers')
    .values({
      id,
      case_id: row.id,
      kind,
      subject_id: subject,
      content_sealed: await unit.subjects.seal(subject, JSON.stringify(content), contextOf(id)),
      created_by: actor,
      created_at: now,
      replaced_at: null,
    })
    .execute();
  return id;
}

/** Writes what came of a protest beside it. */
export async function amendProtest(unit: Unit, id: string, content: Protest): Promise<void> {
  const row = await unit.db
    .selectFrom('papers')
    .select('subject_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await unit.db
    .updateTable('papers')
    .set({
      content_sealed: await unit.subjects.seal(row.subject_id, JSON.stringify(content), contextOf(id)),
    })
    .where('id', '=', id)
    .execute();
}

/** The papers of a kind, oldest first; without those of an erased household. */
export async function papersOfKind<K extends PaperKind>(
  unit: Unit,
  caseId: string,
  kind: K,
): Promise<Filed<Contents[K]>[]> {
  const rows = await unit.db
    .selectFrom('papers')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const photos = await unit.db
    .selectFrom('photos')
    .select(['id', 'role', 'paper_id'])
    .where('case_id', '=', caseId)
    .where('paper_id', 'is not', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const filed: Filed<Contents[K]>[] = [];
  for (const { id, subject_id, content_sealed, created_at, created_by, replaced_at } of rows) {
    const json = await unit.subjects.open(subject_id, content_sealed, contextOf(id));
    if (json === undefined) continue;
    filed.push({
      id,
      at: created_at,
      by: created_by,
      replacedAt: replaced_at,
      content: JSON.parse(json) as Contents[K],
      photos: photos
        .filter(({ paper_id }) => paper_id === id)
        .map(({ id: photo, role }) => ({ id: photo, role })),
    });
  }
  return filed;
}

/** Whether a paper of a kind that holds was filed since a time (ISO). Nothing of it is read. */
export async function isFiledSince(
  unit: Unit,
  caseId: string,
  kind: PaperKind,
  since: string,
): Promise<boolean> {
  const row = await unit.db
    .selectFrom('papers')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .where('replaced_at', 'is', null)
    .where('created_at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Says of a case's photos which paper they belong to and what they show. */
export async function labelPhotos(
  unit: Unit,
  row: CaseRow,
  ids: readonly string[],
  { role, paper }: { role: PhotoRole | null; paper: string },
): Promise<void> {
  if (ids.length === 0) return;
  await unit.db
    .updateTable('photos')
    .set({ role, paper_id: paper })
    .where('id', 'in', [...ids])
    .where('case_id', '=', row.id)
    .execute();
}

/** Whether all photos are of the member's own chats and nobody's yet. */
export async function areOwn(unit: Unit, ids: readonly string[], staffId: string): Promise<boolean> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return true;
  const own = await unit.db
    .selectFrom('photos')
    .innerJoin('conversations', 'conversations.id', 'photos.conversation_id')
    .select('photos.id')
    .where('photos.id', 'in', wanted)
    .where('photos.case_id', 'is', null)
    .where('conversations.staff_id', '=', staffId)
    .execute();
  return own.length === wanted.length;
}

/** Copies of photos that nobody filed yet, for another case on the same sheet: a photo belongs to one household. */
export async function copyPhotos(unit: Unit, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await unit.db
    .selectFrom('photos')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('case_id', 'is', null)
    .execute();
  const copies: string[] = [];
  for (const row of rows) {
    const image = await unit.subjects.openBytes(row.subject_id, row.image_sealed, imageContext(row.id));
    if (image === undefined) continue;
    const id = unit.ids();
    const sealed = await unit.subjects.sealBytes(row.subject_id, image, imageContext(id));
    await unit.db
      .insertInto('photos')
      .values({ ...row, id, image_sealed: sealed })
      .execute();
    copies.push(id);
  }
  return copies;
}

function contextOf(id: string): string {
  return `papers.content_sealed:${id}`;
}

function imageContext(id: string): string {
  return `photos.image_sealed:${id}`;
}
