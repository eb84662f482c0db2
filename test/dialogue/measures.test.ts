import { expect, test } from 'vitest';
import { enterStage } from '../../src/casework/clock.ts';
import type { Stage } from '../../src/casework/index.ts';
import { newDraft } from '../../src/declaration/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { randomId } from '../../src/storage/index.ts';
import { BAILIANG, parts, WANG, WANGTIAN } from '../casework/world.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { Town, YANLING } from './person.ts';

const databases = sqliteDatabase();

async function supported() {
  const clock = { now: new Date('2026-11-02T01:00:00Z') };
  const storage = await databases.open({ clock: () => clock.now });
  const town = new Town(storage, clock);
  const cadre = await town.cadre('township', WANGTIAN);
  const foreign = await town.cadre('township', BAILIANG);
  const chief = await town.cadre('county', YANLING);
  const draft = {
    ...newDraft({ id: randomId(), county: parseRegion(YANLING), now: clock.now }),
    answers: WANG,
  };
  const { casework } = town.engine;
  const submitted = await storage.transaction((unit) =>
    casework.submit(unit, { draft, conversationId: null, source: 'resident' }),
  );
  if (submitted.kind === 'added') throw new Error('no case');
  const { id, receipt } = submitted.case;
  for (const stage of ['included', 'support'] satisfies Stage[]) {
    town.wait({ minutes: 1 });
    await storage.transaction(async (unit) => {
      const row = await unit.db
        .selectFrom('cases')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      await enterStage(parts, unit, row, stage, { actor: 'system', action: 'moved', handler: null });
    });
  }
  return { town, cadre, foreign, chief, receipt };
}

test('a township arranges support in a few words: the list, numbers, own words, what came of each', async () => {
  const { cadre, foreign, receipt } = await supported();
  expect((await foreign.says(`措施 ${receipt}`)).text).toContain('没有找到这个编号');
  await cadre.says('待办 帮扶');
  const list = await cadre.says('措施 1');
  expect(list.text).toContain('二（二）7');
  expect(list.text).toContain('文件已过期');
  expect(list.text).toMatch(/1\. 【健康】看病报销：基本医保、大病保险、医疗救助 县医保局/);
  expect(list.buttons[0]).toBe(`staff:measures:${receipt} +yanling-medical-insurance`);

  expect((await cadre.says(`措施 ${receipt} 1 2`)).text).toContain('安排好了');
  expect((await cadre.says('措施完成 1')).text).toContain('请写办了什么');
  expect((await cadre.says('报销了三万二，钱到卡上了')).text).toContain('已落实');
  await cadre.says(`措施 ${receipt}`);
  expect((await cadre.says('措施停 2 县医院已经签了，不重复')).text).toContain('停了');
  expect((await cadre.says('措施 2')).text).toContain('已经安排过');
  expect((await cadre.says(`措施 ${receipt} 自定 帮老王家把药买回来`)).text).toContain('由哪个单位办');
  expect((await cadre.says(`措施 ${receipt} 自定 帮老王家把药买回来 望田镇政府`)).text).toContain('安排好了');
  const after = await cadre.says(`措施 ${receipt}`);
  expect(after.text).toContain('已落实');
  expect(after.text).toContain('帮老王家把药买回来（望田镇政府）');
  expect((await cadre.says('措施有哪些')).text).not.toContain('编号');
  expect((await cadre.says(`推进 ${receipt}`)).text).toContain('风险消除');
});

test('follow-ups with what was asked for, the county’s word on a removal, and the way back', async () => {
  const { town, cadre, chief, receipt } = await supported();
  expect((await cadre.says(`措施 ${receipt} 自定 帮着把药买回来 望田镇政府`)).text).toContain('安排好了');
  await cadre.says('措施完成 1 药都买回来了');
  expect((await cadre.says(`回访 ${receipt}`)).text).toContain('收入');
  const asked = await cadre.says('孩子在县城找着活了');
  expect(asked.text).toContain('稳定不稳定');
  expect((await cadre.presses(asked.buttons[0] ?? '')).text).toContain('回访记好了');
  const refused = await cadre.says(`风险消除 ${receipt} 帮扶 收入稳住了，药也买了`);
  expect(refused.text).toContain('纳入监测不满6个月，最早2027年5月2日（这条是示例，未经县级审核）');

  town.wait({ days: 40 });
  expect((await cadre.says('待办')).text).toContain('回访到期没去的1户');
  expect((await cadre.says('回访')).text).toContain(receipt);
  town.wait({ days: 145 });
  await cadre.says('回访');
  expect((await cadre.says('回访 1 稳定 还在县城干')).text).toContain('下次回访');
  const proposed = await cadre.says(`风险消除 ${receipt} 帮扶 收入稳住了，药也买了`);
  expect(proposed.text).toContain('等县里定');
  expect(proposed.text).toContain('没回复');
  expect((await chief.says('同意消除')).text).toContain(`1. ${receipt}`);
  expect((await chief.says('同意消除 1')).text).toContain('已办结');
  // Nobody takes what has ended; the township that hears of new trouble brings it back.
  expect((await chief.says(`打开 ${receipt}`)).buttons).not.toContain(`staff:take:${receipt}`);
  expect((await cadre.says(`打开 ${receipt}`)).buttons).toContain(`staff:restore:${receipt}`);
  expect((await cadre.says(`重新监测 ${receipt}`)).text).toContain('理由');
  expect((await cadre.says('老伴又住院了，收入掉了')).text).toContain('回到帮扶');
});

test('a township checks what a department answered; the department reads why it has to do it again', async () => {
  const { town, cadre, receipt } = await supported();
  const { storage, engine } = town;
  const added = await storage.transaction((unit) =>
    engine.staff.add(unit, {
      name: '周',
      role: 'department',
      region: parseRegion(YANLING),
      unit: '县医保局',
    }),
  );
  const office = town.person('office');
  await office.says(`绑定 ${added.code}`);
  await office.says('任务');
  await office.says('回复 1 慢病卡办好了');
  expect((await cadre.says('核查')).text).toContain('县医保局（因病）');
  expect((await cadre.says('核查 1')).text).toContain('慢病卡办好了');
  expect((await cadre.presses((await cadre.says('核查 1')).buttons[1] ?? '')).text).toContain('哪里不属实');
  expect((await cadre.says('卡没有送到家里')).text).toContain('请部门重办');
  expect((await office.says('任务')).text).toContain('（重办）');
  expect((await office.says('打开 1')).text).toContain('卡没有送到家里');
  await office.says('回复 1 今天送到家了');
  await cadre.says('核查');
  expect((await cadre.says('核查 1 属实')).text).toContain('记为属实');
  expect((await cadre.says(`核查 ${receipt}`)).text).toContain('不属实，已重办');
});

test('another township and another county learn nothing: a real number and a guessed one look alike', async () => {
  const { town, cadre, foreign, receipt } = await supported();
  await cadre.says(`措施 ${receipt}`);
  await cadre.says('措施 1');
  const { db } = town.storage.reading;
  const measure = await db.selectFrom('measures').select('id').executeTakeFirstOrThrow();
  const task = await db.selectFrom('tasks').select('id').executeTakeFirstOrThrow();
  const { id } = await db.selectFrom('cases').select('id').executeTakeFirstOrThrow();
  const commands = [
    ['措施', ''],
    ['措施', '自定 买药 望田镇政府'],
    ['措施落实', ''],
    ['措施完成', '都办好了'],
    ['措施停', '不用再办这一项了'],
    ['核查', ''],
    ['核查', '属实'],
    ['回访', '稳定 都好'],
    ['风险消除', '自然 日子稳当下来了'],
    ['同意消除', ''],
    ['不同意消除', '还要再看一个季度'],
    ['重新监测', '又生了一场大病'],
  ] as const;
  const guessed = { receipt: 'ABC-DEF-GHU', id: 'f'.repeat(id.length) };
  const chief = await town.cadre('county', '411326');
  for (const stranger of [foreign, chief]) {
    for (const [command, words] of commands) {
      for (const [real, none] of [
        [receipt, guessed.receipt],
        ...[id, measure.id, task.id].map((each) => [each, guessed.id]),
      ] as [string, string][]) {
        const say = async (ref: string) =>
          JSON.stringify((await stranger.says(`${command} ${ref} ${words}`)).replies).replaceAll(ref, '');
        expect(await say(real), `${command} ${words}`).toBe(await say(none));
      }
    }
    for (const list of ['核查', '回访', '同意消除', '待办 帮扶']) {
      expect((await stranger.says(list)).text).not.toContain(receipt);
    }
  }
});
