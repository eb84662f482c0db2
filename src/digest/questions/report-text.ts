import type { Period } from '../period.ts';
import { periodName } from '../texts.ts';
import type { QuestionCounts } from './counts.ts';
import type { QuestionReport, ReportedCluster, ReportedQuestions } from './report.ts';
import { TEXTS } from './texts.ts';

/** Topics that the text lists; all stand in the figures. */
const MOST_TOPICS = 10;

/** The report for the operator to read. */
export function reportText(report: QuestionReport, period: Period, place: string): string {
  const { figures, unanswered, disliked, wordless, unreadable } = report;
  const lines = [TEXTS.title(place, periodName(period))];
  if (figures.asked === 0) return [...lines, TEXTS.none].join('\n');
  lines.push(...figureLines(figures));
  lines.push(...kindLines(TEXTS.unanswered, unanswered), ...kindLines(TEXTS.disliked, disliked));
  if (wordless > 0) lines.push('', TEXTS.wordless(wordless));
  if (unreadable > 0) lines.push('', TEXTS.unreadable(unreadable));
  if (unanswered.clusters.length + disliked.clusters.length > 0) lines.push('', TEXTS.note);
  return lines.join('\n');
}

function figureLines({ asked, answered, partial, unanswered, other, ...more }: QuestionCounts): string[] {
  const { answeredBy, votes, topics } = more;
  const by = (['card', 'rule', 'extract', 'ai', 'own', 'unknown'] as const)
    .filter((each) => answeredBy[each] > 0)
    .map((each) => TEXTS.times(TEXTS.byNames[each], answeredBy[each]));
  return [
    TEXTS.asked(asked, answered, partial, unanswered, other),
    ...(by.length === 0 ? [] : [TEXTS.by(by)]),
    TEXTS.votes(votes.up, votes.down, votes.other),
    ...(topics.length === 0 ? [] : [TEXTS.topics]),
    ...topics.slice(0, MOST_TOPICS).map(({ name, asked: times, down }) => TEXTS.topic(name, times, down)),
  ];
}

function kindLines(title: (times: number) => string, kind: ReportedQuestions): string[] {
  const { times, clusters, untold, further } = kind;
  if (times === 0) return [];
  const lines = ['', title(times), ...clusters.flatMap((cluster, i) => clusterLines(cluster, i + 1))];
  if (further.clusters > 0) lines.push(TEXTS.further(further.clusters, further.times));
  if (untold.clusters > 0) lines.push(TEXTS.untold(untold.clusters, untold.times));
  return lines;
}

function clusterLines({ words, times, askers, examples, places, nearest }: ReportedCluster, nth: number) {
  return [
    TEXTS.cluster(nth, words, times, askers),
    ...(examples.length === 0 ? [] : [TEXTS.examples(examples)]),
    ...(places.length === 0
      ? []
      : [TEXTS.places(places.map(({ name, times: count }) => TEXTS.times(name, count)))]),
    ...(nearest === undefined ? [] : [TEXTS.nearest(nearest)]),
  ];
}
