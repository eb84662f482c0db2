import { expect, test } from 'vitest';
import {
  acknowledge,
  findConversation,
  historyOf,
  placeOf,
  waitingFor,
  withSomethingWaiting,
} from '../../src/dialogue/index.ts';
import { startOf, Town } from '../dialogue/person.ts';
import { eachDatabase } from '../storage/databases.ts';

eachDatabase('a conversation shown again', (database) => {
  test('has both sides in order, what waits and where its person is, and nothing once it is forgotten', async () => {
    const clock = startOf();
    const storage = await database.open({
      clock: () => {
        clock.now = new Date(clock.now.getTime() + 1);
        return clock.now;
      },
    });
    const { dialogue } = new Town(storage, clock);
    const { reading } = storage;
    const event = (eventId: string) => ({ channel: 'web', eventId });
    const does = async (eventId: string, said: { text: string } | { action: string }) => {
      const { conversationId } = await dialogue.receive({ ...event(eventId), userId: 'zhang', ...said });
      await dialogue.work(conversationId);
      return conversationId;
    };
    expect(await findConversation(reading, 'web', 'zhang')).toBeUndefined();
    const id = await does('s.1', { text: '你好，我的号是13803741234' });
    expect(await findConversation(reading, 'web', 'zhang')).toBe(id);
    const first = await waitingFor(reading, id);
    await storage.transaction((unit) =>
      acknowledge(
        unit,
        id,
        first.map((message) => message.id),
      ),
    );
    expect(await withSomethingWaiting(reading, [id, 'nobody'])).toEqual([]);
    await does('s.2', { action: 'declare' });
    expect(await withSomethingWaiting(reading, [id, 'nobody'])).toEqual([id]);

    const second = await waitingFor(reading, id);
    expect(await waitingFor(reading, id, event('s.1'))).toEqual([...first, ...second]);
    // Only the id as a whole is the event: s.1 is not s.11, and no sign in it stands for others.
    expect(await waitingFor(reading, id, event('s.'))).toEqual(second);
    const history = await historyOf(reading, id, 40);
    expect(history.map(({ from }) => from).join(' ')).toBe(
      ['me', ...first.map(() => 'us'), 'me', ...second.map(() => 'us')].join(' '),
    );
    expect(history[0]?.text).toBe('你好，我的号是＊');
    expect(history.find((message) => message.id === 's.2')?.text).toBe('我要申报');
    expect(await historyOf(reading, id, 1)).toEqual(history.slice(-1));

    expect(await placeOf(reading, id)).toBeUndefined();
    await does('s.3', { action: 'here:411024104210' });
    expect(await placeOf(reading, id)).toBe('411024104210');
    await does('s.4', { text: '删除我的信息' });
    await does('s.5', { action: 'yes' });
    expect((await historyOf(reading, id, 40)).map(({ from }) => from)).toEqual(['us']);
  });
});
