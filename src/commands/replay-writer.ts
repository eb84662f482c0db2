import { type CaseStageTable, inChunks, type Storage, type Unit } from '../storage/index.ts';
import {
  type CaseHistory,
  digestOf,
  playCase,
  type ReplayRules,
  receiptOf,
  type StoredCase,
} from './replay-case.ts';
import { type HistoryEvent, LineError } from './replay-events.ts';
import { UsageError } from './usage.ts';

type Question = Extract<HistoryEvent, { type: 'question' }>;

/** Cases (or questions) a transaction: few enough that a running bot does not wait long for its turn. */
const CHUNK = 1000;
/** Rows an insert statement: below both databases' limit of values. */
const ROWS = 500;

/**
 * Plays every history against what is stored, without writing: what would fail is found before anything is written.
 * @throws LineError of the first line that is wrong
 */
export async function checkCases(storage: Storage, all: CaseHistory[], rules: ReplayRules): Promise<void> {
  let first: LineError | undefined;
  for (const histories of inChunks(all, CHUNK)) {
    const stored = await load(storage.reading, histories);
    for (const history of histories) {
      try {
        playCase(history, stored.get(history.id), rules);
      } catch (error) {
        if (!(error instanceof LineError)) throw error;
        if (first === undefined || error.line < first.line) first = error;
      }
    }
  }
  if (first !== undefined) throw first;
}

/**
 * Writes cases with their stages, each whole within one transaction, and goes on where an earlier replay was broken off: what
 * is stored already is left as it is.
 */
export async function writeCases(storage: Storage, all: CaseHistory[], rules: ReplayRules): Promise<void> {
  for (const histories of inChunks(all, CHUNK)) {
    await storage.transaction(async (unit) => {
      const stored = await load(unit, histories);
      const fresh: { name: string; result: StoredCase }[] = [];
      let changes = 0;
      for (const history of histories) {
        const known = stored.get(history.id);
        const { result, changed } = playCase(history, known, rules);
        if (known === undefined) fresh.push({ name: history.name, result });
        else if (changed) await update(unit, known, result);
        if (changed) changes += 1;
      }
      await insert(unit, fresh);
      if (changes > 0) await record(unit, { cases: changes });
    });
  }
}

/** Writes questions that are not stored yet. */
export async function writeQuestions(storage: Storage, all: Question[]): Promise<void> {
  const alike = new Map<string, number>();
  for (const questions of inChunks(all, CHUNK)) {
    const rows = questions.map(({ at, region, status }) => {
      const asked_at = new Date(at).toISOString();
      const key = `${asked_at} ${region} ${status}`;
      // Two questions of one instant are two; the same two at the next replay.
      const nth = (alike.get(key) ?? 0) + 1;
      alike.set(key, nth);
      const id = digestOf('question', key, String(nth)).toString('hex').slice(0, 24);
      return { id, region, status, text_sealed: null, subject_id: null, asker_lookup: null, asked_at };
    });
    await storage.transaction(async (unit) => {
      let written = 0;
      for (const some of inChunks(rows, ROWS)) {
        const query = unit.db.insertInto('questions').values(some);
        const ids = await query
          .onConflict((on) => on.column('id').doNothing())
          .returning('id')
          .execute();
        written += ids.length;
      }
      if (written > 0) await record(unit, { questions: written });
    });
  }
}

/** The cases of these names that are stored, by id. */
async function load({ db }: Unit, histories: CaseHistory[]): Promise<Map<string, StoredCase>> {
  const ids = histories.map(({ id }) => id);
  const rows = await db.selectFrom('cases').selectAll().where('id', 'in', ids).execute();
  const stored = new Map(rows.map((row): [string, StoredCase] => [row.id, { row, stages: [], causes: [] }]));
  if (stored.size === 0) return stored;
  const stages = await db
    .selectFrom('case_stages')
    .selectAll()
    .where('case_id', 'in', [...stored.keys()])
    .orderBy('case_id')
    .orderBy('position')
    .execute();
  for (const stage of stages) stored.get(stage.case_id)?.stages.push(stage);
  return stored;
}

async function insert({ db }: Unit, fresh: { name: string; result: StoredCase }[]): Promise<void> {
  if (fresh.length === 0) return;
  const cases = await withOwnReceipts(db, fresh);
  for (const rows of inChunks(cases, ROWS)) await db.insertInto('cases').values(rows).execute();
  const stages = fresh.flatMap(({ result }) => result.stages);
  for (const rows of inChunks(stages, ROWS)) await db.insertInto('case_stages').values(rows).execute();
  const causes = fresh.flatMap(({ result: { row, causes } }) =>
    causes.map((cause, position) => ({ case_id: row.id, cause, position })),
  );
  for (const rows of inChunks(causes, ROWS)) await db.insertInto('case_causes').values(rows).execute();
}

/** Receipts come from names; where one is another case's already, the next one of the name is taken. */
async function withOwnReceipts(db: Unit['db'], fresh: { name: string; result: StoredCase }[]) {
  const receipts = fresh.map(({ result }) => result.row.receipt);
  const others = await db.selectFrom('cases').select('receipt').where('receipt', 'in', receipts).execute();
  const taken = new Set(others.map(({ receipt }) => receipt));
  return fresh.map(({ name, result: { row } }) => {
    let receipt = row.receipt;
    for (let attempt = 1; taken.has(receipt); attempt += 1) receipt = receiptOf(name, attempt);
    taken.add(receipt);
    return { ...row, receipt };
  });
}

/** A stored case that the history takes further. */
async function update({ db }: Unit, known: StoredCase, { row, stages }: StoredCase): Promise<void> {
  const { id, ...values } = row;
  const { numUpdatedRows } = await db
    .updateTable('cases')
    .set(values)
    .where('id', '=', id)
    .where('version', '=', known.row.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new UsageError('别的程序正在改同样的件，请再运行一次');
  const before = known.stages.at(-1);
  const left = stages[known.stages.length - 1];
  if (before === undefined || left === undefined) throw new Error('a case without stages');
  await db
    .updateTable('case_stages')
    .set({ left_at: left.left_at })
    .where('case_id', '=', id)
    .where('position', '=', before.position)
    .execute();
  const added: CaseStageTable[] = stages.slice(known.stages.length);
  await db.insertInto('case_stages').values(added).execute();
}

async function record(unit: Unit, detail: { cases: number } | { questions: number }): Promise<void> {
  await unit.audit.append('system', { actor: 'operator', action: 'replay', detail });
}
