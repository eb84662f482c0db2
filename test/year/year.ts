import * as fc from 'fast-check';
import { assertAudit } from './audit.ts';
import { ACTS, type Command, HouseholdActs, type Numbers, StaffActs, TwoAtOnce } from './commands.ts';
import { compareAll } from './compare.ts';
import { OWN_ACTS } from './households.ts';
import type { Year } from './model.ts';
import { ChecksAlert, Declares, Restarts, SheetComes, Visits, Waits } from './ways-in.ts';
import { World } from './world.ts';

/** How often what happens, beside each other. Rare enough that most cases go their way to the end. */
const WEIGHTS: Readonly<Record<string, number>> = {
  ...{ 推进: 40, 领取: 8, 决定: 16, 记录核实: 5, 核实表: 12, 评议: 12, 张贴: 12, 接收: 6, 回复: 10, 核查: 6 },
  ...{ 回访: 12, 措施自定: 5, 措施落实: 3, 措施完成: 5, 风险消除: 8, 同意消除: 5, 异议核查: 6, 恢复办理: 4 },
  ...{ 撤回申报: 1, 我有不同意见: 3, 补充情况: 3 },
};
const RECONCILED = ['领取', '接收', '决定', '同意消除'];

const HOUR = { day: 24, week: 24 * 7 };

/** Any day of a county, in any order. */
export function commands(size: number, days: number): fc.Arbitrary<Command[]> {
  const mishap = fc.constantFrom(...Array<'none'>(18).fill('none'), 'twice' as const, 'killed' as const);
  const numbers: fc.Arbitrary<Numbers> = fc.record({
    n: fc.nat(1_000_000),
    v: fc.nat(1_000_000),
    wild: fc.nat(5).map((n) => n === 0),
    mishap,
  });
  const of = (weight: number, make: (numbers: Numbers) => Command) => ({
    weight,
    arbitrary: numbers.map(make),
  });
  const waits = (weight: number, from: number, to: number) => ({
    weight,
    arbitrary: fc.integer({ min: from, max: to }).map((hours) => new Waits(hours)),
  });
  const perWait = Math.max(1, Math.round((days / size) * 8));
  const any = fc.oneof(
    ...ACTS.map((act) => of(WEIGHTS[act.name] ?? 2, (given) => new StaffActs(act, given))),
    ...OWN_ACTS.map((act) => of(WEIGHTS[act.name] ?? 2, (given) => new HouseholdActs(act, given))),
    ...ACTS.filter(({ name }) => RECONCILED.includes(name)).map((act) =>
      of(2, (given) => new TwoAtOnce(act, given)),
    ),
    of(9, (given) => new Declares(given)),
    of(4, (given) => new Visits(given)),
    of(3, (given) => new SheetComes(given)),
    of(4, (given) => new ChecksAlert(given)),
    waits(24, 1, 2 * perWait * HOUR.day),
    waits(1, HOUR.week, 3 * HOUR.week),
    { weight: 1, arbitrary: fc.constant(new Restarts()) },
  );
  // As many as are asked for: fc.commands alone would mostly give a few.
  return fc.array(any, { minLength: size, maxLength: size });
}

/** Lives through commands on a database of its own, and compares everything at the end. */
export async function live(
  given: Iterable<Command>,
  { url, at, households }: { url: string; at: string; households: number },
): Promise<Year> {
  const world = await World.open(url, new Date(at), households);
  try {
    await fc.asyncModelRun(() => ({ model: world.m, real: world }), given as never);
    await compareAll(world.county, world.m);
    await assertAudit(world.county, world.m);
    return world.m;
  } finally {
    await world.county.close();
  }
}
