import type { Logger } from 'pino';
import { createEngine, type Engine, type EngineOptions } from './app.ts';
import { Reminders, recomputeDues, shanghaiDay } from './casework/index.ts';
import type { Channel } from './channels/channel.ts';
import { Delivery } from './channels/delivery.ts';
import { Reception } from './channels/reception.ts';
import type { TelegramChannel, TelegramStart } from './channels/telegram/channel.ts';
import type { WebChannel, WebSettings, WebStart } from './channels/web/channel.ts';
import { type Config, retentionOf } from './config.ts';
import { type DialogueSettings, discreet, formTexts, isStaffChat } from './dialogue/index.ts';
import { askedReader, DigestSender, placeNames, type QuestionTools } from './digest/index.ts';
import { EntryCodes, parseRegion, type RegionCode } from './regions/index.ts';
import { type Storage, upkeep } from './storage/index.ts';

/** How the ways in were opened; undefined where one was not to be. */
export interface Started {
  telegram: TelegramStart | undefined;
  web: WebStart | undefined;
}

/** The policy room, with what it lends for reading the question log. */
export type ServicePolicy = EngineOptions['policy'] & {
  questions?(today: () => string): Promise<QuestionTools>;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The running program: what takes messages, works them, sends replies and keeps the hours. */
export class Service {
  readonly engine: Engine;
  /** Platforms by which people are written to, by name. */
  readonly channels = new Map<string, Channel>();
  readonly delivery: Delivery;
  readonly #config: Config;
  readonly #storage: Storage;
  readonly #log: Logger;
  readonly #reception: Reception;
  readonly #digests: DigestSender;
  readonly #reminders: Reminders;
  #telegram: TelegramChannel | undefined;
  #web: WebChannel | undefined;
  #clockwork: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | undefined;
  /** When the upkeep was last done; ms. */
  #kept = 0;

  /** @param policy with `questions` the digests also tell what was asked most */
  constructor(config: Config, storage: Storage, policy: ServicePolicy, log: Logger) {
    this.#config = config;
    this.#storage = storage;
    this.#log = log;
    const settings = dialogueSettings(config);
    this.engine = createEngine(config, { storage, policy, settings, log });
    const { dialogue, calendar, procedures, gazetteer, divisions } = this.engine;
    const clock = () => new Date();
    this.delivery = new Delivery({
      storage,
      clock,
      log,
      channels: this.channels,
      discreet: (channel, cause, reply) =>
        settings.personalData(channel) === 'allow' ? reply : discreet(cause, reply, settings),
    });
    this.#reception = new Reception({ dialogue, delivery: { nudge: (id) => this.#nudge(id) }, log });
    const place = placeNames(gazetteer, divisions);
    const hour = config.DIGEST_HOUR;
    const tools = policy.questions?.bind(policy, () => shanghaiDay(clock()));
    const asked = tools === undefined ? {} : { asked: askedReader(storage, tools, 'system') };
    this.#digests = new DigestSender({ storage, calendar, place, hour, log, ...asked });
    const { visits, casework, alerts, register, rights } = this.engine;
    this.#reminders = new Reminders({
      ...{ storage, calendar, procedures, gazetteer, divisions, hour, log },
      extraLines: [
        (unit, member) => visits.reminderLines(unit, member),
        (unit, member) => alerts.reminderLines(unit, member),
        (unit, member) => casework.support.reminderLines(unit, member),
        (unit, member) => rights.reminderLines(unit, member),
        (unit, member) => register.reminderLines(unit, member),
      ],
    });
  }

  /**
   * Starts Telegram where a token is set and the page where a folder of it is given, takes up what a crash left, and
   * starts the clock.
   * @param pageFolder the built page
   * @throws TelegramSetupError or ConfigError in the operator's words
   */
  async start(pageFolder?: string): Promise<Started> {
    const telegram = await this.#startTelegram();
    await this.#reception.start();
    this.delivery.start();
    const web = pageFolder === undefined ? undefined : await this.#startWeb(pageFolder);
    this.#clockwork = setInterval(() => this.#tick(), MINUTE);
    this.#tick();
    return { telegram, web };
  }

  /** Takes nothing more, waits for what is underway. The storage stays open. */
  async stop(): Promise<void> {
    clearInterval(this.#clockwork);
    await this.#web?.stop();
    await this.#telegram?.stop();
    await this.#reception.stop();
    await this.delivery.stop();
    await this.#ticking;
  }

  async #startTelegram(): Promise<TelegramStart | undefined> {
    const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, ENTRY_SECRET } = this.#config;
    if (token === undefined) return undefined;
    const { TelegramChannel } = await import('./channels/telegram/channel.ts');
    const webhook = webhookSettings(this.#config);
    this.#telegram = new TelegramChannel({
      token,
      accept: (inbound) => this.#reception.accept(inbound),
      verifyEntry: entryVerifier(ENTRY_SECRET),
      takesSheets: async (userId) =>
        telegramPersonalData(this.#config) === 'allow' &&
        (await isStaffChat(this.#storage.reading, 'telegram', userId)),
      log: this.#log,
      ...(apiRoot === undefined ? {} : { apiRoot }),
      ...(webhook === undefined ? {} : { webhook }),
    });
    this.channels.set(this.#telegram.name, this.#telegram);
    return this.#telegram.start();
  }

  async #startWeb(pageFolder: string): Promise<WebStart> {
    const { WebChannel } = await import('./channels/web/channel.ts');
    const { dialogue, gazetteer, divisions } = this.engine;
    const settings = dialogueSettings(this.#config);
    this.#web = new WebChannel({
      settings: webSettings(this.#config, pageFolder),
      storage: this.#storage,
      dialogue,
      gazetteer,
      divisions,
      region: settings.region,
      form: (region) => formTexts(gazetteer, region),
      personalData: settings.personalData('web'),
      verifyEntry: entryVerifier(this.#config.ENTRY_SECRET),
      recover: () => this.#reception.catchUp(),
      clock: () => new Date(),
      log: this.#log,
    });
    return this.#web.start();
  }

  /** Something was written for this conversation, wherever its person is. */
  #nudge(conversationId: string): void {
    this.delivery.nudge(conversationId);
    this.#web?.nudge(conversationId);
  }

  /** What the hour brings: digests and reminders that are due, and the day's upkeep. */
  #tick(): void {
    this.#ticking ??= this.#keepHours()
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.name : 'unknown';
        this.#log.error({ reason }, '定时任务失败，稍后重试');
      })
      .finally(() => {
        this.#ticking = undefined;
      });
  }

  async #keepHours(): Promise<void> {
    const now = new Date();
    const isHour = now.getTime() - this.#kept >= HOUR;
    const { visits, alerts, register, rights } = this.engine;
    // Before anybody is told of days that are due.
    if (isHour) await recomputeDues({ ...this.engine, storage: this.#storage, log: this.#log });
    if (isHour) {
      await this.#storage.transaction(async (unit) => {
        await visits.open(unit);
        for (const room of [alerts, register, rights]) await room.settleDays(unit);
      });
    }
    for (const conversation of await this.#digests.run(now)) this.#nudge(conversation);
    for (const conversation of await this.#reminders.run(now)) this.#nudge(conversation);
    if (!isHour) return;
    await upkeep(this.#storage, shanghaiDay(now), retentionOf(this.#config));
    this.#kept = now.getTime();
  }
}

function dialogueSettings(config: Config): DialogueSettings {
  const FORM_LINK = formLink(config);
  return {
    region: parseRegion(config.REGION),
    personalData: (channel) => (channel === 'telegram' ? telegramPersonalData(config) : 'allow'),
    ...(FORM_LINK === undefined ? {} : { formLink: FORM_LINK }),
  };
}

/** Telegram's servers are abroad: in production personal data goes there only when the operator says so. */
export function telegramPersonalData(config: Config): 'allow' | 'link' {
  return config.TELEGRAM_PERSONAL_DATA ?? (config.NODE_ENV === 'production' ? 'link' : 'allow');
}

/** Where people are sent to declare from a channel that may not take it: our own page, unless the operator has another. */
export function formLink({ FORM_LINK, WEB, WEB_URL }: Config): string | undefined {
  return FORM_LINK ?? (WEB === 'on' ? WEB_URL : undefined);
}

function entryVerifier(secret: string | undefined): (code: string) => RegionCode | undefined {
  const codes = secret === undefined ? undefined : new EntryCodes(secret);
  return (code) => codes?.verify(code);
}

const WEB_PORT = 3000;

function webSettings(config: Config, pageFolder: string): WebSettings {
  const { WEB_PORT: port = WEB_PORT, WEB_HOST: host, WEB_URL: url, WEB_SECRET: secret } = config;
  return {
    port,
    host,
    pageFolder,
    trustProxy: config.WEB_TRUST_PROXY,
    ...(url === undefined ? {} : { url }),
    ...(secret === undefined ? {} : { secret }),
  };
}

function webhookSettings(config: Config): { url: string; port: number; secret?: string } | undefined {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_PORT: port, TELEGRAM_WEBHOOK_SECRET: secret } = config;
  if (url === undefined) return undefined;
  return { url, port, ...(secret === undefined ? {} : { secret }) };
}
