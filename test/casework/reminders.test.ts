import { expect, test } from 'vitest';
import { Reminders } from '../../src/casework/index.ts';
import type { Answers } from '../../src/declaration/index.ts';
import { Divisions, Gazetteer, type RegionCode } from '../../src/regions/index.ts';
import { eachDatabase, type TestDatabases } from '../storage/databases.ts';
import {
  BAILIANG,
  calendar,
  JINZHUANG,
  type Message,
  PERSONAL,
  procedures,
  RENZHUANG,
  WANG,
  WANGTIAN,
  World,
  without,
  YANLING,
} from './world.ts';

const gazetteer = Gazetteer.load('corpus/gazetteer');
const divisions = Divisions.fromFile('corpus/divisions.csv', [YANLING]);

const at = (text: string) => new Date(`${text}+08:00`);

/** The reminders of one process, with what they log. */
function remindersOf({ storage }: World, { hour = 8, places = divisions } = {}) {
  const logged: object[] = [];
  const log = { error: (details: object) => void logged.push(details) };
  const reminders = new Reminders({ storage, procedures, calendar, gazetteer, divisions: places, hour, log });
  return { reminders, logged };
}

/** As a process that was just started does it, on a day at half past eight; who was written to, in order of name. */
async function remind(world: World, day: string): Promise<string[]> {
  world.today = day;
  return (await remindersOf(world).reminders.run(at(`${day}T08:30:00`))).toSorted();
}

/** The reminders that a chat got. */
async function got(world: World, name: string): Promise<Message[]> {
  return (await world.mail(`chat-${name}`)).filter(({ text }) => text.startsWith('【到期提醒】'));
}

async function last(world: World, name: string): Promise<string> {
  return (await got(world, name)).at(-1)?.text ?? '';
}

/** Other households, each with a name and phone of its own. */
function household(n: number, place: { township: RegionCode | null; village: RegionCode | null }): Answers {
  return {
    ...without(WANG, 'idNumber'),
    name: `赵某${n}`,
    phone: `139037${String(50000 + n)}`,
    place: { ...place, text: '', how: 'picked' },
  };
}

const inJinzhuang = { township: WANGTIAN, village: JINZHUANG };

/** Puts a case into a state that it came to in days gone by. */
function put(world: World, id: string, set: { stage?: string; due_on?: string; handler_id?: string }) {
  return world.do((unit) => unit.db.updateTable('cases').set(set).where('id', '=', id).execute());
}

/** A county with its people, and Wang's case: received on Monday, 2 November, to be taken up by Wednesday. */
async function county(databases: TestDatabases) {
  const world = await World.open(databases);
  const village = await world.staff('village', 'village', JINZHUANG);
  const neighbour = await world.staff('neighbour', 'village', RENZHUANG);
  const town = await world.staff('town', 'township', WANGTIAN);
  const elsewhere = await world.staff('elsewhere', 'township', BAILIANG);
  const chief = await world.staff('chief', 'county', YANLING);
  const boss = await world.staff('boss', 'supervisor', YANLING);
  const chat = await world.chat('wang');
  const { id, receipt } = await world.declared(chat, WANG);
  expect(await world.row(id)).toMatchObject({ stage: 'received', due_on: '2026-11-04' });
  return { world, village, neighbour, town, elsewhere, chief, boss, chat, id, receipt };
}

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
      await world.do((unit) => casework.advance(unit, staff, receipt));
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

  test('ten lines, urgent ones first, the rest counted; nothing of a person', async () => {
    const { world, id } = await county(databases);
    const dueOn = (n: number) => (n <= 4 ? '2026-11-03' : n <= 8 ? '2026-11-04' : '2026-11-05');
    const ids: string[] = [];
    for (let n = 1; n <= 13; n += 1) {
      const declared = await world.declared(null, household(n, inJinzhuang), { urgent: n === 4 });
      ids.push(declared.id);
      await put(world, declared.id, { due_on: dueOn(n) });
    }
    await remind(world, '2026-11-04');
    const text = await last(world, 'town');
    expect(text).toMatch(/超期4件：\n· 【紧急】.*超期1天\n(· .*超期1天\n){3}今天到期5件：\n/);
    // 4 + 5 of 14 leave one line for the last group.
    expect(text).toMatch(/即将到期5件：\n· .*还有1天\n还有4件没列出来。$/);
    expect(text.match(/^· /gm)).toHaveLength(10);
    const sent = await world.do((unit) => unit.db.selectFrom('outbox').selectAll().execute());
    const everything = [text, await last(world, 'chief'), JSON.stringify(sent)].join('\n');
    for (const personal of [...PERSONAL, '赵某', '139037']) expect(everything).not.toContain(personal);
    const audits = await Promise.all([id, ...ids].map((each) => world.audit(each)));
    expect(audits.filter((chain) => chain.some(({ action }) => action === 'escalated'))).toHaveLength(4);
  });

  test('once when instances look at the clock in the same moment, and when one starts later in the day', async () => {
    const { world, id } = await county(databases);
    await world.staff('deputy', 'county', YANLING);
    const other = await world.again(databases);
    world.today = '2026-11-05';
    const now = at('2026-11-05T08:00:00');
    const runs = [world, other, world, other].map((each) => remindersOf(each).reminders.run(now));
    const written = (await Promise.all(runs)).flat();
    expect(written.toSorted()).toEqual(['chat-chief', 'chat-deputy', 'chat-town']);
    expect(await remindersOf(other).reminders.run(at('2026-11-05T15:00:00'))).toEqual([]);
    for (const name of ['chief', 'deputy', 'town']) expect(await got(world, name)).toHaveLength(1);
    for (const name of ['chief', 'deputy']) expect(await last(world, name)).toContain('新超期1件');
    const told = (await world.audit(id)).filter(({ action }) => action === 'escalated');
    expect(told).toHaveLength(1);
    expect(await world.storage.verifyAudit()).toMatchObject({ broken: [] });
  });

  test('a process that died between two messages sends the second after its restart', async () => {
    const { world } = await county(databases);
    await world.staff('deputy', 'county', YANLING);
    await remind(world, '2026-11-05');
    // As if the deputy's message had not been written yet.
    await world.do((unit) =>
      unit.db
        .deleteFrom('outbox')
        .where('conversation_id', '=', 'chat-deputy')
        .where('cause', 'like', 'reminder:%')
        .execute(),
    );
    expect(await remind(world, '2026-11-05')).toEqual(['chat-deputy']);
    expect(await last(world, 'deputy')).toContain('新超期1件');
    expect(await remind(world, '2026-11-06')).toEqual(['chat-town']);
  });

  test("one county's trouble keeps nobody else waiting, is tried again, and logs no person", async () => {
    const { world } = await county(databases);
    await world.staff('prefecture', 'supervisor', '4110');
    const far = household(1, { township: '411025100' as RegionCode, village: null });
    await world.declared(null, far);
    await world.staff('far', 'township', '411025100');
    let broken = true;
    const nameOf = (code: RegionCode) => {
      if (broken && code === '411024') throw new TypeError('王建国');
      return divisions.nameOf(code);
    };
    const places = Object.assign(Object.create(divisions) as Divisions, { nameOf });
    const { reminders, logged } = remindersOf(world, { places });
    world.today = '2026-11-05';
    expect(await reminders.run(at('2026-11-05T08:00:00'))).toContain('chat-far');
    expect(logged).toEqual([{ county: '411024', reason: 'TypeError' }]);
    broken = false;
    const then = await reminders.run(at('2026-11-05T08:01:00'));
    expect(then.toSorted()).toEqual(['chat-chief', 'chat-town']);
    expect(await got(world, 'far')).toHaveLength(1);
    expect(logged).toHaveLength(1);
    expect(await reminders.run(at('2026-11-05T08:02:00'))).toEqual([]);
  });

  test('not to an erased chat, nor to who left', async () => {
    const { world, town } = await county(databases);
    await world.staff('gone', 'township', WANGTIAN);
    const query = world.do((unit) =>
      unit.db
        .selectFrom('conversations')
        .select('subject_id')
        .where('id', '=', 'chat-gone')
        .executeTakeFirstOrThrow(),
    );
    const { subject_id } = await query;
    await world.do((unit) => unit.subjects.erase(subject_id));
    expect(await remind(world, '2026-11-03')).toEqual(['chat-town']);
    await world.do((unit) => world.register.remove(unit, town.id));
    expect(await remind(world, '2026-11-04')).toEqual(['chat-chief']);
  });
});
