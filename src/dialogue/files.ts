import type { Unit } from '../storage/index.ts';
import type { Conversation } from './journal.ts';
import type { Attachment, FileRef } from './message.ts';

/**
 * Largest spreadsheet that is taken, as large as Telegram gives to bots, and largest file that is given, a little less
 * than Telegram takes from them; bytes.
 */
export const FILE_LIMITS = { in: 20 * 1024 * 1024, out: 45 * 1024 * 1024 } as const;

const HOUR = 3_600_000;
/** A sheet waits for its sender's answers (what it is, which column means what); what is given is fetched at once or asked for again. */
const KEPT = { in: 7 * 24 * HOUR, out: 24 * HOUR } as const;
const LONGEST_NAME = 120;

/** A file with its content. */
export interface FileContent {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

const SHEET_NAME = /\.(?:xlsx|xlsm|xlsb|xls|et|ett|csv|tsv|ods)$/i;
const OTHER_OLE = /\.(?:doc|dot|wps|ppt|pps|dps|msi|msg|vsd)$/i;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** What every workbook has in it, by its file's name or type; names in a zip are not packed. */
const IN_WORKBOOKS = ['xl/workbook', 'application/vnd.oasis.opendocument.spreadsheet'];

/**
 * Whether what somebody sent means to be a spreadsheet: by its content, or by its name. Whether it can be read is told,
 * with what is wrong, by whoever reads it.
 */
export function isSheet({ bytes, name = '' }: Attachment): boolean {
  if (isSheetName(name)) return true;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.subarray(0, OLE.length).equals(OLE)) return !OTHER_OLE.test(name);
  return all.subarray(0, ZIP.length).equals(ZIP) && IN_WORKBOOKS.some((mark) => all.includes(mark));
}

/** Whether a file is called like a spreadsheet. */
export function isSheetName(name: string): boolean {
  return SHEET_NAME.test(name);
}

/** A file's name without folders and without signs that mean something to a system or a header. */
export function plainName(name: string | undefined, otherwise: string): string {
  const last = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '').trim();
  if (plain === '' || /^\.+$/.test(plain)) return otherwise;
  const signs = [...plain];
  // The ending says what it is, and stays.
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(plain)?.[0] ?? '';
  return signs.length <= LONGEST_NAME
    ? plain
    : signs.slice(0, LONGEST_NAME - ending.length).join('') + ending;
}

/** Keeps a file, sealed under the chat's key, for as long as its direction is kept. */
export async function storeFile(
  unit: Unit,
  conversation: Pick<Conversation, 'id' | 'subject'>,
  direction: 'in' | 'out',
  { name, mime, bytes }: FileContent,
): Promise<FileRef> {
  const id = unit.ids();
  const { subject } = conversation;
  const now = unit.clock();
  await unit.db
    .insertInto('files')
    .values({
      id,
      subject_id: subject,
      conversation_id: conversation.id,
      direction,
      name_sealed: await unit.subjects.seal(subject, name, nameContext(id)),
      mime,
      bytes: bytes.length,
      content_sealed: await unit.subjects.sealBytes(subject, bytes, contentContext(id)),
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + KEPT[direction]).toISOString(),
    })
    .execute();
  return { id, name, mime, bytes: bytes.length };
}

/**
 * A file of this very chat, in either direction. Reading it is no new reading of personal data: who sent it has it, and
 * what is given was noted in the audit log by whoever gathered it.
 * @returns `gone` when its time is over, undefined when the chat has no such file (any more)
 */
export async function openFile(
  unit: Unit,
  conversationId: string,
  id: string,
): Promise<FileContent | 'gone' | undefined> {
  const row = await unit.db
    .selectFrom('files')
    .selectAll()
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.expires_at <= unit.clock().toISOString()) return 'gone';
  const name = await unit.subjects.open(row.subject_id, row.name_sealed, nameContext(id));
  const bytes = await unit.subjects.openBytes(row.subject_id, row.content_sealed, contentContext(id));
  return name === undefined || bytes === undefined ? 'gone' : { name, mime: row.mime, bytes };
}

/** Those of a chat's files that can still be opened. */
export async function filesLeft(unit: Unit, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await unit.db
    .selectFrom('files')
    .select('id')
    .where('id', 'in', [...ids])
    .where('expires_at', '>', unit.clock().toISOString())
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Drops a file of a chat whose work is done. */
export async function dropFile(unit: Unit, conversationId: string, id: string): Promise<void> {
  await unit.db
    .deleteFrom('files')
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .execute();
}

/** Whether a chat is an active member's of staff: only they may send spreadsheets. */
export async function isStaffChat(unit: Unit, channel: string, userId: string): Promise<boolean> {
  const row = await unit.db
    .selectFrom('conversations')
    .innerJoin('staff', 'staff.id', 'conversations.staff_id')
    .select('conversations.id')
    .where('conversations.channel', '=', channel)
    .where('conversations.user_lookup', 'in', unit.vault.lookups('user', `${channel}:${userId}`))
    .where('staff.active', '=', 1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Files that are to outlive their chat's key, with their content. */
export type KeptFile = { row: Awaited<ReturnType<typeof rowsOf>>[number]; content: FileContent };

/** Takes files out, to be put back under a new key. */
export async function takeOut(
  unit: Unit,
  conversationId: string,
  ids: readonly string[],
): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const row of await rowsOf(unit, conversationId, ids)) {
    const content = await openFile(unit, conversationId, row.id);
    if (content !== undefined && content !== 'gone') kept.push({ row, content });
  }
  return kept;
}

/** Puts files back, sealed under the chat's new key; their time goes on. */
export async function putBack(unit: Unit, subject: string, files: readonly KeptFile[]): Promise<void> {
  for (const { row, content } of files) {
    await unit.db
      .insertInto('files')
      .values({
        ...row,
        subject_id: subject,
        name_sealed: await unit.subjects.seal(subject, content.name, nameContext(row.id)),
        content_sealed: await unit.subjects.sealBytes(subject, content.bytes, contentContext(row.id)),
      })
      .execute();
  }
}

async function rowsOf({ db }: Unit, conversationId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('files')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('id', 'in', [...ids])
    .execute();
}

function nameContext(id: string): string {
  return `files.name_sealed:${id}`;
}

function contentContext(id: string): string {
  return `files.content_sealed:${id}`;
}
