import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { eachDatabase } from './databases.ts';

eachDatabase('units of work', (databases) => {
  test('keep all of their work or none', async () => {
    const storage = await databases.open();
    const kept = await storage.transaction(({ subjects }) => subjects.create());
    const failed = storage.transaction(async ({ subjects, audit }) => {
      await subjects.create();
      await audit.append('system', { actor: 'system', action: 'created' });
      throw new Error('the program had a bad day');
    });
    await expect(failed).rejects.toThrow('bad day');
    const rows = await storage.reading.db.selectFrom('subjects').select('id').execute();
    expect(rows).toEqual([{ id: kept }]);
    expect(await storage.reading.audit.of('system')).toEqual([]);
  });

  test('do not nest', async () => {
    const storage = await databases.open();
    const nested = storage.transaction(() => storage.transaction(async () => 1));
    await expect(nested).rejects.toThrow('a transaction inside a transaction');
    expect(await storage.transaction(async () => 2)).toBe(2);
  });

  test('may begin later what a transaction only started', async () => {
    const storage = await databases.open();
    let later: Promise<number> = Promise.resolve(0);
    await storage.transaction(async () => {
      later = sleep(20).then(() => storage.transaction(async () => 3));
    });
    expect(await later).toBe(3);
  });

  test('write nothing through the reading side', async () => {
    const storage = await databases.open();
    await expect(storage.reading.subjects.create()).rejects.toThrow(/read-?only/);
    expect(await storage.reading.db.selectFrom('subjects').selectAll().execute()).toEqual([]);
  });

  test('leave room for timers between them', async () => {
    const storage = await databases.open();
    const timer = { isOver: false };
    setTimeout(() => {
      timer.isOver = true;
    }, 20);
    let transactions = 0;
    while (!timer.isOver && transactions < 5000) {
      await storage.transaction(({ subjects }) => subjects.create());
      transactions++;
    }
    expect(timer.isOver).toBe(true);
  });

  test('read outside while a transaction is open, seeing nothing of it', async () => {
    const storage = await databases.open();
    await storage.transaction(async ({ subjects }) => {
      await subjects.create();
      expect(await storage.reading.db.selectFrom('subjects').selectAll().execute()).toEqual([]);
    });
  });

  test('check and insert as if alone, however many run', async () => {
    const first = await databases.open();
    const second = await databases.open({ url: first.url });
    const declare = (storage: typeof first, draft: number) =>
      storage.transaction(async ({ db, subjects, ids }) => {
        const known = await db
          .selectFrom('households')
          .select('id')
          .where('id_lookup', '=', `id-${draft}`)
          .executeTakeFirst();
        if (known !== undefined) return known.id;
        const id = ids();
        await db
          .insertInto('households')
          .values({
            id,
            subject_id: await subjects.create(),
            county: '411024',
            township: null,
            village: null,
            person_sealed: '',
            name_lookup: 'n',
            id_lookup: `id-${draft}`,
            phone_lookup: null,
            created_at: '2026-11-22T00:00:00.000Z',
          })
          .execute();
        return id;
      });
    const found = await Promise.all(
      Array.from({ length: 40 }, (_, index) => declare(index % 2 === 0 ? first : second, index % 5)),
    );
    const rows = await first.reading.db.selectFrom('households').select('id').execute();
    expect(rows).toHaveLength(5);
    expect(new Set(found)).toEqual(new Set(rows.map(({ id }) => id)));
  });

  test('two connections of one process keep their locks against another process', async () => {
    if (databases.kind === 'postgres') return;
    const storage = await databases.open();
    const program = `
      import Database from 'libsql';
      const other = new Database(process.argv[1]);
      try { other.exec('begin immediate'); console.log('free'); } catch (error) { console.log(error.code); }
    `;
    const ask = () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, storage.url]);
    await storage.transaction(async ({ subjects }) => {
      await subjects.create();
      const again = await databases.open({ url: storage.url });
      await again.reading.db.selectFrom('subjects').selectAll().execute();
      await again.close();
      expect((await ask()).stdout.trim()).toBe('SQLITE_BUSY');
    });
    expect((await ask()).stdout.trim()).toBe('free');
  });

  test('one database opened twice at once is migrated once', async () => {
    const url = await databases.fresh();
    const both = await Promise.all([databases.open({ url }), databases.open({ url })]);
    for (const storage of both) await storage.transaction(({ subjects }) => subjects.create());
    expect(await both[0].reading.db.selectFrom('subjects').selectAll().execute()).toHaveLength(2);
  });

  test('refuse values that a database would take differently', async () => {
    if (databases.kind === 'postgres') return;
    const storage = await databases.open();
    const write = storage.transaction(({ db }) =>
      db
        .updateTable('cases')
        .set({ urgent: true as unknown as number })
        .execute(),
    );
    await expect(write).rejects.toThrow('a boolean cannot be stored');
  });

  test('a database of a newer program is not touched', async () => {
    const storage = await databases.open();
    await storage.database.writing
      .insertInto('kysely_migration' as never)
      .values({ name: '9999-later', timestamp: '2099-01-01T00:00:00.000Z' } as never)
      .execute();
    await expect(databases.open({ url: storage.url })).rejects.toThrow('更新版本的程序');
  });
});
