import { sql } from 'kysely';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import { PhotoIntake } from '../../src/dialogue/index.ts';
import { troubleWith } from '../../src/storage/index.ts';
import { SHORT_FORM, startOf, Town } from '../dialogue/person.ts';
import { eachDatabase, postgresDatabase, type TestDatabases } from '../storage/databases.ts';

async function town(databases: TestDatabases) {
  const clock = startOf();
  const storage = await databases.open({ clock: () => clock.now });
  return { bot: new Town(storage, clock), storage };
}

describe('PostgreSQL goes away in the middle of filing', () => {
  const databases = postgresDatabase();

  test('nothing is lost or charged, and the next try files once', async () => {
    const { bot, storage } = await town(databases);
    const person = bot.person('zhang');
    await person.tells('我要申报', ...SHORT_FORM);
    const { casework } = bot.engine;
    const submit = casework.submit.bind(casework);
    casework.submit = async (unit, submission) => {
      const submitted = await submit(unit, submission);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(unit.db);
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(unit.db);
      return submitted;
    };
    await expect(person.says('确认提交')).rejects.toSatisfy((error) => troubleWith(error) === '连不上数据库');
    casework.submit = submit;
    const { db } = storage.reading;
    // The pool may hand out an idle connection once more before it hears that the server ended it.
    const cases = () => db.selectFrom('cases').select('id').execute();
    expect(await vi.waitFor(cases)).toEqual([]);
    const [left] = await db.selectFrom('inbound').select('attempts').where('worked_at', 'is', null).execute();
    expect(left).toEqual({ attempts: 1 });
    const [waiting] = await bot.dialogue.unworked();
    const turns = await bot.dialogue.work(waiting ?? '');
    expect(turns[0]?.replies[0]?.receipt).toBeDefined();
    expect(await cases()).toHaveLength(1);
  });
});

eachDatabase('text that no database takes', (databases) => {
  test.each(['a\0b', '\ud800', '张\udfff三', '\0', '查进度\0', "'; DROP TABLE cases;--", '{"__proto__":1}'])(
    '%j is answered',
    async (text) => {
      const { bot, storage } = await town(databases);
      const person = bot.person('zhang\0\ud800');
      expect((await person.says(text)).replies.length).toBeGreaterThan(0);
      expect((await person.presses(text)).replies.length).toBeGreaterThan(0);
      await person.tells('我要申报', '给自己家报', '都同意');
      // 张三, with half a character between, is a name; the others are none.
      expect((await person.says(text)).step).toBe(text.startsWith('张') ? 'id_number' : 'name');
      const failed = await storage.reading.db.selectFrom('inbound').select(['error', 'attempts']).execute();
      expect(failed.every(({ error, attempts }) => error === null && attempts === 0)).toBe(true);
      expect(bot.logged).toEqual([]);
    },
  );
});

describe('pictures made to fill the memory', () => {
  const of = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 4, background: '#864' } });

  test.each([
    ['an interlaced PNG', () => of(5000, 4500).png({ progressive: true })],
    ['a progressive JPEG', () => of(6000, 5000).jpeg({ progressive: true })],
    ['a WebP', () => of(6000, 5500).webp({ effort: 0 })],
  ])('%s is refused before it is unpacked', async (_, made) => {
    const bytes = new Uint8Array(await made().toBuffer());
    expect(await new PhotoIntake().take({ bytes })).toEqual({ problem: 'too-many-pixels' });
  });

  test('the large photo of a good phone is taken', async () => {
    const bytes = new Uint8Array(await of(8000, 6000).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    const taken = await new PhotoIntake().take({ bytes });
    expect('jpeg' in taken).toBe(true);
  });
});

describe('troubles of the database', () => {
  const error = (code: string) => Object.assign(new Error('张建国'), { code });

  test.each([
    ['SQLITE_FULL', '磁盘满了'],
    ['ENOSPC', '磁盘满了'],
    ['SQLITE_READONLY_DBMOVED', '不能写'],
    ['SQLITE_NOTADB', '损坏'],
    ['ECONNREFUSED', '连不上'],
    ['57P01', '连不上'],
    ['28P01', '密码不对'],
  ])('%s is said in the operator’s words, without the message', (code, said) => {
    expect(troubleWith(error(code))).toContain(said);
    expect(troubleWith(error(code))).not.toContain('张建国');
  });

  test('a fault of the program is none', () => {
    expect(troubleWith(new TypeError('x is undefined'))).toBeUndefined();
    expect(troubleWith(error('23505'))).toBeUndefined();
    expect(troubleWith('x')).toBeUndefined();
  });
});
