import type { Chat, Content, InlineButton, Message, PhotoSize, StoredFile, User } from './shapes.ts';
import { ApiError } from './shapes.ts';

export const BOT: User = {
  id: 7_000_000_001,
  is_bot: true,
  first_name: '一码通助手',
  username: 'yimatong_test_bot',
};

/** What a simulated person sees of one message. */
export interface Seen {
  id: number;
  from: 'bot' | 'person';
  text: string;
  edited: boolean;
  buttons: { id: string; label: string }[];
  /** A document's name, or that it is a photo. */
  file?: string;
}

interface Room {
  chat: Chat;
  messages: Message[];
}

/** Chats with their messages, as every member's screen shows them, and the files sent in them. */
export class Chats {
  readonly #rooms = new Map<number, Room>();
  readonly #files = new Map<string, { path: string; size: number; bytes: Uint8Array }>();
  readonly #blocked = new Set<number>();
  #nextMessage = 1;
  #nextFile = 1;

  open(chat: Chat): Chat {
    if (!this.#rooms.has(chat.id)) this.#rooms.set(chat.id, { chat, messages: [] });
    return chat;
  }

  /** The chat that a bot may write to. */
  reach(id: number): Chat {
    const room = this.#rooms.get(id);
    if (room === undefined || room.messages.length === 0)
      throw new ApiError(400, 'Bad Request: chat not found');
    if (this.#blocked.has(id)) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
    return room.chat;
  }

  block(id: number, blocked: boolean): void {
    if (blocked) this.#blocked.add(id);
    else this.#blocked.delete(id);
  }

  write(chatId: number, from: User, content: Content): Message {
    const room = this.#rooms.get(chatId);
    if (room === undefined) throw new ApiError(400, 'Bad Request: chat not found');
    const message: Message = {
      message_id: this.#nextMessage++,
      from,
      chat: room.chat,
      date: Math.floor(Date.now() / 1000),
      ...content,
    };
    room.messages.push(message);
    return message;
  }

  find(chatId: number, messageId: number): Message | undefined {
    return this.#rooms.get(chatId)?.messages.find((message) => message.message_id === messageId);
  }

  remove(chatId: number, messageId: number): boolean {
    const room = this.#rooms.get(chatId);
    const at = room?.messages.findIndex((message) => message.message_id === messageId) ?? -1;
    if (room === undefined || at < 0) return false;
    room.messages.splice(at, 1);
    return true;
  }

  messages(chatId: number): readonly Message[] {
    return this.#rooms.get(chatId)?.messages ?? [];
  }

  screen(chatId: number): Seen[] {
    return this.messages(chatId).map((message) => ({
      id: message.message_id,
      from: message.from.is_bot ? 'bot' : 'person',
      text: message.text ?? message.caption ?? '',
      edited: message.edit_date !== undefined,
      ...(message.photo === undefined ? {} : { file: 'photo' }),
      ...(message.document === undefined ? {} : { file: message.document.file_name }),
      buttons: (message.reply_markup?.inline_keyboard ?? [])
        .flat()
        .map(({ text, callback_data }) => ({ id: callback_data ?? '', label: text })),
    }));
  }

  /** Keeps a file; `claimedSize` stands for one too large to really make. */
  keep(bytes: Uint8Array, folder: string, claimedSize?: number): StoredFile {
    const number = this.#nextFile++;
    const id = `AgAC${String(number).padStart(8, '0')}`;
    const size = claimedSize ?? bytes.length;
    this.#files.set(id, { path: `${folder}/file_${number}`, size, bytes });
    return { file_id: id, file_unique_id: `AQ${number}`, file_size: size };
  }

  keepPhoto(bytes: Uint8Array, width: number, height: number): PhotoSize {
    return { ...this.keep(bytes, 'photos'), width, height };
  }

  file(id: string): { path: string; size: number; bytes: Uint8Array } | undefined {
    return this.#files.get(id);
  }

  fileAt(path: string): Uint8Array | undefined {
    return [...this.#files.values()].find((file) => file.path === path)?.bytes;
  }
}

/** Checks a keyboard as Telegram does. */
export function checkKeyboard(rows: InlineButton[][]): void {
  for (const button of rows.flat()) {
    if (typeof button.text !== 'string' || button.text === '')
      throw new ApiError(400, "Bad Request: can't parse inline keyboard button: Text must be non-empty");
    if (button.callback_data === undefined && button.url === undefined)
      throw new ApiError(
        400,
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
      );
    const length = Buffer.byteLength(button.callback_data ?? 'x');
    if (length < 1 || length > 64) throw new ApiError(400, 'Bad Request: BUTTON_DATA_INVALID');
  }
}
