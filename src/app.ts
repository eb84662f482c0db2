import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import {
  Answerer,
  type Corpus,
  loadCorpus,
  type ModelOptions,
  PolicyIndex,
  SlipCorrector,
  TransformersEmbeddings,
  Words,
} from './policy/index.ts';
import { Divisions } from './regions/index.ts';

/** The program's parts, wired. */
export interface App {
  corpus: Corpus;
  divisions: Divisions;
  answerer: Answerer;
  log: Logger;
}

/** A log on standard error, so that standard output stays what a command prints. */
function createLog(config: Pick<Config, 'LOG_LEVEL'>): Logger {
  return pino({ level: config.LOG_LEVEL, base: null }, pino.destination(2));
}

/**
 * Loads the corpus and the model and wires the answerer.
 * @throws IngestError, ModelError or ConfigError in the operator's words
 */
export async function createApp(config: Config): Promise<App> {
  const log = createLog(config);
  const corpus = loadCorpus(config.CORPUS_DIR);
  const served = [...corpus.documents.values()].map((document) => document.jurisdiction);
  const divisions = Divisions.fromFile(join(config.CORPUS_DIR, 'divisions.csv'), served);
  const words = new Words(config.CORPUS_DIR, corpus);
  const embedder = await TransformersEmbeddings.load(config.MODEL_DIR, modelOptions(config));
  const index = await PolicyIndex.build(corpus, words, embedder, {
    cacheFolder: config.CACHE_DIR,
    warn: (message) => log.warn(message),
  });
  return {
    corpus,
    divisions,
    answerer: new Answerer(index, divisions, new SlipCorrector(config.CORPUS_DIR, words.domain)),
    log,
  };
}

function modelOptions({ MODEL_POOLING, MODEL_QUERY_PREFIX }: Config): ModelOptions {
  return {
    ...(MODEL_POOLING === undefined ? {} : { pooling: MODEL_POOLING }),
    ...(MODEL_QUERY_PREFIX === undefined ? {} : { queryPrefix: MODEL_QUERY_PREFIX }),
  };
}
