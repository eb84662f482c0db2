import { expect, test } from 'vitest';
import type { RegionCode } from '../../src/regions/index.ts';
import { eachDatabase } from '../storage/databases.ts';
import { at, county, got, household, inJinzhuang, last, put, remind, remindersOf } from './reminding.ts';
import { BAILIANG, WANG, WANGTIAN, World, YANLING } from './world.ts';

eachDatabase('reminders', (databases) => {
  test('from the hour of the first day of warning, once a working day, to whose work it is', async () => {
    const { world, receipt } = await county(databases);
    expect(await remind(world, '2026-11-02')).toEqual([]);

    const { reminders } = remindersOf(world);
    world.today = '2026-11-03';
    expect(await reminders.run(at('2026-11-03T07:59:59'))).toEqual([]);
    expect(await reminders.run(at('2026-11-03T08:00:00'))).toEqual(['chat-town']);
    for (const time of ['08:01:00', '17:00:00', '23:59:59']) {
      expect(await reminders.run(at(`2026-11-03T${time}`))).toEqual([]);
    }
    expect(await reminders.run(at('2026-11-04T00:00:00'))).toEqual([]);
    expect(await got(world, 'town')).toEqual([
      {
        text: `【到期提醒】11月3日\n即将到期1件：\n· ${receipt} 望田镇晋庄村 受理 还有1天`,
        buttons: [{ id: 'staff:queue', label: '待办' }],
      },
    ]);
    expect(await remind(world, '2026-11-04')).toEqual(['chat-town']);
    expect(await last(world, 'town')).toContain(`今天到期1件：\n· ${receipt} 望田镇晋庄村 受理 今天到期`);
    // The same after a restart on the same day.
    expect(await remind(world, '2026-11-04')).toEqual([]);
    for (const name of ['village', 'neighbour', 'elsewhere', 'chief', 'boss', 'wang']) {
      expect(await got(world, name)).toEqual([]);
    }
  });

  test('what became overdue goes up once, though nobody was there on the day, and no missed day is caught up', async () => {
    const { world, id, receipt } = await county(databases);
    // Thursday to Monday nothing runs.
    expect(await remind(world, '2026-11-10')).toEqual(['chat-chief', 'chat-town']);
    expect(await got(world, 'town')).toHaveLength(1);
    expect(await last(world, 'town')).toContain(`超期1件：\n· ${receipt} 望田镇晋庄村 受理 超期4天`);
    expect(await last(world, 'chief')).toContain(
      `新超期1件，请督办：\n· ${receipt} 望田镇晋庄村 受理 超期4天`,
    );

    expect(await remind(world, '2026-11-11')).toEqual(['chat-town']);
    expect(await last(world, 'town')).toContain('超期5天');
    const told = (await world.audit(id)).filter(({ action }) => action === 'escalated');
    expect(told.map(({ actor, detail }) => ({ actor, detail }))).toEqual([
      { actor: 'system', detail: { stage: 'received', due: '2026-11-04', day: '2026-11-10' } },
    ]);
    // The next stage has a day of its own.
    await put(world, id, { stage: 'township_review', due_on: '2026-11-11' });
    expect(await remind(world, '2026-11-12')).toEqual(['chat-chief', 'chat-town']);
    expect(await last(world, 'chief')).toContain('乡镇审核 超期1天');
  });

  test('no weekend or holiday, and a made-up working Sunday', async () => {
    const world = await World.open(databases);
    await world.staff('town', 'township', WANGTIAN);
    world.today = '2026-09-17';
    const { id } = await world.declared(await world.chat('wang'), WANG);
    expect((await world.row(id)).due_on).toBe('2026-09-20');
    expect(await remind(world, '2026-09-18')).toEqual(['chat-town']);
    expect(await remind(world, '2026-09-19')).toEqual([]);
    expect(await remind(world, '2026-09-20')).toEqual(['chat-town']);
    expect(await last(world, 'town')).toContain('今天到期');
    for (const day of ['2026-09-25', '2026-09-26', '2026-10-01', '2026-10-07']) {
      expect(await remind(world, day)).toEqual([]);
    }
    expect(await remind(world, '2026-10-08')).toEqual(['chat-town']);
  });

  test('a village has its stages, the township when the village has nobody, the taker alone until it is overdue', async () => {
    const { world, village, town, id, receipt } = await county(databases);
    const colleague = await world.staff('colleague', 'township', WANGTIAN);
    await put(world, id, { stage: 'verification', due_on: '2026-11-05' });
    expect(await remind(world, '2026-11-03')).toEqual(['chat-village']);
    expect(await last(world, 'village')).toContain('入户核实 还有2天');

    await put(world, id, { handler_id: town.id });
    expect(await remind(world, '2026-11-04')).toEqual(['chat-town']);
    // Overdue: the village too, and the township's own colleague, since verification goes up to the township.
    expect(await remind(world, '2026-11-06')).toEqual(['chat-colleague', 'chat-town', 'chat-village']);
    expect(await last(world, 'colleague')).toContain('新超期1件，请督办');
    expect(await last(world, 'town')).not.toContain('请督办');

    await world.do((unit) => world.register.remove(unit, village.id));
    await world.do((unit) => world.register.remove(unit, colleague.id));
    await put(world, id, { stage: 'village_review', due_on: '2026-11-06' });
    // Nobody of the township is above those who do it there: the county hears of it.
    expect(await remind(world, '2026-11-09')).toEqual(['chat-chief', 'chat-town']);
    expect(await last(world, 'town')).toContain(`超期1件：\n· ${receipt} 望田镇晋庄村 村级评议 超期1天`);
    expect(await last(world, 'chief')).toContain('新超期1件');
  });

  test('never about a case outside the division, after a transfer only to the new township', async () => {
    const { world, town, elsewhere, chief, id, receipt } = await county(databases);
    await remind(world, '2026-11-03');
    expect(await got(world, 'elsewhere')).toEqual([]);
    const where = { to: BAILIANG, reason: '这户去年搬到柏梁镇住了' };
    await world.do((unit) => world.casework.transfer(unit, town, receipt, where));
    // Until it is accepted it lies where it lay.
    expect(await remind(world, '2026-11-04')).toEqual(['chat-town']);
    await world.do((unit) => world.casework.accept(unit, elsewhere, receipt));
    expect(await remind(world, '2026-11-05')).toEqual(['chat-chief', 'chat-elsewhere']);
    expect(await last(world, 'elsewhere')).toContain(`· ${receipt} 柏梁镇 受理 超期1天`);
    expect(await got(world, 'town')).toHaveLength(2);
    expect(await got(world, 'chief')).toHaveLength(1);
    // Another county's people, whatever happens here.
    await world.staff('far', 'county', '411025');
    await world.staff('far-boss', 'supervisor', '411025');
    await put(world, id, { stage: 'county_decision', due_on: '2026-11-05', handler_id: chief.id });
    expect(await remind(world, '2026-11-06')).not.toContain('chat-far');
    expect(await got(world, 'far-boss')).toEqual([]);
  });

  test('a supervisor gets counts and no case, the nearest one alone', async () => {
    const { world, id, receipt } = await county(databases);
    await world.staff('prefecture', 'supervisor', '4110');
    await world.staff('township-boss', 'supervisor', WANGTIAN);
    const second = await world.declared(null, household(1, inJinzhuang));
    for (const each of [id, second.id]) {
      await put(world, each, { stage: 'county_decision', due_on: '2026-11-05' });
    }
    // Another county without a supervisor of its own: the prefecture's.
    await world.declared(null, household(2, { township: '411025100' as RegionCode, village: null }));
    expect(await remind(world, '2026-11-06')).toEqual(['chat-boss', 'chat-chief', 'chat-prefecture']);
    expect(await got(world, 'boss')).toEqual([
      { text: '【到期提醒】11月6日\n鄢陵县新超期：县级确定2件。请督促办理。' },
    ]);
    expect(await last(world, 'prefecture')).toMatch(/^【到期提醒】11月6日\n.+新超期：受理1件。请督促办理。$/);
    expect(await last(world, 'prefecture')).not.toContain('鄢陵');
    expect(await last(world, 'chief')).toContain('超期2件');
    expect(await last(world, 'chief')).toContain(receipt);
    expect(await remind(world, '2026-11-09')).toEqual(['chat-chief']);
  });

  test('the county hears where nobody is bound, and goes to the supervisor where it has nobody itself', async () => {
    const { world, town, chief, id } = await county(databases);
    await world.do((unit) => world.register.remove(unit, town.id));
    const other = await world.declared(null, household(1, { township: BAILIANG, village: null }));
    await world.do((unit) => world.register.unbind(unit, 'chat-elsewhere'));
    await put(world, other.id, { due_on: '2026-11-05' });
    expect(await remind(world, '2026-11-04')).toEqual(['chat-chief']);
    const text = await last(world, 'chief');
    expect(text).toContain('望田镇没有乡镇干部绑定，有1件到期（今天到期1件）。');
    expect(text).toContain('柏梁镇没有人绑定，有1件到期（即将到期1件）。');
    expect(await remind(world, '2026-11-05')).toEqual(['chat-chief']);
    expect(await last(world, 'chief')).toContain('新超期1件，请督办');
    expect(await last(world, 'chief')).toContain('望田镇没有乡镇干部绑定，有1件到期（超期1件）。');

    await world.do((unit) => world.register.remove(unit, chief.id));
    expect(await remind(world, '2026-11-06')).toEqual(['chat-boss']);
    expect(await last(world, 'boss')).toBe('【到期提醒】11月6日\n鄢陵县新超期：受理1件。请督促办理。');
    // The escalation of the first case was told to the county before.
    expect((await world.audit(id)).filter(({ action }) => action === 'escalated')).toHaveLength(1);
  });

  test('what the county has to assign is its own, and goes up to the supervisor', async () => {
    const { world } = await county(databases);
    const { receipt } = await world.declared(null, household(1, { township: null, village: null }));
    await remind(world, '2026-11-03');
    expect(await last(world, 'chief')).toContain(`· ${receipt} 鄢陵县（待分派） 受理 还有1天`);
    await remind(world, '2026-11-05');
    expect(await last(world, 'boss')).toContain('鄢陵县新超期：受理1件');
  });

  test('not while it waits for papers, again from the moved day on', async () => {
    const { world, town, id, receipt } = await county(databases);
    await world.do((unit) => world.casework.returnForCompletion(unit, town, receipt, '住院发票'));
    for (const day of ['2026-11-03', '2026-11-04', '2026-11-05'])
      expect(await remind(world, day)).toEqual([]);
    world.today = '2026-11-06';
    await world.do((unit) => world.casework.resume(unit, town, receipt));
    expect((await world.row(id)).due_on).toBe('2026-11-10');
    expect(await remind(world, '2026-11-06')).toEqual([]);
    expect(await remind(world, '2026-11-09')).toEqual(['chat-town']);
  });

  test('not when it is decided or withdrawn', async () => {
    const { world, chat, id } = await county(databases);
    await world.do((unit) => world.casework.withdraw(unit, id, chat));
    expect(await remind(world, '2026-11-05')).toEqual([]);
  });

  test('a re-check is not the work of who verified before', async () => {
    const { world, village, town, chief, chat, id, receipt } = await county(databases);
    const { casework } = world;
    await world.do((unit) => casework.advance(unit, town, receipt));
    const found = { text: '看了，家里不困难，有两辆车' };
    await world.do((unit) => casework.recordVerification(unit, village, receipt, found));
    for (const staff of [village, village, village, town]) {
      await world.goOn(staff, receipt);
    }
    const decision = { outcome: 'not_included', reason: '收入高于参考线' } as const;
    expect(await world.do((unit) => casework.decide(unit, chief, receipt, decision))).toMatchObject({
      ok: true,
    });
    await world.do((unit) => casework.object(unit, id, chat, '我家的车早卖了'));
    expect(await world.row(id)).toMatchObject({ stage: 'verification', due_on: '2026-11-09' });
    await world.do((unit) => unit.db.updateTable('cases').set({ handler_id: null }).execute());
    // The village cadre verified, the county decided: the township is to look.
    expect(await remind(world, '2026-11-06')).toEqual(['chat-town']);
    expect(await last(world, 'town')).toContain('入户核实 还有1天');
  });

  test('a department hears of its late tasks, not of others', async () => {
    const { world, town, receipt } = await county(databases);
    const doctors = await world.staff('doctors', 'department', YANLING, '县医保局');
    await world.staff('school', 'department', YANLING, '县教体局');
    await world.staff('far-doctors', 'department', '411025', '县医保局');
    const due = await world.do((unit) => unit.db.selectFrom('tasks').select('due_on').execute());
    expect(due.map(({ due_on }) => due_on)).toContain('2026-11-11');
    expect(await remind(world, '2026-11-10')).not.toContain('chat-doctors');
    expect(await remind(world, '2026-11-11')).toContain('chat-doctors');
    await remind(world, '2026-11-12');
    expect((await got(world, 'doctors')).at(-1)).toEqual({
      text: `【到期提醒】11月12日\n任务超期1项：\n· ${receipt} 望田镇晋庄村 因病 超期1天`,
      buttons: [{ id: 'staff:tasks', label: '任务' }],
    });
    await world.do((unit) => world.casework.returnForCompletion(unit, town, receipt, '住院发票'));
    expect(await remind(world, '2026-11-13')).not.toContain('chat-doctors');
    await world.do((unit) => world.casework.resume(unit, town, receipt));
    const [task] = await world.do((unit) => world.casework.tasks(unit, doctors));
    await world.do((unit) => world.casework.replyTask(unit, doctors, task?.id ?? '', '已经办了大病救助手续'));
    expect(await remind(world, '2026-11-16')).not.toContain('chat-doctors');
    for (const name of ['school', 'far-doctors']) expect(await got(world, name)).toEqual([]);
  });
});
