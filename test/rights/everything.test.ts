import { expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { Everything, ZHANG } from './county.ts';

const databases = sqliteDatabase();

/** Tables whose sealed columns are a household's. */
const PERSONAL =
  /^(?:households|people|household_records|declarations|case_notes|papers|alerts|visits|measures|tasks|transfers|findings|rights_requests|photos)\./;

test('whatever command opens something of a household leaves an entry with its purpose', async () => {
  const county = await Everything.open(databases);
  const { storage, people } = county;
  const opened: string[] = [];
  const open = storage.vault.open.bind(storage.vault);
  storage.vault.open = (key, sealed, context) => {
    if (PERSONAL.test(context)) opened.push(context.split(':')[0] ?? '');
    return open(key, sealed, context);
  };
  const purposes = async () => {
    const rows = await storage.reading.db.selectFrom('audit').select('detail_json').execute();
    return rows.filter(({ detail_json }) => detail_json.includes('"purpose"')).length;
  };
  await people.zhang.says('我的电话登记错了');
  await people.zhang.says('电话该是13803741234');
  const silent: string[] = [];
  const reading: string[] = [];
  for (const [who, said] of [...county.commands(), [people.zhang, '看我的信息'] as const]) {
    opened.length = 0;
    const before = await purposes();
    const heard = await who.says(said);
    expect(heard.text).not.toContain('没有看懂');
    if (opened.length === 0) continue;
    reading.push(said.slice(0, 2));
    if ((await purposes()) === before) silent.push(`${said}: ${[...new Set(opened)].join(' ')}`);
  }
  expect(silent).toEqual([]);
  // The commands did what they are for.
  expect([...new Set(reading)]).toEqual(
    expect.arrayContaining([
      '待办',
      '打开',
      '预警',
      '走访',
      '核查',
      '档案',
      '副本',
      '公示',
      '导出',
      '反馈',
      '权利',
      '更正',
    ]),
  );
});

test('a household that is erased leaves nothing in any table nor in the file, and nobody else loses anything', async () => {
  const county = await Everything.open(databases);
  await county.lives();
  // Another record, that turned out to be of the same household.
  await county.merges();
  const { storage, town, people, receipt } = county;
  const { rights } = town.engine;
  const { household_id: id } = await storage.reading.db
    .selectFrom('cases')
    .select('household_id')
    .where('receipt', '=', receipt)
    .executeTakeFirstOrThrow();
  const erase = (how: { force?: boolean }) =>
    storage.transaction((unit) => rights.erase(unit, 'operator', receipt, how));
  // It is under support: the archive keeps it. An open case is not erased whatever is said.
  expect(await erase({})).toEqual({ ok: false, reason: 'archive-keeps' });
  const before = await county.left();
  for (const where of [
    'households.person_sealed',
    'households.id_lookup',
    'people.person_sealed',
    'household_records.record_sealed',
    'declarations.answers_sealed',
    'alerts.data_sealed',
    'alerts.person_lookup',
    'visits.note_sealed',
    'papers.content_sealed',
    'measures.words_sealed',
    'case_notes.text_sealed',
    'tasks.reply_sealed',
    'tasks.check_sealed',
    'transfers.reason_sealed',
    'rights_requests.words_sealed',
    'merges.moved_json',
  ]) {
    expect(before).toContain(where);
  }
  const [idLookup = ''] = county.lookups().slice(2);
  expect(county.bytes()).toContain(idLookup);

  expect(await erase({ force: true })).toMatchObject({ ok: true, household: id });
  await storage.purge();
  expect(await county.left()).toEqual([]);
  for (const lookup of county.lookups()) expect(county.bytes()).not.toContain(lookup);
  expect((await storage.verifyAudit()).broken).toEqual([]);
  expect(await erase({ force: true })).toEqual({ ok: false, reason: 'not-found' });

  expect((await people.township.says(`打开 ${receipt}`)).text).not.toContain(ZHANG.name);
  expect((await people.zhang.says('看我的信息')).text).toContain('没有您家交过的申报');
  expect((await people.county.says(`副本 ${receipt}`)).text).toContain('没有找到');
  // The chats go on, and the same person may declare again.
  await people.zhang.says('我要申报');
  expect((await people.zhang.says('给自己家报')).text).not.toBe('');
});
