import { describe, expect, test } from 'vitest';
import type { Inbound } from '../../src/dialogue/index.ts';
import { eachDatabase, sqliteDatabase } from '../storage/databases.ts';
import { declares, SHORT_FORM, startOf, Town } from './person.ts';

eachDatabase('events', (database) => {
  async function town(): Promise<Town> {
    const clock = startOf();
    return new Town(await database.open({ clock: () => clock.now }), clock);
  }
  const said = (eventId: string, text: string, userId = 'zhang'): Inbound => ({
    channel: 'test',
    eventId,
    userId,
    text,
  });

  test('an event that comes again is recorded and worked once', async () => {
    const { dialogue, storage } = await town();
    const first = await dialogue.receive(said('1', '我要申报'));
    const again = await dialogue.receive(said('1', '我要申报'));
    expect([first.fresh, again.fresh]).toEqual([true, false]);
    expect(again.conversationId).toBe(first.conversationId);
    expect(await dialogue.work(first.conversationId)).toHaveLength(1);
    expect(await dialogue.work(first.conversationId)).toHaveLength(0);
    expect(await storage.reading.db.selectFrom('outbox').select('id').execute()).toHaveLength(1);
  });

  test('events recorded before a crash are worked after it, in order', async () => {
    const bot = await town();
    const { conversationId } = await bot.dialogue.receive(said('1', '我要申报'));
    await bot.dialogue.receive(said('2', '给自己家报'));
    await bot.dialogue.receive(said('3', '都同意'));
    const clock = startOf();
    const reborn = new Town(
      await database.open({ url: (bot.storage as never as { url: string }).url, clock: () => clock.now }),
      clock,
    );
    expect(await reborn.dialogue.unworked()).toEqual([conversationId]);
    const turns = await reborn.dialogue.work(conversationId);
    expect(turns.map(({ step }) => step)).toEqual(['filer', 'consent', 'name']);
    expect(await reborn.dialogue.unworked()).toEqual([]);
  });

  test('two instances at once work every event once and file one case', async () => {
    const bot = await town();
    const clock = startOf();
    const other = new Town(
      await database.open({ url: (bot.storage as never as { url: string }).url, clock: () => clock.now }),
      clock,
    );
    let conversationId = '';
    for (const [i, text] of ['我要申报', ...SHORT_FORM, '确认提交', '确认提交'].entries()) {
      ({ conversationId } = await bot.dialogue.receive(said(`m${i}`, text)));
    }
    const [a, b] = await Promise.all([
      bot.dialogue.work(conversationId),
      other.dialogue.work(conversationId),
    ]);
    expect(a.length + b.length).toBe(SHORT_FORM.length + 3);
    const { db } = bot.storage.reading;
    expect(await db.selectFrom('cases').select('id').execute()).toHaveLength(1);
    const rows = await db.selectFrom('inbound').select(['worked_at', 'attempts']).execute();
    expect(rows.every(({ worked_at, attempts }) => worked_at !== null && attempts === 0)).toBe(true);
  });

  test('the same first event received by two instances at once makes one conversation', async () => {
    const bot = await town();
    const clock = startOf();
    const other = new Town(
      await database.open({ url: (bot.storage as never as { url: string }).url, clock: () => clock.now }),
      clock,
    );
    const results = await Promise.all([
      bot.dialogue.receive(said('1', '你好')),
      other.dialogue.receive(said('1', '你好')),
    ]);
    expect(results.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(await bot.storage.reading.db.selectFrom('conversations').select('id').execute()).toHaveLength(1);
  });
});

describe('failures', () => {
  const database = sqliteDatabase();
  async function town(): Promise<Town> {
    const clock = startOf();
    return new Town(await database.open({ clock: () => clock.now }), clock);
  }

  test('an event that fails three times is given up with an apology, and the next goes on', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', ...SHORT_FORM);
    const { submit } = bot.engine.casework;
    let tries = 0;
    bot.engine.casework.submit = () => {
      tries += 1;
      throw new Error('张建国 13803741234');
    };
    const failed = await person.says('确认提交');
    expect(tries).toBe(3);
    expect(failed.replies).toHaveLength(1);
    expect(failed.text).toContain('对不住');
    expect(failed.step).toBe('review');
    bot.engine.casework.submit = submit;
    expect((await person.says('确认提交')).receipt).toBeDefined();
    const rows = await bot.storage.reading.db.selectFrom('inbound').select(['attempts', 'error']).execute();
    expect(rows.filter(({ attempts }) => attempts > 0)).toEqual([{ attempts: 3, error: 'Error' }]);
    expect(JSON.stringify(bot.logged)).not.toMatch(/张建国|13803741234/);
  });

  test('a receipt is in a reply only when its case is written: a failure after filing undoes both', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', ...SHORT_FORM);
    const { casework } = bot.engine;
    const submit = casework.submit.bind(casework);
    let broken = true;
    casework.submit = async (unit, submission) => {
      const submitted = await submit(unit, submission);
      if (broken) throw new Error('power cut');
      return submitted;
    };
    expect((await person.says('确认提交')).receipt).toBeUndefined();
    const { db } = bot.storage.reading;
    expect(await db.selectFrom('cases').select('id').execute()).toEqual([]);
    broken = false;
    const filed = await person.says('确认提交');
    const [row] = await db.selectFrom('cases').select('receipt').execute();
    expect(row?.receipt).toBe(filed.receipt);
  });

  test('a state that cannot be read begins anew with an apology', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', '给自己家报');
    const id = await person.conversationId();
    await bot.storage.transaction(async ({ db, subjects }) => {
      const { subject_id } = await db
        .selectFrom('conversations')
        .select('subject_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const sealed = await subjects.seal(
        subject_id,
        '{"version":0,"mood":"old"}',
        `conversations.state_sealed:${id}`,
      );
      await db.updateTable('conversations').set({ state_sealed: sealed }).where('id', '=', id).execute();
    });
    const heard = await person.says('你好');
    expect(heard.text).toContain('刚更新过');
    expect(heard.buttons).toContain('declare');
  });

  test('nobody waits for somebody else', async () => {
    const bot = await town();
    let release = () => {};
    bot.answer = () =>
      new Promise((resolve) => {
        release = () => resolve({ status: 'answered', answer: '好', citations: [], passages: [], by: 'own' });
      });
    const slow = bot.person('slow').says('低保咋申请？');
    expect((await bot.person('quick').says('我要申报')).step).toBe('filer');
    release();
    expect((await slow).text).toContain('好');
  });
});

describe('a channel that may not take personal data', () => {
  const database = sqliteDatabase();

  test('answers, sends elsewhere for the form, and keeps no number', async () => {
    const clock = startOf();
    const bot = new Town(await database.open({ clock: () => clock.now }), clock, { personalData: 'link' });
    const person = bot.person('zhang');
    const declare = await person.says('我要申报');
    expect(declare.step).toBeNull();
    expect(declare.text).toContain('便民服务');
    expect((await person.says('低保咋申请？')).text).toContain('文件里有规定');
    const number = await person.says('我叫张建国，身份证411024195603123415');
    expect(number.text).toContain('没有保存');
    const photo = await person.photographs(new Uint8Array([0xff, 0xd8, 0xff]));
    expect(photo.text).toContain('没有保存');
    const { db, subjects } = bot.storage.reading;
    const rows = await db
      .selectFrom('inbound')
      .innerJoin('conversations', 'conversations.id', 'inbound.conversation_id')
      .select(['inbound.event_id', 'inbound.payload_sealed', 'conversations.subject_id'])
      .execute();
    expect(rows.length).toBeGreaterThan(2);
    for (const { event_id, payload_sealed, subject_id } of rows) {
      const text = await subjects.open(subject_id, payload_sealed, `inbound.payload_sealed:test:${event_id}`);
      expect(text).not.toContain('411024195603123415');
    }
    expect(await db.selectFrom('photos').select('id').execute()).toEqual([]);
    expect((await declares(person)).receipt).toBeUndefined();
  });
});
