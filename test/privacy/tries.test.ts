import { expect, test } from 'vitest';
import { startOf, Town } from '../dialogue/person.ts';
import { eachDatabase, type TestDatabases } from '../storage/databases.ts';

/** A process of its own on a database that others ended over. */
async function started(databases: TestDatabases, url?: string) {
  const clock = startOf();
  const storage = await databases.open({ ...(url === undefined ? {} : { url }), clock: () => clock.now });
  return { bot: new Town(storage, clock), storage };
}

/** Never comes back, like a process that dies while it works. */
const dies = () => new Promise<never>(() => {});

eachDatabase('an event that ends the process', (databases) => {
  test('is given up after five starts with an apology, and the next is answered', async () => {
    const first = await started(databases);
    const { url } = first.storage;
    const said = { channel: 'test', userId: 'zhang' };
    first.bot.answer = dies;
    const { conversationId } = await first.bot.dialogue.receive({
      ...said,
      eventId: '1',
      text: '低保咋申请？',
    });
    await first.bot.dialogue.receive({ ...said, eventId: '2', text: '我要申报' });
    void first.bot.dialogue.work(conversationId);
    for (let restart = 1; restart < 5; restart++) {
      const { bot } = await started(databases, url);
      bot.answer = dies;
      void bot.dialogue.work(conversationId);
      await expect.poll(() => bot.asked.length).toBe(1);
    }
    const { bot } = await started(databases, url);
    bot.answer = dies;
    const turns = await bot.dialogue.work(conversationId);
    expect(bot.asked).toEqual([]);
    expect(turns).toHaveLength(2);
    expect(turns[0]?.replies[0]?.text).toContain('对不住');
    expect(turns[1]?.step).toBe('filer');
  });

  test('charges nobody else: what waited meanwhile is answered however often it was interrupted', async () => {
    const { bot, storage } = await started(databases);
    const other = { channel: 'test', userId: 'li', eventId: 'x', text: '我要申报' };
    const { conversationId } = await bot.dialogue.receive(other);
    for (let restart = 0; restart < 8; restart++) {
      const again = await started(databases, storage.url);
      again.bot.answer = dies;
      const poison = { channel: 'test', userId: `p${restart}`, eventId: `p${restart}`, text: '低保咋申请？' };
      void again.bot.dialogue.work((await again.bot.dialogue.receive(poison)).conversationId);
      await expect.poll(() => again.bot.asked.length).toBe(1);
    }
    const last = await started(databases, storage.url);
    expect((await last.bot.dialogue.work(conversationId)).map(({ step }) => step)).toEqual(['filer']);
  });
});
