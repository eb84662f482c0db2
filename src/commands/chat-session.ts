import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { FilesFolder } from '../channels/console/files.ts';
import {
  type Dialogue,
  FILE_LIMITS,
  type Inbound,
  isSheetName,
  markSent,
  openFile,
  PHOTO_LIMITS,
  pendingReplies,
  type Reply,
  type Turn,
} from '../dialogue/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { type Storage, troubleWith } from '../storage/index.ts';

const CHANNEL = 'console';

const Line = z
  .object({
    user: z.union([z.string().min(1), z.number()]).transform(String),
    // Longer than the engine keeps, and cheap to carry about.
    text: z
      .string()
      .transform((text) => text.slice(0, 20_000))
      .optional(),
    action: z.string().optional(),
    photo: z.string().optional(),
    /** A spreadsheet; a text beside it is its caption. */
    file: z.string().optional(),
    /** Where a phone says to be: latitude and longitude in degrees. */
    location: z.tuple([z.number(), z.number()]).optional(),
  })
  .refine(
    ({ text, action, photo, file, location }) => (text ?? action ?? photo ?? file ?? location) !== undefined,
    '要有 text、action、photo、file 或 location',
  );
type Line = z.infer<typeof Line>;

/** One reply of the contract; `file` is the path of what came with it. */
type Given = Omit<Reply, 'view' | 'file'> & { buttons: NonNullable<Reply['buttons']>; file?: string };

/** What one line gives. */
export type ChatOutput =
  | ({ user: string; replies: Given[] } & Pick<Turn, 'step' | 'case'>)
  | { user?: string; error: string };

/** A scripted conversation on the engine: each line is an event that is recorded, worked and answered. */
export class ChatSession {
  readonly #storage: Storage;
  readonly #dialogue: Dialogue;
  readonly #entry: RegionCode | undefined;
  readonly #files: FilesFolder;
  /** Users whose first line of this run is done: the scanned code counts for the first. */
  readonly #met = new Set<string>();

  /** @param parts.files where files are put that the conversation gives */
  constructor(parts: { storage: Storage; dialogue: Dialogue; entry?: RegionCode; files?: FilesFolder }) {
    this.#storage = parts.storage;
    this.#dialogue = parts.dialogue;
    this.#entry = parts.entry;
    this.#files = parts.files ?? new FilesFolder();
  }

  /**
   * Answers one line. Messages are marked as given only after they were written out: what a crash cuts off is given
   * with the next line.
   */
  async answer(text: string, write: (output: ChatOutput) => void): Promise<void> {
    const parsed = parseLine(text);
    if ('error' in parsed) return write(parsed);
    const line = parsed;
    try {
      const { conversationId } = await this.#dialogue.receive(await this.#inbound(line));
      this.#met.add(line.user);
      await this.#dialogue.work(conversationId);
      const pending = await pendingReplies(this.#storage.reading, conversationId);
      const stand = await this.#dialogue.standing(conversationId);
      const replies: Given[] = [];
      for (const { reply } of pending) replies.push(await this.#given(conversationId, reply));
      write({ user: line.user, replies, ...stand });
      await this.#storage.transaction((unit) =>
        markSent(
          unit,
          pending.map(({ id }) => id),
        ),
      );
    } catch (error) {
      // The message may quote what was written; its name does not.
      const reason = troubleWith(error) ?? (error instanceof Error ? error.name : '未知错误');
      write({ user: line.user, error: `没有办成（${reason}），请再发一次` });
    }
  }

  /** The contract's fields and no others: what a page shows of a reply its text says too. */
  async #given(conversationId: string, { view: _, file, ...reply }: Reply): Promise<Given> {
    const given = { ...reply, buttons: reply.buttons ?? [] };
    if (file === undefined) return given;
    const content = await openFile(this.#storage.reading, conversationId, file.id);
    if (content === undefined || content === 'gone') return given;
    return { ...given, file: await this.#files.put(content) };
  }

  async #inbound(line: Line): Promise<Inbound> {
    const { user, text, action, photo, file = photo, location } = line;
    return {
      channel: CHANNEL,
      eventId: await this.#eventId(line),
      userId: user,
      ...(text === undefined ? {} : { text }),
      ...(action === undefined ? {} : { action }),
      ...(file === undefined ? {} : await attached(file)),
      ...(location === undefined ? {} : { location: { latitude: location[0], longitude: location[1] } }),
      ...(this.#entry === undefined || this.#met.has(user) ? {} : { entry: this.#entry }),
    };
  }

  /**
   * The line's event id. A line has none of its own: one that equals the last, which was cut off before its answer was
   * given, is the same event sent again and not a second one.
   */
  async #eventId({ user, text, action, photo, file, location }: Line): Promise<string> {
    const { vault, db } = this.#storage.reading;
    const marks = vault.lookups('console-line', JSON.stringify([user, text, action, photo, file, location]));
    const last = await db
      .selectFrom('inbound')
      .innerJoin('conversations', 'conversations.id', 'inbound.conversation_id')
      .select(['inbound.event_id', 'inbound.worked_at', 'inbound.conversation_id'])
      .where('conversations.channel', '=', CHANNEL)
      .where('conversations.user_lookup', 'in', vault.lookups('user', `${CHANNEL}:${user}`))
      .orderBy('inbound.seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last !== undefined && marks.some((mark) => last.event_id.startsWith(`${mark}.`))) {
      if (last.worked_at === null) return last.event_id;
      const pending = await pendingReplies(this.#storage.reading, last.conversation_id);
      if (pending.some(({ cause }) => cause.includes(last.event_id))) return last.event_id;
    }
    return `${marks[0] ?? ''}.${this.#storage.reading.ids()}`;
  }
}

function parseLine(text: string): Line | { user?: string; error: string } {
  try {
    const json: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    const line = Line.safeParse(json);
    if (line.success) return line.data;
    const issue = line.error.issues[0];
    const user = z.object({ user: z.coerce.string() }).safeParse(json).data?.user;
    const error = `${issue?.path.join('.') ?? ''} 不对：${issue?.message ?? ''}`.trim();
    return { ...(user === undefined || user === 'undefined' ? {} : { user }), error };
  } catch {
    return { error: '这一行不是合法的 JSON' };
  }
}

/** The photo's or sheet's bytes; a file that cannot be taken is told by the engine, like one that a platform fails to give. */
async function attached(path: string): Promise<Pick<Inbound, 'attachments' | 'attachmentProblem'>> {
  try {
    const file = await stat(path);
    // A device or a pipe has no size and may never end.
    if (!file.isFile()) return { attachmentProblem: 'unavailable' };
    const isTable = isSheetName(path);
    if (isTable && file.size > FILE_LIMITS.in) return { attachmentProblem: 'sheet-too-large' };
    if (!isTable && file.size > PHOTO_LIMITS.bytes) return { attachmentProblem: 'too-large' };
    return { attachments: [{ bytes: await readFile(path), name: path }] };
  } catch {
    return { attachmentProblem: 'unavailable' };
  }
}
