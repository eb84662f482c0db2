import type { Logger } from 'pino';
import type { FileContent, Inbound, Reply } from '../../dialogue/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import { type Channel, RetryLater, Undeliverable } from '../channel.ts';
import { TelegramApi, TelegramFailure } from './api.ts';
import { Intake } from './intake.ts';
import { keyboardOf, splitReply } from './outgoing.ts';
import { pause } from './pause.ts';
import { Polling } from './polling.ts';
import { sendFile, sendText } from './sending.ts';
import { MENU_COMMANDS, OPERATOR, TEXTS } from './texts.ts';
import { ALLOWED_UPDATES, CHANNEL, type Incoming, type Press } from './translate.ts';
import { TelegramSetupError, WebhookServer, type WebhookSettings, webhookSecret } from './webhook.ts';

export { TelegramSetupError, type WebhookSettings };

/** What a Telegram bot needs. */
export interface TelegramParts {
  token: string;
  /** Default: Telegram's own; a relay or a Bot API server of one's own where that is out of reach. */
  apiRoot?: string;
  /** Long polling when absent. */
  webhook?: WebhookSettings;
  /** Takes an event; resolves once it is recorded durably. */
  accept: (inbound: Inbound) => Promise<void>;
  /** The village of a signed entry code, or undefined when the code is not ours. */
  verifyEntry: (code: string) => RegionCode | undefined;
  log: Logger;
  /** Larger photos are not fetched. */
  maxFileBytes?: number;
  /** Whether a person may send spreadsheets; nobody when absent, and none is fetched. */
  takesSheets?: (userId: string) => Promise<boolean>;
  /** Milliseconds before something that failed is tried again. */
  retryAfter?: number;
}

/** How a start went: `connecting` means that Telegram is out of reach and is tried again and again. */
export type TelegramStart = { status: 'on'; username: string } | { status: 'connecting' };

const MAX_FILE_BYTES = 10 * 1024 * 1024;
const MOST_REMEMBERED = 10_000;

/** The bot on Telegram. */
export class TelegramChannel implements Channel {
  readonly name = CHANNEL;
  readonly #parts: TelegramParts;
  readonly #api: TelegramApi;
  readonly #botId: number;
  readonly #stop = new AbortController();
  readonly #beside = new Set<Promise<void>>();
  /** The message with the newest keyboard of each chat, so that the one before can be cleared. */
  readonly #keyboards = new Map<string, number>();
  readonly #groupsTold = new Set<number>();
  #username = '';
  #server: WebhookServer | undefined;
  #running: Promise<void> | undefined;

  /** @throws TelegramSetupError when a setting cannot be right */
  constructor(parts: TelegramParts) {
    const apiRoot = parts.apiRoot ?? 'https://api.telegram.org';
    const id = /^(\d{1,20}):[\w-]{20,}$/.exec(parts.token)?.[1];
    if (id === undefined) throw new TelegramSetupError(OPERATOR.wrongTokenForm);
    if (!/^https?:$/.test(URL.canParse(apiRoot) ? new URL(apiRoot).protocol : ''))
      throw new TelegramSetupError(OPERATOR.wrongApiRoot(apiRoot));
    this.#parts = parts;
    this.#botId = Number(id);
    this.#api = new TelegramApi(parts.token, apiRoot);
  }

  /**
   * Checks the token, registers the commands and begins to receive.
   * @throws TelegramSetupError in the operator's words; when Telegram is merely out of reach it goes on trying
   */
  async start(): Promise<TelegramStart> {
    await this.#listen();
    try {
      await this.#connect();
      this.#running = this.#receive();
      return { status: 'on', username: this.#username };
    } catch (error) {
      if (!isPassing(error)) {
        await this.#server?.close();
        throw explained(error);
      }
      this.#running = this.#connectAndReceive();
      return { status: 'connecting' };
    }
  }

  /** Takes no more updates and waits for what is underway. What was not recorded comes again later. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#server?.close();
    await this.#running;
    await Promise.all(this.#beside);
  }

  parts(reply: Reply): Reply[] {
    return splitReply(reply);
  }

  async send(address: string, { text, buttons = [], file }: Reply, content?: FileContent): Promise<void> {
    const rows = keyboardOf(buttons, (button) =>
      this.#parts.log.error({ bytes: Buffer.byteLength(button.id) }, OPERATOR.buttonLeftOut),
    );
    const to = {
      chat_id: Number(address),
      ...(rows.length === 0 ? {} : { reply_markup: { inline_keyboard: rows } }),
    };
    try {
      const sent =
        file === undefined
          ? await sendText(this.#api, to, text)
          : await sendFile(this.#api, to, { text, name: file.name, content }, this.#parts.log);
      if (rows.length > 0) this.#replaceKeyboard(address, sent.message_id);
    } catch (error) {
      throw asDelivery(error);
    }
  }

  async #listen(): Promise<void> {
    const { webhook, token, log } = this.#parts;
    if (webhook === undefined) return;
    const secret = webhookSecret(webhook, token);
    const intake = this.#intake();
    const take = (update: Parameters<Intake['take']>[0]) => intake.take(update);
    this.#server = new WebhookServer({ settings: webhook, secret, take, log });
    await this.#server.listen();
  }

  async #connect(): Promise<void> {
    const { webhook, token } = this.#parts;
    const { signal } = this.#stop;
    this.#username = (await this.#api.call('getMe', {}, { signal })).username;
    const commands = MENU_COMMANDS.map(({ command, description }) => ({ command, description }));
    await this.#api.call('setMyCommands', { commands }, { signal });
    if (webhook === undefined) await this.#api.call('deleteWebhook', {}, { signal });
    else {
      const settings = {
        url: webhook.url,
        secret_token: webhookSecret(webhook, token),
        allowed_updates: [...ALLOWED_UPDATES],
      };
      await this.#api.call('setWebhook', settings, { signal });
    }
  }

  async #connectAndReceive(): Promise<void> {
    const { log, retryAfter = 5_000 } = this.#parts;
    let trouble: string | undefined;
    while (!this.#stop.signal.aborted) {
      try {
        await this.#connect();
        return await this.#receive();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        const reason = error instanceof TelegramFailure ? error.message : 'unknown';
        const known = isPassing(error) ? undefined : explained(error);
        const said = known instanceof TelegramSetupError ? known.message : OPERATOR.unreachable;
        // An outage of hours is told once.
        if (reason !== trouble) log.error({ reason }, said);
        trouble = reason;
        await pause(retryAfter, this.#stop.signal);
      }
    }
  }

  async #receive(): Promise<void> {
    if (this.#parts.webhook !== undefined) return;
    const { log, retryAfter } = this.#parts;
    const { signal } = this.#stop;
    const intake = this.#intake();
    await new Polling({
      api: this.#api,
      take: (update) => intake.persist(update, signal),
      log,
      signal,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    }).run();
  }

  #intake(): Intake {
    const { accept, verifyEntry, takesSheets, log, retryAfter } = this.#parts;
    const { maxFileBytes = MAX_FILE_BYTES } = this.#parts;
    return new Intake({
      api: this.#api,
      settings: { botId: this.#botId, maxFileBytes, verifyEntry },
      accept,
      beside: (incoming) => this.#answerBeside(incoming),
      log,
      ...(takesSheets === undefined ? {} : { takesSheets }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  }

  #answerBeside(incoming: Incoming): void {
    if (incoming.kind === 'private' && incoming.press !== undefined)
      this.#acknowledge(incoming.chat, incoming.press);
    if (incoming.kind !== 'group') return;
    const { chat, queryId } = incoming;
    if (queryId !== undefined)
      this.#inBackground(this.#api.call('answerCallbackQuery', { callback_query_id: queryId }));
    if (this.#username === '' || this.#groupsTold.has(chat)) return;
    if (this.#groupsTold.size >= MOST_REMEMBERED) this.#groupsTold.clear();
    this.#groupsTold.add(chat);
    this.#inBackground(this.#api.call('sendMessage', { chat_id: chat, text: TEXTS.group(this.#username) }));
  }

  /** Ends the phone's waiting mark at once, and leaves what was chosen in place of the buttons. */
  #acknowledge(chat: number, { queryId, messageId, text, label }: Press): void {
    const toast = label === undefined ? {} : { text: TEXTS.toast(label).slice(0, 200) };
    this.#inBackground(this.#api.call('answerCallbackQuery', { callback_query_id: queryId, ...toast }));
    if (this.#keyboards.get(String(chat)) === messageId) this.#keyboards.delete(String(chat));
    if (label === undefined) return;
    const message = { chat_id: chat, message_id: messageId };
    const whole = `${text ?? ''}\n\n${TEXTS.chosen(label)}`;
    this.#inBackground(
      text === undefined || whole.length > 4096
        ? this.#api.call('editMessageReplyMarkup', message)
        : this.#api.call('editMessageText', { ...message, text: whole }),
    );
  }

  /** Only the newest question has buttons: an old one pressed later would answer something else. */
  #replaceKeyboard(address: string, messageId: number): void {
    const old = this.#keyboards.get(address);
    if (this.#keyboards.size >= MOST_REMEMBERED) this.#keyboards.clear();
    this.#keyboards.set(address, messageId);
    if (old === undefined || old === messageId) return;
    this.#inBackground(
      this.#api.call('editMessageReplyMarkup', { chat_id: Number(address), message_id: old }),
    );
  }

  /** For what is nice to have: a failure is noted and nothing waits for it. */
  #inBackground(call: Promise<unknown>): void {
    const done = call.then(
      () => undefined,
      (error: unknown) => {
        this.#parts.log.debug({ reason: error instanceof TelegramFailure ? error.message : 'unknown' });
      },
    );
    this.#beside.add(done);
    done.finally(() => this.#beside.delete(done));
  }
}

/** Out of reach, overloaded or throttled: worth another try. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof TelegramFailure)) return false;
  return error.code === undefined || error.code === 429 || error.code >= 500;
}

function explained(error: unknown): unknown {
  if (!(error instanceof TelegramFailure)) return error;
  const isToken = error.code === 401 || error.code === 404;
  return new TelegramSetupError(isToken ? OPERATOR.wrongToken : OPERATOR.refused(error.description));
}

/** What a failed sending means for the message. */
function asDelivery(error: unknown): unknown {
  if (!(error instanceof TelegramFailure)) return error;
  const { code, message, retryAfter } = error;
  // A token that is not valid (any more) is the operator's to mend; the message can wait.
  if (isPassing(error) || code === 401 || code === 404) return new RetryLater(message, retryAfter);
  return new Undeliverable(message);
}
