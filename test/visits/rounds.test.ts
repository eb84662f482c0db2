import { expect, test } from 'vitest';
import { Casework, Reminders, type StaffMember, WorkCalendar } from '../../src/casework/index.ts';
import { Divisions, Gazetteer } from '../../src/regions/index.ts';
import { MonthlyChecks, Register } from '../../src/register/index.ts';
import { Visits } from '../../src/visits/index.ts';
import { calendar, JINZHUANG, procedures, WANGTIAN, World, YANLING } from '../casework/world.ts';
import { eachDatabase, sqliteDatabase, type TestDatabases } from '../storage/databases.ts';
import { settle } from './village.ts';

const gazetteer = Gazetteer.load('corpus/gazetteer');
const divisions = Divisions.fromFile('corpus/divisions.csv', [YANLING]);
const checks = MonthlyChecks.load('corpus/checks');

const register = new Register({ procedures, calendar, gazetteer, divisions, checks });

function visitsWith(workdays: WorkCalendar): Visits {
  const parts = { procedures, calendar: workdays, gazetteer, divisions };
  return new Visits(parts, { casework: new Casework(parts), register });
}

const visits = visitsWith(calendar);

/** 2027 with one holiday, on the last day of March. */
const LATER = new WorkCalendar([
  {
    year: 2027,
    notice: { title: '关于2027年部分节假日安排的通知', issued: '2026-11-10' },
    holidays: [{ name: '试验', from: '2027-03-31', to: '2027-03-31', workdays: [] }],
  },
]);

/** 晋庄村 with two households and its cadre, on 2 November 2026. */
async function jinzhuang(databases: TestDatabases) {
  const world = await World.open(databases);
  const cadre = await world.staff('村', 'village', JINZHUANG);
  const township = await world.staff('镇', 'township', WANGTIAN);
  await settle(register, world.storage, '安大山', '白小河');
  const listed = await world.do((unit) => visits.list(unit, cadre));
  const [first = '', second = ''] = listed.ok ? listed.list.homes.map(({ id }) => id) : [];
  return { world, cadre, township, first, second };
}

function open(world: World, room = visits): Promise<number> {
  return world.do((unit) => room.open(unit));
}

function nothing(world: World, cadre: StaffMember, id: string) {
  const visit = { outcome: 'nothing', text: '', conversationId: null } as const;
  return world.do((unit) => visits.record(unit, cadre, [id], visit));
}

/** The open rounds to all households: period, visited, due day, left to go. */
async function rounds(world: World, cadre: StaffMember): Promise<string[]> {
  const listed = await world.do((unit) => visits.list(unit, cadre));
  if (!listed.ok) throw new Error(listed.reason);
  return listed.list.sweeps
    .filter(({ households }) => households === 'all')
    .map(({ period, done, total, dueOn, provisional, daysLeft }) =>
      [period, `${done}/${total}`, dueOn, provisional ? '暂定' : '', daysLeft < 0 ? '超期' : '']
        .join(' ')
        .trim(),
    );
}

eachDatabase('rounds of visits', (databases) => {
  test('are opened once a period, stay open when late, count every visit and lapse after a further period', async () => {
    const { world, cadre, first, second } = await jinzhuang(databases);
    // The first list of a period has opened them; the daily upkeep finds nothing more to do.
    expect([await open(world), await rounds(world, cadre)]).toEqual([
      0,
      ['2026-Q4 0/2 2026-12-31', '2026-H2 0/2 2026-12-31'],
    ]);
    expect(await nothing(world, cadre, first)).toMatchObject({ ok: true, finished: [] });
    expect(await rounds(world, cadre)).toEqual(['2026-Q4 1/2 2026-12-31', '2026-H2 1/2 2026-12-31']);
    // The year turns with one household left: both are late, and the next ones begin, on days that nobody knows yet.
    world.today = '2027-01-05';
    await open(world);
    expect(await rounds(world, cadre)).toEqual([
      ...['2026-Q4 1/2 2026-12-31  超期', '2026-H2 1/2 2026-12-31  超期'],
      ...['2027-Q1 0/2 2027-03-31 暂定', '2027-H1 0/2 2027-06-30 暂定'],
    ]);
    // One visit counts for all that are open; the late ones are whole with it.
    const late = await nothing(world, cadre, second);
    expect(late).toMatchObject({
      finished: [expect.stringMatching('住房'), expect.stringMatching('集中排查')],
    });
    expect(await rounds(world, cadre)).toEqual([
      '2027-Q1 1/2 2027-03-31 暂定',
      '2027-H1 1/2 2027-06-30 暂定',
    ]);
    // The year's holidays are published: the day that rested on a guess is set anew.
    await open(world, visitsWith(LATER));
    expect(await rounds(world, cadre)).toEqual(['2027-Q1 1/2 2027-03-30', '2027-H1 1/2 2027-06-30']);
    world.today = '2027-07-01';
    await open(world);
    expect((await rounds(world, cadre)).map((round) => round.slice(0, 7))).toEqual([
      '2027-H1',
      '2027-Q3',
      '2027-H2',
    ]);
    const { db } = world.storage.reading;
    const lapsed = await db.selectFrom('sweeps').select('period').where('closed_by', '=', 'lapsed').execute();
    expect(lapsed.map(({ period }) => period)).toContain('2027-Q1');
  });
});

const sqlite = sqliteDatabase();

test('rounds are in the daily reminder when their day is near, without a name, once', async () => {
  const { world, cadre, township, first } = await jinzhuang(sqlite);
  await open(world);
  await nothing(world, cadre, first);
  const { storage } = world;
  const extraLines = [visits.reminderLines.bind(visits)];
  const log = { error: (details: object) => expect(details).toBeUndefined() };
  const remind = async (day: string) => {
    world.today = day;
    const parts = { storage, procedures, calendar, gazetteer, divisions, hour: 8, log, extraLines };
    return new Reminders(parts).run(new Date(`${day}T09:00:00+08:00`));
  };
  expect(await remind('2026-12-01')).toEqual([]);
  expect((await remind('2026-12-29')).sort()).toEqual(['chat-村', 'chat-镇'].sort());
  expect(await remind('2026-12-29')).toEqual([]);
  const told = await world.lastMail('chat-村');
  expect(told).toMatch(/走访：.*住房安全.*第四季度）还差1户，12月31日前走完，还有2个工作日/);
  expect(await world.lastMail('chat-镇')).toMatch(/住房安全.*还有1个村没走完/);
  expect(told).not.toMatch(/安大山|白小河/);
  const place = await world.do((unit) => visits.progress(unit, township.region));
  expect(place).toMatchObject([
    {
      name: '晋庄村',
      sweeps: [
        { done: 1, total: 2 },
        { done: 1, total: 2 },
      ],
    },
  ]);
});
