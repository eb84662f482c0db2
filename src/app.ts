import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { Alerts } from './alerts/index.ts';
import { Casework, MeasureCatalogue, Procedures, StaffRegister, WorkCalendar } from './casework/index.ts';
import type { Config } from './config.ts';
import { Reader } from './declaration/index.ts';
import { Dialogue, type DialogueLog, type DialogueSettings, PhotoIntake } from './dialogue/index.ts';
import type { QuestionTools } from './digest/index.ts';
import { languageModelOf } from './language-model.ts';
import type { Answerer, Corpus, ModelOptions, PolicyIndex } from './policy/index.ts';
import { BasisDocuments, Records } from './record/index.ts';
import { AddressResolver, Divisions, Gazetteer, parseRegion } from './regions/index.ts';
import { MonthlyChecks, Register } from './register/index.ts';
import { Rights } from './rights/index.ts';
import type { Storage } from './storage/index.ts';
import { Visits } from './visits/index.ts';

/** The policy room, wired: what answers questions. */
export interface Policy {
  corpus: Corpus;
  divisions: Divisions;
  answerer: Pick<Answerer, 'ask'>;
  index: PolicyIndex;
}

/** The conversation engine with the parts that others use too. */
export interface Engine {
  dialogue: Dialogue;
  divisions: Divisions;
  gazetteer: Gazetteer;
  calendar: WorkCalendar;
  procedures: Procedures;
  casework: Casework;
  register: Register;
  alerts: Alerts;
  visits: Visits;
  records: Records;
  rights: Rights;
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
  const {
    Answerer,
    Lexicon,
    loadCorpus,
    PolicyIndex,
    readLists,
    SlipCorrector,
    TransformersEmbeddings,
    Understanding,
    withLanguageModel,
    Words,
  } = await import('./policy/index.ts');
  const model = await languageModelOf(config);
  const corpus = loadCorpus(config.CORPUS_DIR);
  const served = [...corpus.documents.values()].map((document) => document.jurisdiction);
  const divisions = Divisions.fromFile(join(config.CORPUS_DIR, 'divisions.csv'), served);
  const words = new Words(config.CORPUS_DIR, corpus);
  const embedder = await TransformersEmbeddings.load(config.MODEL_DIR, modelOptions(config));
  const index = await PolicyIndex.build(corpus, words, embedder, {
    cacheFolder: config.CACHE_DIR,
    warn: (message) => log.warn(message),
  });
  const slips = new SlipCorrector(config.CORPUS_DIR, words.domain, askedIn(corpus));
  const answerer = new Understanding({
    answerer: new Answerer(index, divisions, slips),
    index,
    divisions,
    slips,
    lexicon: new Lexicon(config.CORPUS_DIR, corpus, words.domain),
    lists: readLists(config.CORPUS_DIR, corpus),
  });
  if (model === undefined) return { corpus, divisions, answerer, index };
  const ground = { answerer, corpus, divisions, clock: () => new Date(), log };
  return { corpus, divisions, answerer: await withLanguageModel(model, ground), index };
}

/** How people ask, as the corpus has it. */
function askedIn({ questions, cards }: Corpus): string[] {
  return [...questions.flatMap((entry) => entry.questions), ...cards.flatMap(({ asks }) => asks)];
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

  /** What the question log is read with. @throws IngestError or ModelError */
  async questions(today: () => string): Promise<QuestionTools> {
    const [policy, { questionTools }] = await Promise.all([this.load(), import('./question-tools.ts')]);
    return questionTools(policy, today);
  }

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
  const shared = { procedures, calendar, gazetteer, divisions };
  const register = new Register({ ...shared, checks: MonthlyChecks.load(join(folder, 'checks')) });
  const casework = new Casework({
    ...shared,
    measures: MeasureCatalogue.load(folder),
    labourOf: (unit, householdId) => register.labourOf(unit, householdId),
  });
  const rooms = {
    register,
    alerts: new Alerts(
      { ...shared, places: new AddressResolver(gazetteer, divisions) },
      { casework, register },
    ),
    visits: new Visits(shared, { casework, register }),
    records: new Records(shared, casework, new BasisDocuments(join(folder, 'documents'))),
    rights: new Rights(shared, { casework, register }),
  };
  const staff = new StaffRegister();
  const reader = new Reader({ places: new AddressResolver(gazetteer, divisions), gazetteer });
  const photoIntake = new PhotoIntake();
  const parts = { divisions, gazetteer, reader, casework, ...rooms, procedures, staff, photoIntake };
  const dialogue = new Dialogue({ storage, ...policy, log, settings, ...parts });
  return { dialogue, divisions, gazetteer, calendar, procedures, casework, ...rooms, staff };
}
