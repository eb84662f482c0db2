import { isDeepStrictEqual } from 'node:util';
import { dayAt } from './calendar.ts';
import type { County } from './county.ts';
import type { Case, Year } from './model.ts';
import { COUNTY, isOpen } from './procedure.ts';

/** The case that the model has just seen opened. */
export async function newestCase(
  { storage }: County,
  { cases }: Year,
  c: Case,
): Promise<{ id: string; receipt: string }> {
  const known = new Set(cases.map(({ id }) => id));
  const rows = await storage.reading.db.selectFrom('cases').select(['id', 'receipt']).execute();
  const [fresh, ...others] = rows.filter(({ id }) => !known.has(id));
  if (fresh === undefined || others.length > 0) {
    throw new Error(`${others.length + (fresh === undefined ? 0 : 1)} new cases of ${c.household.name}`);
  }
  return fresh;
}

/** That a case lies in the database as the model has it, down to its history and its audit chain. */
export async function compare(county: County, c: Case, what: string): Promise<void> {
  const { reading } = county.storage;
  const { db } = reading;
  const row = await db.selectFrom('cases').selectAll().where('id', '=', c.id).executeTakeFirstOrThrow();
  const chain = await reading.audit.of(c.id);
  const changes = c.audit.filter(({ action }) => action !== 'read').length;
  same(
    {
      queue: row.queue,
      village: row.village,
      intake: row.unrouted === 1,
      source: row.source,
      urgent: row.urgent === 1,
      stage: row.stage,
      handler: row.handler_id === null ? null : `staff:${row.handler_id}`,
      paused: row.paused_at === null ? null : dayAt(new Date(row.paused_at)),
      pausedDays: row.paused_days,
      due: row.due_on,
      provisional: row.due_provisional === 1,
      outcome: row.outcome,
      decided: row.decided_at !== null,
      version: row.version,
    },
    {
      ...{ queue: c.queue, village: c.village, intake: c.queue === COUNTY, source: c.source },
      ...{ urgent: c.urgent, stage: c.stage, handler: c.handler?.actor ?? null, paused: c.pausedOn },
      ...{ pausedDays: c.pausedDays, due: c.due, provisional: c.provisional, outcome: c.outcome },
      ...{ decided: c.outcome !== null, version: changes },
    },
    `${what}: the case`,
  );
  await compareHistory(county, c, what);
  same(
    chain.map(({ actor, action }) => `${action} ${actor}`),
    c.audit.map(({ actor, action }) => `${action} ${actor}`),
    `${what}: the audit chain`,
  );
  await compareWork(county, c, what);
}

/** Each line of the history ends when the next begins, and one is open. */
async function compareHistory({ storage }: County, c: Case, what: string): Promise<void> {
  const lines = await storage.reading.db
    .selectFrom('case_stages')
    .selectAll()
    .where('case_id', '=', c.id)
    .orderBy('position')
    .execute();
  same(
    lines.map((line) => [line.stage, line.queue, line.due_on, line.entered_at, line.left_at]),
    c.lines.map(({ stage, queue, due, at }, i) => [stage, queue, due, iso(at), iso(c.lines[i + 1]?.at)]),
    `${what}: the history`,
  );
}

function iso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

/** What departments, cadres and neighbours have added to a case. */
async function compareWork({ storage }: County, c: Case, what: string): Promise<void> {
  const { db } = storage.reading;
  const of = { tasks: db.selectFrom('tasks').selectAll().where('case_id', '=', c.id) };
  const tasks = (await of.tasks.execute()).map((task) => {
    const state = task.check_result ?? (task.replied_at === null ? 'waiting' : 'unchecked');
    return `${task.unit} ${state} ${task.due_on} ${task.follows === null ? '' : '重办'}`;
  });
  const own = c.tasks.map(({ unit, state, due, again }) => `${unit} ${state} ${due} ${again ? '重办' : ''}`);
  same(tasks.toSorted(), own.toSorted(), `${what}: the tasks`);
  const measures = await db
    .selectFrom('measures')
    .select(['id', 'state'])
    .where('case_id', '=', c.id)
    .execute();
  const fresh = measures.find(({ id }) => c.measures.every((measure) => measure.id !== id));
  const planned = c.measures.find(({ id }) => id === '');
  if (fresh !== undefined && planned !== undefined) planned.id = fresh.id;
  same(
    measures.map(({ id, state }) => `${id} ${state}`).toSorted(),
    c.measures.map(({ id, state }) => `${id} ${state}`).toSorted(),
    `${what}: the measures`,
  );
  const offers = await db
    .selectFrom('transfers')
    .select(['from_queue', 'to_queue'])
    .where('case_id', '=', c.id)
    .where('resolved_at', 'is', null)
    .execute();
  const waiting = c.offer === null ? [] : [{ from_queue: c.offer.from, to_queue: c.offer.to }];
  same(offers, waiting, `${what}: the transfer`);
  await comparePapers(storage, c, what);
}

const PAPERS = { form: 'verification', review: 'village_review', posting: 'notice' } as const;

async function comparePapers(storage: County['storage'], c: Case, what: string): Promise<void> {
  const { db } = storage.reading;
  const papers = await db.selectFrom('papers').select('kind').where('case_id', '=', c.id).execute();
  const filed = papers.map(({ kind }) => kind).filter((kind) => kind !== 'protest');
  const own = c.written.flatMap(({ what: kind }) => (kind in PAPERS ? [PAPERS[kind as 'form']] : []));
  same(filed.toSorted(), own.toSorted(), `${what}: the papers`);
  const visits = await db
    .selectFrom('visits')
    .select('outcome')
    .where('case_id', '=', c.id)
    .where('purpose', '=', 'follow_up')
    .orderBy('visited_at')
    .execute();
  const seen = c.visits.map(({ stable }) => (stable === null ? 'away' : stable ? 'nothing' : 'found'));
  same(
    visits.map(({ outcome }) => outcome),
    seen,
    `${what}: the visits`,
  );
}

function same(real: unknown, model: unknown, what: string): void {
  if (isDeepStrictEqual(real, model)) return;
  throw new Error(`${what}\n  is   ${JSON.stringify(real)}\n  not  ${JSON.stringify(model)}`);
}

/** No household has two undecided cases, and no case is in two hands. */
export async function compareAll(county: County, m: Year): Promise<void> {
  const { db } = county.storage.reading;
  const rows = await db.selectFrom('cases').select('id').execute();
  same(rows.map(({ id }) => id).toSorted(), m.cases.map(({ id }) => id).toSorted(), 'all cases');
  const open = await db.selectFrom('case_stages').select('case_id').where('left_at', 'is', null).execute();
  same(open.map(({ case_id }) => case_id).toSorted(), rows.map(({ id }) => id).toSorted(), 'custody');
  for (const household of m.households) {
    const undecided = m.cases.filter((c) => c.household === household && isOpen(c.stage));
    if (undecided.length > 1) throw new Error(`two open cases of ${household.name}`);
  }
  for (const c of m.cases) await compare(county, c, `at the end, ${c.receipt}`);
}
