import type { Storage } from '../../storage/index.ts';
import type { Scope } from '../figures.ts';
import { type Cluster, clusterTexts } from './clusters.ts';
import { type Reader, readLog, topicsByAsker } from './log.ts';
import { askersIn, FEWEST_ASKERS, type QuestionTools } from './model.ts';
import { Wording } from './wording.ts';

/** A question in words that name nobody, with how often it was asked. */
export interface AskedItem {
  words: string;
  times: number;
}

/** What a digest tells of the questions beside their counts: of each at most three, from three askers or more. */
export interface AskedMost {
  most: AskedItem[];
  unanswered: AskedItem[];
  /** Questions left out since their words are gone: they are kept for a shorter time than a long period. */
  wordless: number;
}

/** Where nobody asked, or too few to tell. */
export const NOTHING_ASKED: AskedMost = { most: [], unanswered: [], wordless: 0 };

/** Reads what a division asked most in a period. */
export type AskedReader = (scope: Scope) => Promise<AskedMost>;

const MOST_ITEMS = 3;

/**
 * The digest's reader. A question that a card answered is told by the card's own question and needs no opening; the
 * rest is opened, audited, and told as in the report.
 * @param tools asked for only where enough have asked anything: the policy room need not be loaded for an empty day
 */
export function askedReader(
  storage: Storage,
  tools: () => Promise<QuestionTools>,
  actor: Reader['actor'],
): AskedReader {
  return async (scope) => {
    const rows = await topicsByAsker(storage.reading.db, scope);
    if (askersIn(rows.map(({ asker }) => asker)) < FEWEST_ASKERS) return NOTHING_ASKED;
    const questions = await tools();
    const log = await readLog(storage, scope, 'without-topic', { actor, why: 'digest' });
    const wording = await Wording.of(log.questions, questions);
    const texts = log.questions.map(({ text }) => text);
    const clusters = wording.join(await clusterTexts(texts, questions.vectors));
    const inVain = clusters.map((cluster) => cluster.filter((at) => log.questions[at]?.isUnanswered));
    const told = (some: Cluster[]) => some.flatMap((cluster) => wording.tell(cluster) ?? []);
    return {
      most: best([...topicItems(rows, questions), ...told(clusters)]),
      unanswered: best(told(inVain)),
      wordless: log.wordless,
    };
  };
}

function topicItems(
  rows: Awaited<ReturnType<typeof topicsByAsker>>,
  { topicName }: Pick<QuestionTools, 'topicName'>,
): AskedItem[] {
  const topics = new Set(rows.flatMap(({ topic }) => topic ?? []));
  return [...topics].flatMap((topic) => {
    const of = rows.filter((row) => row.topic === topic);
    const words = topicName(topic);
    if (words === undefined || askersIn(of.map(({ asker }) => asker)) < FEWEST_ASKERS) return [];
    return [{ words, times: of.reduce((sum, { count }) => sum + Number(count), 0) }];
  });
}

function best(items: AskedItem[]): AskedItem[] {
  const inOrder = items.toSorted((a, b) => b.times - a.times || (a.words < b.words ? -1 : 1));
  return inOrder.slice(0, MOST_ITEMS).map(({ words, times }) => ({ words, times }));
}
