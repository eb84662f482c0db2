import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { WANG, WANGTIAN, World, without } from './world.ts';

const databases = sqliteDatabase();

async function unsent(world: World, chat: string): Promise<string[]> {
  const rows = await world.do((unit) =>
    unit.db
      .selectFrom('outbox')
      .select('cause')
      .where('conversation_id', '=', chat)
      .where('sent_at', 'is', null)
      .where('failed_at', 'is', null)
      .execute(),
  );
  return rows.map(({ cause }) => cause);
}

describe('a member who leaves', () => {
  test('is sent nothing that still waited, and sees no case that they filed', async () => {
    const world = await World.open(databases);
    const town = await world.staff('town', 'township', WANGTIAN);
    const draft = world.draft({ ...WANG, filer: 'cadre', filerName: '李四' });
    await world.do((unit) =>
      world.casework.submit(unit, { draft, conversationId: 'chat-town', source: 'cadre', staffId: town.id }),
    );
    await world.declared(await world.chat('li'), {
      ...without(WANG, 'idNumber'),
      name: '李小明',
      phone: '13711112222',
    });
    expect(await unsent(world, 'chat-town')).toHaveLength(1);
    expect(await world.do((unit) => world.casework.casesOf(unit, 'chat-town'))).toHaveLength(1);
    await world.do((unit) => world.register.remove(unit, town.id));
    const left = await unsent(world, 'chat-town');
    expect(left).toHaveLength(1);
    expect(left[0]).toContain('removed');
    expect(await world.lastMail('chat-town')).toContain('已停用');
    expect(await world.do((unit) => world.casework.casesOf(unit, 'chat-town'))).toEqual([]);
    expect(await world.do((unit) => world.register.of(unit, 'chat-town'))).toBeUndefined();
  });

  test('keeps what the chat is told as a household', async () => {
    const world = await World.open(databases);
    const town = await world.staff('town', 'township', WANGTIAN);
    const colleague = await world.staff('colleague', 'township', WANGTIAN);
    const { receipt } = await world.declared('chat-town', WANG);
    await world.do((unit) => world.casework.take(unit, colleague, receipt));
    await world.do((unit) => world.register.remove(unit, town.id));
    const left = await unsent(world, 'chat-town');
    expect(left.filter((cause) => cause.startsWith('case:'))).toHaveLength(1);
    expect(await world.do((unit) => world.casework.casesOf(unit, 'chat-town'))).toHaveLength(1);
  });

  test('a code used in another chat ends the first one, which is told', async () => {
    const world = await World.open(databases);
    const town = await world.staff('town', 'township', WANGTIAN);
    const phone = await world.chat('phone');
    await world.do(async (unit) => {
      const given = await world.register.newCode(unit, town.id);
      await world.register.bind(unit, phone, given?.code ?? '');
    });
    expect(await world.lastMail('chat-town')).toContain('另一个聊天');
    expect(await world.do((unit) => world.register.of(unit, 'chat-town'))).toBeUndefined();
    expect(await world.do((unit) => world.register.of(unit, phone))).toMatchObject({ id: town.id });
  });
});

test('a cadre who declared their own household works nothing of it; a colleague does', async () => {
  const world = await World.open(databases);
  const town = await world.staff('town', 'township', WANGTIAN);
  const colleague = await world.staff('colleague', 'township', WANGTIAN);
  const { receipt } = await world.declared('chat-town', WANG);
  const { casework } = world;
  for (const attempt of [
    () => world.do((unit) => casework.take(unit, town, receipt)),
    () => world.do((unit) => casework.advance(unit, town, receipt)),
    () =>
      world.do((unit) => casework.transfer(unit, town, receipt, { to: town.region, reason: '实际住在那里' })),
  ]) {
    expect(await attempt()).toEqual({ ok: false, reason: 'own-case' });
  }
  expect(await world.do((unit) => casework.take(unit, colleague, receipt))).toMatchObject({ ok: true });
});

test('a department knows nothing of a household any more once its case was withdrawn', async () => {
  const world = await World.open(databases);
  const office = await world.staff('office', 'department', '411024', '县医保局');
  const { id } = await world.declared(await world.chat('wang'), WANG);
  const [task] = await world.do((unit) => world.casework.tasks(unit, office));
  await world.do((unit) => world.casework.withdraw(unit, id, 'chat-wang'));
  const refused = { ok: false, reason: 'not-found' };
  expect(await world.do((unit) => world.casework.openTask(unit, office, task?.id ?? ''))).toEqual(refused);
  expect(await world.do((unit) => world.casework.replyTask(unit, office, task?.id ?? '', '已办'))).toEqual(
    refused,
  );
});
