import { expect, test } from 'vitest';
import { BotApiProcess } from './process.ts';

test('the server as a process of its own', async () => {
  const server = await BotApiProcess.start();
  try {
    const call = async (method: string, body: object) =>
      (await fetch(`${server.url}/bot${server.token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((response) => response.json())) as { result: unknown };
    await server.does(1001, 'says', '在吗');
    const { result } = await call('getUpdates', {});
    expect(result).toMatchObject([{ message: { text: '在吗', from: { id: 1001 } } }]);
    await call('sendMessage', { chat_id: 1001, text: '在' });
    expect(await server.does(1001, 'sees', '在')).toMatchObject({ from: 'bot', text: '在' });
    expect(await server.does(1001, 'hears')).toEqual(['在']);
    await expect(server.does(1001, 'flies')).rejects.toThrow('cannot flies');
    await expect(server.does(1001, 'presses', '没有')).rejects.toThrow('no button');
  } finally {
    await server.stop();
  }
});
