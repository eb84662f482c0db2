import { describe, expect, test } from 'vitest';
import { mergeRemoval, RemovalPart } from '../../src/casework/procedure/removal.ts';
import { addMonths } from '../../src/casework/support/months.ts';
import { eachDatabase, sqliteDatabase } from '../storage/databases.ts';
import { Supporting } from './supporting.ts';
import { WANG } from './world.ts';

const REASON = '收入稳住了，看病也报销了';

function removing(all: Supporting) {
  const { world, support, town, chief, receipt } = all;
  return {
    remove: (how: 'support' | 'natural' = 'support', staff = town, reason = REASON) =>
      world.do((unit) => support.remove(unit, staff, receipt, { how, reason })),
    confirm: (staff = chief) => world.do((unit) => support.confirmRemoval(unit, staff, receipt)),
    decline: (reason: string, staff = chief) =>
      world.do((unit) => support.declineRemoval(unit, staff, receipt, reason)),
    restore: (staff = town, reason = '又生了大病，收入掉下来了') =>
      world.do((unit) => support.returnToMonitoring(unit, staff, receipt, reason)),
    stage: async () => (await world.row(all.id)).stage,
  };
}

/** Half a year of support at the end of which every sample condition is met: it is 3 May 2027. */
async function ready(all: Supporting): Promise<void> {
  await all.visit('2026-11-03', true);
  await all.finished();
  await all.visit('2027-05-03', true);
}

eachDatabase('the removal of a risk', (databases) => {
  test('the township proposes, the county confirms, the household is told and may object', async () => {
    const all = await Supporting.open(databases);
    const { world, support, town, village, chief, foreign, chat, id, receipt } = all;
    const { remove, confirm, decline, stage } = removing(all);
    expect(await world.do((unit) => support.dueFollowUps(unit, town))).toEqual([]);
    await ready(all);
    expect(await remove('support', foreign)).toEqual({ ok: false, reason: 'not-found' });
    expect(await remove('support', village)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await remove('support', town, '好了')).toEqual({ ok: false, reason: 'reason-short' });
    expect(await confirm()).toEqual({ ok: false, reason: 'removal-none' });
    // The departments of the declaration's cause have not replied: said, and not in the way.
    expect(await remove()).toMatchObject({
      ok: true,
      stage: 'support',
      proposed: true,
      open: { waiting: 3 },
    });
    expect(await remove()).toEqual({ ok: false, reason: 'removal-proposed' });
    expect(await world.lastMail('chat-chief')).toContain('提出风险消除');
    expect(await world.do((unit) => support.pendingRemovals(unit, chief))).toMatchObject([{ receipt }]);
    expect(await confirm(town)).toEqual({ ok: false, reason: 'not-allowed' });

    expect(await decline('再看一个季度，药费还没有结清')).toMatchObject({ ok: true, stage: 'support' });
    expect(await world.lastMail('chat-town')).toContain('不同意风险消除');
    expect(await confirm()).toEqual({ ok: false, reason: 'removal-none' });

    expect(await remove()).toMatchObject({ proposed: true });
    await all.visit('2027-05-04', false);
    expect(await confirm()).toMatchObject({
      reason: 'removal-unmet',
      problems: [{ condition: 'income-stable' }],
    });
    await all.visit('2027-05-05', true);
    await all.visit('2027-11-05', true);
    expect(await confirm()).toMatchObject({ ok: true, stage: 'risk_removed', proposed: false });
    expect(await stage()).toBe('risk_removed');
    const told = (await world.mail(chat)).at(-1);
    expect(told?.text).toContain(REASON);
    expect(told?.buttons?.map((button) => button.id)).toEqual(['objection']);
    expect(await remove()).toEqual({ ok: false, reason: 'closed' });
    expect(await world.do((unit) => support.pendingRemovals(unit, chief))).toEqual([]);

    const objected = await world.do((unit) =>
      world.casework.object(unit, id, chat, '老伴又住院了，没有稳住'),
    );
    expect(objected).toMatchObject({ ok: true, case: { stage: 'verification', outcome: null } });
  });
});

describe('the conditions of removal', () => {
  const databases = sqliteDatabase();

  test('each that is not met is named with the first day on which it could be, as samples until the county approves', async () => {
    const all = await Supporting.open(databases);
    const { remove } = removing(all);
    const unmet = async (how: 'support' | 'natural' = 'support') => {
      const outcome = await remove(how);
      return 'problems' in outcome
        ? outcome.problems.map(({ condition, from }) => [condition, from])
        : outcome;
    };
    expect(await unmet()).toEqual([
      ['monitored', '2027-05-02'],
      ['income-stable', '2027-05-02'],
      ['measure-finished', '2026-11-02'],
      ['followed-up', '2026-11-02'],
    ]);
    const first = await remove();
    expect('problems' in first && first.problems.every(({ sample }) => sample)).toBe(true);
    await all.visit('2026-11-20', true);
    await all.visit('2027-01-10', false);
    await all.visit('2027-02-01', true);
    await all.visit('2027-03-01', null);
    expect(await unmet('natural')).toEqual([
      ['monitored', '2027-05-02'],
      ['income-stable', '2027-08-01'],
    ]);
    all.world.today = '2027-03-04';
    expect(await unmet('natural')).toContainEqual(['followed-up', '2027-03-04']);
    await all.visit('2027-07-31', true);
    expect(await unmet('natural')).toEqual([['income-stable', '2027-08-01']]);
    await all.visit('2027-08-01', true);
    expect(await unmet('natural')).toMatchObject({ ok: true, proposed: true });
  });

  test('a household of whom nobody can work is not removed on any day, and is told why', async () => {
    const all = await Supporting.open(databases, { answers: { ...WANG, household: { labour: 0 } } });
    await ready(all);
    const outcome = await removing(all).remove();
    expect(outcome).toMatchObject({
      reason: 'removal-unmet',
      problems: [{ condition: 'labour', from: null }],
    });
    expect('problems' in outcome && outcome.problems).toHaveLength(1);
  });

  test('back under monitoring: the time counts anew, and not while the household has another open case', async () => {
    const all = await Supporting.open(databases);
    const { world, support, town, village, foreign, chat, id, receipt } = all;
    const { remove, confirm, restore, stage } = removing(all);
    expect(await restore()).toEqual({ ok: false, reason: 'not-removed' });
    await ready(all);
    await remove();
    await confirm();
    expect(await restore(foreign)).toEqual({ ok: false, reason: 'not-found' });
    expect(await restore(village)).toEqual({ ok: false, reason: 'not-allowed' });
    const second = await world.declared(chat, { ...WANG, causes: ['住房'] });
    expect(second.receipt).not.toBe(receipt);
    expect(await restore()).toEqual({ ok: false, reason: 'household-open' });
    const seen = await world.do((unit) => support.suggestions(unit, town, second.receipt));
    expect(seen).toMatchObject({ ok: true, plan: { earlier: [receipt] } });
    await world.do((unit) => world.casework.withdraw(unit, second.id, chat));

    world.today = '2027-08-02';
    expect(await restore(town, '又')).toEqual({ ok: false, reason: 'reason-short' });
    expect(await restore()).toMatchObject({ ok: true, stage: 'support' });
    expect(await stage()).toBe('support');
    expect(await world.lastMail(chat)).toContain('重新监测');
    const row = await world.row(id);
    const problems = await world.do((unit) => support.removalProblems(unit, row, 'support'));
    expect(problems.map(({ condition, from }) => [condition, from])).toEqual([
      ['monitored', '2028-02-02'],
      ['income-stable', '2028-02-02'],
      ['measure-finished', '2027-08-02'],
      ['followed-up', '2027-08-02'],
    ]);
  });

  test('a county sets its own, drops what it does not ask for, and by approving takes the mark of a sample off', () => {
    const nation = RemovalPart.parse({
      conditions: { monitored: { least: 6 }, 'measure-finished': { least: 1, how: 'support' }, labour: {} },
      followUp: { days: 30 },
    });
    const county = RemovalPart.parse({ conditions: { monitored: { least: 12 }, labour: { skip: true } } });
    expect(mergeRemoval([nation, undefined, county], true)).toEqual({
      conditions: [
        { id: 'monitored', least: 12, sample: false },
        { id: 'measure-finished', least: 1, how: 'support', sample: false },
      ],
      followUp: { days: 30, sample: false },
    });
    expect(mergeRemoval([nation], false).conditions.every(({ sample }) => sample)).toBe(true);
    expect(mergeRemoval([undefined], false)).toEqual({
      conditions: [],
      followUp: { days: null, sample: true },
    });
  });

  test('months end where the month does', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
    expect(addMonths('2026-11-02', 1)).toBe('2026-12-02');
    expect(addMonths('2026-12-31', 12)).toBe('2027-12-31');
  });

  test('a follow-up is due a month after the last, nobody at home does not count, and photos go with it', async () => {
    const all = await Supporting.open(databases);
    const { world, support, town, village, foreign, chief, receipt, id } = all;
    const due = (staff = town) => world.do((unit) => support.dueFollowUps(unit, staff));
    expect(await due()).toEqual([]);
    world.today = '2026-12-02';
    expect(await due()).toMatchObject([{ receipt, place: '望田镇晋庄村', dueOn: '2026-12-02' }]);
    expect(await due(village)).toHaveLength(1);
    expect(await due(foreign)).toEqual([]);
    expect(await world.do((unit) => support.reminderLines(unit, town))).toEqual([
      expect.stringContaining('1户'),
    ]);
    expect(await world.do((unit) => support.reminderLines(unit, chief))).toEqual([]);
    expect(await all.visit('2026-12-03', null)).toMatchObject({ ok: true, nextOn: '2026-12-02' });
    expect(await due()).toHaveLength(1);

    const photo = await world.photo('chat-village', null);
    const report = (photoIds: string[], staff = village, text = '屋顶修好了') =>
      world.do((unit) => support.followUp(unit, staff, receipt, { text, incomeStable: true, photoIds }));
    expect(await report([photo], foreign)).toEqual({ ok: false, reason: 'not-found' });
    expect(await report([photo], village, ' ')).toEqual({ ok: false, reason: 'text-empty' });
    expect(await report(['none'])).toEqual({ ok: false, reason: 'photo-unknown' });
    expect(await report([photo])).toMatchObject({ ok: true, nextOn: '2027-01-02' });
    expect(await report([])).toMatchObject({ ok: true });
    expect(await due()).toEqual([]);
    const { followUps } = await world.do((unit) => support.of(unit, id));
    expect(followUps.map(({ incomeStable, text }) => [incomeStable, text])).toEqual([
      [null, '没人在家'],
      [true, '屋顶修好了'],
    ]);
    const rows = await world.do((unit) => unit.db.selectFrom('visits').selectAll().execute());
    expect(JSON.stringify([rows, await world.audit(id)])).not.toContain('屋顶');
  });
});
