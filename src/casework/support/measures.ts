import { CAUSES, type Cause } from '../../declaration/index.ts';
import type { Unit } from '../../storage/index.ts';
import { actorOf } from '../access.ts';
import { type Changed, change } from '../changes.ts';
import { procedureOf } from '../clock.ts';
import { dutyProblem, isTransferring, onCase, placeProblem } from '../duty.ts';
import { type Done, done } from '../handling.ts';
import { type CaseRow, type Outcome, type Parts, type Refusal, refused, type StaffMember } from '../model.ts';
import { tellHousehold } from '../notices.ts';
import { todayIn } from '../procedure/days.ts';
import { isOpen, type Stage } from '../procedure/stage.ts';
import { textProblem } from '../rules.ts';
import { giveTask, hasTask } from '../tasks.ts';
import { causesOf } from '../views.ts';
import { labourOf } from './labour.ts';
import type { MeasureOfCase, Suggestion } from './model.ts';
import { insertMeasure, measureOf, measureRows, type NewMeasure } from './store.ts';
import { suggestionsFor } from './suggestions.ts';
import { RESIDENT } from './texts.ts';

export type Planned = Done & { planned: MeasureOfCase[] };

/** Why a member may not arrange support for a case now: from inclusion on, or at once where it is urgent (help first). */
export async function supportProblem(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
): Promise<Refusal | undefined> {
  const stage = row.stage as Stage;
  if (!isOpen(stage)) return dutyProblem(parts, unit, staff, row);
  if (staff.role === 'village') return 'not-allowed';
  const problem = await placeProblem(unit, staff, row);
  if (problem !== undefined) return problem;
  if (row.urgent !== 1) return 'measures-later';
  return (await isTransferring(unit, row.id)) ? 'transfer-pending' : undefined;
}

/** What the documents name for a household, and what it has of it. Reads personal data: the caller records it. */
export async function suggestionsOf(parts: Parts, unit: Unit, row: CaseRow): Promise<Suggestion[]> {
  const rows = await measureRows(unit, row.id);
  const kept = rows.flatMap(({ entry, state }) => (entry === null || state === 'dropped' ? [] : [entry]));
  return suggestionsFor(parts, row, {
    causes: await causesOf(unit, row.id),
    labour: await labourOf(parts, unit, row),
    planned: new Set(kept),
    today: todayIn(unit.clock),
  });
}

/** 措施 编号 1 3: measures of the catalogue for a household; each leading office gets a joint task if it has none. */
export function plan(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  entries: readonly string[],
): Promise<Outcome<Planned>> {
  return onCase(unit, staff, ref, { action: 'plan-measures' }, async (row) => {
    const problem = await supportProblem(parts, unit, staff, row);
    if (problem !== undefined) return refused(problem);
    const actor = actorOf(staff);
    await unit.audit.append(row.id, { actor, action: 'read', detail: { purpose: 'support' } });
    const suggestions = await suggestionsOf(parts, unit, row);
    const wanted = [...new Set(entries)].map((id) => suggestions.find(({ entry }) => entry === id));
    if (wanted.length === 0) return refused('measure-unknown');
    const chosen = wanted.filter((each) => each !== undefined);
    if (chosen.length < wanted.length) return refused('measure-unknown');
    if (chosen.some(({ planned }) => planned)) return refused('measure-planned');
    const measures = chosen.map((suggestion): Wanted => {
      const { entry, kind, title, unit: office, causes, basis } = suggestion;
      const article = parts.measures?.entry(entry)?.path.join('/') ?? null;
      const measure = { entry, kind, title, unit: office, document: basis.document, article };
      return { measure, cause: causes[0] };
    });
    return keep(parts, unit, staff, row, measures);
  });
}

/** 措施 编号 自定: a measure in the cadre's own words, which the household reads. */
export function planOwn(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { text, office }: { text: string; office: string },
): Promise<Outcome<Planned>> {
  return onCase(unit, staff, ref, { action: 'plan-measures' }, async (row) => {
    const problem = (await supportProblem(parts, unit, staff, row)) ?? textProblem(text);
    if (problem !== undefined) return refused(problem);
    if (!/^[\p{L}\d（）()、]{2,30}$/u.test(office.trim())) return refused('unit-missing');
    const same = (await measureRows(unit, row.id)).filter(
      ({ entry, state }) => entry === null && (state === 'planned' || state === 'running'),
    );
    for (const each of same) {
      const { title } = await measureOf(parts, unit, each);
      if (title === text.trim() && each.unit === office.trim()) return refused('measure-planned');
    }
    const measure: NewMeasure = {
      entry: null,
      kind: 'own',
      title: '',
      words: text.trim(),
      unit: office.trim(),
      document: null,
      article: null,
    };
    return keep(parts, unit, staff, row, [{ measure, cause: undefined }]);
  });
}

interface Wanted {
  measure: NewMeasure;
  /** The cause that it answers; undefined where every household may need it. */
  cause: Cause | undefined;
}

async function keep(
  parts: Parts,
  unit: Unit,
  staff: StaffMember,
  row: CaseRow,
  wanted: readonly Wanted[],
): Promise<Outcome<Planned>> {
  const actor = actorOf(staff);
  const planned: MeasureOfCase[] = [];
  for (const { measure } of wanted) {
    planned.push(await measureOf(parts, unit, await insertMeasure(unit, row, measure, actor)));
  }
  const changed = await change(unit, row, {
    actor,
    action: 'measures-planned',
    detail: { measures: wanted.map(({ measure }) => measure.entry ?? measure.kind), purpose: 'support' },
  });
  for (const { measure, cause } of wanted) {
    await giveOffice(parts, unit, changed, measure.unit, cause, staff.id);
  }
  const lines = planned.map(({ title, unit: office }, i) => `${i + 1}. ${RESIDENT.measure(title, office)}`);
  await tellHousehold(unit, changed, RESIDENT.planned(row.receipt, lines.join('\n')));
  return { ...done(changed), planned };
}

/** The office that a measure names hears of the household as by any joint task (双交办), once. */
async function giveOffice(
  parts: Parts,
  unit: Unit,
  changed: Changed,
  office: string,
  cause: Cause | undefined,
  staffId: string,
): Promise<void> {
  const { row } = changed;
  if (office === '' || !(await isLineOffice(parts, unit, row, office))) return;
  if (await hasTask(parts, unit, row, office)) return;
  const [first = '其他'] = await causesOf(unit, row.id);
  await giveTask(parts, unit, changed, { office, cause: cause ?? first }, staffId);
}

/** Whether a name is a line department's: one of the procedure's, or one with staff. 各镇 and 领导小组 work no tasks. */
async function isLineOffice(parts: Parts, unit: Unit, row: CaseRow, office: string): Promise<boolean> {
  const procedure = procedureOf(parts, row);
  const departments = CAUSES.flatMap((cause) => procedure.departments(cause));
  if (departments.some((department) => procedure.isSameOffice(department.unit, office))) return true;
  const staff = await unit.db
    .selectFrom('staff')
    .select('unit')
    .where('role', '=', 'department')
    .where('region', '=', row.county)
    .where('active', '=', 1)
    .execute();
  return staff.some((member) => member.unit !== null && procedure.isSameOffice(member.unit, office));
}
