import { expect, test } from 'vitest';
import type { StaffMember } from '../../src/casework/index.ts';
import { eachDatabase, type TestDatabases } from '../storage/databases.ts';
import { JINZHUANG, PERSONAL, WANG, WANGTIAN, World, YANLING } from './world.ts';

/** A county with its people, and Wang's case in 望田镇. */
async function county(databases: TestDatabases) {
  const world = await World.open(databases);
  const village = await world.staff('village', 'village', JINZHUANG);
  const town = await world.staff('town', 'township', WANGTIAN);
  const colleague = await world.staff('colleague', 'township', WANGTIAN);
  const chief = await world.staff('chief', 'county', YANLING);
  const chat = await world.chat('wang');
  const { id, receipt } = await world.declared(chat, WANG);
  const { casework } = world;
  const act = {
    take: (staff: StaffMember, how = {}) => world.do((unit) => casework.take(unit, staff, receipt, how)),
    advance: (staff: StaffMember, how = {}) =>
      world.do((unit) => casework.advance(unit, staff, receipt, how)),
    verify: (staff: StaffMember, text = '家里确实困难，老伴在县医院', photoIds: string[] = []) =>
      world.do((unit) => casework.recordVerification(unit, staff, receipt, { text, photoIds })),
    giveBack: (staff: StaffMember, missing = '住院发票') =>
      world.do((unit) => casework.returnForCompletion(unit, staff, receipt, missing)),
    resume: (staff: StaffMember) => world.do((unit) => casework.resume(unit, staff, receipt)),
    decide: (
      staff: StaffMember,
      outcome: 'included' | 'not_included' = 'included',
      reason = '医药费太高，收入很低',
    ) => world.do((unit) => casework.decide(unit, staff, receipt, { outcome, reason })),
    open: (staff: StaffMember) => world.do((unit) => casework.open(unit, staff, receipt)),
  };
  const stage = async () => (await world.row(id)).stage;
  /** As far as the county's decision. */
  const toDecision = async () => {
    await act.advance(town);
    await world.form(village, receipt);
    for (const staff of [village, village, village, town]) {
      expect(await world.goOn(staff, receipt)).toMatchObject({ ok: true });
    }
    expect(await stage()).toBe('county_decision');
  };
  return { world, village, town, colleague, chief, chat, id, receipt, act, stage, toDecision };
}

eachDatabase('working a case', (databases) => {
  test('from received to support, each stage by whom it belongs to, each told to the household', async () => {
    const { world, town, village, chief, chat, id, receipt, act, stage, toDecision } =
      await county(databases);
    expect(await act.take(town)).toMatchObject({ ok: true, receipt, stage: 'received' });
    expect(await world.lastMail(chat)).toContain('已经有干部接手');
    expect(await act.advance(village)).toEqual({ ok: false, reason: 'not-allowed' });
    await toDecision();
    expect(await world.lastMail('chat-chief')).toContain('县级确定');
    expect(await act.advance(town)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await act.advance(chief)).toEqual({ ok: false, reason: 'needs-decision' });
    expect(await act.decide(town)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await act.decide(chief, 'included', '。。 。。！')).toEqual({ ok: false, reason: 'reason-short' });
    expect(await act.decide(chief)).toMatchObject({ ok: true, stage: 'included' });
    expect(await act.decide(chief)).toEqual({ ok: false, reason: 'closed' });
    expect(await world.row(id)).toMatchObject({
      outcome: 'included',
      decided_at: expect.any(String),
      due_on: null,
    });
    expect(await world.lastMail(chat)).toContain('医药费太高');
    expect(await act.advance(town)).toMatchObject({ ok: true, stage: 'support' });
    expect(await act.advance(town)).toEqual({ ok: false, reason: 'needs-removal' });
    expect(await stage()).toBe('support');
    const lines = await world.do((unit) =>
      unit.db.selectFrom('case_stages').selectAll().where('case_id', '=', id).orderBy('position').execute(),
    );
    expect(lines.map((line) => line.stage)).toEqual([
      'received',
      'verification',
      'village_review',
      'notice',
      'township_review',
      'county_decision',
      'included',
      'support',
    ]);
    for (const [i, line] of lines.entries()) expect(line.left_at).toBe(lines[i + 1]?.entered_at ?? null);
    const texts = (await world.mail(chat)).map(({ text }) => text);
    expect(texts.every((text) => text.includes(receipt))).toBe(true);
    expect(texts.filter((text) => /“入户核实”|“公示”|“乡镇审核”/.test(text))).toHaveLength(3);
    const record = JSON.stringify(await world.audit(id));
    for (const value of [...PERSONAL, '医药费', '县医院']) expect(record).not.toContain(value);
  });

  test('a case leaves verification only with a record of it, and records are kept with photos', async () => {
    const { world, town, village, act, receipt } = await county(databases);
    expect(await act.verify(town)).toEqual({ ok: false, reason: 'wrong-stage' });
    await act.advance(town);
    expect(await act.advance(village)).toEqual({ ok: false, reason: 'no-verification' });
    expect(await act.verify(village, '  ')).toEqual({ ok: false, reason: 'text-empty' });
    expect(await act.verify(village, '长'.repeat(2001))).toEqual({ ok: false, reason: 'text-long' });
    const photo = await world.photo('chat-village', null);
    const foreign = await world.photo('chat-chief', null);
    expect(await act.verify(village, '去看过了', [photo, foreign])).toEqual({
      ok: false,
      reason: 'photo-unknown',
    });
    expect(await act.verify(village, '去看过了', [photo])).toMatchObject({ ok: true });
    expect(await act.advance(village)).toMatchObject({ ok: true, stage: 'village_review' });
    expect(await act.open(town)).toMatchObject({
      ok: true,
      file: {
        receipt,
        person: { name: '王建国', idNumber: '411024196503152316', phone: '13903741234' },
        notes: [{ kind: 'verification', text: '去看过了' }],
        photos: [{ id: photo }],
      },
    });
  });

  test('two cadres: what one took the other does not work unless they take it over', async () => {
    const { world, town, colleague, act, id } = await county(databases);
    expect(await act.take(town)).toMatchObject({ ok: true });
    expect(await act.take(town)).toEqual({ ok: false, reason: 'already-yours' });
    expect(await act.take(colleague)).toEqual({ ok: false, reason: 'taken' });
    expect(await act.advance(colleague)).toEqual({ ok: false, reason: 'taken' });
    expect(await act.take(colleague, { over: true })).toMatchObject({ ok: true });
    expect(await act.advance(town)).toEqual({ ok: false, reason: 'taken' });
    await world.do((unit) => world.register.remove(unit, colleague.id));
    expect((await world.row(id)).handler_id).toBeNull();
    expect(await act.advance(town)).toMatchObject({ ok: true, stage: 'verification' });
  });

  test('two cadres at the same instant in two processes: the second hears that it was done', async () => {
    const { world, town, colleague, act, id, receipt } = await county(databases);
    const other = await world.again(databases);
    const [a, b] = await Promise.all([
      world.do((unit) => world.casework.take(unit, town, receipt)),
      other.do((unit) => other.casework.take(unit, colleague, receipt)),
    ]);
    expect([a, b].filter(({ ok }) => ok)).toHaveLength(1);
    expect([a, b].find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'taken' });
    expect((await world.audit(id)).map(({ action }) => action)).toEqual(['submitted', 'taken']);

    // The same button pressed twice: the version that was seen decides.
    const handler = a.ok ? town : colleague;
    const { version } = await world.row(id);
    const [c, d] = await Promise.all([
      world.do((unit) => world.casework.advance(unit, handler, receipt, { seen: version })),
      other.do((unit) => other.casework.advance(unit, handler, receipt, { seen: version })),
    ]);
    expect([c, d].filter(({ ok }) => ok)).toHaveLength(1);
    expect([c, d].find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'changed' });
    expect((await world.row(id)).stage).toBe('verification');
    expect(await act.advance(handler, { seen: version })).toEqual({ ok: false, reason: 'changed' });
  });

  test('returned for completion: the clock stands still until the household adds what is missing', async () => {
    const { world, town, chat, id, act } = await county(databases);
    world.today = '2026-11-03';
    expect(await act.giveBack(town)).toMatchObject({ ok: true });
    expect(await act.giveBack(town)).toEqual({ ok: false, reason: 'paused' });
    expect(await act.advance(town)).toEqual({ ok: false, reason: 'paused' });
    const [message] = (await world.mail(chat)).slice(-1);
    expect(message?.text).toContain('住院发票');
    expect(message?.buttons?.map((button) => button.id)).toEqual(['supplement', 'status']);
    const [paused] = await world.do((unit) => world.casework.casesOf(unit, chat));
    expect(paused).toMatchObject({ paused: true, note: '住院发票' });
    expect(paused?.timeline.at(-1)?.day).toBeNull();

    world.today = '2026-11-10';
    const items = await world.do((unit) => world.casework.queue(unit, town));
    expect(items.map(({ due }) => due)).toEqual(['等补材料']);
    expect(await world.do((unit) => world.casework.queue(unit, town, { overdue: true }))).toEqual([]);
    const photo = await world.photo(chat, null);
    const added = await world.do((unit) => world.casework.supplement(unit, id, chat, '', [photo]));
    // Due on the 4th when it was returned on the 3rd, resumed five working days later.
    expect(added).toMatchObject({ ok: true, case: { paused: false, dueOn: '2026-11-11' } });
    expect(await world.row(id)).toMatchObject({ paused_at: null, paused_days: 5 });
    const lines = await world.do((unit) =>
      unit.db.selectFrom('case_stages').selectAll().where('case_id', '=', id).orderBy('position').execute(),
    );
    expect(lines.map(({ stage, due_on }) => [stage, due_on])).toEqual([
      ['received', '2026-11-04'],
      ['received', null],
      ['received', '2026-11-11'],
    ]);
    expect(await world.lastMail('chat-town')).toContain('材料补来了');
    expect(await act.resume(town)).toEqual({ ok: false, reason: 'not-paused' });
    await act.giveBack(town);
    expect(await act.resume(town)).toMatchObject({ ok: true });
    expect(await world.lastMail(chat)).toContain('材料收到了');
  });

  test('the list: urgent first, then by due day, with a masked name and the days left', async () => {
    const { world, town, village, receipt } = await county(databases);
    const place = { township: WANGTIAN, village: null, text: '望田镇', how: 'text' } as const;
    world.today = '2026-11-03';
    const later = await world.declared(null, { name: '欧阳娜娜', place, causes: ['住房'] });
    const urgent = await world.declared(null, { name: '李', place, causes: ['住房'] }, { urgent: true });
    world.today = '2026-11-04';
    const list = () => world.do((unit) => world.casework.queue(unit, town));
    expect((await list()).map((item) => [item.receipt, item.name, item.place, item.due])).toEqual([
      [urgent.receipt, '李**', '望田镇', '还有1天'],
      [receipt, '王**', '望田镇晋庄村', '今天到期'],
      [later.receipt, '欧**', '望田镇', '还有1天'],
    ]);
    world.today = '2026-11-06';
    expect((await list()).map(({ due }) => due)).toEqual(['超期1天', '超期2天', '超期1天']);
    const own = await world.do((unit) => world.casework.queue(unit, village));
    expect(own.map((item) => item.receipt)).toEqual([receipt]);
    expect(JSON.stringify(await list())).not.toMatch(/王建国|4110241965|1390374/);
  });

  test('a day that rests on holidays not published yet is marked', async () => {
    const { world, town } = await county(databases);
    world.today = '2026-12-31';
    const view = await world.declared(null, {
      ...WANG,
      name: '年末',
      idNumber: '411024197001011234',
      phone: '13600001111',
    });
    expect(view.dueProvisional).toBe(true);
    expect(view.timeline.every(({ provisional }) => provisional)).toBe(true);
    const items = await world.do((unit) => world.casework.queue(unit, town));
    expect(items.find((item) => item.receipt === view.receipt)?.due).toMatch(/（暂定）$/);
  });

  test('each reading of personal data is recorded, and what is read is not', async () => {
    const { world, town, id, act } = await county(databases);
    await act.open(town);
    expect((await world.audit(id)).at(-1)).toMatchObject({
      actor: `staff:${town.id}`,
      action: 'read',
      detail: { purpose: 'handling' },
    });
  });
});
