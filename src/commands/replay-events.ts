import { createInterface } from 'node:readline';
import { z } from 'zod';
import { STAGES } from '../casework/index.ts';
import { CAUSES } from '../declaration/index.ts';
import { InvalidRegionError, parseRegion, type RegionCode } from '../regions/index.ts';
import { UsageError } from './usage.ts';

const At = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const CaseName = z.union([z.string().min(1), z.number()]).transform(String);
const Region = z.union([z.string(), z.number()]).transform((code) => parseRegion(String(code)));

/** A history's events (design section 10). */
const Event = z.discriminatedUnion('type', [
  z.object({
    at: At,
    type: z.literal('declared'),
    case: CaseName,
    township: Region.nullish().transform((code) => code ?? null),
    causes: z.array(z.enum(CAUSES)).default([]),
    source: z.enum(['resident', 'cadre', 'department']).default('resident'),
  }),
  z.object({ at: At, type: z.literal('stage'), case: CaseName, stage: z.enum(STAGES) }),
  z.object({
    at: At,
    type: z.literal('decided'),
    case: CaseName,
    outcome: z.enum(['included', 'not_included']),
  }),
  z.object({ at: At, type: z.literal('withdrawn'), case: CaseName }),
  z.object({
    at: At,
    type: z.literal('question'),
    region: Region,
    status: z.enum([
      'answered',
      'partial',
      'other_jurisdiction',
      'clarify',
      'out_of_scope',
      'refused',
      'smalltalk',
      'handoff',
    ]),
  }),
]);
export type HistoryEvent = z.output<typeof Event>;
export type CaseEvent = Exclude<HistoryEvent, { type: 'question' }>;

/** Years that deadlines can be reckoned in. */
const EARLIEST = Date.parse('2000-01-01T00:00:00+08:00');
const LATEST = Date.parse('2095-01-01T00:00:00+08:00');

/** What is wrong with a line of the history. */
export class LineError extends UsageError {
  readonly line: number;

  constructor(line: number, message: string) {
    super(`第 ${line} 行：${message}`);
    this.line = line;
  }
}

/**
 * Reads a history, one event a line, in time order; empty lines count for nothing but their number.
 * @throws LineError at the first line that is wrong
 */
export async function* readHistory(
  input: NodeJS.ReadableStream,
): AsyncGenerator<{ event: HistoryEvent; line: number }> {
  let line = 0;
  let before = Number.NEGATIVE_INFINITY;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    const event = readEvent(text, line);
    if (event.at < before) throw new LineError(line, '时间早于上一行，历史要按时间先后写');
    before = event.at;
    yield { event, line };
  }
}

function readEvent(text: string, line: number): HistoryEvent {
  try {
    const event = Event.parse(JSON.parse(text.replace(/^\ufeff/, '')));
    if (event.at < EARLIEST || event.at >= LATEST) throw new LineError(line, 'at 的年份不对');
    return event;
  } catch (error) {
    if (error instanceof SyntaxError) throw new LineError(line, '不是合法的 JSON');
    if (error instanceof InvalidRegionError) throw new LineError(line, error.message);
    if (!(error instanceof z.ZodError)) throw error;
    const issue = error.issues[0];
    throw new LineError(line, `${issue?.path.join('.') || '内容'} 不对：${issue?.message ?? ''}`);
  }
}

/** Whose queue a declared case goes to. */
export interface Queue {
  county: RegionCode;
  /** The township, or the county when the township is not known. */
  queue: RegionCode;
  unrouted: boolean;
}

/** The places that a history may name. */
export interface Places {
  /** Only cases of this division are taken; every one when left out. */
  region: RegionCode | undefined;
  /** County whose intake takes the cases without a township. */
  intake: RegionCode;
}

/**
 * The queue of a declaration. A code that the gazetteer does not have is taken: a history knows townships that were
 * merged since.
 * @throws LineError for a township outside the region, or a code that is no township's
 */
export function queueOf(township: RegionCode | null, line: number, places: Places): Queue {
  const { region, intake } = places;
  if (township === null) {
    if (intake.length === 6) return { county: intake, queue: intake, unrouted: true };
    throw new LineError(line, '没有乡镇的件归县级受理，请用 --region 写明是哪个县（6 位代码）');
  }
  const county = township.slice(0, 6) as RegionCode;
  if (township.length !== 9) throw new LineError(line, `township 应为 9 位乡镇代码：${township}`);
  if (region !== undefined && !(township.startsWith(region) || region === '0')) {
    throw new LineError(line, `乡镇 ${township} 不在 ${region} 里`);
  }
  return { county, queue: township, unrouted: false };
}
