import { expect, test } from 'vitest';
import { refusalText, StaffError, type StaffMember } from '../../src/casework/index.ts';
import type { RegionCode } from '../../src/regions/index.ts';
import { eachDatabase, sqliteDatabase } from '../storage/databases.ts';
import { BAILIANG, JINZHUANG, RENZHUANG, WANG, WANGTIAN, World, YANLING } from './world.ts';

eachDatabase('the staff register', (databases) => {
  test('a code binds one chat once, however it is typed, within seven days', async () => {
    const world = await World.open(databases);
    const [mine, other] = [await world.chat('mine'), await world.chat('other')];
    const { register } = world;
    const region = WANGTIAN;
    const { staff, code, expires } = await world.do((unit) =>
      register.add(unit, { name: '赵敏', role: 'township', region }),
    );
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);
    expect(expires.slice(0, 10)).toBe('2026-11-09');
    const bind = (chat: string, typed: string) => world.do((unit) => register.bind(unit, chat, typed));
    for (const wrong of ['', 'AAAAA-AAAAA', code.slice(1), `${code}2`]) {
      expect(await bind(mine, wrong)).toBeUndefined();
    }
    expect(await bind(mine, ` ${code.toLowerCase().replace('-', ' ')} `)).toEqual(staff);
    expect(await bind(other, code)).toBeUndefined();
    expect(await world.do((unit) => register.of(unit, mine))).toEqual(staff);
    expect(await world.do((unit) => register.of(unit, other))).toBeUndefined();

    const late = await world.do((unit) => register.newCode(unit, staff.id));
    world.today = '2026-11-12';
    expect(await bind(other, late?.code ?? '')).toBeUndefined();
    const void_ = await world.do((unit) => register.newCode(unit, staff.id));
    const next = await world.do((unit) => register.newCode(unit, staff.id));
    expect(await bind(other, void_?.code ?? '')).toBeUndefined();
    expect(await bind(other, next?.code ?? '')).toEqual(staff);
    // The new phone takes the place of the old one.
    expect(await world.do((unit) => register.of(unit, mine))).toBeUndefined();
    expect(await world.do((unit) => register.unbind(unit, other))).toBe(true);
    expect(await world.do((unit) => register.unbind(unit, other))).toBe(false);
    expect(await world.do((unit) => register.of(unit, other))).toBeUndefined();
    expect((await world.audit('staff')).map(({ action }) => action)).toContain('staff-bound');
    expect(JSON.stringify(await world.audit('staff'))).not.toContain('赵敏');
  });

  test('one code in two chats at the same instant binds one', async () => {
    const world = await World.open(databases);
    const other = await world.again(databases);
    const chats = [await world.chat('a'), await world.chat('b')] as const;
    const { code } = await world.do((unit) =>
      world.register.add(unit, { name: '赵敏', role: 'county', region: YANLING }),
    );
    const bound = await Promise.all([
      world.do((unit) => world.register.bind(unit, chats[0], code)),
      other.do((unit) => other.register.bind(unit, chats[1], code)),
    ]);
    expect(bound.filter((member) => member !== undefined)).toHaveLength(1);
  });

  test('removed: the chat is a resident’s again, codes are void, what was taken is free', async () => {
    const world = await World.open(databases);
    const town = await world.staff('town', 'township', WANGTIAN);
    const { id, receipt } = await world.declared(null, WANG);
    await world.do((unit) => world.casework.take(unit, town, receipt));
    const spare = await world.do((unit) => world.register.newCode(unit, town.id));
    expect(await world.do((unit) => world.register.remove(unit, town.id))).toBe(true);
    expect(await world.do((unit) => world.register.remove(unit, town.id))).toBe(false);
    expect(await world.do((unit) => world.register.newCode(unit, town.id))).toBeUndefined();
    expect(await world.do((unit) => world.register.of(unit, 'chat-town'))).toBeUndefined();
    expect(
      await world.do((unit) => world.register.bind(unit, 'chat-town', spare?.code ?? '')),
    ).toBeUndefined();
    expect((await world.row(id)).handler_id).toBeNull();
    const [entry] = await world.do((unit) => world.register.list(unit));
    expect(entry).toMatchObject({ id: town.id, name: 'town', active: false, bound: false });
  });
});

const databases = sqliteDatabase();

test.each([
  [{ name: '赵敏', role: 'boss', region: WANGTIAN }, /岗位不对/],
  [{ name: ' ', role: 'township', region: WANGTIAN }, /姓名/],
  [{ name: '赵敏', role: 'township', region: YANLING }, /9 位/],
  [{ name: '赵敏', role: 'village', region: WANGTIAN }, /12 位/],
  [{ name: '赵敏', role: 'department', region: YANLING }, /--unit/],
  [{ name: '赵敏', role: 'county', region: YANLING, unit: '县医保局' }, /--unit/],
])('a member who cannot be is refused in the operator’s words: %o', async (member, words) => {
  const world = await World.open(databases);
  const adding = world.do((unit) => world.register.add(unit, member));
  await expect(adding).rejects.toThrow(words);
  await expect(adding).rejects.toBeInstanceOf(StaffError);
  expect(await world.do((unit) => world.register.list(unit))).toEqual([]);
});

test('who has no duty towards a case gets the same answer as for one that does not exist, whatever they try', async () => {
  const world = await World.open(databases);
  const { casework } = world;
  const from = await world.staff('from', 'township', WANGTIAN);
  const chat = await world.chat('wang');
  const own = await world.declared(chat, WANG);
  const place = { township: WANGTIAN, village: JINZHUANG, text: '晋庄', how: 'text' } as const;
  const offered = await world.declared(null, { name: '李四', place, causes: ['因学'] });
  const where = { to: '411024105' as RegionCode, reason: '这户搬到大马镇住了' };
  await world.do((unit) => casework.transfer(unit, from, offered.receipt, where));
  const photo = await world.photo(chat, null);
  await world.do((unit) => casework.supplement(unit, own.id, chat, '照片', [photo]));
  const [transfer, task] = await world.do(async (unit) => [
    await unit.db.selectFrom('transfers').select('id').executeTakeFirstOrThrow(),
    await unit.db.selectFrom('tasks').select('id').where('case_id', '=', own.id).executeTakeFirstOrThrow(),
  ]);

  const strangers = [
    await world.staff('other town', 'township', BAILIANG),
    await world.staff('other village', 'village', RENZHUANG),
    await world.staff('other county', 'county', '411326'),
    await world.staff('office', 'department', YANLING, '县水利局'),
    await world.staff('other office', 'department', '411326', '县医保局'),
    await world.staff('supervisor', 'supervisor', YANLING),
  ];
  const tries: Record<string, (staff: StaffMember, ref: string) => Promise<unknown>> = {
    open: (staff, ref) => world.do((unit) => casework.open(unit, staff, ref)),
    take: (staff, ref) => world.do((unit) => casework.take(unit, staff, ref, { over: true, seen: 99 })),
    verify: (staff, ref) => world.do((unit) => casework.recordVerification(unit, staff, ref, { text: '' })),
    advance: (staff, ref) => world.do((unit) => casework.advance(unit, staff, ref)),
    return: (staff, ref) => world.do((unit) => casework.returnForCompletion(unit, staff, ref, '')),
    resume: (staff, ref) => world.do((unit) => casework.resume(unit, staff, ref)),
    transfer: (staff, ref) =>
      world.do((unit) => casework.transfer(unit, staff, ref, { to: BAILIANG, reason: '' })),
    accept: (staff, ref) => world.do((unit) => casework.accept(unit, staff, ref)),
    reject: (staff, ref) => world.do((unit) => casework.reject(unit, staff, ref, '')),
    recall: (staff, ref) => world.do((unit) => casework.recall(unit, staff, ref)),
    assign: (staff, ref) => world.do((unit) => casework.assignIntake(unit, staff, ref, BAILIANG)),
    decide: (staff, ref) =>
      world.do((unit) => casework.decide(unit, staff, ref, { outcome: 'included', reason: '' })),
    openTask: (staff, ref) => world.do((unit) => casework.openTask(unit, staff, ref)),
    replyTask: (staff, ref) => world.do((unit) => casework.replyTask(unit, staff, ref, '')),
    photo: (staff, ref) => world.do((unit) => casework.photo(unit, staff, ref, photo)),
  };
  const real = [own.id, own.receipt, offered.id, offered.receipt, transfer.id, task.id];
  const state = async () =>
    JSON.stringify([await world.row(own.id), await world.row(offered.id), await world.mail(chat)]);
  const before = await state();
  for (const staff of strangers) {
    expect(await world.do((unit) => casework.queue(unit, staff, { all: true }))).toEqual([]);
    expect(await world.do((unit) => casework.incoming(unit, staff))).toEqual([]);
    expect(await world.do((unit) => casework.tasks(unit, staff))).toEqual([]);
    for (const [name, attempt] of Object.entries(tries)) {
      const absent = JSON.stringify(await attempt(staff, 'nosuchcase00000000000'));
      for (const ref of [...real, '222-222-222', '', '%', "' or 1=1"]) {
        expect([name, staff.role, JSON.stringify(await attempt(staff, ref))]).toEqual([
          name,
          staff.role,
          absent,
        ]);
      }
    }
  }
  expect(await state()).toBe(before);
  const denied = await world.audit(`staff:${strangers[0]?.id ?? ''}`);
  expect(denied.filter(({ action }) => action === 'denied').length).toBeGreaterThan(100);
  expect(refusalText('not-found')).not.toMatch(/[0-9A-Z-]{9}/);
}, 120_000);

test('a department sees its own part: whom to help, not the ID number, story or other causes', async () => {
  const world = await World.open(databases);
  const { casework } = world;
  const office = await world.staff('office', 'department', YANLING, '医疗保障局');
  const town = await world.staff('town', 'township', WANGTIAN);
  const { id, receipt } = await world.declared(null, { ...WANG, causes: ['因病', '因学'] }, { urgent: true });
  expect(await world.lastMail('chat-office')).toContain('【紧急】新任务：望田镇晋庄村，因病');
  const tasks = await world.do((unit) => casework.tasks(unit, office));
  expect(tasks).toMatchObject([{ receipt, cause: '因病', place: '望田镇晋庄村', urgent: true }]);
  const [task] = tasks;
  const opened = await world.do((unit) => casework.openTask(unit, office, task?.id ?? ''));
  expect(opened).toMatchObject({ ok: true, task: { name: '王建国', phone: '13903741234' } });
  expect(JSON.stringify(opened)).not.toMatch(/4110241965|癌症|因学/);
  expect((await world.audit(id)).at(-1)).toMatchObject({ action: 'read', detail: { purpose: 'task' } });
  const reply = (text: string) => world.do((unit) => casework.replyTask(unit, office, task?.id ?? '', text));
  expect(await reply(' ')).toEqual({ ok: false, reason: 'text-empty' });
  expect(await reply('已按大病救助报销两万元')).toEqual({ ok: true });
  expect(await reply('再来一次')).toEqual({ ok: false, reason: 'answered' });
  expect(await world.do((unit) => casework.tasks(unit, office))).toEqual([]);
  expect(await world.lastMail('chat-town')).toContain('回复了办理情况');
  const file = await world.do((unit) => casework.open(unit, town, receipt));
  expect(JSON.stringify(file)).toContain('已按大病救助报销两万元');
});

test('nothing of the person is in a message to staff or in a column that is not sealed', async () => {
  const world = await World.open(databases);
  await world.staff('town', 'township', WANGTIAN);
  await world.staff('office', 'department', YANLING, '县医保局');
  await world.declared(await world.chat('wang'), WANG);
  const mail = [...(await world.mail('chat-town')), ...(await world.mail('chat-office'))];
  expect(mail.length).toBe(2);
  expect(JSON.stringify(mail)).not.toMatch(/王|1390|4110241965|癌/);
  const tables = await world.do((unit) =>
    Promise.all(
      (['households', 'declarations', 'cases', 'outbox', 'audit', 'staff'] as const).map((table) =>
        unit.db.selectFrom(table).selectAll().execute(),
      ),
    ),
  );
  expect(JSON.stringify(tables)).not.toMatch(/王建国|13903741234|411024196503152316|癌症/);
});
