import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { JINZHUANG, WANG, WANGTIAN, World, YANLING } from './world.ts';

const databases = sqliteDatabase();
const REASON = '评议记录没有签字';

/** A case at the county's decision. */
async function atCounty() {
  const world = await World.open(databases);
  const town = await world.staff('town', 'township', WANGTIAN);
  const county = await world.staff('county', 'county', YANLING);
  const village = await world.staff('village', 'village', JINZHUANG);
  const view = await world.declared(await world.chat('wang'), WANG);
  const advance = () => world.do((unit) => world.casework.advance(unit, town, view.receipt));
  await advance();
  await world.do((unit) => world.casework.recordVerification(unit, town, view.receipt, { text: '情况属实' }));
  for (let i = 0; i < 4; i += 1) await world.goOn(town, view.receipt);
  const back = (staff: typeof town, how: { reason: string; to?: 'verification' | 'included' }) =>
    world.do((unit) => world.casework.sendBack(unit, staff, view.receipt, how));
  return { world, town, county, village, view, advance, back };
}

describe('退回上一环节', () => {
  test('the county sends back to the township, which reads why; the household hears of its new days', async () => {
    const { world, county, town, view, back } = await atCounty();
    expect(await back(county, { reason: REASON })).toMatchObject({ ok: true, stage: 'township_review' });
    expect(await world.lastMail('chat-town')).toContain('退回到“乡镇审核”重办');
    const told = await world.lastMail('chat-wang');
    expect(told).toContain('又回到“乡镇审核”');
    expect(told).toContain('示例，未经县级审核');
    expect(told).not.toContain(REASON);
    const opened = await world.do((unit) => world.casework.open(unit, town, view.receipt));
    expect(opened).toMatchObject({ ok: true, file: { taken: false, workable: true } });
    expect(opened.ok && opened.file.notes.at(-1)).toMatchObject({ kind: 'sent-back', text: REASON });
    const audit = await world.do((unit) => unit.audit.of(view.id));
    expect(audit.some(({ action }) => action === 'sent-back')).toBe(true);
    expect(JSON.stringify(audit)).not.toContain(REASON);
  });

  test('sent back to be verified, it has to be verified again', async () => {
    const { world, county, town, view, advance, back } = await atCounty();
    expect(await back(county, { reason: REASON, to: 'verification' })).toMatchObject({
      stage: 'verification',
    });
    expect(await advance()).toEqual({ ok: false, reason: 'no-verification' });
    await world.do((unit) =>
      world.casework.recordVerification(unit, town, view.receipt, { text: '又看过了' }),
    );
    expect(await advance()).toMatchObject({ ok: true, stage: 'village_review' });
  });

  test('refused without a reason, by who does not work the stage, to where nothing goes back, and when paused', async () => {
    const { world, county, town, village, view, back } = await atCounty();
    expect(await back(county, { reason: '不行' })).toEqual({ ok: false, reason: 'reason-short' });
    expect(await back(town, { reason: REASON })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await back(village, { reason: REASON })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await back(county, { reason: REASON, to: 'included' })).toEqual({
      ok: false,
      reason: 'no-earlier',
    });
    await world.do((unit) => world.casework.returnForCompletion(unit, county, view.receipt, '缺发票'));
    expect(await back(county, { reason: REASON })).toEqual({ ok: false, reason: 'paused' });
  });

  test('there is nothing before the first stages', async () => {
    const world = await World.open(databases);
    const town = await world.staff('town', 'township', WANGTIAN);
    const { receipt } = await world.declared(await world.chat('wang'), WANG);
    expect(
      await world.do((unit) => world.casework.sendBack(unit, town, receipt, { reason: REASON })),
    ).toEqual({ ok: false, reason: 'no-earlier' });
  });

  test('a notice that ends before its days is recorded as such', async () => {
    const { world, view } = await atCounty();
    const audit = await world.do((unit) => unit.audit.of(view.id));
    expect(audit.filter(({ detail }) => JSON.stringify(detail ?? '').includes('early'))).toHaveLength(1);
  });
});

test('a village cadre is not told to take what is the township’s to do', async () => {
  const { world, view } = await atCounty();
  const told = (await world.mail('chat-village')).map(({ text }) => text).join('\n');
  expect(told).toContain(view.receipt);
  expect(told).not.toContain('“乡镇审核”');
});
