/** The Bot API's objects, as far as this server speaks them (core.telegram.org/bots/api). */
export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
}

export interface Chat {
  id: number;
  type: 'private' | 'group';
  title?: string;
  first_name?: string;
}

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
}

export interface InlineKeyboard {
  inline_keyboard: InlineButton[][];
}

export interface StoredFile {
  file_id: string;
  file_unique_id: string;
  file_size: number;
}

export interface PhotoSize extends StoredFile {
  width: number;
  height: number;
}

export interface Message {
  message_id: number;
  from: User;
  chat: Chat;
  date: number;
  edit_date?: number;
  text?: string;
  entities?: { type: string; offset: number; length: number }[];
  caption?: string;
  media_group_id?: string;
  photo?: PhotoSize[];
  document?: StoredFile & { file_name: string; mime_type: string };
  sticker?: StoredFile & { type: 'regular'; width: number; height: number };
  voice?: StoredFile & { duration: number; mime_type: string };
  contact?: { phone_number: string; first_name: string; user_id?: number };
  location?: { latitude: number; longitude: number; live_period?: number };
  reply_markup?: InlineKeyboard;
}

/** What a message may carry beside its envelope. */
export type Content = Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>;

export interface CallbackQuery {
  id: string;
  from: User;
  message: Message;
  chat_instance: string;
  data: string;
}

export interface UpdateContent {
  message: Message;
  edited_message: Message;
  callback_query: CallbackQuery;
}

export type Update = { update_id: number } & Partial<UpdateContent>;

/** A request that the server refuses, as Telegram words it. */
export class ApiError extends Error {
  readonly code: number;
  readonly retryAfter: number | undefined;

  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.name = 'ApiError';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
