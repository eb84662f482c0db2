import { describe, expect, test } from 'vitest';
import { DigestSender } from '../../src/digest/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import { eachDatabase } from '../storage/databases.ts';
import { inventHistory } from './histories.ts';
import { calendar, replayLines } from './rules.ts';

const at = (text: string) => new Date(`${text}+08:00`);

function senderOf(storage: Storage) {
  return new DigestSender({ storage, calendar, place: (code) => code, hour: 8, log: { error: () => {} } });
}

/** A member of staff whose chat was bound at an instant. */
async function bind(
  storage: Storage,
  id: string,
  { since = at('2026-11-01T12:00:00'), role = 'supervisor', region = '411024', active = 1 } = {},
): Promise<string> {
  const conversation = `chat-${id}`;
  await storage.transaction(async ({ db, subjects }) => {
    const subject = await subjects.create();
    const name_sealed = await subjects.seal(subject, '张三', `staff.name_sealed:${id}`);
    const created_at = '2026-01-01T00:00:00.000Z';
    await db
      .insertInto('staff')
      .values({
        id,
        name_sealed,
        subject_id: subject,
        role: role as 'supervisor',
        region,
        unit: null,
        active,
        created_at,
      })
      .execute();
    const [used_at, expires_at] = [since.toISOString(), since.toISOString()];
    await db
      .insertInto('staff_codes')
      .values({ code_lookup: `code-${id}`, staff_id: id, expires_at, used_at })
      .execute();
    await db
      .insertInto('conversations')
      .values({
        id: conversation,
        channel: 'console',
        user_lookup: `user-${id}`,
        address_sealed: '',
        subject_id: subject,
        staff_id: id,
        state_sealed: null,
        version: 0,
        created_at,
        updated_at: created_at,
      })
      .execute();
  });
  return conversation;
}

/** What a chat was sent, in order. */
async function sentTo(
  { reading }: Storage,
  conversation: string,
): Promise<{ cause: string; text: string }[]> {
  const rows = await reading.db
    .selectFrom('outbox as o')
    .innerJoin('conversations as c', 'c.id', 'o.conversation_id')
    .select(['o.id', 'o.cause', 'o.payload_sealed', 'c.subject_id'])
    .where('conversation_id', '=', conversation)
    .orderBy('o.seq')
    .execute();
  return Promise.all(
    rows.map(async ({ id, cause, payload_sealed, subject_id }) => {
      const payload = await reading.subjects.open(subject_id, payload_sealed, `outbox.payload_sealed:${id}`);
      return { cause, text: String(JSON.parse(payload ?? '{}').text) };
    }),
  );
}

eachDatabase('sending digests', (databases) => {
  describe('goes out', () => {
    test('the next morning at the hour, once, to bound supervisors only', async () => {
      const storage = await databases.open();
      await replayLines(
        storage,
        inventHistory({ seed: 5, cases: 60, questions: 5, from: '2026-11-01', days: 20 }),
      );
      const chat = await bind(storage, 'boss');
      const others = [
        await bind(storage, 'cadre', { role: 'township' }),
        await bind(storage, 'former', { active: 0 }),
        await bind(storage, 'tiny', { region: '411024104201' }),
      ];
      const sender = senderOf(storage);
      await sender.run(at('2026-11-05T08:00:00'));
      const before = (await sentTo(storage, chat)).length;

      expect(await sender.run(at('2026-11-06T07:59:59'))).toEqual([]);
      expect(await sender.run(at('2026-11-06T08:00:00'))).toEqual([chat]);
      for (const minute of ['08:01:00', '12:00:00', '23:59:59']) {
        expect(await sender.run(at(`2026-11-06T${minute}`))).toEqual([]);
      }
      // The same after a restart.
      expect(await senderOf(storage).run(at('2026-11-07T07:00:00'))).toEqual([]);
      const messages = (await sentTo(storage, chat)).slice(before);
      expect(messages).toHaveLength(1);
      expect(messages[0]?.cause).toBe('digest:day:2026-11-05:boss');
      expect(messages[0]?.text).toContain('【每日简报】411024 2026年11月5日（星期四）');
      for (const other of others) expect(await sentTo(storage, other)).toEqual([]);
    });

    test('the longer ones on Monday and on the first of month, quarter, half and year', async () => {
      const storage = await databases.open();
      const chat = await bind(storage, 'boss', { since: at('2026-05-31T20:00:00') });
      const sender = senderOf(storage);
      const causesOn = async (day: string) => {
        const before = (await sentTo(storage, chat)).length;
        await sender.run(at(`${day}T08:00:30`));
        return (await sentTo(storage, chat))
          .slice(before)
          .map(({ cause }) => cause.split(':').slice(1, 3).join(' '));
      };
      // A Monday and the first of June: the week and the month before, the day before among them.
      expect(await causesOn('2026-06-01')).toEqual(['day 2026-05-31', 'week 2026-05-31', 'month 2026-05-31']);
      expect(await causesOn('2026-06-02')).toEqual(['day 2026-06-01']);
      await causesOn('2026-06-30');
      expect(await causesOn('2026-07-01')).toEqual([
        'day 2026-06-30',
        'month 2026-06-30',
        'quarter 2026-06-30',
        'half 2026-06-30',
      ]);
      await causesOn('2026-12-31');
      expect(await causesOn('2027-01-01')).toEqual([
        'day 2026-12-31',
        'month 2026-12-31',
        'quarter 2026-12-31',
        'half 2026-12-31',
        'year 2026-12-31',
      ]);
    });

    test('after an outage: missed days in one message, at most seven, and the last of the longer ones', async () => {
      const storage = await databases.open();
      const chat = await bind(storage, 'boss');
      const sender = senderOf(storage);
      await sender.run(at('2026-11-03T08:00:00'));
      const before = (await sentTo(storage, chat)).length;
      await sender.run(at('2026-11-06T09:30:00'));
      const caughtUp = (await sentTo(storage, chat)).slice(before);
      expect(caughtUp).toHaveLength(1);
      expect(caughtUp[0]?.text).toContain('2026年11月3日、2026年11月4日、2026年11月5日');
      expect(caughtUp[0]?.text.match(/【每日简报】/g)).toHaveLength(3);

      await sender.run(at('2026-12-24T08:00:00'));
      const late = (await sentTo(storage, chat)).slice(before + 1);
      expect(late.map(({ cause }) => cause)).toEqual([
        'digest:day:2026-12-23:boss',
        'digest:week:2026-12-20:boss',
        'digest:month:2026-11-30:boss',
      ]);
      expect(late[0]?.text.match(/【每日简报】/g)).toHaveLength(7);
      expect(late[0]?.text).not.toContain('12月16日');
      expect(await sender.run(at('2026-12-24T08:01:00'))).toEqual([]);
    });

    test('not about the time before a supervisor bound the chat', async () => {
      const storage = await databases.open();
      const chat = await bind(storage, 'boss', { since: at('2026-11-20T10:00:00') });
      const sender = senderOf(storage);
      expect(await sender.run(at('2026-11-20T10:01:00'))).toEqual([]);
      await sender.run(at('2026-11-21T08:00:00'));
      expect((await sentTo(storage, chat)).map(({ cause }) => cause)).toEqual(['digest:day:2026-11-20:boss']);
    });
  });

  test('happens once when several instances look at the clock in the same moment', async () => {
    const first = await databases.open();
    const chat = await bind(first, 'boss');
    const second = await databases.open({ url: first.url });
    await senderOf(first).run(at('2026-11-03T08:00:00'));
    const before = (await sentTo(first, chat)).length;
    for (const now of ['2026-11-04T08:00:00', '2026-11-07T08:00:00', '2026-12-01T08:00:00']) {
      const runs = [first, second, first, second].map((storage) => senderOf(storage).run(at(now)));
      const written = await Promise.all(runs);
      expect(written.flat().length).toBeGreaterThan(0);
    }
    const causes = (await sentTo(first, chat)).slice(before).map(({ cause }) => cause);
    expect(new Set(causes).size).toBe(causes.length);
    expect(causes).toEqual([
      'digest:day:2026-11-03:boss',
      'digest:day:2026-11-06:boss',
      'digest:day:2026-11-30:boss',
      'digest:week:2026-11-29:boss',
      'digest:month:2026-11-30:boss',
    ]);
    const claims = await first.reading.db.selectFrom('digests').select(['period', 'day']).execute();
    expect(claims.filter(({ period }) => period === 'day')).toHaveLength(2 + 1 + 3 + 7);
  });

  test('goes on to the others when one cannot be written to, and logs no person', async () => {
    const storage = await databases.open();
    await bind(storage, 'a-broken', { region: '411025' });
    const erased = await bind(storage, 'b-erased');
    const chat = await bind(storage, 'c-here');
    await storage.transaction(async ({ db, subjects }) => {
      const query = db.selectFrom('conversations').select('subject_id').where('id', '=', erased);
      await subjects.erase((await query.executeTakeFirstOrThrow()).subject_id);
    });
    const logged: object[] = [];
    const log = { error: (details: object) => logged.push(details) };
    const place = (code: string) => {
      if (code === '411025') throw new TypeError('张三 is not a place');
      return code;
    };
    const sender = new DigestSender({ storage, calendar, place, hour: 8, log });
    expect(await sender.run(at('2026-11-06T08:00:00'))).toEqual([chat]);
    expect(logged).toEqual([{ staff: 'a-broken', reason: 'TypeError' }]);
    // Tried every minute, logged once an hour.
    for (const time of ['08:01', '08:59']) await sender.run(at(`2026-11-06T${time}:00`));
    expect(logged).toHaveLength(1);
    await sender.run(at('2026-11-06T09:00:00'));
    expect(logged).toHaveLength(2);
  });
});
