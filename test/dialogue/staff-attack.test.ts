import { expect, test } from 'vitest';
import { parseRegion } from '../../src/regions/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, type Heard, type Person, startOf, Town } from './person.ts';

const database = sqliteDatabase();

/** Every command, with what it needs behind the number. */
const COMMANDS = [
  ['打开', ''],
  ['看照片', ''],
  ['领取', ''],
  ['接手', ''],
  ['推进', ''],
  ['恢复办理', ''],
  ['接收', ''],
  ['撤回转办', ''],
  ['同户', ''],
  ['不同户', ''],
  ['记录核实', '情况属实没有问题'],
  ['退回', '材料不全要重办'],
  ['退回补正', '请补住院的发票'],
  ['退回上一环节', '材料不全要重办'],
  ['拒收', '不是我们镇的人家'],
  ['转办', '陈化店镇 实际住在那里'],
  ['分派', '望田镇'],
  ['决定', '不纳入 收入高于参考线不少'],
  ['回复', '已经办好了'],
  ['核实表', ''],
  ['评议', '12人 全部同意'],
  ['张贴', ''],
  ['异议', '邻居说他家有车'],
  ['异议核查', '不成立 查过没有车'],
  ['先行救助', '送了米面和三百块钱'],
  ['代提异议', '我家的车早就卖了'],
] as const;

/** Commands about a transfer or a task, too. */
const OF_OTHERS: readonly string[] = ['打开', '接收', '拒收', '撤回转办', '回复'];

async function bind(bot: Town, role: string, region: string, unit?: string): Promise<Person> {
  const { code } = await bot.storage.transaction((work) =>
    bot.engine.staff.add(work, { name: '外人', role, region: parseRegion(region), unit }),
  );
  const person = bot.person(`${role}-${region}-${unit ?? ''}`);
  await person.says(`绑定 ${code}`);
  return person;
}

/** What was answered, with the reference that was given taken out of the buttons. */
function answered({ replies }: Heard, ref: string): string {
  return JSON.stringify(replies).replaceAll(ref, '<ref>');
}

test('whoever has no duty to it gets for every reference of others what they get for none', {
  timeout: 60_000,
}, async () => {
  const clock = startOf();
  const bot = new Town(await database.open({ clock: () => clock.now }), clock);
  const town = await bot.cadre('township', '411024104');
  const resident = bot.person('zhang');
  const { receipt = '' } = await declares(resident);
  await town.says(`转办 ${receipt} 柏梁镇 实际住在柏梁镇上`);
  const { db } = bot.storage.reading;
  const { id } = await db.selectFrom('cases').select('id').executeTakeFirstOrThrow();
  const transfer = await db.selectFrom('transfers').select('id').executeTakeFirstOrThrow();
  const task = await db.selectFrom('tasks').select('id').executeTakeFirstOrThrow();
  const strangers = [
    await bind(bot, 'township', '411024103'),
    await bind(bot, 'village', '411024104205'),
    await bind(bot, 'county', '411326'),
    await bind(bot, 'department', '411024', '县水利局'),
    await bind(bot, 'department', '411326', '县医保局'),
    await bind(bot, 'supervisor', '411024'),
  ];
  for (const stranger of strangers) {
    for (const [command, words] of COMMANDS) {
      const none = answered(await stranger.says(`${command} ABC-DEF-GHU ${words}`), 'ABC-DEF-GHU');
      const others = OF_OTHERS.includes(command) ? [transfer.id, task.id] : [];
      for (const ref of [receipt, id, ...others]) {
        expect(answered(await stranger.says(`${command} ${ref} ${words}`), ref), command).toBe(none);
      }
    }
    for (const list of ['待办', '待办 我的', '待办 超期', '待办 全县', '待办 帮扶', '任务']) {
      expect((await stranger.says(list)).text).not.toContain(receipt);
    }
  }
  expect((await town.says('待办')).text).toContain(receipt);
});
