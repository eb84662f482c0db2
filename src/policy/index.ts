/** Front door of the policy room: documents → articles → index → retrieval → grounded answers. */
export type { Answer, Role } from './answer/answer.ts';
export { Answerer } from './answer/answerer.ts';
export { addDocument } from './corpus/add.ts';
export { type Article, articleLabel } from './corpus/article.ts';
export { checkCorpus } from './corpus/check.ts';
export { type Corpus, loadCorpus } from './corpus/corpus.ts';
export type { Document } from './corpus/document.ts';
export { type AiSettings, withLanguageModel } from './generation/open.ts';
export { PublicWords } from './generation/public-words.ts';
export type { Ingested } from './ingest/ingest.ts';
export { IngestError } from './ingest/report.ts';
export { SlipCorrector } from './question/slips.ts';
export { ModelError, type ModelOptions, TransformersEmbeddings } from './retrieval/embedder.ts';
export { PolicyIndex } from './retrieval/policy-index.ts';
export { Words } from './retrieval/words.ts';
export { Lexicon } from './understanding/lexicon.ts';
export { readLists } from './understanding/lists.ts';
export { Understanding } from './understanding/understanding.ts';
