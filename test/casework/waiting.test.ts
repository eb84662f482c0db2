import { expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { got, remind } from './reminding.ts';
import { BAILIANG, WANG, WANGTIAN, World, YANLING } from './world.ts';

const databases = sqliteDatabase();

async function county({ urgent = false } = {}) {
  const world = await World.open(databases);
  const town = await world.staff('town', 'township', WANGTIAN);
  const other = await world.staff('other', 'township', BAILIANG);
  const chief = await world.staff('chief', 'county', YANLING);
  const chat = await world.chat('wang');
  const { id, receipt } = await world.declared(chat, WANG, { urgent });
  const last = async (name: string) => (await got(world, name)).at(-1)?.text ?? '';
  return { world, town, other, chief, chat, id, receipt, last };
}

test('an applicant who has not brought what is missing hears of it once for each time it was asked for', async () => {
  const { world, town, chat, id, receipt, last } = await county();
  const { casework } = world;
  await world.do((unit) => casework.returnForCompletion(unit, town, receipt, '住院发票'));
  const told = async () => (await world.mail(chat)).filter(({ text }) => text.includes('还在等您补'));
  await remind(world, '2026-11-06');
  expect(await told()).toEqual([]);
  // Returned on Monday the 2nd: the fifth working day after it is the 9th.
  expect(await remind(world, '2026-11-09')).toContain('chat-wang');
  await remind(world, '2026-11-09');
  await remind(world, '2026-11-10');
  const [message, ...more] = await told();
  expect(more).toEqual([]);
  expect(message?.text).toContain('住院发票');
  expect(message?.buttons?.map((button) => button.id)).toEqual(['supplement', 'status']);
  expect(await last('town')).toContain(`${receipt} 等群众补材料6个工作日了`);
  await world.do((unit) => casework.supplement(unit, id, chat, '发票在这里'));
  await world.do((unit) => casework.returnForCompletion(unit, town, receipt, '还缺出院小结'));
  await remind(world, '2026-11-17');
  expect((await told()).map(({ text }) => text.includes('出院小结'))).toEqual([false, true]);
});

test('a transfer that nobody answers is brought before the county, and ends with the answer', async () => {
  const { world, town, other, receipt, last } = await county();
  const where = { to: BAILIANG, reason: '实际住在柏梁镇上' };
  await world.do((unit) => world.casework.transfer(unit, town, receipt, where));
  await remind(world, '2026-11-03');
  expect(await last('chief')).not.toContain('没人接收');
  await remind(world, '2026-11-04');
  expect(await last('chief')).toContain(`${receipt} 由望田镇转给柏梁镇，2个工作日没人接收，请协调`);
  expect(await last('other')).toContain(`${receipt} 由望田镇转来2个工作日了，请接收或拒收`);
  expect(await last('town')).toContain(`发“撤回转办 ${receipt}”`);
  await world.do((unit) => world.casework.accept(unit, other, receipt));
  await remind(world, '2026-11-05');
  expect(await last('chief')).not.toContain('没人接收');
});

test('papers of the green channel are called to mind before their day, and told to the county when it is past', async () => {
  const { world, town, receipt, last } = await county({ urgent: true });
  await world.do((unit) => world.casework.advance(unit, town, receipt));
  await world.do((unit) => world.casework.advance(unit, town, receipt));
  await remind(world, '2026-11-11');
  expect(await last('town')).not.toContain('还缺材料');
  await remind(world, '2026-11-12');
  expect(await last('town')).toContain(`先办后补：${receipt} 望田镇晋庄村还缺材料，11月16日前补。`);
  expect(await last('chief')).not.toContain('还缺材料');
  await remind(world, '2026-11-17');
  expect(await last('chief')).toContain('11月16日前补，已超期');
  expect(await last('other')).toBe('');
});

test('the county hears which departments are late with how many tasks, of cases that are not waiting', async () => {
  const { world, town, receipt, last } = await county();
  await remind(world, '2026-11-11');
  expect(await last('chief')).not.toContain('任务超期');
  await remind(world, '2026-11-12');
  expect(await last('chief')).toContain('县医保局有1项任务超期没有回复');
  await world.do((unit) => world.casework.returnForCompletion(unit, town, receipt, '住院发票'));
  expect(await remind(world, '2026-11-13')).not.toContain('chat-chief');
});
