import type { Location, Message, PhotoSize, Update } from 'telegraf/types';
import { type Inbound, isSheetName } from '../../dialogue/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import { MENU_COMMANDS, SHORT_COMMANDS } from './texts.ts';

/** A file to fetch before the event is whole. */
export interface FileToFetch {
  id: string;
  name?: string;
  /** A spreadsheet: fetched from members of staff only. */
  sheet?: true;
}

/** A button that was pressed, as the message with it said. */
export interface Press {
  queryId: string;
  messageId: number;
  /** Absent when the message is too old to be read. */
  text?: string;
  label?: string;
}

/** What an update means to us. */
export type Incoming =
  | { kind: 'private'; chat: number; inbound: Inbound; file?: FileToFetch; press?: Press }
  | { kind: 'group'; chat: number; queryId?: string }
  | { kind: 'ignored' };

export interface TranslationSettings {
  /** Update ids are counted for each bot by itself. */
  botId: number;
  maxFileBytes: number;
  verifyEntry: (code: string) => RegionCode | undefined;
}

export const CHANNEL = 'telegram';

/** Kinds of updates that we ask for. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query'] as const;

/** The chat in which order is kept. */
export function chatOf(update: Update): number {
  if ('message' in update) return update.message.chat.id;
  if ('edited_message' in update) return update.edited_message.chat.id;
  if ('callback_query' in update) return update.callback_query.message?.chat.id ?? 0;
  return 0;
}

/** Translates an update; files are named, not fetched. */
export function translate(update: Update, settings: TranslationSettings): Incoming {
  const eventId = `${settings.botId}.${update.update_id}`;
  if ('callback_query' in update) return translatePress(update, eventId);
  const edited = 'edited_message' in update;
  if (!edited && !('message' in update)) return { kind: 'ignored' };
  const message: Message = edited ? update.edited_message : update.message;
  const { chat, from } = message;
  if (chat.type !== 'private') return { kind: 'group', chat: chat.id };
  if (from === undefined || from.is_bot) return { kind: 'ignored' };

  const envelope = { channel: CHANNEL, eventId, userId: String(from.id), address: String(chat.id) };
  const content = edited ? readEdit(message) : readMessage(message, settings);
  if (content === undefined) return { kind: 'ignored' };
  const { file, ...said } = content;
  const inbound: Inbound = { ...envelope, ...said };
  return { kind: 'private', chat: chat.id, inbound, ...(file === undefined ? {} : { file }) };
}

type Content = Pick<Inbound, 'text' | 'action' | 'attachmentProblem' | 'entry' | 'edited' | 'location'> & {
  file?: FileToFetch;
};

function translatePress(update: Update.CallbackQueryUpdate, eventId: string): Incoming {
  const { id: queryId, from, message, ...rest } = update.callback_query;
  const data = 'data' in rest ? rest.data : undefined;
  if (message === undefined || data === undefined) return { kind: 'ignored' };
  const { chat, message_id: messageId } = message;
  if (chat.type !== 'private') return { kind: 'group', chat: chat.id, queryId };
  const markup = 'reply_markup' in message ? message.reply_markup : undefined;
  const button = markup?.inline_keyboard
    .flat()
    .find((one) => 'callback_data' in one && one.callback_data === data);
  const press: Press = {
    queryId,
    messageId,
    ...('text' in message ? { text: message.text } : {}),
    ...(button === undefined ? {} : { label: button.text }),
  };
  const inbound: Inbound = {
    channel: CHANNEL,
    eventId,
    userId: String(from.id),
    address: String(chat.id),
    action: data,
  };
  return { kind: 'private', chat: chat.id, inbound, press };
}

/** An edited message's new words. Its picture was taken when it came; a live location moves all the time. */
function readEdit(message: Message): Content | undefined {
  if ('text' in message) return { text: plainCommand(message.text), edited: true };
  if ('caption' in message && message.caption !== undefined) return { text: message.caption, edited: true };
  return undefined;
}

function readMessage(message: Message, settings: TranslationSettings): Content | undefined {
  if ('text' in message) return readText(message.text, settings);
  const caption = 'caption' in message && message.caption !== undefined ? { text: message.caption } : {};
  if ('photo' in message) return { ...caption, ...readPhoto(message.photo, settings.maxFileBytes) };
  // A GIF also carries a `document`; it is no proof of anything.
  if ('document' in message && !('animation' in message))
    return { ...caption, ...readDocument(message.document, settings.maxFileBytes) };
  // A venue carries a location, too; a live one is told as it first stood.
  if ('location' in message) return { ...caption, location: placeOf(message.location) };
  if ('contact' in message) return { text: phoneOf(message.contact.phone_number) };
  const unsupported = ['animation', 'audio', 'dice', 'game', 'poll', 'sticker', 'story', 'video'];
  if ([...unsupported, 'video_note', 'voice', 'paid_media', 'checklist'].some((kind) => kind in message))
    return { ...caption, attachmentProblem: 'unsupported' };
  return undefined;
}

function readText(text: string, { verifyEntry }: TranslationSettings): Content {
  const start = /^\/start(?:@\w+)?(?:\s+(\S+))?\s*$/i.exec(text);
  if (start === null) return { text: plainCommand(text) };
  const entry = start[1] === undefined ? undefined : verifyEntry(start[1]);
  return { action: 'menu', ...(entry === undefined ? {} : { entry }) };
}

/** “/jindu”, “/进度” and “／查进度” as the words they stand for. */
function plainCommand(text: string): string {
  const [, name, rest = ''] = /^[/／]\s*([a-z_]+|\p{Script=Han}+)(?:@\w+)?(\s[\s\S]*)?$/iu.exec(text) ?? [];
  if (name === undefined) return text.replace(/^[/／]\s*(?=\p{Script=Han})/u, '');
  const known = MENU_COMMANDS.find(({ command }) => command === name.toLowerCase())?.text;
  const short = Object.hasOwn(SHORT_COMMANDS, name.toLowerCase())
    ? SHORT_COMMANDS[name.toLowerCase()]
    : undefined;
  const words = known ?? short ?? (/^\p{Script=Han}/u.test(name) ? name : undefined);
  return words === undefined ? text : words + rest;
}

/** The largest size that is small enough. */
function readPhoto(sizes: PhotoSize[], most: number): Content {
  const fitting = sizes.filter(({ file_size = 0 }) => file_size <= most);
  const best = fitting.reduce<PhotoSize | undefined>(
    (a, b) => (a === undefined || b.width * b.height > a.width * a.height ? b : a),
    undefined,
  );
  return best === undefined ? { attachmentProblem: 'too-large' } : { file: { id: best.file_id } };
}

function readDocument(document: Message.DocumentMessage['document'], most: number): Content {
  const { file_id: id, file_name: name, mime_type: mime = '', file_size: size = 0 } = document;
  if (isSheetNamed(name, mime)) {
    return { file: { id, sheet: true, ...(name === undefined ? {} : { name }) } };
  }
  const isPicture = mime.startsWith('image/') || mime === 'application/pdf';
  if (!isPicture && !/\.(jpe?g|png|webp|heic|heif|gif|bmp|tiff?|pdf)$/i.test(name ?? ''))
    return { attachmentProblem: 'unsupported' };
  if (size > most) return { attachmentProblem: 'too-large' };
  return { file: { id, ...(name === undefined ? {} : { name }) } };
}

function placeOf({ latitude, longitude }: Location): NonNullable<Inbound['location']> {
  return { latitude, longitude };
}

/** A spreadsheet by its name or type; its content decides later. */
function isSheetNamed(name = '', mime: string): boolean {
  return isSheetName(name) || /spreadsheet|ms-excel|^text\/(?:csv|tab-separated-values)/.test(mime);
}

/** A shared contact's number as people write it: without the country's code. */
function phoneOf(number: string): string {
  const digits = number.replace(/\D/g, '');
  return /^86\d{11}$/.test(digits) ? digits.slice(2) : digits;
}
