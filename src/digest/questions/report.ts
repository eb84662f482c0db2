import { NATION, type RegionCode } from '../../regions/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Scope } from '../figures.ts';
import type { Period } from '../period.ts';
import { type Cluster, clusterSome } from './clusters.ts';
import { type QuestionCounts, questionCounts } from './counts.ts';
import { readLog } from './log.ts';
import {
  askersIn,
  FEWEST_ASKERS,
  type OpenedQuestion,
  type QuestionTools,
  type ToldCluster,
} from './model.ts';
import { Wording } from './wording.ts';

/** A cluster as the report tells it. */
export interface ReportedCluster extends ToldCluster {
  /** The divisions below that three or more of its askers were in, the most frequent first. */
  places: { code: string; name: string; times: number }[];
  /** The article that came nearest to its most typical wording. */
  nearest?: string;
}

/** Questions of one kind: told in clusters where enough have asked, counted where not. */
export interface ReportedQuestions {
  /** How many of them could be read. */
  times: number;
  /** The largest first. */
  clusters: ReportedCluster[];
  /** Those that fewer than three have asked, or of which nothing can be shown. */
  untold: { clusters: number; times: number };
  /** Clusters for which the report has no room. */
  further: { clusters: number; times: number };
}

/** What people asked in a period, how it was answered and what was missing. */
export interface QuestionReport {
  region: RegionCode;
  period: Pick<Period, 'kind' | 'first' | 'last'>;
  figures: QuestionCounts;
  /** No document, or only another place's, answered them. */
  unanswered: ReportedQuestions;
  /** Answered, and voted 没用 or 这不是我问的. */
  disliked: ReportedQuestions;
  /** Unanswered or disliked ones whose words are gone: kept no longer, or erased by who asked. */
  wordless: number;
  /** Those whose words do not open: the key is missing, or the row was damaged. */
  unreadable: number;
}

/** What the report is made with. */
export interface ReportTools {
  storage: Storage;
  questions: QuestionTools;
  /** Name of a division: 望田镇, 鄢陵县. */
  place: (code: RegionCode) => string;
}

/** Clusters told of each kind. */
const MOST_CLUSTERS = 20;

/**
 * Counts a period's questions and tells what the unanswered and the disliked ones asked, in words that name nobody.
 * The reading is audited: the operator, for a report.
 */
export async function questionReport(scope: Scope, tools: ReportTools): Promise<QuestionReport> {
  const { storage, questions } = tools;
  const figures = await questionCounts(storage.reading.db, scope, (topic) => questions.topicName(topic));
  const by = { actor: 'operator', why: 'report' } as const;
  const log = await readLog(storage, scope, 'unsatisfied', by);
  const wording = await Wording.of(log.questions, questions);
  const placesAt = log.questions.map((_, at) => at);
  const isUnanswered = (at: number) => log.questions[at]?.isUnanswered === true;
  const told = (places: number[]) => reported(scope, tools, { opened: log.questions, places, wording });
  const { kind, first, last } = scope.period;
  return {
    region: scope.region,
    period: { kind, first, last },
    figures,
    unanswered: await told(placesAt.filter(isUnanswered)),
    disliked: await told(placesAt.filter((at) => !isUnanswered(at))),
    wordless: log.wordless,
    unreadable: log.unreadable,
  };
}

async function reported(
  { region }: Scope,
  { questions, place }: ReportTools,
  { opened, places, wording }: { opened: readonly OpenedQuestion[]; places: number[]; wording: Wording },
): Promise<ReportedQuestions> {
  const texts = opened.map(({ text }) => text);
  const clusters = wording.join(await clusterSome(texts, places, questions.vectors));
  const result: ReportedQuestions = {
    times: places.length,
    clusters: [],
    untold: { clusters: 0, times: 0 },
    further: { clusters: 0, times: 0 },
  };
  const count = (of: { clusters: number; times: number }, cluster: Cluster) => {
    of.clusters += 1;
    of.times += cluster.length;
  };
  for (const cluster of clusters) {
    const told = wording.tell(cluster);
    if (told === undefined) count(result.untold, cluster);
    else if (result.clusters.length === MOST_CLUSTERS) count(result.further, cluster);
    else {
      const asked = cluster.flatMap((at) => opened[at] ?? []);
      const typical = asked[0];
      const nearest = typical && (await questions.nearest(typical.text, typical.region as RegionCode));
      result.clusters.push({
        ...told,
        places: placesOf(asked, region).map(([code, times]) => ({ code, name: place(code), times })),
        ...(nearest === undefined ? {} : { nearest }),
      });
    }
  }
  return result;
}

/** By township in a county, by county above; where fewer than three have asked it would point at somebody. */
function placesOf(asked: readonly OpenedQuestion[], region: RegionCode): [RegionCode, number][] {
  const digits = region === NATION || region.length < 6 ? 6 : 9;
  if (region.length >= digits) return [];
  const byPlace = new Map<string, OpenedQuestion[]>();
  for (const question of asked) {
    const code = question.region.slice(0, digits);
    if (code.length < digits) continue;
    const known = byPlace.get(code);
    if (known === undefined) byPlace.set(code, [question]);
    else known.push(question);
  }
  return [...byPlace]
    .filter(([, those]) => askersIn(those.map(({ asker }) => asker)) >= FEWEST_ASKERS)
    .map(([code, those]): [RegionCode, number] => [code as RegionCode, those.length])
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
