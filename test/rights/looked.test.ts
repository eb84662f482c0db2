import { expect, test } from 'vitest';
import { lookedAt } from '../../src/rights/looked.ts';
import { parts, WANGTIAN, World } from '../casework/world.ts';
import { sqliteDatabase } from '../storage/databases.ts';

const database = sqliteDatabase();

test('a household reads in words why it was looked at, never as a code of the log', async () => {
  const world = await World.open(database);
  const { id } = await world.staff('孙镇干', 'township', WANGTIAN);
  const why = await world.do(async (unit) => {
    for (const purpose of ['alert-matching', 'of-a-later-program' as never, 'toString' as never] as const) {
      await unit.audit.append('household:h', { actor: `staff:${id}`, action: 'read', detail: { purpose } });
    }
    const looked = await lookedAt(unit, parts, ['household:h']);
    return looked.map(({ who, why }) => `${who}：${why}`);
  });
  expect(why.sort()).toEqual(['望田镇干部：工作需要', '望田镇干部：核对部门预警是谁家']);
});
