/** Invented histories, and what they come to by plain counting over their events: the figures' independent judge. */
export interface Line {
  at: string;
  type: 'declared' | 'stage' | 'decided' | 'withdrawn' | 'question';
  case?: string;
  township?: string | null;
  causes?: string[];
  source?: string;
  stage?: string;
  outcome?: string;
  region?: string;
  status?: string;
}

export const TOWNSHIPS = ['411024100', '411024101', '411024102', '411024104', '411024200'];
const CAUSES = ['因病', '因学', '因残', '因自然灾害', '因务工就业不稳', '缺劳动力', '住房', '饮水', '其他'];
const STAGES = ['verification', 'village_review', 'notice', 'township_review', 'county_decision'];
const STATUSES = [
  'answered',
  'partial',
  'out_of_scope',
  'other_jurisdiction',
  'clarify',
  'smalltalk',
  'refused',
  'handoff',
];

/** A generator of numbers in [0, 1) that gives the same ones for a seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An instant as Shanghai prints it. */
export function shanghai(at: number): string {
  return `${new Date(at + 8 * HOUR).toISOString().slice(0, 19)}+08:00`;
}

export interface Wishes {
  seed: number;
  cases: number;
  questions: number;
  from: string;
  days: number;
}

/** A history in time order; many of its events lie on the edges of days, months and years. */
export function inventHistory({ seed, cases, questions, from, days }: Wishes): Line[] {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const start = Date.parse(`${from}T00:00:00+08:00`);
  const end = start + days * DAY;
  const instant = (after: number, spread: number): number => {
    const at = after + Math.floor((next() * spread) / 1000) * 1000;
    const midnight = Math.floor((at + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
    const edge = next();
    const wanted = edge < 0.1 ? midnight : edge < 0.2 ? midnight + DAY - 1000 : at;
    return Math.max(wanted, after);
  };
  const lines: Line[] = [];
  for (let at = 0; at < cases; at += 1) {
    const name = `c${at}`;
    let now = instant(start, days * DAY);
    const township = next() < 0.05 ? null : pick(TOWNSHIPS);
    const causes = [...new Set([pick(CAUSES), ...(next() < 0.3 ? [pick(CAUSES)] : [])])];
    const source = pick(['resident', 'cadre', 'department']);
    lines.push({ at: shanghai(now), type: 'declared', case: name, township, causes, source });
    const reached = Math.floor(next() * 7);
    for (const stage of STAGES.slice(0, reached)) {
      now = instant(now, 9 * DAY);
      lines.push({ at: shanghai(now), type: 'stage', case: name, stage });
    }
    now = instant(now, 6 * DAY);
    if (next() < 0.06) lines.push({ at: shanghai(now), type: 'withdrawn', case: name });
    else if (reached >= 5) {
      const outcome = next() < 0.7 ? 'included' : 'not_included';
      lines.push({ at: shanghai(now), type: 'decided', case: name, outcome });
      if (outcome === 'included' && next() < 0.5) {
        lines.push({ at: shanghai(instant(now, 20 * DAY)), type: 'stage', case: name, stage: 'support' });
      }
    }
  }
  for (let at = 0; at < questions; at += 1) {
    const region = pick([...TOWNSHIPS, '411024', '4110']);
    lines.push({
      at: shanghai(instant(start, days * DAY)),
      type: 'question',
      region,
      status: pick(STATUSES),
    });
  }
  return inOrder(lines.filter((line) => Date.parse(line.at) < end));
}

/** By time; what happened at the same second stays in its order. */
function inOrder(lines: Line[]): Line[] {
  return lines.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A year of working days, as the judge knows them: given from outside. */
export interface Judge {
  isWorkday(day: string): boolean;
  /** Due day of a stage that a case came into; null where it has none. */
  due(stage: string, entered: string, received: string): string | null;
}

/** The figures of the days from `first` to `last` for `region`, by going through all events one by one. */
export function countByHand(lines: Line[], region: string, first: string, last: string, judge: Judge) {
  const from = Date.parse(`${first}T00:00:00+08:00`);
  const until = Date.parse(`${last}T00:00:00+08:00`) + DAY;
  const cases = new Map<
    string,
    { place: string; at: number; causes: string[]; stage: string; since: string }
  >();
  const durations: number[] = [];
  const newOnes = new Set<string>();
  const questions = { asked: 0, answered: 0, unanswered: 0 };
  for (const line of lines) {
    const at = Date.parse(line.at);
    if (at >= until) continue;
    const name = line.case ?? '';
    if (line.type === 'question' && at >= from && `${line.region}`.startsWith(region)) {
      questions.asked += 1;
      if (line.status === 'answered' || line.status === 'partial') questions.answered += 1;
      if (line.status === 'out_of_scope' || line.status === 'other_jurisdiction') questions.unanswered += 1;
    }
    if (line.type === 'declared') {
      const place = line.township ?? '411024';
      if (!place.startsWith(region)) continue;
      cases.set(name, {
        place,
        at,
        causes: line.causes ?? [],
        stage: 'received',
        since: line.at.slice(0, 10),
      });
      if (at >= from) newOnes.add(name);
    }
    const known = cases.get(name);
    if (known === undefined) continue;
    if (line.type === 'stage') {
      known.stage = line.stage ?? '';
      known.since = line.at.slice(0, 10);
    }
    if (line.type === 'withdrawn') known.stage = 'withdrawn';
    if (line.type === 'decided') {
      known.stage = line.outcome ?? '';
      if (at >= from) durations.push(workdays(shanghai(known.at).slice(0, 10), line.at.slice(0, 10), judge));
    }
  }
  const byTownship: Record<string, { new: number; open: number; overdue: number }> = {};
  const byCause: Record<string, { new: number; open: number }> = {};
  const soonDay = dayAfterWorkdays(last, 2, judge);
  const total = { new: 0, open: 0, dueSoon: 0, overdue: 0 };
  for (const [name, each] of cases) {
    const isNew = newOnes.has(name);
    const isOpen = ['received', ...STAGES].includes(each.stage);
    if (!isNew && !isOpen) continue;
    const due = isOpen ? judge.due(each.stage, each.since, shanghai(each.at).slice(0, 10)) : null;
    const isOverdue = due !== null && due < last;
    const township = byTownship[each.place] ?? { new: 0, open: 0, overdue: 0 };
    byTownship[each.place] = township;
    if (isNew) township.new += 1;
    if (isOpen) township.open += 1;
    if (isOverdue) township.overdue += 1;
    if (isNew) total.new += 1;
    if (isOpen) total.open += 1;
    if (isOverdue) total.overdue += 1;
    if (due !== null && !isOverdue && due <= soonDay) total.dueSoon += 1;
    for (const cause of each.causes) {
      const count = byCause[cause] ?? { new: 0, open: 0 };
      byCause[cause] = count;
      if (isNew) count.new += 1;
      if (isOpen) count.open += 1;
    }
  }
  return {
    ...total,
    decided: durations.length,
    medianDays: middle(durations),
    byTownship,
    byCause,
    questions,
  };
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

function workdays(from: string, to: string, judge: Judge): number {
  let count = 0;
  for (let day = from; day < to; ) {
    day = nextDay(day);
    if (judge.isWorkday(day)) count += 1;
  }
  return count;
}

function dayAfterWorkdays(from: string, count: number, judge: Judge): string {
  let day = from;
  for (let left = count; left > 0; ) {
    day = nextDay(day);
    if (judge.isWorkday(day)) left -= 1;
  }
  return day;
}

function middle(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const at = (index: number) => sorted[index] as number;
  return sorted.length % 2 === 1 ? at(Math.floor(half)) : (at(half - 1) + at(half)) / 2;
}
