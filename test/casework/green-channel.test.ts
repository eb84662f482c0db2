import { describe, expect, test } from 'vitest';
import type { StaffMember } from '../../src/casework/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { county, no } from './verifying.ts';
import { YANLING } from './world.ts';

describe('the green channel', () => {
  const databases = sqliteDatabase();

  test('help first: stages go on without papers, which stay listed with a day until they are added', async () => {
    const { world, village, town, second, chief, chat, receipt, papers, advance, decide, of, id } =
      await county(databases, { urgent: true });
    const doctors = await world.staff('doctors', 'department', YANLING, '县医保局');
    const text = '送了米面和300元，已送县医院';
    const aid = (staff: StaffMember, words = text) =>
      world.do((unit) => world.casework.aid(unit, staff, receipt, { text: words }));
    expect(await aid(doctors)).toEqual(no('not-found'));
    expect(await aid(village, '给了')).toEqual(no('reason-short'));
    expect(await aid(second)).toMatchObject({ ok: true, receipt });
    expect(await world.lastMail(chat)).toContain('送了米面和300元');
    for (const name of ['town', 'chief', 'doctors']) {
      const told = await world.lastMail(`chat-${name}`);
      expect(told).toContain('先行救助');
      expect(told).not.toContain('米面');
    }
    const left = await advance(village);
    expect(left).toMatchObject({ ok: true, stage: 'village_review', without: ['finding'] });
    for (const staff of [village, village, town]) expect(await advance(staff)).toMatchObject({ ok: true });
    expect(await decide()).toMatchObject({ ok: true, stage: 'included', without: ['form'] });
    const detail = { stage: 'included', without: ['form'] };
    expect((await world.audit(id)).find(({ action }) => action === 'decided')).toMatchObject({ detail });
    const lacking = () => world.do((unit) => papers.lacking(unit, town));
    expect(await lacking()).toMatchObject([
      {
        receipt,
        missing: ['finding', 'review', 'posting', 'form'].map((need) => ({ need, dueOn: '2026-11-16' })),
      },
    ]);
    expect(await world.form(village, receipt)).toMatchObject({ ok: true });
    expect(await world.review(village, receipt)).toMatchObject({ ok: true });
    expect((await of()).missing.map(({ need }) => need)).toEqual(['posting']);
    expect(await world.post(village, receipt)).toMatchObject({ ok: true });
    expect(await lacking()).toEqual([]);
    expect(await world.do((unit) => papers.lacking(unit, chief))).toEqual([]);
  });

  test('a case that was none becomes one by help that was given; no other case goes on without papers', async () => {
    const { world, village, receipt, advance, id } = await county(databases);
    expect(await advance(village)).toEqual(no('no-verification'));
    await world.do((unit) => world.casework.aid(unit, village, receipt, { text: '房子塌了，先安排住村部' }));
    expect(await world.row(id)).toMatchObject({ urgent: 1 });
    expect(await advance(village)).toMatchObject({ ok: true, without: ['finding'] });
  });
});

describe('an objection', () => {
  const databases = sqliteDatabase();

  test('a cadre writes it down for a household that came in person; the re-check needs papers of its own', async () => {
    const { world, village, town, second, chief, chat, receipt, advance, decide } = await county(databases);
    await world.form(village, receipt);
    const objectFor = (staff: StaffMember, reason = '车是我弟弟的，不是我家的') =>
      world.do((unit) => world.casework.objectFor(unit, staff, receipt, reason));
    expect(await objectFor(town)).toEqual(no('not-decided'));
    for (const staff of [village, village, village, town]) await world.goOn(staff, receipt);
    await decide('not_included');
    expect(await objectFor(village, '不服')).toEqual(no('reason-short'));
    expect(await objectFor(village)).toMatchObject({ ok: true, stage: 'verification' });
    expect(await world.lastMail(chat)).toContain('会换一名干部重新看');
    expect(await world.form(village, receipt)).toEqual(no('same-person'));
    expect(await world.form(chief, receipt)).toEqual(no('same-person'));
    expect(await advance(second)).toEqual(no('no-verification'));
    await world.do((unit) =>
      world.casework.recordVerification(unit, second, receipt, { text: '车确实是弟弟的' }),
    );
    for (const staff of [second, second, second, second]) await world.goOn(staff, receipt);
    expect(await decide('included')).toEqual(no('no-form'));
    expect(await world.form(village, receipt)).toEqual(no('same-person'));
    expect(await world.form(second, receipt)).toMatchObject({ ok: true });
    expect(await decide('not_included')).toMatchObject({ ok: true });
    expect(await world.lastMail(chat)).toMatch(/换人重新看过了[\s\S]*医药费太高[\s\S]*12345/);
    expect(await objectFor(town)).toMatchObject({ ok: true, stage: 'verification' });
  });
});
