import type { RegionCode } from '../regions/index.ts';
import type { Counts, Figures, FiveFigures } from './figures.ts';
import type { Rise } from './history.ts';
import type { Period } from './period.ts';
import { type Suppressed, suppress } from './suppress.ts';
import { dayName, periodName, TEXTS } from './texts.ts';

/** What a digest's text is made from. */
export interface TextParts {
  region: RegionCode;
  period: Period;
  counts: Counts;
  before: FiveFigures;
  rises: { townships: Rise[]; causes: Rise[] };
  /** Name of a division: 望田镇, 鄢陵县. */
  place: (code: RegionCode) => string;
  /** The day it is: a period that is not over is said to be so. */
  today: string;
}

const LABELS = TEXTS.labels;

/**
 * The digest for a supervisor's chat: no household, no village, nothing by which a person could be told. Figures of a
 * division and its townships are whole; by cause, which tells of illness and need, small counts are hidden.
 */
export function digestText(parts: TextParts): string {
  const { period, counts, today } = parts;
  const { figures } = counts;
  const lines = [headline(parts)];
  if (period.last >= today) lines.push(TEXTS.unfinished(dayName(period.last)));
  lines.push(...fiveFigures(parts));
  if (figures.medianDays !== null) lines.push(TEXTS.median(figures.medianDays));
  const hasCases = figures.new + figures.open + figures.decided > 0;
  if (!hasCases) lines.push(TEXTS.empty);
  const news = suppress(countsBy(figures, 'new'), figures.new);
  const opens = suppress(countsBy(figures, 'open'), figures.open);
  lines.push(...byDivision(parts), ...byCause(LABELS.new, news), ...byCause(LABELS.open, opens));
  lines.push(...unusual(parts, new Set(news.shown.map(([name]) => name))), questionLine(figures));
  return lines.join('\n');
}

/** Missed days and the last one in one message: the missed with their five figures, the last in full. */
export function missedDaysText(missed: TextParts[], last: TextParts): string {
  const title = TEXTS.missed([...missed, last].map(({ period }) => dayName(period.first)));
  const short = missed.map((day) => [headline(day), ...fiveFigures(day)].join('\n'));
  return [title, ...short, digestText(last)].join('\n\n');
}

function headline({ period, region, place }: TextParts): string {
  return TEXTS.title(period.kind, place(region), periodName(period));
}

function fiveFigures({ period, counts: { figures }, before }: TextParts): string[] {
  const names = ['new', 'open', 'decided', 'dueSoon', 'overdue'] as const;
  return names.map((name) => TEXTS.figure(LABELS[name], figures[name], period.kind, before[name]));
}

/** By township; for a prefecture or more by county; a township has nothing below it that may be told. */
function byDivision({ region, counts, place }: TextParts): string[] {
  if (region.length >= 9) return [];
  const inCounty = region.length === 6;
  const rows = new Map<string, { new: number; open: number; dueSoon: number; overdue: number }>();
  for (const [code, { new: received, open, overdue }] of Object.entries(counts.figures.byTownship)) {
    const key = inCounty ? code : code.slice(0, 6);
    const row = rows.get(key) ?? { new: 0, open: 0, dueSoon: 0, overdue: 0 };
    row.new += received;
    row.open += open;
    row.dueSoon += counts.dueSoon[code] ?? 0;
    row.overdue += overdue;
    rows.set(key, row);
  }
  const lines = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, row]) => {
      const name = place(code as RegionCode);
      const told = (['new', 'open', 'dueSoon', 'overdue'] as const).filter((label) => row[label] > 0);
      return TEXTS.row(
        inCounty && code.length === 6 ? TEXTS.intake(name) : name,
        told.map((label) => TEXTS.count(LABELS[label], row[label])),
      );
    });
  return lines.length === 0 ? [] : [inCounty ? TEXTS.townships : TEXTS.counties, ...lines];
}

function countsBy(figures: Figures, figure: 'new' | 'open'): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures.byCause).map(([cause, counts]) => [cause, counts[figure]]),
  );
}

function byCause(label: string, { shown, small, together, unnamed }: Suppressed): string[] {
  const lines = shown
    .toSorted(([, a], [, b]) => b - a)
    .map(([cause, count]) => TEXTS.row(cause, [String(count)]));
  lines.push(...small.map((cause) => TEXTS.row(cause, [TEXTS.few])));
  if (together.length > 0) lines.push(TEXTS.together(together));
  if (unnamed) lines.push(TEXTS.unnamed);
  return lines.length === 0 ? [] : [TEXTS.causes(label), ...lines];
}

/** A rise of a cause whose count is hidden would tell the count. */
function unusual({ rises, region, place }: TextParts, shownCauses: ReadonlySet<string>): string[] {
  const townships = region.length >= 9 ? [] : rises.townships;
  const lines = [
    ...townships.map((rise) => TEXTS.rise(divisionName(rise.name, place), rise.new, rise.usual)),
    ...rises.causes
      .filter(({ name }) => shownCauses.has(name))
      .map((rise) => TEXTS.rise(rise.name, rise.new, rise.usual)),
  ];
  return lines.length === 0 ? [] : [TEXTS.rises, ...lines];
}

function divisionName(code: string, place: TextParts['place']): string {
  const name = place(code as RegionCode);
  return code.length === 6 ? TEXTS.intake(name) : name;
}

function questionLine({ questions: { asked, answered, unanswered } }: Figures): string {
  return asked === 0 ? TEXTS.noQuestions : TEXTS.questions(asked, answered, unanswered);
}
