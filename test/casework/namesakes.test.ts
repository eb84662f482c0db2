import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { JINZHUANG, WANG, WANGTIAN, World, without } from './world.ts';

const databases = sqliteDatabase();

/** Another Wang Jianguo of the village, as he declares for himself: no ID number at hand, a phone of his own. */
const OTHER_WANG = {
  ...without(WANG, 'idNumber'),
  phone: '13711112222',
  causes: ['因残' as const],
  story: '我腰坏了干不了活',
};

async function twoWangs() {
  const world = await World.open(databases);
  const town = await world.staff('town', 'township', WANGTIAN);
  const first = await world.declared(await world.chat('wang'), WANG);
  const second = await world.declared(await world.chat('other'), OTHER_WANG);
  const file = async (receipt: string) => {
    const opened = await world.do((unit) => world.casework.open(unit, town, receipt));
    if (!opened.ok) throw new Error(opened.reason);
    return opened.file;
  };
  return { world, town, first, second, file };
}

describe('one name in one village, two telephones', () => {
  test('two cases, the second marked for a human; neither chat learns of the other', async () => {
    const { world, town, first, second, file } = await twoWangs();
    expect(second.receipt).not.toBe(first.receipt);
    expect(await world.lastMail('chat-town')).toContain(`同户 ${second.receipt}`);
    const listed = await world.do((unit) => world.casework.queue(unit, town));
    expect(listed.map(({ suspected }) => suspected)).toEqual([false, true]);
    expect(await world.mail('chat-wang')).toEqual([]);
    expect((await file(first.receipt)).declarations).toHaveLength(1);
  });

  test('不同户 takes the mark away, once', async () => {
    const { world, town, second, file } = await twoWangs();
    const apart = () => world.do((unit) => world.casework.keepApart(unit, town, second.receipt));
    expect(await apart()).toMatchObject({ ok: true, receipt: second.receipt });
    expect((await file(second.receipt)).suspected).toBe(false);
    expect(await apart()).toEqual({ ok: false, reason: 'not-suspected' });
    expect(await world.do((unit) => world.casework.merge(unit, town, second.receipt))).toMatchObject({
      reason: 'not-suspected',
    });
  });

  test('同户 brings all into the first, and the household is known by both telephones after', async () => {
    const { world, town, first, second, file } = await twoWangs();
    const merged = await world.do((unit) => world.casework.merge(unit, town, second.receipt));
    expect(merged).toMatchObject({ ok: true, receipt: first.receipt });
    const whole = await file(first.receipt);
    expect(whole.causes).toEqual(['因病', '因残']);
    expect(whole.declarations.map(({ answers }) => answers.story)).toEqual([WANG.story, OTHER_WANG.story]);
    expect(whole.declarations[1]?.answers.phone).toBe('13711112222');
    expect(await file(second.receipt)).toMatchObject({ stage: 'withdrawn', declarations: [] });
    expect((await world.lastMail('chat-other')) ?? '').toContain(`并到编号${first.receipt}`);
    const own = await world.do((unit) => world.casework.casesOf(unit, 'chat-other'));
    expect(own.map(({ receipt }) => receipt)).toContain(first.receipt);
    const again = await world.submit(await world.chat('third'), OTHER_WANG);
    expect(again).toMatchObject({ kind: 'joined', case: { receipt: first.receipt } });
    expect(await world.count('cases')).toBe(2);
    expect(await world.storage.verifyAudit()).toMatchObject({ broken: [] });
  });

  test('a case that went on elsewhere or ended is merged into by nobody', async () => {
    const { world, town, first, second } = await twoWangs();
    await world.do((unit) => world.casework.withdraw(unit, first.id, 'chat-wang'));
    expect(await world.do((unit) => world.casework.merge(unit, town, second.receipt))).toEqual({
      ok: false,
      reason: 'merge-gone',
    });
  });

  test('erasing the household erases what was merged into it', async () => {
    const { world, town, first, second } = await twoWangs();
    await world.do((unit) => world.casework.merge(unit, town, second.receipt));
    await world.do((unit) => world.casework.withdraw(unit, first.id, 'chat-wang'));
    const row = await world.do((unit) =>
      unit.db.selectFrom('cases').select('household_id').where('id', '=', first.id).executeTakeFirstOrThrow(),
    );
    await world.do((unit) => world.casework.eraseHousehold(unit, row.household_id ?? ''));
    const left = await world.do((unit) =>
      unit.db.selectFrom('households').select(['person_sealed', 'phone_lookup']).execute(),
    );
    expect(left).toEqual([
      { person_sealed: '', phone_lookup: null },
      { person_sealed: '', phone_lookup: null },
    ]);
  });

  test('who has only one of the two cases in the queue cannot merge', async () => {
    const { world, second } = await twoWangs();
    const elsewhere = await world.staff('elsewhere', 'township', '411024102');
    expect(await world.do((unit) => world.casework.merge(unit, elsewhere, second.receipt))).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(JINZHUANG.startsWith(WANGTIAN)).toBe(true);
  });
});
