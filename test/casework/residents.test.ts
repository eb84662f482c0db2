import { expect, test } from 'vitest';
import { eachDatabase, type TestDatabases } from '../storage/databases.ts';
import { JINZHUANG, PERSONAL, WANG, WANGTIAN, World, YANLING } from './world.ts';

async function decided(databases: TestDatabases, outcome: 'included' | 'not_included' = 'not_included') {
  const world = await World.open(databases);
  const village = await world.staff('village', 'village', JINZHUANG);
  const town = await world.staff('town', 'township', WANGTIAN);
  const chief = await world.staff('chief', 'county', YANLING);
  const chat = await world.chat('wang');
  const { id, receipt } = await world.declared(chat, WANG);
  const { casework } = world;
  await world.do((unit) => casework.advance(unit, town, receipt));
  await world.do((unit) => casework.recordVerification(unit, village, receipt, { text: '家里有车有房' }));
  for (const staff of [village, village, village, town]) {
    await world.goOn(staff, receipt);
  }
  const reason = '收入高于参考线，没有大额支出';
  await world.do((unit) => casework.decide(unit, chief, receipt, { outcome, reason }));
  return { world, casework, village, town, chief, chat, id, receipt };
}

eachDatabase('what residents do with a case', (databases) => {
  test('progress by receipt and last four of the phone; all else looks alike', async () => {
    const world = await World.open(databases);
    const [chat, phone] = [await world.chat('wang'), await world.chat('phone')];
    const { id, receipt } = await world.declared(chat, WANG);
    const { receipt: other } = await world.declared(null, {
      ...WANG,
      name: '李四',
      idNumber: '411024197001011234',
      phone: '13600005678',
    });
    const ask = (ref: string, tail: string, from?: string) =>
      world.do((unit) => world.casework.status(unit, ref, tail, from));
    for (const [ref, tail] of [
      [receipt, '1235'],
      [receipt, '2316'],
      [receipt, ''],
      [other, '1234'],
      ['222-222-222', '1234'],
      ['什么', '1234'],
    ] as const) {
      expect(await ask(ref, tail, phone)).toBeUndefined();
    }
    expect(await world.do((unit) => world.casework.casesOf(unit, phone))).toEqual([]);
    const view = await ask(receipt.toLowerCase().replaceAll('-', ' '), '１２３４', phone);
    expect(view).toMatchObject({ receipt, stage: 'received' });
    expect(JSON.stringify(view)).not.toMatch(new RegExp(PERSONAL.join('|')));
    expect((await world.audit(id)).at(-1)).toMatchObject({ action: 'read', detail: { purpose: 'status' } });
    // Who proved it follows the case from this chat too.
    expect(await world.do((unit) => world.casework.casesOf(unit, phone))).toHaveLength(1);
    await world.do((unit) => world.casework.withdraw(unit, id, chat));
    expect(await world.lastMail(phone)).toContain('撤回');
  });

  test('without a phone the last four of the ID number do', async () => {
    const world = await World.open(databases);
    const { phone: _, ...answers } = { ...WANG, idNumber: '41102419650315231X' };
    const { receipt } = await world.declared(null, answers);
    expect(await world.do((unit) => world.casework.status(unit, receipt, '231x'))).toMatchObject({ receipt });
  });

  test('a chat without standing can do nothing with a case, a reporter only add to it', async () => {
    const world = await World.open(databases);
    const [neighbour, stranger] = [await world.chat('neighbour'), await world.chat('stranger')];
    const { id } = await world.declared(neighbour, { ...WANG, filer: 'neighbour' });
    const { casework } = world;
    const no = { ok: false, reason: 'not-found' };
    expect(await world.do((unit) => casework.supplement(unit, id, stranger, '你好'))).toEqual(no);
    expect(await world.do((unit) => casework.supplement(unit, 'no-such-case', stranger, '你好'))).toEqual(no);
    expect(await world.do((unit) => casework.withdraw(unit, id, stranger))).toEqual(no);
    expect(await world.do((unit) => casework.object(unit, id, stranger, '我不同意这个结果'))).toEqual(no);
    expect(await world.do((unit) => casework.withdraw(unit, id, neighbour))).toEqual(no);
    const added = await world.do((unit) => casework.supplement(unit, id, neighbour, '今天房子又漏了'));
    expect(added).toMatchObject({ ok: true });
    expect((await world.row(id)).decided_at).toBeNull();
  });

  test('withdrawn: closed for everybody, told to staff, and the household may declare again', async () => {
    const world = await World.open(databases);
    const town = await world.staff('town', 'township', WANGTIAN);
    const chat = await world.chat('wang');
    const { id, receipt } = await world.declared(chat, WANG);
    const { casework } = world;
    const gone = await world.do((unit) => casework.withdraw(unit, id, chat, '孩子找到工作了'));
    expect(gone).toMatchObject({ ok: true, case: { stage: 'withdrawn', outcome: 'withdrawn' } });
    const closed = { ok: false, reason: 'closed' };
    expect(await world.do((unit) => casework.withdraw(unit, id, chat))).toEqual(closed);
    expect(await world.do((unit) => casework.supplement(unit, id, chat, '还有'))).toEqual(closed);
    expect(await world.do((unit) => casework.object(unit, id, chat, '我又想要了吧'))).toEqual(closed);
    expect(await world.do((unit) => casework.advance(unit, town, receipt))).toEqual(closed);
    expect(await world.do((unit) => casework.queue(unit, town))).toEqual([]);
    expect(await world.lastMail('chat-town')).toContain('撤回');
    expect((await world.submit(chat, WANG)).kind).toBe('opened');
  });

  test('not included: the household hears why, what else helps and how to object', async () => {
    const { world, chat } = await decided(databases);
    const message = (await world.mail(chat)).at(-1);
    expect(message?.text).toContain('收入高于参考线');
    expect(message?.text).toMatch(/临时救助/);
    expect(message?.buttons).toContainEqual({ id: 'objection', label: '我有不同意见' });
    const [view] = await world.do((unit) => world.casework.casesOf(unit, chat));
    expect(view).toMatchObject({ outcome: 'not_included', note: '收入高于参考线，没有大额支出' });
  });

  test('an objection has the case verified anew, by somebody else, with a clock of its own', async () => {
    const { world, casework, village, town, chief, chat, id, receipt } = await decided(databases);
    world.today = '2026-12-07';
    const object = (reason = '车是我弟弟的，不是我家的') =>
      world.do((unit) => casework.object(unit, id, chat, reason));
    expect(await object('不服')).toEqual({ ok: false, reason: 'reason-short' });
    const objected = await object();
    expect(objected).toMatchObject({
      ok: true,
      case: { stage: 'verification', outcome: null, dueOn: '2026-12-14' },
    });
    expect(objected.ok && objected.case.timeline.map(({ stage }) => stage)).toEqual([
      'received',
      'verification',
      'village_review',
      'notice',
      'township_review',
      'county_decision',
      'not_included',
      'verification',
      'village_review',
      'notice',
      'township_review',
      'county_decision',
    ]);
    expect(await object()).toEqual({ ok: false, reason: 'not-decided' });
    expect(await world.row(id)).toMatchObject({ decided_at: null, outcome: null, handler_id: null });
    expect(await world.lastMail('chat-town')).toContain('复核');
    const again = { text: '核实：车确实是弟弟的' };
    const verify = (staff: typeof village) =>
      world.do((unit) => casework.recordVerification(unit, staff, receipt, again));
    expect(await verify(village)).toEqual({ ok: false, reason: 'same-person' });
    expect(await verify(chief)).toEqual({ ok: false, reason: 'same-person' });
    expect(await world.do((unit) => casework.advance(unit, town, receipt))).toEqual({
      ok: false,
      reason: 'no-verification',
    });
    expect(await verify(town)).toMatchObject({ ok: true });
    expect(await world.do((unit) => casework.advance(unit, town, receipt))).toMatchObject({ ok: true });
    const [item] = await world.do((unit) => casework.queue(unit, town));
    expect(item).toMatchObject({ receipt, recheck: true });
  });

  test('a household with another case in hand does not reopen the old one', async () => {
    const { world, casework, chat, id } = await decided(databases);
    expect((await world.submit(chat, WANG)).kind).toBe('opened');
    expect(await world.do((unit) => casework.object(unit, id, chat, '我还是不同意'))).toEqual({
      ok: false,
      reason: 'open-elsewhere',
    });
  });

  test('a household is erased only when nothing is open; the record of its cases stays whole', async () => {
    const { world, casework, town, chat, id, receipt } = await decided(databases);
    const { household_id } = await world.row(id);
    const { id: open } = await world.declared(chat, WANG);
    const erase = () => world.do((unit) => casework.eraseHousehold(unit, household_id ?? ''));
    expect(await erase()).toEqual({ ok: false, reason: 'still-open' });
    await world.do((unit) => casework.withdraw(unit, open, chat));
    const before = await world.audit(id);
    expect(await erase()).toEqual({ ok: true, cases: 2 });
    expect((await world.audit(id)).slice(0, -1)).toEqual(before);
    const opened = await world.do((unit) => casework.open(unit, town, receipt));
    expect(opened).toMatchObject({
      ok: true,
      file: { person: undefined, name: '', declarations: [], notes: [] },
    });
    expect(await world.do((unit) => casework.status(unit, receipt, '1234'))).toBeUndefined();
    expect(await world.do((unit) => casework.casesOf(unit, chat))).toEqual([]);
    expect((await world.submit(chat, WANG)).kind).toBe('opened');
    expect(await world.count('households')).toBe(2);
    expect(await world.do((unit) => casework.eraseHousehold(unit, 'nobody'))).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });

  test('a neighbour who reported hears that it ended, not how', async () => {
    const { world, casework, chat, id } = await decided(databases);
    await world.do((unit) => casework.object(unit, id, chat, '我不同意这个结果'));
    const neighbour = await world.chat('neighbour');
    const reported = await world.submit(neighbour, { ...WANG, filer: 'neighbour' });
    expect(reported).toMatchObject({ kind: 'joined' });
    await world.do((unit) => casework.withdraw(unit, id, chat));
    const mail = await world.mail(neighbour);
    expect(mail).toHaveLength(1);
    expect(mail[0]?.text).toContain('已经办完');
    expect(mail[0]?.text).not.toMatch(/撤回|纳入/);
  });
});
