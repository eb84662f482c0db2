import { expect, test } from 'vitest';
import type { RegionCode } from '../../src/regions/index.ts';
import { eachDatabase } from '../storage/databases.ts';
import {
  BAILIANG,
  JINZHUANG,
  NEIGHBOUR,
  PERSONAL,
  RENZHUANG,
  WANG,
  WANGTIAN,
  World,
  without,
  YANLING,
} from './world.ts';

eachDatabase('submitting', (databases) => {
  test('a declaration becomes one case in its township’s queue, with dates, tasks and a record', async () => {
    const world = await World.open(databases);
    const chat = await world.chat('wang');
    const submitted = await world.submit(chat, { ...WANG, causes: ['因病', '因学'] });
    expect(submitted.kind).toBe('opened');
    const [view] = await world.do((unit) => world.casework.casesOf(unit, chat));
    expect(submitted).toEqual({ kind: 'opened', case: view });
    expect(view).toMatchObject({
      receipt: expect.stringMatching(/^[2-9A-HJKMNP-Z]{3}(-[2-9A-HJKMNP-Z]{3}){2}$/),
      stage: 'received',
      queue: WANGTIAN,
      township: WANGTIAN,
      opened: '2026-11-02',
      dueOn: '2026-11-04',
      causes: ['因病', '因学'],
      outcome: null,
      paused: false,
    });
    const labels = view?.timeline.map(({ label, day, current }) => [label, day, current]);
    expect(labels?.slice(0, 2)).toEqual([
      ['受理', '2026-11-04', true],
      ['入户核实', '2026-11-11', false],
    ]);
    expect(view?.timeline.map(({ day }) => day ?? '')).toEqual(
      [...(view?.timeline ?? [])].map(({ day }) => day ?? '').sort(),
    );
    const row = await world.row(view?.id ?? '');
    expect(row).toMatchObject({ queue: WANGTIAN, village: JINZHUANG, unrouted: 0, county: YANLING });
    expect(row.procedure_hash).toMatch(/^[0-9a-f]{64}$/);
    const tasks = await world.do((unit) => unit.db.selectFrom('tasks').selectAll().execute());
    expect(tasks.map(({ unit, cause }) => `${unit} ${cause}`).sort()).toEqual([
      '县医保局 因病',
      '县卫健委 因病',
      '县教体局 因学',
    ]);
    const audit = await world.audit(view?.id ?? '');
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([['submitted', `resident:${chat}`]]);
    for (const value of PERSONAL) expect(JSON.stringify(audit)).not.toContain(value);
  });

  test('the same draft twice is one case with one receipt', async () => {
    const world = await World.open(databases);
    const chat = await world.chat('wang');
    const first = await world.submit(chat, WANG, { id: 'd1' });
    const second = await world.submit(chat, WANG, { id: 'd1' });
    expect(second).toEqual({ ...first, kind: 'repeated' });
    expect([await world.count('cases'), await world.count('declarations')]).toEqual([1, 1]);
  });

  test('a place that is not known goes to the county’s intake and is assigned from there', async () => {
    const world = await World.open(databases);
    const county = await world.staff('county', 'county', YANLING);
    const town = await world.staff('town', 'township', WANGTIAN);
    const chat = await world.chat('wang');
    const place = { township: null, village: null, text: '不知道', how: 'intake' } as const;
    const view = await world.declared(chat, { ...WANG, place });
    expect(view).toMatchObject({ queue: YANLING, township: null });
    expect(await world.row(view.id)).toMatchObject({ unrouted: 1, queue: YANLING });
    expect(await world.lastMail('chat-county')).toContain('不知道是哪个乡镇');
    expect(await world.mail('chat-town')).toEqual([]);

    const advanced = await world.do((unit) => world.casework.advance(unit, county, view.receipt));
    expect(advanced).toEqual({ ok: false, reason: 'not-assigned' });
    const assign = (to: string) =>
      world.do((unit) => world.casework.assignIntake(unit, county, view.receipt, to as RegionCode));
    expect(await assign('411326104')).toEqual({ ok: false, reason: 'no-such-queue' });
    expect(await assign('411024999')).toEqual({ ok: false, reason: 'no-such-queue' });
    expect(await assign(WANGTIAN)).toMatchObject({ ok: true });
    expect(await assign(BAILIANG)).toEqual({ ok: false, reason: 'not-intake' });
    expect(await world.row(view.id)).toMatchObject({ unrouted: 0, queue: WANGTIAN });
    expect(await world.lastMail('chat-town')).toContain(view.receipt);
    expect(await world.lastMail(chat)).toContain('望田镇');
    expect(await world.do((unit) => world.casework.queue(unit, town))).toHaveLength(1);
    expect((await world.audit(view.id)).at(-1)).toMatchObject({
      action: 'assigned',
      detail: { from: YANLING, to: WANGTIAN },
    });
  });

  test('a township of another county or one that does not exist is not made a queue', async () => {
    const world = await World.open(databases);
    const place = { township: '411024999' as RegionCode, village: null, text: '某镇', how: 'text' } as const;
    expect(await world.declared(null, { ...WANG, place })).toMatchObject({ queue: YANLING, township: null });
  });

  test('the household’s open case is found by ID number, and added to', async () => {
    const world = await World.open(databases);
    const town = await world.staff('town', 'township', WANGTIAN);
    const [chat, other] = [await world.chat('wang'), await world.chat('daughter')];
    const view = await world.declared(chat, WANG);
    const again = await world.submit(other, {
      ...WANG,
      filer: 'kin',
      name: '王建囯',
      phone: '13700000000',
      causes: ['因学'],
      story: '孩子上大学没钱',
    });
    expect(again).toMatchObject({
      kind: 'joined',
      case: { receipt: view.receipt, causes: ['因病', '因学'] },
    });
    expect([await world.count('cases'), await world.count('households')]).toEqual([1, 1]);
    expect(await world.count('tasks')).toBe(3);
    expect(await world.lastMail('chat-town')).toContain('有补充情况');
    expect(await world.lastMail(chat)).toContain('新的补充情况');
    expect(await world.mail(other)).toEqual([]);
    const opened = await world.do((unit) => world.casework.open(unit, town, view.receipt));
    expect(opened).toMatchObject({
      ok: true,
      file: { declarations: [{ kind: 'declaration' }, { kind: 'supplement', filer: 'kin' }] },
    });
  });

  test.each([
    ['name and phone', { place: { ...WANG.place, township: BAILIANG, village: null } }, 'joined'],
    ['name and phone written otherwise', { name: ' 王 建国 ', phone: '+86 139-0374-1234' }, 'joined'],
    ['name and phone with another ID number', { idNumber: '411024196503152332' }, 'joined'],
    ['name and village, no ID number', { idNumber: undefined, phone: undefined }, 'added'],
    [
      'name and village, the phone of kin, no ID number',
      { idNumber: undefined, phone: '13711112222', filer: 'kin' as const },
      'added',
    ],
    ['name and village, another phone of their own', { idNumber: undefined, phone: '13711112222' }, 'opened'],
    [
      'a namesake of the village with another ID number',
      { idNumber: '411024198001012316', phone: '13711112222' },
      'opened',
    ],
    [
      'a namesake of another village',
      { idNumber: undefined, phone: '13711112222', place: { ...WANG.place, village: RENZHUANG } },
      'opened',
    ],
    ['another head with the same phone', { name: '王小明', idNumber: undefined }, 'opened'],
  ])('recognised by %s', async (_, change, kind) => {
    const world = await World.open(databases);
    await world.declared(await world.chat('wang'), WANG);
    const answers = Object.fromEntries(
      Object.entries({ ...WANG, ...change }).filter(([, value]) => value !== undefined),
    );
    const again = await world.submit(await world.chat('other'), answers);
    expect(again.kind).toBe(kind);
    expect(await world.count('cases')).toBe(kind === 'opened' ? 2 : 1);
  });

  test('a neighbour who names the household learns neither receipt nor progress, then nor ever', async () => {
    const world = await World.open(databases);
    await world.staff('town', 'township', WANGTIAN);
    const [chat, neighbour] = [await world.chat('wang'), await world.chat('neighbour')];
    const view = await world.declared(chat, WANG);
    const before = (await world.mail(chat)).length;
    expect(await world.submit(neighbour, NEIGHBOUR, { id: 'n1', urgent: true })).toEqual({ kind: 'added' });
    expect(await world.submit(neighbour, NEIGHBOUR, { id: 'n1' })).toEqual({ kind: 'added' });
    expect(await world.do((unit) => world.casework.casesOf(unit, neighbour))).toEqual([]);
    const asked = { county: YANLING, name: '王建国', village: JINZHUANG };
    expect(await world.do((unit) => world.casework.openCaseOf(unit, asked))).toBeUndefined();
    const proved = { ...asked, phone: '13903741234' };
    expect(await world.do((unit) => world.casework.openCaseOf(unit, proved))).toMatchObject({
      receipt: view.receipt,
    });
    expect((await world.mail(chat)).length).toBe(before);
    expect(await world.lastMail('chat-town')).toContain('【紧急】望田镇晋庄村有人又报了同一户');
    expect((await world.row(view.id)).urgent).toBe(1);
    expect(await world.count('declarations')).toBe(2);
  });

  test('a household that a neighbour reported without numbers is not shut out of its own case', async () => {
    const world = await World.open(databases);
    const [neighbour, chat] = [await world.chat('neighbour'), await world.chat('wang')];
    const view = await world.declared(neighbour, NEIGHBOUR);
    expect(await world.submit(chat, WANG)).toMatchObject({ kind: 'joined', case: { receipt: view.receipt } });
    // From now on there is something to prove it by.
    const stranger = await world.chat('stranger');
    const claim = { ...without(WANG, 'idNumber'), phone: '13755556666' };
    expect(await world.submit(stranger, claim)).toEqual({ kind: 'added' });
    expect((await world.audit(view.id)).map(({ action, detail }) => [action, detail.claimed])).toEqual([
      ['submitted', undefined],
      ['joined', true],
      ['joined', false],
    ]);
  });

  test('a household whose case is decided opens a new one under the same record', async () => {
    const world = await World.open(databases);
    const chat = await world.chat('wang');
    const first = await world.declared(chat, WANG);
    await world.do((unit) => world.casework.withdraw(unit, first.id, chat));
    const second = await world.submit(chat, WANG);
    expect(second).toMatchObject({ kind: 'opened' });
    expect([await world.count('cases'), await world.count('households')]).toEqual([2, 1]);
  });

  test('photos go over to the household: they outlive the chat, and nobody attaches another’s', async () => {
    const world = await World.open(databases);
    const town = await world.staff('town', 'township', WANGTIAN);
    const [chat, thief] = [await world.chat('wang'), await world.chat('thief')];
    const picture = new Uint8Array([255, 216, 7, 7]);
    const photo = await world.photo(chat, 'd1', picture);
    const stolen = await world.submit(thief, { ...NEIGHBOUR, name: '赵六', photos: [photo] });
    expect(stolen.kind).toBe('opened');
    const submitted = await world.submit(chat, { ...WANG, photos: [photo] }, { id: 'd1' });
    if (submitted.kind !== 'opened') throw new Error('not opened');
    await world.do(async (unit) => {
      const { subject_id } = await unit.db
        .selectFrom('conversations')
        .select('subject_id')
        .where('id', '=', chat)
        .executeTakeFirstOrThrow();
      await unit.subjects.erase(subject_id);
    });
    const seen = await world.do((unit) => world.casework.photo(unit, town, submitted.case.receipt, photo));
    expect(seen).toMatchObject({ ok: true, mime: 'image/jpeg' });
    expect(seen.ok && [...seen.image]).toEqual([...picture]);
    expect((await world.audit(submitted.case.id)).at(-1)).toMatchObject({ action: 'read' });
  });
});
