import type { QuestionTools } from './digest/index.ts';
import { articleLabel, type Corpus, type PolicyIndex, PublicWords } from './policy/index.ts';
import type { Divisions } from './regions/index.ts';

/** Outside questions about matters of everyday life (`corpus/outside/other-topic.jsonl`); others name people. */
const OTHER_TOPICS = 'other-topic';

/**
 * What the policy room lends for reading the question log. Loaded with the policy room and not before.
 * @param today YYYY-MM-DD: what came nearest is looked for among what is usable on the day
 */
export function questionTools(
  { index, corpus, divisions }: { index: PolicyIndex; corpus: Corpus; divisions: Divisions },
  today: () => string,
): QuestionTools {
  const words = readableWords(corpus, divisions);
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

/**
 * The words in which questions may be told: those of public text, and of the questions that we wrote ourselves as such
 * that no document answers. What is asked in vain is most often about these.
 */
export function readableWords(corpus: Corpus, divisions: Divisions): PublicWords {
  const outside = corpus.outside
    .filter(({ kind }) => kind === OTHER_TOPICS)
    .map(({ question, topic }) => ({ document: '', path: [], quote: '', questions: [question, topic] }));
  return new PublicWords(
    { ...corpus, questions: [...corpus.questions, ...outside] },
    divisions.all().map(({ name }) => name),
  );
}
