import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Channel, RetryLater, Undeliverable } from '../../src/channels/channel.ts';
import { Delivery } from '../../src/channels/delivery.ts';
import type { Reply } from '../../src/dialogue/message.ts';
import type { Storage } from '../../src/storage/index.ts';
import { eachDatabase } from '../storage/databases.ts';
import { openConversation, putOut } from './echo-dialogue.ts';

/** A platform in memory: what each address got, and what is to go wrong. */
class Platform implements Channel {
  readonly name = 'telegram';
  readonly got: string[] = [];
  /** Consulted before a text is accepted. */
  before: (text: string) => void | Promise<void> = () => {};
  atOnce = 0;
  most = 0;

  parts({ text }: Reply): Reply[] {
    return text === '' ? [] : text.split('|').map((part) => ({ text: part }));
  }

  async send(address: string, { text }: Reply): Promise<void> {
    this.atOnce += 1;
    this.most = Math.max(this.most, this.atOnce);
    try {
      await this.before(text);
      this.got.push(`${address}:${text}`);
    } finally {
      this.atOnce -= 1;
    }
  }
}

/** A clock that tests move. */
class Time {
  #now = Date.parse('2026-11-23T01:00:00.000Z');
  readonly clock = () => new Date(this.#now);
  pass(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

const quiet = pino({ level: 'silent' });
let causes = 0;

async function chat(storage: Storage, userId: string, channel = 'telegram') {
  return storage.transaction((unit) => openConversation(unit, { channel, userId, address: `chat${userId}` }));
}

async function write(storage: Storage, to: { id: string; subject: string }, text: string, notBefore?: Date) {
  const cause = `test:${++causes}`;
  return storage.transaction((unit) => putOut(unit, to.id, to.subject, cause, { text }, notBefore));
}

async function row(storage: Storage, id: string) {
  return storage.reading.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

eachDatabase('the delivery', (database) => {
  const setUp = async () => {
    const time = new Time();
    const storage = await database.open({ clock: time.clock });
    const platform = new Platform();
    const start = () =>
      new Delivery({ storage, clock: time.clock, log: quiet, channels: new Map([['telegram', platform]]) });
    return { time, storage, platform, start, delivery: start() };
  };

  test('sends in order and once, and marks what was sent', async () => {
    const { storage, platform, delivery } = await setUp();
    const to = await chat(storage, '1');
    const ids = [await write(storage, to, '一'), await write(storage, to, '二')];
    expect(await delivery.flush()).toBe(2);
    expect(await delivery.flush()).toBe(0);
    expect(platform.got).toEqual(['chat1:一', 'chat1:二']);
    for (const id of ids) expect(await row(storage, id)).toMatchObject({ failed_at: null, attempts: 1 });
    for (const id of ids) expect((await row(storage, id)).sent_at).not.toBeNull();
  });

  test('a flush of one conversation leaves the others', async () => {
    const { storage, platform, delivery } = await setUp();
    const [one, two] = [await chat(storage, '1'), await chat(storage, '2')];
    await write(storage, one, '一');
    await write(storage, two, '二');
    expect(await delivery.flush(two.id)).toBe(1);
    expect(platform.got).toEqual(['chat2:二']);
  });

  test('a message that must wait blocks its own conversation only, for as long as the platform asks', async () => {
    const { storage, platform, delivery, time } = await setUp();
    const [one, two] = [await chat(storage, '1'), await chat(storage, '2')];
    const id = await write(storage, one, '慢');
    await write(storage, one, '后');
    await write(storage, two, '别人');
    platform.before = (text) => {
      if (text === '慢') throw new RetryLater('429', 30);
    };
    expect(await delivery.flush()).toBe(1);
    expect(platform.got).toEqual(['chat2:别人']);
    expect(await row(storage, id)).toMatchObject({ attempts: 1, error: '429', sent_at: null });
    platform.before = () => {};
    time.pass(29);
    expect(await delivery.flush()).toBe(0);
    time.pass(1);
    expect(await delivery.flush()).toBe(2);
    expect(platform.got.slice(1)).toEqual(['chat1:慢', 'chat1:后']);
    expect((await row(storage, id)).error).toBeNull();
  });

  test('what can never arrive is given up, and the next goes on', async () => {
    const { storage, platform, delivery } = await setUp();
    const to = await chat(storage, '1');
    const id = await write(storage, to, '坏');
    await write(storage, to, '好');
    platform.before = (text) => {
      if (text === '坏') throw new Undeliverable('403');
    };
    await delivery.flush();
    expect(platform.got).toEqual(['chat1:好']);
    expect(await row(storage, id)).toMatchObject({ sent_at: null, error: '403' });
    expect((await row(storage, id)).failed_at).not.toBeNull();
  });

  test('tries are further and further apart, and end after three days; an outage of ours costs none', async () => {
    const { storage, platform, delivery, time } = await setUp();
    const to = await chat(storage, '1');
    const id = await write(storage, to, '不通');
    platform.before = () => {
      throw new Error('text of the message 13900000000');
    };
    time.pass(4 * 86_400);
    await delivery.flush();
    expect(await row(storage, id)).toMatchObject({ attempts: 1, failed_at: null, error: 'Error' });
    const pauses: number[] = [];
    for (let tries = 2; tries <= 12; tries++) {
      const { not_before } = await row(storage, id);
      const seconds = (Date.parse(not_before) - time.clock().getTime()) / 1000;
      pauses.push(seconds);
      time.pass(seconds);
      await delivery.flush();
    }
    expect(pauses.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(Math.max(...pauses)).toBe(3600);
    expect((await row(storage, id)).failed_at).not.toBeNull();
  });

  test('a long message that broke in the middle goes on where it broke', async () => {
    const { storage, platform, delivery, time } = await setUp();
    const to = await chat(storage, '1');
    const id = await write(storage, to, '上|中|下');
    platform.before = (text) => {
      if (text === '中') throw new RetryLater('network');
    };
    await delivery.flush();
    platform.before = () => {};
    time.pass(60);
    await delivery.flush();
    expect(platform.got).toEqual(['chat1:上', 'chat1:中', 'chat1:下']);
    expect(await row(storage, id)).toMatchObject({ parts_sent: 3 });
  });

  test('several processes at once send each message once and in order', async () => {
    const { storage, platform, start, time } = await setUp();
    const other = await database.open({ url: storage.url, clock: time.clock });
    platform.before = () => new Promise((resolve) => setTimeout(resolve, 3));
    const chats = [await chat(storage, '1'), await chat(storage, '2'), await chat(storage, '3')];
    for (let i = 0; i < 10; i++) for (const to of chats) await write(storage, to, `第${i}`);
    const channels = new Map([['telegram', platform]]);
    const second = new Delivery({ storage: other, clock: time.clock, log: quiet, channels });
    const deliveries = [start(), second, start()];
    while ((await Promise.all(deliveries.map((one) => one.flush()))).some((sent) => sent > 0));
    for (const number of ['1', '2', '3'])
      expect(platform.got.filter((line) => line.startsWith(`chat${number}:`))).toEqual(
        Array.from({ length: 10 }, (_, i) => `chat${number}:第${i}`),
      );
    expect(platform.most).toBeGreaterThan(1);
  });

  test('a claim that a dead process left is taken over when its lease is up', async () => {
    const { storage, platform, start, time } = await setUp();
    const to = await chat(storage, '1');
    await write(storage, to, '一');
    await write(storage, to, '二');
    platform.before = () => new Promise(() => {});
    void start().flush();
    await expect.poll(() => platform.atOnce).toBe(1);
    platform.before = () => {};
    const next = start();
    expect(await next.flush()).toBe(0);
    time.pass(60);
    expect(await next.flush()).toBe(2);
    expect(platform.got).toEqual(['chat1:一', 'chat1:二']);
  });

  test('one planned for later does not hold up what comes meanwhile', async () => {
    const { storage, platform, delivery, time } = await setUp();
    const to = await chat(storage, '1');
    await write(storage, to, '八点', new Date(time.clock().getTime() + 3_600_000));
    await write(storage, to, '现在');
    await delivery.flush();
    expect(platform.got).toEqual(['chat1:现在']);
    time.pass(3600);
    await delivery.flush();
    expect(platform.got).toEqual(['chat1:现在', 'chat1:八点']);
  });

  test('to an erased person nothing is sent; other channels are left alone; nothing to say is done', async () => {
    const { storage, platform, delivery } = await setUp();
    const gone = await chat(storage, '1');
    const id = await write(storage, gone, '张三的事');
    await storage.transaction((unit) => unit.subjects.erase(gone.subject));
    const console = await chat(storage, '2', 'console');
    const elsewhere = await write(storage, console, '终端');
    const silent = await write(storage, await chat(storage, '3'), '');
    await delivery.flush();
    expect(platform.got).toEqual([]);
    expect(await row(storage, id)).toMatchObject({ error: 'erased', sent_at: null });
    expect(await row(storage, elsewhere)).toMatchObject({ attempts: 0, sent_at: null, failed_at: null });
    expect((await row(storage, silent)).sent_at).not.toBeNull();
  });

  test('stop waits for what is being sent and begins nothing more', async () => {
    const { storage, platform, delivery } = await setUp();
    const to = await chat(storage, '1');
    await write(storage, to, '一');
    await write(storage, to, '二');
    let release = () => {};
    platform.before = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    delivery.nudge(to.id);
    await expect.poll(() => platform.atOnce).toBe(1);
    let isStopped = false;
    const stopping = delivery.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isStopped).toBe(false);
    release();
    await stopping;
    expect(platform.got).toEqual(['chat1:一']);
  });
});
