import { expect, test } from 'vitest';
import type { StaffMember } from '../../src/casework/index.ts';
import type { RegionCode } from '../../src/regions/index.ts';
import { eachDatabase, type TestDatabases } from '../storage/databases.ts';
import { BAILIANG, JINZHUANG, WANG, WANGTIAN, World, YANLING } from './world.ts';

async function two(databases: TestDatabases) {
  const world = await World.open(databases);
  const from = await world.staff('from', 'township', WANGTIAN);
  const to = await world.staff('to', 'township', BAILIANG);
  const village = await world.staff('village', 'village', JINZHUANG);
  const chief = await world.staff('chief', 'county', YANLING);
  const chat = await world.chat('wang');
  const { id, receipt } = await world.declared(chat, WANG);
  const offer = (staff: StaffMember, where: string, reason = '这户去年搬到柏梁镇住了') =>
    world.do((unit) => world.casework.transfer(unit, staff, receipt, { to: where as RegionCode, reason }));
  const incoming = (staff: StaffMember) => world.do((unit) => world.casework.incoming(unit, staff));
  return { world, from, to, village, chief, chat, id, receipt, offer, incoming };
}

eachDatabase('transfers', (databases) => {
  test('custody stays with the sender until the receiver accepts', async () => {
    const { world, from, to, chat, id, receipt, offer, incoming } = await two(databases);
    expect(await offer(from, BAILIANG)).toMatchObject({ ok: true });
    expect(await world.row(id)).toMatchObject({ queue: WANGTIAN });
    expect(await offer(from, BAILIANG)).toEqual({ ok: false, reason: 'transfer-pending' });
    expect(await world.do((unit) => world.casework.advance(unit, from, receipt))).toEqual({
      ok: false,
      reason: 'transfer-pending',
    });
    expect(await world.lastMail('chat-to')).toContain(receipt);
    // Not in custody yet, the receiver sees the offer and nothing of the person.
    expect(await world.do((unit) => world.casework.open(unit, to, receipt))).toMatchObject({ ok: false });
    const [item] = await incoming(to);
    expect(item).toMatchObject({ receipt, from: '望田镇', reason: '这户去年搬到柏梁镇住了' });
    expect(JSON.stringify(item)).not.toContain('王建国');

    expect(await world.do((unit) => world.casework.accept(unit, to, receipt))).toMatchObject({ ok: true });
    expect(await world.row(id)).toMatchObject({ queue: BAILIANG, village: null, handler_id: null });
    expect(await world.do((unit) => world.casework.accept(unit, to, receipt))).toEqual({
      ok: false,
      reason: 'transfer-none',
    });
    expect(await world.do((unit) => world.casework.open(unit, from, receipt))).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await world.do((unit) => world.casework.open(unit, to, receipt))).toMatchObject({ ok: true });
    expect(await world.lastMail(chat)).toContain('柏梁镇');
    expect(await world.lastMail('chat-from')).toContain('已接收');
    expect(await world.lastMail('chat-village')).toContain('柏梁镇已接收');
    const lines = await world.do((unit) =>
      unit.db.selectFrom('case_stages').selectAll().where('case_id', '=', id).orderBy('position').execute(),
    );
    expect(lines.map(({ queue, left_at }) => [queue, left_at === null])).toEqual([
      [WANGTIAN, false],
      [BAILIANG, true],
    ]);
    // Going back to where the village is, it is the village cadre's again.
    const back = { to: WANGTIAN, reason: '核实后还住在晋庄村' };
    await world.do((unit) => world.casework.transfer(unit, to, receipt, back));
    await world.do((unit) => world.casework.accept(unit, from, receipt));
    expect(await world.row(id)).toMatchObject({ queue: WANGTIAN, village: JINZHUANG });
    // Whose it has just become again does not read that it is theirs no more.
    expect(await world.lastMail('chat-village')).not.toContain('望田镇已接收');
  });

  test('rejected with a reason, or taken back, it stays where it is', async () => {
    const { world, from, to, id, receipt, offer, incoming } = await two(databases);
    await offer(from, BAILIANG);
    const [item] = await incoming(to);
    const reject = (ref: string, reason: string) =>
      world.do((unit) => world.casework.reject(unit, to, ref, reason));
    expect(await reject(item?.id ?? '', '不收')).toEqual({ ok: false, reason: 'reason-short' });
    expect(await reject(item?.id ?? '', '户口和住处都不在我镇')).toMatchObject({ ok: true });
    expect(await world.row(id)).toMatchObject({ queue: WANGTIAN });
    expect(await world.lastMail('chat-from')).toContain('没有接收');
    const opened = await world.do((unit) => world.casework.open(unit, from, receipt));
    expect(opened).toMatchObject({ file: { notes: [{ kind: 'transfer-rejected' }] } });

    expect(await offer(from, BAILIANG)).toMatchObject({ ok: true });
    const recall = (staff: StaffMember) => world.do((unit) => world.casework.recall(unit, staff, receipt));
    expect(await recall(to)).toEqual({ ok: false, reason: 'not-found' });
    expect(await recall(from)).toMatchObject({ ok: true });
    expect(await recall(from)).toEqual({ ok: false, reason: 'transfer-none' });
    expect(await incoming(to)).toEqual([]);
  });

  test('only to a queue of the county, only by the township, only with a reason', async () => {
    const { from, village, offer } = await two(databases);
    expect(await offer(from, '411326104')).toEqual({ ok: false, reason: 'no-such-queue' });
    expect(await offer(from, '4110')).toEqual({ ok: false, reason: 'no-such-queue' });
    expect(await offer(from, WANGTIAN)).toEqual({ ok: false, reason: 'same-queue' });
    expect(await offer(from, BAILIANG, '搬了')).toEqual({ ok: false, reason: 'reason-short' });
    expect(await offer(village, BAILIANG)).toEqual({ ok: false, reason: 'not-allowed' });
  });

  test('to the county’s intake and on to the right township', async () => {
    const { world, from, to, chief, id, receipt, offer } = await two(databases);
    await offer(from, YANLING);
    expect(await world.do((unit) => world.casework.accept(unit, chief, receipt))).toMatchObject({ ok: true });
    expect(await world.row(id)).toMatchObject({ queue: YANLING, unrouted: 1 });
    const items = await world.do((unit) => world.casework.queue(unit, chief));
    expect(items.map((item) => [item.receipt, item.unrouted])).toEqual([[receipt, true]]);
    await world.do((unit) => world.casework.assignIntake(unit, chief, receipt, BAILIANG));
    expect(await world.do((unit) => world.casework.queue(unit, to))).toHaveLength(1);
  });

  test('accepted and taken back at the same instant: one of them, and custody in one place', async () => {
    const { world, from, to, id, receipt, offer } = await two(databases);
    const other = await world.again(databases);
    await offer(from, BAILIANG);
    const [accepted, recalled] = await Promise.all([
      world.do((unit) => world.casework.accept(unit, to, receipt)),
      other.do((unit) => other.casework.recall(unit, from, receipt)),
    ]);
    expect([accepted.ok, recalled.ok].filter(Boolean)).toHaveLength(1);
    expect((await world.row(id)).queue).toBe(accepted.ok ? BAILIANG : WANGTIAN);
  });

  test('withdrawn while it is on offer, there is nothing left to accept', async () => {
    const { world, from, to, chat, id, receipt, offer } = await two(databases);
    await offer(from, BAILIANG);
    await world.do((unit) => world.casework.withdraw(unit, id, chat));
    expect(await world.do((unit) => world.casework.accept(unit, to, receipt))).toEqual({
      ok: false,
      reason: 'transfer-none',
    });
    expect(await world.row(id)).toMatchObject({ queue: WANGTIAN, outcome: 'withdrawn' });
  });
});
