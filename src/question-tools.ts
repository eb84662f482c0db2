import type { QuestionTools } from './digest/index.ts';
import { articleLabel, type Corpus, type PolicyIndex, PublicWords } from './policy/index.ts';
import type { Divisions } from './regions/index.ts';

/**
 * What the policy room lends for reading the question log. Loaded with the policy room and not before.
 * @param today YYYY-MM-DD: what came nearest is looked for among what is usable on the day
 */
export function questionTools(
  { index, corpus, divisions }: { index: PolicyIndex; corpus: Corpus; divisions: Divisions },
  today: () => string,
): QuestionTools {
  const places = divisions.all().map(({ name }) => name);
  const words = new PublicWords(corpus, places);
  return {
    vectors: (texts) => index.embedder.embedRows(texts),
    publicWords: (text) => words.of(text),
    topicName: (topic) => index.cards.byId(topic)?.question,
    nearest: async (question, region) => {
      const { binding } = await index.search(question, { region, today: today() });
      const article = binding[0]?.article;
      if (article === undefined) return undefined;
      const document = corpus.documents.get(article.document);
      const title = document?.shortTitle ?? document?.title ?? article.document;
      return `${title.includes('《') ? title : `《${title}》`}${articleLabel(article)}`;
    },
  };
}
