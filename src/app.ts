import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import {
  Casework,
  Procedures,
  Reminders,
  recomputeDues,
  StaffRegister,
  shanghaiDay,
  WorkCalendar,
} from './casework/index.ts';
import type { Channel } from './channels/channel.ts';
import { Delivery } from './channels/delivery.ts';
import { Reception } from './channels/reception.ts';
import type { TelegramChannel, TelegramStart } from './channels/telegram/channel.ts';
import { type Config, retentionOf } from './config.ts';
import { Reader } from './declaration/index.ts';
import {
  Dialogue,
  type DialogueLog,
  type DialogueSettings,
  discreet,
  PhotoIntake,
} from './dialogue/index.ts';
import { DigestSender, placeNames } from './digest/index.ts';
import type { Answerer, Corpus, ModelOptions } from './policy/index.ts';
import { AddressResolver, Divisions, EntryCodes, Gazetteer, parseRegion } from './regions/index.ts';
import { type Storage, upkeep } from './storage/index.ts';

/** The policy room, wired: what answers questions. */
export interface Policy {
  corpus: Corpus;
  divisions: Divisions;
  answerer: Answerer;
}

/** The conversation engine with the parts that others use too. */
export interface Engine {
  dialogue: Dialogue;
  divisions: Divisions;
  gazetteer: Gazetteer;
  calendar: WorkCalendar;
  procedures: Procedures;
  casework: Casework;
  staff: StaffRegister;
}

/** What the engine is wired from besides the corpus folder. */
export interface EngineOptions {
  storage: Storage;
  policy: { answerer: Pick<Answerer, 'ask'>; corpus: Pick<Corpus, 'documents'> };
  settings: DialogueSettings;
  log: DialogueLog;
}

/** A log on standard error, so that standard output stays what a command prints. */
export function createLog(config: Pick<Config, 'LOG_LEVEL'>): Logger {
  return pino({ level: config.LOG_LEVEL, base: null }, pino.destination(2));
}

/**
 * Loads the corpus and the model and wires the answerer. The room is loaded here and not before: commands that ask
 * nothing start without it.
 * @throws IngestError, ModelError or ConfigError in the operator's words
 */
export async function createPolicy(config: Config, log: Logger = createLog(config)): Promise<Policy> {
  const { Answerer, loadCorpus, PolicyIndex, SlipCorrector, TransformersEmbeddings, Words } = await import(
    './policy/index.ts'
  );
  const corpus = loadCorpus(config.CORPUS_DIR);
  const served = [...corpus.documents.values()].map((document) => document.jurisdiction);
  const divisions = Divisions.fromFile(join(config.CORPUS_DIR, 'divisions.csv'), served);
  const words = new Words(config.CORPUS_DIR, corpus);
  const embedder = await TransformersEmbeddings.load(config.MODEL_DIR, modelOptions(config));
  const index = await PolicyIndex.build(corpus, words, embedder, {
    cacheFolder: config.CACHE_DIR,
    warn: (message) => log.warn(message),
  });
  const slips = new SlipCorrector(config.CORPUS_DIR, words.domain);
  return { corpus, divisions, answerer: new Answerer(index, divisions, slips) };
}

function modelOptions({ MODEL_POOLING, MODEL_QUERY_PREFIX }: Config): ModelOptions {
  return {
    ...(MODEL_POOLING === undefined ? {} : { pooling: MODEL_POOLING }),
    ...(MODEL_QUERY_PREFIX === undefined ? {} : { queryPrefix: MODEL_QUERY_PREFIX }),
  };
}

/** The policy room, loaded with the first question: a form is filled before the index and the model are there. */
export class LazyPolicy {
  readonly #load: () => Promise<Policy>;
  #loading: Promise<Policy> | undefined;
  #documents: Corpus['documents'] = new Map();

  constructor(config: Config, log: Logger) {
    this.#load = () => createPolicy(config, log);
  }

  readonly answerer: Pick<Answerer, 'ask'> = {
    ask: async (request) => (await this.load()).answerer.ask(request),
  };

  /** Documents are looked up for the sources of an answer: by then they are loaded. */
  readonly corpus: Pick<Corpus, 'documents'> = Object.defineProperty(
    { documents: this.#documents },
    'documents',
    {
      get: () => this.#documents,
    },
  );

  /** @throws IngestError or ModelError; the next call tries again, for a full disk may be mended meanwhile */
  load(): Promise<Policy> {
    this.#loading ??= this.#load().then(
      (policy) => {
        this.#documents = policy.corpus.documents;
        return policy;
      },
      (error: unknown) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }
}

/**
 * Wires the conversation engine.
 * @throws DataFileError, GazetteerError in the operator's words
 */
export function createEngine(config: Pick<Config, 'CORPUS_DIR'>, options: EngineOptions): Engine {
  const { storage, policy, settings, log } = options;
  const folder = config.CORPUS_DIR;
  const divisions = Divisions.fromFile(join(folder, 'divisions.csv'), [parseRegion(settings.region)]);
  const gazetteer = Gazetteer.load(join(folder, 'gazetteer'));
  const calendar = WorkCalendar.load(join(folder, 'calendar'));
  const procedures = Procedures.load(join(folder, 'regions'));
  const casework = new Casework({ procedures, calendar, gazetteer, divisions });
  const staff = new StaffRegister();
  const reader = new Reader({ places: new AddressResolver(gazetteer, divisions), gazetteer });
  const photoIntake = new PhotoIntake();
  const parts = { divisions, gazetteer, reader, casework, procedures, staff, photoIntake };
  const dialogue = new Dialogue({ storage, ...policy, log, settings, ...parts });
  return { dialogue, divisions, gazetteer, calendar, procedures, casework, staff };
}

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
  #clockwork: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | undefined;
  /** When the upkeep was last done; ms. */
  #kept = 0;

  constructor(config: Config, storage: Storage, policy: EngineOptions['policy'], log: Logger) {
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
    this.#reception = new Reception({ dialogue, delivery: this.delivery, log });
    const place = placeNames(gazetteer, divisions);
    const hour = config.DIGEST_HOUR;
    this.#digests = new DigestSender({ storage, calendar, place, hour, log });
    this.#reminders = new Reminders({ storage, calendar, procedures, gazetteer, divisions, hour, log });
  }

  /**
   * Starts Telegram where a token is set, takes up what a crash left, and starts the clock.
   * @throws TelegramSetupError in the operator's words
   */
  async start(): Promise<TelegramStart | undefined> {
    const started = await this.#startTelegram();
    await this.#reception.start();
    this.delivery.start();
    this.#clockwork = setInterval(() => this.#tick(), MINUTE);
    this.#tick();
    return started;
  }

  /** Takes nothing more, waits for what is underway. The storage stays open. */
  async stop(): Promise<void> {
    clearInterval(this.#clockwork);
    await this.#telegram?.stop();
    await this.#reception.stop();
    await this.delivery.stop();
    await this.#ticking;
  }

  async #startTelegram(): Promise<TelegramStart | undefined> {
    const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, ENTRY_SECRET } = this.#config;
    if (token === undefined) return undefined;
    const { TelegramChannel } = await import('./channels/telegram/channel.ts');
    const codes = ENTRY_SECRET === undefined ? undefined : new EntryCodes(ENTRY_SECRET);
    const webhook = webhookSettings(this.#config);
    this.#telegram = new TelegramChannel({
      token,
      accept: (inbound) => this.#reception.accept(inbound),
      verifyEntry: (code) => codes?.verify(code),
      log: this.#log,
      ...(apiRoot === undefined ? {} : { apiRoot }),
      ...(webhook === undefined ? {} : { webhook }),
    });
    this.channels.set(this.#telegram.name, this.#telegram);
    return this.#telegram.start();
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
    // Before anybody is told of days that are due.
    if (isHour) await recomputeDues({ ...this.engine, storage: this.#storage, log: this.#log });
    for (const conversation of await this.#digests.run(now)) this.delivery.nudge(conversation);
    for (const conversation of await this.#reminders.run(now)) this.delivery.nudge(conversation);
    if (!isHour) return;
    await upkeep(this.#storage, shanghaiDay(now), retentionOf(this.#config));
    this.#kept = now.getTime();
  }
}

function dialogueSettings(config: Config): DialogueSettings {
  const { FORM_LINK } = config;
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

function webhookSettings(config: Config): { url: string; port: number; secret?: string } | undefined {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_PORT: port, TELEGRAM_WEBHOOK_SECRET: secret } = config;
  if (url === undefined) return undefined;
  return { url, port, ...(secret === undefined ? {} : { secret }) };
}
