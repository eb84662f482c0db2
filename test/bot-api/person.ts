import type { Seen } from './chats.ts';
import type { BotState } from './methods.ts';
import type { Chat, Content, PhotoSize, User } from './shapes.ts';

/** A simulated person with a phone: what they do reaches the bot, what the bot does shows on their screen. */
export class Person {
  readonly user: User;
  readonly #chat: Chat;
  readonly #state: BotState;

  constructor(state: BotState, user: User, chat: Chat) {
    this.#state = state;
    this.user = user;
    this.#chat = state.chats.open(chat);
  }

  says(text: string): number {
    const command = /^\/[A-Za-z0-9_]+(@\w+)?/.exec(text)?.[0];
    return this.#send({
      text,
      ...(command === undefined
        ? {}
        : { entities: [{ type: 'bot_command', offset: 0, length: command.length }] }),
    });
  }

  /** Opens the bot by a link `t.me/<bot>?start=<payload>` and presses 开始. */
  starts(payload?: string): number {
    return this.says(payload === undefined ? '/start' : `/start ${payload}`);
  }

  edits(messageId: number, text: string): void {
    const message = this.#state.chats.find(this.#chat.id, messageId);
    if (message === undefined) throw new Error(`no message ${messageId} on the screen`);
    if (message.caption === undefined) message.text = text;
    else message.caption = text;
    message.edit_date = Math.floor(Date.now() / 1000);
    this.#state.updates.push('edited_message', message);
  }

  /** Presses the lowest button on the screen with this label or id; gives the query's id. */
  presses(label: string, messageId?: number): string {
    const message = this.#state.chats
      .messages(this.#chat.id)
      .findLast(
        (one) =>
          (messageId === undefined || one.message_id === messageId) &&
          one.reply_markup?.inline_keyboard.flat().some((b) => b.text === label || b.callback_data === label),
      );
    const button = message?.reply_markup?.inline_keyboard
      .flat()
      .find((one) => one.text === label || one.callback_data === label);
    if (message === undefined || button?.callback_data === undefined)
      throw new Error(`no button ${label} on the screen`);
    const id = `cb${this.#state.asked.size + 1}`;
    this.#state.asked.set(id, undefined);
    this.#state.updates.push('callback_query', {
      id,
      from: this.user,
      message,
      chat_instance: '1',
      data: button.callback_data,
    });
    return id;
  }

  /** Presses a button that is no longer there, as a slow phone can. */
  pressesStale(messageId: number, data: string): string {
    const message = this.#state.chats.find(this.#chat.id, messageId);
    if (message === undefined) throw new Error(`no message ${messageId} on the screen`);
    const id = `cb${this.#state.asked.size + 1}`;
    this.#state.asked.set(id, undefined);
    this.#state.updates.push('callback_query', { id, from: this.user, message, chat_instance: '1', data });
    return id;
  }

  /** Sends a photo; Telegram gives it in several sizes, the smallest first. */
  sendsPhoto(sizes: Uint8Array[], options: { caption?: string; album?: string } = {}): number {
    const photo: PhotoSize[] = sizes.map((bytes, i) =>
      this.#state.chats.keepPhoto(bytes, 90 * 4 ** i, 60 * 4 ** i),
    );
    const { caption, album } = options;
    return this.#send({
      photo,
      ...(caption === undefined ? {} : { caption }),
      ...(album === undefined ? {} : { media_group_id: album }),
    });
  }

  sendsDocument(file: { bytes: Uint8Array; name: string; mime: string; claimedSize?: number }): number {
    const stored = this.#state.chats.keep(file.bytes, 'documents', file.claimedSize);
    return this.#send({ document: { ...stored, file_name: file.name, mime_type: file.mime } });
  }

  sendsSticker(): number {
    const stored = this.#state.chats.keep(new Uint8Array(8), 'stickers');
    return this.#send({ sticker: { ...stored, type: 'regular', width: 512, height: 512 } });
  }

  sendsVoice(): number {
    const stored = this.#state.chats.keep(new Uint8Array(8), 'voice');
    return this.#send({ voice: { ...stored, duration: 3, mime_type: 'audio/ogg' } });
  }

  sendsContact(phone: string): number {
    return this.#send({
      contact: { phone_number: phone, first_name: this.user.first_name, user_id: this.user.id },
    });
  }

  sendsLocation(): number {
    return this.#send({ location: { latitude: 34.1, longitude: 114.2 } });
  }

  blocks(blocked = true): void {
    this.#state.chats.block(this.#chat.id, blocked);
  }

  screen(): Seen[] {
    return this.#state.chats.screen(this.#chat.id);
  }

  /** The bot's messages on the screen, from the first one. */
  hears(): string[] {
    return this.screen()
      .filter(({ from }) => from === 'bot')
      .map(({ text }) => text);
  }

  /** The short note that showed on pressing a button; undefined while the phone still shows its clock. */
  toast(queryId: string): string | undefined {
    return this.#state.asked.get(queryId);
  }

  /** Waits until the screen shows a bot's message with this text. */
  async sees(text: string, milliseconds = 8_000): Promise<Seen> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const seen = this.screen().findLast((one) => one.from === 'bot' && one.text.includes(text));
      if (seen !== undefined) return seen;
      if (Date.now() > end)
        throw new Error(`“${text}” did not show; the screen says: ${this.hears().slice(-5).join(' | ')}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  #send(content: Content): number {
    const message = this.#state.chats.write(this.#chat.id, this.user, content);
    this.#state.updates.push('message', message);
    return message.message_id;
  }
}
