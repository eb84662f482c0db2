import type { Updateable } from 'kysely';
import type { AuditDetail, Schema, Unit } from '../storage/index.ts';
import type { CaseNote, CaseRow, NoteKind } from './model.ts';

/** A change of a case after it was written. */
export interface Changed {
  row: CaseRow;
  /** The change's number in the case's audit chain: notices of it are named by it. */
  seq: number;
}

/** Writes a change of a case that this transaction holds, and records who did what. */
export async function change(
  unit: Unit,
  row: CaseRow,
  what: { actor: string; action: string; detail?: AuditDetail; set?: Updateable<Schema['cases']> },
): Promise<Changed> {
  const changed = await unit.db
    .updateTable('cases')
    .set({ ...what.set, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .returningAll()
    .executeTakeFirst();
  if (changed === undefined) throw new Error('a case was changed without being held');
  const { actor, action, detail = {} } = what;
  return { row: changed, seq: await unit.audit.append(row.id, { actor, action, detail }) };
}

/**
 * Ends the case's present line of the history and begins the next. At every instant a case has exactly one line: the
 * clock and the digest read from them how things stood on any day.
 */
export async function turnPage(
  unit: Unit,
  caseId: string,
  line: { stage: string; queue: string; due_on: string | null },
): Promise<void> {
  const now = unit.clock().toISOString();
  const last = await unit.db
    .selectFrom('case_stages')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  await unit.db
    .updateTable('case_stages')
    .set({ left_at: now })
    .where('case_id', '=', caseId)
    .where('left_at', 'is', null)
    .execute();
  await unit.db
    .insertInto('case_stages')
    .values({
      case_id: caseId,
      position: Number(last?.position ?? -1) + 1,
      entered_at: now,
      left_at: null,
      ...line,
    })
    .execute();
}

/** Under whom the texts of a case are sealed; one that came without a household gets a subject of its own. */
export async function subjectOf(unit: Unit, row: CaseRow): Promise<string> {
  if (row.subject_id !== null) return row.subject_id;
  const subject = await unit.subjects.create();
  await unit.db.updateTable('cases').set({ subject_id: subject }).where('id', '=', row.id).execute();
  return subject;
}

/** Keeps what somebody wrote about a case. */
export async function addNote(
  unit: Unit,
  row: CaseRow,
  note: { kind: NoteKind; text: string; actor: string },
): Promise<void> {
  const subject = await subjectOf(unit, row);
  const id = unit.ids();
  await unit.db
    .insertInto('case_notes')
    .values({
      id,
      case_id: row.id,
      kind: note.kind,
      subject_id: subject,
      actor: note.actor,
      text_sealed: await unit.subjects.seal(subject, note.text, `case_notes.text_sealed:${id}`),
      created_at: unit.clock().toISOString(),
    })
    .execute();
}

/** What was written about a case, oldest first; without the notes of an erased household. */
export async function notesOf(unit: Unit, caseId: string): Promise<CaseNote[]> {
  const rows = await unit.db
    .selectFrom('case_notes')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const notes: CaseNote[] = [];
  for (const { id, kind, actor, subject_id, text_sealed, created_at } of rows) {
    const text = await unit.subjects.open(subject_id, text_sealed, `case_notes.text_sealed:${id}`);
    if (text !== undefined) notes.push({ kind: kind as NoteKind, text, at: created_at, actor });
  }
  return notes;
}

/** The newest note of a kind. */
export async function lastNote(unit: Unit, caseId: string, kind: NoteKind): Promise<string | undefined> {
  const row = await unit.db
    .selectFrom('case_notes')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : unit.subjects.open(row.subject_id, row.text_sealed, `case_notes.text_sealed:${row.id}`);
}

/** Photos of a chat that are nobody's yet: by its conversation, or by all chats of a member of staff. */
export type PhotoOwner = { conversationId: string | null; draftId?: string } | { staffId: string };

/**
 * Makes photos part of a case: sealed anew under the household's key, so that they stay when the chat is erased and go
 * when the household is. Returns how many; undefined (and nothing done) when one is not the sender's to give.
 */
export async function attachPhotos(
  unit: Unit,
  row: CaseRow,
  ids: readonly string[],
  owner: PhotoOwner,
): Promise<number | undefined> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return 0;
  const photos = await unit.db
    .selectFrom('photos')
    .selectAll()
    .where('id', 'in', wanted)
    .where('case_id', 'is', null)
    .where((eb) =>
      'staffId' in owner
        ? eb(
            'conversation_id',
            'in',
            eb.selectFrom('conversations').select('id').where('staff_id', '=', owner.staffId),
          )
        : eb.or([
            eb('conversation_id', '=', owner.conversationId ?? ''),
            eb('draft_id', '=', owner.draftId ?? ''),
          ]),
    )
    .execute();
  if (photos.length < wanted.length) return undefined;
  const subject = await subjectOf(unit, row);
  let kept = 0;
  for (const { id, subject_id, image_sealed } of photos) {
    const context = `photos.image_sealed:${id}`;
    const image = await unit.subjects.openBytes(subject_id, image_sealed, context);
    if (image === undefined) continue;
    const sealed = await unit.subjects.sealBytes(subject, image, context);
    await unit.db
      .updateTable('photos')
      .set({
        subject_id: subject,
        image_sealed: sealed,
        case_id: row.id,
        draft_id: null,
        conversation_id: null,
      })
      .where('id', '=', id)
      .execute();
    kept += 1;
  }
  return kept;
}
