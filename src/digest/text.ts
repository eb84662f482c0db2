import type { RegionCode } from '../regions/index.ts';
import type { Counts, Figures, FiveFigures } from './figures.ts';
import type { Rise } from './history.ts';
import type { Period } from './period.ts';
import { type AskedItem, type AskedMost, NOTHING_ASKED } from './questions/asked-most.ts';
import { type Row, suppressRows, type ToldCount } from './rows.ts';
import { SAFE, type Suppressed, suppress } from './suppress.ts';
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
  /** What was asked most and what nothing answered, in words that name nobody; where it was read. */
  asked?: AskedMost | undefined;
}

const LABELS = TEXTS.labels;

/**
 * The digest for a supervisor's chat: no household, no village, nothing by which a person could be told. The five figures
 * of a county or more are told as they are: a count of one among its hundred thousands identifies nobody. What is listed
 * below it, by division and by cause, is told with small counts hidden, and so are the five figures of a township.
 */
export function digestText(parts: TextParts): string {
  const { period, counts, today } = parts;
  const { figures } = counts;
  const lines = [headline(parts)];
  if (period.last >= today) lines.push(TEXTS.unfinished(dayName(period.last)));
  lines.push(...fiveFigures(parts));
  // Of one decision or two it would tell how long a single household waited.
  const mayTellMedian = !isTownship(parts) || figures.decided >= SAFE;
  if (figures.medianDays !== null && mayTellMedian) lines.push(TEXTS.median(figures.medianDays));
  const hasCases = figures.new + figures.open + figures.decided > 0;
  if (!hasCases) lines.push(TEXTS.empty);
  const news = suppress(countsBy(figures, 'new'), figures.new);
  const opens = suppress(countsBy(figures, 'open'), figures.open);
  const divisions = byDivision(parts);
  lines.push(...divisions.lines, ...byCause(LABELS.new, news), ...byCause(LABELS.open, opens));
  const causes = new Set(news.shown.map(([name]) => name));
  lines.push(...unusual(parts, { causes, divisions: divisions.newShown }), questionLine(figures));
  lines.push(...askedLines(parts.asked));
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

function isTownship({ region }: Pick<TextParts, 'region'>): boolean {
  return region.length >= 9;
}

function fiveFigures({ region, period, counts: { figures }, before }: TextParts): string[] {
  const names = ['new', 'open', 'decided', 'dueSoon', 'overdue'] as const;
  // Also 0: of three figures that are each 1 or 2, two being part of the third, each could be worked out.
  const isHidden = (count: number) => isTownship({ region }) && count < SAFE;
  return names.map((name) => {
    const [now, earlier] = [figures[name], before[name]];
    const told = isHidden(now) ? TEXTS.few : TEXTS.pieces(now);
    return TEXTS.figure(LABELS[name], told, period.kind, isHidden(earlier) ? TEXTS.few : String(earlier));
  });
}

/**
 * By township; for a prefecture or more by county; a township has nothing below it that may be told. With the names of
 * those whose new cases are told as they are.
 */
function byDivision(parts: TextParts): { lines: string[]; newShown: ReadonlySet<string> } {
  if (isTownship(parts)) return { lines: [], newShown: new Set() };
  const inCounty = parts.region.length === 6;
  const { rows, unnamed } = suppressRows(divisionRows(parts));
  const lines = rows.map(({ name, told }) =>
    TEXTS.row(
      inCounty ? divisionName(name, parts.place) : parts.place(name as RegionCode),
      told.map(([figure, count]) => TEXTS.count(LABELS[figure], countText(count))),
    ),
  );
  if (unnamed.length > 0) lines.push(TEXTS.unnamedFigures(unnamed.map((figure) => LABELS[figure])));
  if (rows.some(({ told }) => told.some(([, count]) => count === 'some'))) lines.push(TEXTS.someNote);
  const newShown = rows.filter(({ told }) =>
    told.some(([f, count]) => f === 'new' && typeof count === 'number'),
  );
  return {
    lines: lines.length === 0 ? [] : [inCounty ? TEXTS.townships : TEXTS.counties, ...lines],
    newShown: new Set(newShown.map(({ name }) => name)),
  };
}

/** What is counted of each division below, in the order of their codes. */
function divisionRows({ region, counts }: TextParts): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const [code, { new: received, open, overdue }] of Object.entries(counts.figures.byTownship)) {
    const key = region.length === 6 ? code : code.slice(0, 6);
    const sum = rows.get(key) ?? { new: 0, open: 0, dueSoon: 0, overdue: 0 };
    rows.set(key, {
      new: sum.new + received,
      open: sum.open + open,
      dueSoon: sum.dueSoon + (counts.dueSoon[code] ?? 0),
      overdue: sum.overdue + overdue,
    });
  }
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countText(count: ToldCount): string {
  return count === 'few' ? TEXTS.few : count === 'some' ? TEXTS.some : String(count);
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

/** A rise whose count is hidden above would tell the count. */
function unusual(
  { rises, region, place }: TextParts,
  shown: { causes: ReadonlySet<string>; divisions: ReadonlySet<string> },
): string[] {
  // By township only in a county's list, where its count stands too.
  const townships = rises.townships.filter(({ name }) => region.length < 6 || shown.divisions.has(name));
  const lines = [
    ...(isTownship({ region }) ? [] : townships).map((rise) =>
      TEXTS.rise(divisionName(rise.name, place), rise.new, rise.usual),
    ),
    ...rises.causes
      .filter(({ name }) => shown.causes.has(name))
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

function askedLines({ most, unanswered, wordless }: AskedMost = NOTHING_ASKED): string[] {
  const told = (items: AskedItem[]) => items.map(({ words, times }) => TEXTS.askedItem(words, times));
  if (most.length + unanswered.length === 0) return [];
  return [
    ...(most.length === 0 ? [] : [TEXTS.askedMost(told(most))]),
    ...(unanswered.length === 0 ? [] : [TEXTS.askedInVain(told(unanswered))]),
    ...(wordless === 0 ? [] : [TEXTS.askedWordless(wordless)]),
  ];
}
