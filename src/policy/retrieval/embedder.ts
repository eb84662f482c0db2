import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { env, type FeatureExtractionPipeline, pipeline } from '@huggingface/transformers';
import { Embeddings } from '@langchain/core/embeddings';
import { z } from 'zod';
import type { Vectors } from './vectors.ts';

/** How a model directory wants to be used; sentence-transformers' own files say it, configuration may override. */
export interface ModelOptions {
  pooling?: 'mean' | 'cls';
  /** Put before a question, not before a passage. */
  queryPrefix?: string;
}

/** A model directory that is missing or cannot be loaded. */
export class ModelError extends Error {
  constructor(directory: string, reason: string) {
    super(`向量模型 ${directory} 不能用：${reason}`);
    this.name = 'ModelError';
  }
}

const Pooling = z.object({ pooling_mode_cls_token: z.boolean().optional() });
const Prompts = z.object({ prompts: z.object({ query: z.string().optional() }).optional() });
const BATCH = 128;

/**
 * Any BERT-type ONNX model directory, loaded offline through transformers.js, as LangChain embeddings. Vectors are
 * pooled and normalised to length 1. Our own `models/words-zh` takes the same way as every other.
 */
export class TransformersEmbeddings extends Embeddings {
  readonly #extract: FeatureExtractionPipeline;
  readonly #pooling: 'mean' | 'cls';
  readonly #queryPrefix: string;
  /** SHA-256 of the model's files: what cached vectors are keyed by. */
  readonly fingerprint: string;

  private constructor(
    extract: FeatureExtractionPipeline,
    options: Required<ModelOptions>,
    fingerprint: string,
  ) {
    super({});
    this.#extract = extract;
    this.#pooling = options.pooling;
    this.#queryPrefix = options.queryPrefix;
    this.fingerprint = fingerprint;
  }

  /** @throws ModelError when the directory is missing, incomplete or no model */
  static async load(directory: string, options: ModelOptions = {}): Promise<TransformersEmbeddings> {
    const path = resolve(directory);
    const quantized = existsSync(join(path, 'onnx', 'model_quantized.onnx'));
    const model = join(path, 'onnx', quantized ? 'model_quantized.onnx' : 'model.onnx');
    for (const file of [join(path, 'config.json'), join(path, 'tokenizer.json'), model]) {
      if (!existsSync(file)) throw new ModelError(directory, `缺少 ${file.slice(path.length + 1)}`);
    }
    env.allowRemoteModels = false;
    env.localModelPath = dirname(path);
    try {
      const extract = await pipeline('feature-extraction', basename(path), {
        dtype: quantized ? 'q8' : 'fp32',
        session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
      });
      const settings = { ...settingsOf(path), ...options };
      const fingerprint = createHash('sha256')
        .update(readFileSync(model))
        .update(readFileSync(join(path, 'tokenizer.json')))
        .update(JSON.stringify(settings));
      return new TransformersEmbeddings(extract, settings, fingerprint.digest('hex'));
    } catch (error) {
      throw new ModelError(directory, error instanceof Error ? error.message : String(error));
    }
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const { dimension, rows } = await this.embedRows(texts);
    return texts.map((_, i) => Array.from(rows.subarray(i * dimension, (i + 1) * dimension)));
  }

  /** The same vectors as rows of one table, without a list of numbers for each: there are twenty thousand at a start. */
  async embedRows(texts: readonly string[]): Promise<Vectors> {
    let vectors: Vectors = { dimension: 0, rows: new Float32Array(0) };
    // Texts of like length go together: a batch is padded to its longest.
    const order = texts.map((_, i) => i).sort((a, b) => (texts[a] ?? '').length - (texts[b] ?? '').length);
    for (let from = 0; from < order.length; from += BATCH) {
      const places = order.slice(from, from + BATCH);
      const batch = places.map((i) => texts[i]?.trim() || '。');
      const inputs: ModelInputs = this.#extract.tokenizer(batch, { padding: true, truncation: true });
      const { last_hidden_state: states }: ModelOutputs = await this.#extract.model(inputs);
      const dimension = states.dims.at(-1) ?? 0;
      if (from === 0) vectors = { dimension, rows: new Float32Array(texts.length * dimension) };
      places.forEach((place, row) => {
        const vector = vectors.rows.subarray(place * dimension, (place + 1) * dimension);
        pool(states, inputs.attention_mask.data, row, this.#pooling, vector);
      });
    }
    return vectors;
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector = []] = await this.embedDocuments([this.#queryPrefix + text]);
    return vector;
  }
}

interface ModelInputs {
  attention_mask: { data: BigInt64Array };
}

interface ModelOutputs {
  last_hidden_state: { data: Float32Array; dims: number[] };
}

/** Pools one text's token states into `vector` and brings it to length 1; one of unknown characters stays zero. */
function pool(
  { data, dims }: ModelOutputs['last_hidden_state'],
  mask: BigInt64Array,
  row: number,
  pooling: 'mean' | 'cls',
  vector: Float32Array,
): void {
  const tokens = dims[1] ?? 0;
  const { length } = vector;
  for (let t = 0; t < (pooling === 'cls' ? 1 : tokens); t += 1) {
    if (mask[row * tokens + t] === 0n) continue;
    const at = (row * tokens + t) * length;
    // Indices are in range: this loop runs over every number that the model puts out.
    for (let i = 0; i < length; i += 1) vector[i] = (vector[i] as number) + (data[at + i] as number);
  }
  let square = 0;
  for (const value of vector) square += value * value;
  const norm = Math.sqrt(square);
  if (norm > 0) for (let i = 0; i < length; i += 1) vector[i] = (vector[i] as number) / norm;
}

function settingsOf(path: string): Required<ModelOptions> {
  const read = (file: string): unknown =>
    existsSync(join(path, file)) ? JSON.parse(readFileSync(join(path, file), 'utf8')) : {};
  const cls = Pooling.parse(read('1_Pooling/config.json')).pooling_mode_cls_token === true;
  const queryPrefix = Prompts.parse(read('config_sentence_transformers.json')).prompts?.query ?? '';
  return { pooling: cls ? 'cls' : 'mean', queryPrefix };
}
