import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { Supporting } from './supporting.ts';
import { YANLING } from './world.ts';

describe('the check of a department’s reply (核查)', () => {
  const databases = sqliteDatabase();

  test('what holds is kept, what does not is given to the office once more with the reason, both told', async () => {
    const all = await Supporting.open(databases, { stage: 'verification' });
    const { world, town, village, chief, foreign, receipt, id } = all;
    const { casework } = world;
    const medical = await world.staff('medical', 'department', YANLING, '县医保局');
    const [task] = await world.do((unit) => casework.tasks(unit, medical));
    if (task === undefined) throw new Error('no task');
    const check = (result: 'kept' | 'redo', text = '', staff = town, which = task.id) =>
      world.do((unit) => casework.checkTask(unit, staff, which, { result, text }));
    const waiting = () => world.do((unit) => casework.uncheckedTasks(unit, town));

    expect(await check('kept')).toEqual({ ok: false, reason: 'not-answered' });
    expect(await waiting()).toEqual([]);
    await world.do((unit) => casework.replyTask(unit, medical, task.id, '已经上门办了慢病卡'));
    expect(await waiting()).toMatchObject([{ id: task.id, receipt, unit: '县医保局', cause: '因病' }]);
    expect(await world.do((unit) => casework.uncheckedTasks(unit, foreign))).toEqual([]);
    expect(await check('kept', '', foreign)).toEqual({ ok: false, reason: 'not-found' });
    expect(await check('kept', '', medical)).toEqual({ ok: false, reason: 'not-found' });
    expect(await check('kept', '', village)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await check('redo', '不行')).toEqual({ ok: false, reason: 'reason-short' });
    expect(await check('redo', '去家里问了，卡没有办下来')).toEqual({ ok: true, receipt });
    expect(await check('kept')).toEqual({ ok: false, reason: 'checked' });

    const [again, ...others] = await world.do((unit) => casework.tasks(unit, medical));
    expect(others).toEqual([]);
    expect(again).toMatchObject({ receipt, cause: '因病', again: true });
    expect(await world.lastMail('chat-medical')).toContain('任务重办');
    const opened = await world.do((unit) => casework.openTask(unit, medical, again?.id ?? ''));
    expect(opened).toMatchObject({
      task: { before: { reply: '已经上门办了慢病卡', check: '去家里问了，卡没有办下来' } },
    });
    await world.do((unit) => casework.replyTask(unit, medical, again?.id ?? '', '这次办好了，卡已送到家'));
    expect(await check('kept', '', chief, again?.id)).toEqual({ ok: true, receipt });
    expect(await world.lastMail('chat-medical')).toContain('属实');

    const file = await world.do((unit) => casework.tasksOfCase(unit, town, receipt));
    const states = file.ok ? file.tasks.filter(({ unit }) => unit === '县医保局') : [];
    expect(states.map(({ state, follows }) => [state, follows])).toEqual([
      ['redo', undefined],
      ['kept', task.id],
    ]);
    const audit = JSON.stringify(await world.audit(id));
    for (const words of ['慢病卡', '没有办下来']) expect(audit).not.toContain(words);
  });
});
