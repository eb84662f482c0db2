import { expect, test } from 'vitest';
import type { Divisions, RegionCode } from '../../src/regions/index.ts';
import { eachDatabase } from '../storage/databases.ts';
import {
  at,
  county,
  divisions,
  got,
  household,
  inJinzhuang,
  last,
  put,
  remind,
  remindersOf,
} from './reminding.ts';
import { PERSONAL, WANGTIAN, YANLING } from './world.ts';

eachDatabase('sending reminders', (databases) => {
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
    // Tried every minute, logged once an hour.
    for (const time of ['08:01', '08:02', '08:59']) await reminders.run(at(`2026-11-05T${time}:00`));
    expect(logged).toHaveLength(1);
    await reminders.run(at('2026-11-05T09:00:00'));
    expect(logged).toHaveLength(2);
    broken = false;
    const then = await reminders.run(at('2026-11-05T09:01:00'));
    expect(then.toSorted()).toEqual(['chat-chief', 'chat-town']);
    expect(await got(world, 'far')).toHaveLength(1);
    expect(logged).toHaveLength(2);
    expect(await reminders.run(at('2026-11-05T09:02:00'))).toEqual([]);
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
