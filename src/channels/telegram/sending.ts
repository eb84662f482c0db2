import type { Logger } from 'pino';
import type { InlineKeyboardButton, Message } from 'telegraf/types';
import type { FileContent } from '../../dialogue/index.ts';
import { type TelegramApi, TelegramFailure } from './api.ts';
import { OPERATOR, TEXTS } from './texts.ts';

/** Where a message goes, and the buttons under it. */
interface To {
  chat_id: number;
  reply_markup?: { inline_keyboard: InlineKeyboardButton[][] };
}

/** A file of tens of megabytes on a slow line; less than the time for which a message is ours to send. */
const UPLOAD_SECONDS = 240;
/** Telegram takes larger pictures as documents only. */
const MOST_PHOTO_BYTES = 10 * 1024 * 1024;

/** @throws TelegramFailure */
export function sendText(api: TelegramApi, to: To, text: string): Promise<Message.TextMessage> {
  return api.call('sendMessage', { ...to, text, link_preview_options: { is_disabled: true } });
}

/**
 * Sends a file, a JPEG so that it is seen at once. What is gone, or what Telegram does not take, is told in words: nobody
 * waits for a file that never comes.
 * @throws TelegramFailure
 */
export async function sendFile(
  api: TelegramApi,
  to: To,
  { text, name, content }: { text: string; name: string; content: FileContent | undefined },
  log: Logger,
): Promise<Message> {
  const instead = (words: string) => sendText(api, to, text === '' ? words : `${text}\n${words}`);
  if (content === undefined) return instead(TEXTS.fileGone(name));
  const caption = text === '' ? {} : { caption: text };
  const file = { source: Buffer.from(content.bytes), filename: name };
  const options = { seconds: UPLOAD_SECONDS };
  if (content.mime === 'image/jpeg' && content.bytes.length <= MOST_PHOTO_BYTES) {
    try {
      return await api.call('sendPhoto', { ...to, ...caption, photo: file }, options);
    } catch (error) {
      // Too long and narrow for a photo: as a document it is taken.
      if (!isRefused(error)) throw error;
    }
  }
  try {
    return await api.call('sendDocument', { ...to, ...caption, document: file }, options);
  } catch (error) {
    if (!isRefused(error)) throw error;
    log.warn({ bytes: content.bytes.length, reason: error.message }, OPERATOR.fileRefused);
    return instead(TEXTS.fileRefused(name));
  }
}

/** Not taken as it is; a chat that is gone refuses the words as well. */
function isRefused(error: unknown): error is TelegramFailure {
  return error instanceof TelegramFailure && (error.code === 400 || error.code === 413);
}
