import { expect, test } from 'vitest';
import { readConfig, retentionOf } from '../../src/config.ts';
import { eraseConversation, type Unit, upkeep } from '../../src/storage/index.ts';
import { eachDatabase, type TestDatabases } from './databases.ts';
import { fillEverywhere, PERSON } from './household.ts';

const NOTHING = { inbound: 0, outbox: 0, questions: 0, drafts: 0, photos: 0, conversations: 0, files: 0 };

/** A database in which everything was written on one day, and a clock that can be moved on. */
async function written(databases: TestDatabases) {
  let now = new Date('2026-11-22T02:00:00.000Z');
  const storage = await databases.open({ clock: () => now });
  const ids = await fillEverywhere(storage);
  await storage.transaction(({ db }) =>
    db.updateTable('outbox').set({ sent_at: now.toISOString() }).execute(),
  );
  const after = async (days: number) => {
    now = new Date(Date.parse('2026-11-22T02:00:01.000Z') + days * 86_400_000);
    return (await upkeep(storage, now.toISOString().slice(0, 10))).swept;
  };
  return { storage, after, ...ids };
}

const decide = ({ db }: Unit) =>
  db.updateTable('cases').set({ decided_at: '2026-11-23T00:00:00.000Z', outcome: 'included' }).execute();

eachDatabase('retention', (databases) => {
  test('empties each kind on its day and not before', async () => {
    const { storage, after } = await written(databases);
    expect(await after(0)).toEqual(NOTHING);
    expect(await after(4.9)).toEqual(NOTHING);
    expect(await after(6.9)).toEqual({ ...NOTHING, files: 1 });
    expect(await after(7)).toEqual({ ...NOTHING, inbound: 1, outbox: 1 });
    expect(await after(30)).toEqual({ ...NOTHING, questions: 1, drafts: 1, photos: 1 });
    expect(await after(30)).toEqual(NOTHING);
    // The question still counts; who asked and what is gone, with the key.
    const question = await storage.reading.db.selectFrom('questions').selectAll().executeTakeFirstOrThrow();
    expect(question).toMatchObject({
      status: 'answered',
      text_sealed: null,
      asker_lookup: null,
      subject_id: null,
    });
    expect(await storage.reading.db.selectFrom('subjects').select('id').execute()).toHaveLength(3);
  });

  test('keeps the first photo of a draft as long as the draft is worked on', async () => {
    const { storage, after } = await written(databases);
    await storage.transaction(({ db }) =>
      db.updateTable('conversations').set({ updated_at: '2026-12-20T02:00:00.000Z' }).execute(),
    );
    expect(await after(40)).toMatchObject({ drafts: 0, photos: 0 });
    expect(await after(60)).toMatchObject({ drafts: 1, photos: 1 });
  });

  test('keeps what it is told to keep, and for how long', async () => {
    const { storage } = await written(databases);
    const settings = { RETENTION_INBOUND_DAYS: '1', RETENTION_DRAFT_DAYS: '2' };
    const retention = retentionOf(readConfig(settings));
    expect(retention).toMatchObject({ inboundDays: 1, outboxDays: 7, draftDays: 2 });
    const later = await databases.open({
      url: storage.url,
      clock: () => new Date('2026-11-23T03:00:00.000Z'),
    });
    expect((await upkeep(later, '2026-11-23', retention)).swept).toEqual({ ...NOTHING, inbound: 1 });
    expect(() => readConfig({ RETENTION_DRAFT_DAYS: '0' })).toThrow('RETENTION_DRAFT_DAYS');
    expect(() => readConfig({ RETENTION_DRAFT_DAYS: '一周' })).toThrow('RETENTION_DRAFT_DAYS');
  });

  test('keeps a chat while its case is open, then forgets it', async () => {
    const { storage, after, subject } = await written(databases);
    await after(30);
    expect((await after(400)).conversations).toBe(0);
    await storage.transaction(decide);
    expect((await after(400)).conversations).toBe(1);
    expect(await after(401)).toEqual(NOTHING);
    expect(await storage.reading.subjects.open(subject, 'a1.x.y', 'any')).toBeUndefined();
  });

  test('what was not worked or sent yet is never emptied', async () => {
    const { storage, after } = await written(databases);
    await storage.transaction(async ({ db }) => {
      await db.updateTable('inbound').set({ worked_at: null }).execute();
      await db.updateTable('outbox').set({ sent_at: null }).execute();
    });
    expect(await after(29)).toEqual({ ...NOTHING, files: 1 });
  });

  test('a person who asks for it is forgotten, and the case is not', async () => {
    const { storage, conversation, subject } = await written(databases);
    await storage.transaction(({ db }) => db.updateTable('outbox').set({ sent_at: null }).execute());
    await storage.transaction((unit) => eraseConversation(unit, conversation, `resident:${conversation}`));
    const { db, subjects, audit } = storage.reading;
    const chat = await db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
    expect(chat.state_sealed).toBeNull();
    expect(await subjects.open(subject, chat.address_sealed, 'any')).toBeUndefined();
    expect(await db.selectFrom('photos').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('case_followers').selectAll().execute()).toEqual([]);
    const sent = await db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
    expect(sent).toMatchObject({ payload_sealed: null });
    expect(sent.failed_at).not.toBeNull();
    const household = await db.selectFrom('households').selectAll().executeTakeFirstOrThrow();
    const person = await subjects.open(
      household.subject_id,
      household.person_sealed,
      `households:${household.id}`,
    );
    expect(person).toContain(PERSON.name);
    expect((await audit.of('system')).map(({ action }) => action)).toEqual(['conversation-erased']);
    await expect(storage.transaction((unit) => unit.subjects.seal(subject, 'x', 'y'))).rejects.toThrow(
      'erased',
    );
  });
});
