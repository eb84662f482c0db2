import { readConfig } from '../config.ts';
import { loadCorpus } from '../policy/index.ts';

/** `articles`: every article of the corpus, one JSON object a line (design section 10). */
export function articles(): void {
  const corpus = loadCorpus(readConfig().CORPUS_DIR);
  for (const { document, path, title, text, responsibleUnits } of corpus.articles) {
    process.stdout.write(`${JSON.stringify({ document, path, title, text, responsibleUnits })}\n`);
  }
}
