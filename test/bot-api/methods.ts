import { BOT, type Chats, checkKeyboard } from './chats.ts';
import type { Parameters } from './request-body.ts';
import { ApiError, type Content, type InlineKeyboard, type Message } from './shapes.ts';
import type { UpdateQueue } from './updates.ts';
import { WebhookPusher } from './webhook.ts';

/** A bot's side of the server: what its methods read and change. */
export interface BotState {
  chats: Chats;
  updates: UpdateQueue;
  webhook: WebhookPusher | undefined;
  webhookDelay: number;
  commands: { command: string; description: string }[];
  /** Callback queries not answered yet, and what was answered (a toast's text). */
  asked: Map<string, string | undefined>;
}

type Method = (state: BotState, parameters: Parameters) => unknown;

const DOWNLOAD_LIMIT = 20 * 1024 * 1024;
const UPLOAD_LIMIT = 50 * 1024 * 1024;

/** The methods, by lower-case name (Telegram's names ignore case). */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    getMe: () => ({
      ...BOT,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    }),
    getUpdates,
    setWebhook,
    deleteWebhook: (state: BotState, { fields }: Parameters) => {
      state.webhook?.close();
      state.webhook = undefined;
      if (fields.get('drop_pending_updates') === 'true') state.updates.clear();
      return true;
    },
    getWebhookInfo,
    sendMessage,
    sendPhoto,
    sendDocument,
    sendChatAction: (state: BotState, { fields }: Parameters) => {
      state.chats.reach(integer(fields, 'chat_id'));
      return true;
    },
    editMessageText,
    editMessageReplyMarkup,
    deleteMessage: (state: BotState, { fields }: Parameters) => {
      if (!state.chats.remove(integer(fields, 'chat_id'), integer(fields, 'message_id')))
        throw new ApiError(400, 'Bad Request: message to delete not found');
      return true;
    },
    answerCallbackQuery,
    getFile,
    setMyCommands,
    getMyCommands: (state: BotState) => state.commands,
  } satisfies Record<string, Method>).map(([name, method]) => [name.toLowerCase(), method]),
);

function getUpdates(state: BotState, { fields, hungUp }: Parameters): unknown {
  if (state.webhook !== undefined) state.updates.refusePolling();
  state.updates.allow(kinds(fields));
  return state.updates.poll({
    offset: optionalInteger(fields, 'offset') ?? 0,
    limit: Math.min(100, Math.max(1, optionalInteger(fields, 'limit') ?? 100)),
    timeout: Math.min(50, Math.max(0, optionalInteger(fields, 'timeout') ?? 0)),
    hungUp,
  });
}

function setWebhook(state: BotState, { fields }: Parameters): true {
  const url = fields.get('url') ?? '';
  state.webhook?.close();
  state.webhook = undefined;
  if (fields.get('drop_pending_updates') === 'true') state.updates.clear();
  if (url === '') return true;
  // Like a Bot API server of one's own (--local): http and any port will do.
  if (!URL.canParse(url)) throw new ApiError(400, 'Bad Request: invalid webhook URL specified');
  const secret = fields.get('secret_token');
  if (secret !== undefined && secret.length > 256)
    throw new ApiError(400, 'Bad Request: secret token is too long');
  if (secret !== undefined && !/^[\w-]*$/.test(secret))
    throw new ApiError(400, 'Bad Request: secret token contains unallowed characters');
  state.updates.allow(kinds(fields));
  state.updates.interrupt('Conflict: terminated by setWebhook request');
  const maxConnections = optionalInteger(fields, 'max_connections') ?? 40;
  state.webhook = new WebhookPusher(state.updates, { url, secret, maxConnections }, state.webhookDelay);
  return true;
}

function getWebhookInfo({ webhook, updates }: BotState): unknown {
  return {
    url: webhook?.settings.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending.length,
    ...(webhook === undefined ? {} : { max_connections: webhook.settings.maxConnections }),
    ...(webhook?.lastError === undefined
      ? {}
      : { last_error_date: webhook.lastError.date, last_error_message: webhook.lastError.message }),
    ...(updates.allowed === undefined ? {} : { allowed_updates: updates.allowed }),
  };
}

function sendMessage(state: BotState, { fields }: Parameters): Message {
  const chat = state.chats.reach(integer(fields, 'chat_id'));
  return state.chats.write(chat.id, BOT, { text: checkText(fields), ...keyboard(fields) });
}

function sendPhoto(state: BotState, { fields, files }: Parameters): Message {
  const chat = state.chats.reach(integer(fields, 'chat_id'));
  const named = fields.get('photo') ?? '';
  const bytes = files.get(named.startsWith('attach://') ? named.slice(9) : 'photo');
  const known = bytes ?? state.chats.file(named)?.bytes;
  if (known === undefined) throw new ApiError(400, 'Bad Request: there is no photo in the request');
  const content: Content = { photo: [state.chats.keepPhoto(known, 800, 600)], ...keyboard(fields) };
  return state.chats.write(chat.id, BOT, { ...content, ...captionIn(fields) });
}

function sendDocument(state: BotState, { fields, files, fileNames }: Parameters): Message {
  const chat = state.chats.reach(integer(fields, 'chat_id'));
  const bytes = files.get('document');
  if (bytes === undefined) throw new ApiError(400, 'Bad Request: there is no document in the request');
  if (bytes.length > UPLOAD_LIMIT) throw new ApiError(413, 'Request Entity Too Large');
  const name = fileNames.get('document') ?? '';
  const document = {
    ...state.chats.keep(bytes, 'documents'),
    file_name: name,
    mime_type: 'application/octet-stream',
  };
  return state.chats.write(chat.id, BOT, { document, ...keyboard(fields), ...captionIn(fields) });
}

function captionIn(fields: Map<string, string>): { caption?: string } {
  const caption = fields.get('caption');
  if (caption !== undefined && [...caption].length > 1024)
    throw new ApiError(400, 'Bad Request: message caption is too long');
  return caption === undefined ? {} : { caption };
}

function editMessageText(state: BotState, { fields }: Parameters): Message {
  const message = ownMessage(state, fields);
  const text = checkText(fields);
  const markup = keyboard(fields);
  if (message.text === text && JSON.stringify(message.reply_markup) === JSON.stringify(markup.reply_markup))
    throw new ApiError(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  message.text = text;
  return edited(message, markup);
}

function editMessageReplyMarkup(state: BotState, { fields }: Parameters): Message {
  const message = ownMessage(state, fields);
  return edited(message, keyboard(fields));
}

function edited(message: Message, { reply_markup }: { reply_markup?: InlineKeyboard }): Message {
  if (reply_markup === undefined) delete message.reply_markup;
  else message.reply_markup = reply_markup;
  message.edit_date = Math.floor(Date.now() / 1000);
  return message;
}

function ownMessage(state: BotState, fields: Map<string, string>): Message {
  const chat = state.chats.reach(integer(fields, 'chat_id'));
  const message = state.chats.find(chat.id, integer(fields, 'message_id'));
  if (message === undefined) throw new ApiError(400, 'Bad Request: message to edit not found');
  if (!message.from.is_bot) throw new ApiError(400, "Bad Request: message can't be edited");
  return message;
}

function answerCallbackQuery({ asked }: BotState, { fields }: Parameters): true {
  const id = fields.get('callback_query_id') ?? '';
  const text = fields.get('text') ?? '';
  if (!asked.has(id) || asked.get(id) !== undefined)
    throw new ApiError(
      400,
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  if ([...text].length > 200) throw new ApiError(400, 'Bad Request: MESSAGE_TOO_LONG');
  asked.set(id, text);
  return true;
}

function getFile({ chats }: BotState, { fields }: Parameters): unknown {
  const id = fields.get('file_id') ?? '';
  const file = chats.file(id);
  if (file === undefined) throw new ApiError(400, 'Bad Request: invalid file_id');
  if (file.size > DOWNLOAD_LIMIT) throw new ApiError(400, 'Bad Request: file is too big');
  return { file_id: id, file_unique_id: `AQ${id}`, file_size: file.size, file_path: file.path };
}

function setMyCommands(state: BotState, { fields }: Parameters): true {
  const commands = JSON.parse(fields.get('commands') ?? '[]') as BotState['commands'];
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new ApiError(400, 'Bad Request: BOT_COMMAND_INVALID');
    if (description === '' || [...description].length > 256)
      throw new ApiError(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
  }
  state.commands = commands;
  return true;
}

function checkText(fields: Map<string, string>): string {
  const text = (fields.get('text') ?? '').trim();
  if (text === '') throw new ApiError(400, 'Bad Request: message text is empty');
  if (text.length > 4096) throw new ApiError(400, 'Bad Request: message is too long');
  return text;
}

function keyboard(fields: Map<string, string>): { reply_markup?: InlineKeyboard } {
  const text = fields.get('reply_markup');
  if (text === undefined) return {};
  const { inline_keyboard } = JSON.parse(text) as Partial<InlineKeyboard>;
  if (inline_keyboard === undefined || inline_keyboard.flat().length === 0) return {};
  checkKeyboard(inline_keyboard);
  return { reply_markup: { inline_keyboard } };
}

function kinds(fields: Map<string, string>): string[] | undefined {
  const text = fields.get('allowed_updates');
  return text === undefined ? undefined : (JSON.parse(text) as string[]);
}

function integer(fields: Map<string, string>, name: string): number {
  const value = optionalInteger(fields, name);
  if (value === undefined) throw new ApiError(400, `Bad Request: ${name} is empty`);
  return value;
}

function optionalInteger(fields: Map<string, string>, name: string): number | undefined {
  const value = fields.get(name);
  return value === undefined || !/^-?\d+$/.test(value) ? undefined : Number(value);
}
