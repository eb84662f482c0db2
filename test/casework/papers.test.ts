import { describe, expect, test } from 'vitest';
import type { VerificationForm } from '../../src/casework/index.ts';
import { eachDatabase, sqliteDatabase, type TestDatabases } from '../storage/databases.ts';
import { county, no } from './verifying.ts';
import { FORM, PERSONAL, RENZHUANG, WANG, WANGTIAN, without } from './world.ts';

eachDatabase('the papers of a case', (databases) => {
  test('each stage is left with its paper, the county includes with the form, and all is kept sealed', async () => {
    const at = await county(databases);
    const { world, village, town, chief, receipt, id, advance, of, decide } = at;
    expect(await advance(village)).toEqual(no('no-verification'));
    const photo = await world.photo('chat-village', null);
    const signature = await world.photo('chat-village', null);
    const filed = await world.do((unit) =>
      at.papers.form(unit, village, receipt, {
        form: { ...FORM, visitedOn: '2026-11-01' },
        photoIds: [photo],
        signatureIds: [signature],
      }),
    );
    // (30 000 + 8 000 + 2 400 − 3 000) ÷ 4
    expect(filed).toMatchObject({ ok: true, perPerson: 9350, lacking: [] });
    expect(await advance(village)).toMatchObject({ ok: true, lacking: ['review'] });
    expect(await advance(village)).toEqual(no('no-review'));
    expect(await world.review(village, receipt, { agree: 5, disagree: 7, passed: false })).toMatchObject({
      ok: true,
      passed: false,
    });
    expect(await advance(village)).toMatchObject({ ok: true, stage: 'notice' });
    expect(await advance(village)).toEqual(no('no-posting'));
    expect(await world.post(village, receipt)).toMatchObject({
      posted: [{ receipt, from: '2026-11-02', to: '2026-11-09', days: 5 }],
    });
    world.today = '2026-11-09';
    const gone = await advance(village);
    expect(gone).toMatchObject({ ok: true, stage: 'township_review' });
    expect(gone).not.toHaveProperty('early');
    await world.do((unit) =>
      world.casework.advance(unit, town, receipt, { note: '材料齐全，情况属实，同意上报' }),
    );
    expect(await decide()).toMatchObject({ ok: true, stage: 'included' });
    const { forms, reviews, notices, needed, missing } = await of();
    expect(forms).toMatchObject([
      {
        by: `staff:${village.id}`,
        replacedAt: null,
        content: { perPerson: 9350, signatures: 1, period: { from: '2025-11-02', to: '2026-11-01' } },
        photos: [
          { id: photo, role: null },
          { id: signature, role: 'signature' },
        ],
      },
    ]);
    expect([reviews.length, notices.length, needed, missing]).toEqual([1, 1, [], []]);
    const opened = await world.do((unit) => world.casework.open(unit, chief, receipt));
    expect(opened.ok && opened.file.notes.map(({ kind }) => kind)).toEqual([
      'verification',
      'opinion',
      'decision',
    ]);
    const stored = await world.do((unit) => unit.db.selectFrom('papers').selectAll().execute());
    const record = JSON.stringify([stored, await world.audit(id)]);
    for (const value of [...PERSONAL, '透析', '李明', '9350']) expect(record).not.toContain(value);
  });
});

describe('the verification form', () => {
  const databases = sqliteDatabase();

  test('a corrected one replaces, the old one stays; net business has no costs subtracted twice', async () => {
    const { world, village, town, receipt, of } = await county(databases);
    await world.form(village, receipt);
    const income = { wage: 0, business: 9000, businessCosts: null, property: 400, transfer: 0 };
    expect(await world.form(village, receipt, { people: 3, labour: 0, income })).toMatchObject({
      perPerson: 3133,
    });
    const { forms } = await of();
    expect(forms.map(({ replacedAt, content }) => [replacedAt === null, content.perPerson])).toEqual([
      [false, 9350],
      [true, 3133],
    ]);
    // Later the village's papers are the township's to correct, not by who has not the case.
    await world.goOn(village, receipt);
    await world.goOn(village, receipt);
    await world.goOn(village, receipt);
    expect(await world.form(village, receipt)).toEqual(no('not-allowed'));
    expect(await world.form(town, receipt)).toMatchObject({ ok: true });
    await world.goOn(town, receipt);
    expect(await world.form(town, receipt)).toEqual(no('wrong-stage'));
  });

  test('figures that cannot be, days to come and photos of others are refused, and nothing is written', async () => {
    const { world, village, receipt, papers, of } = await county(databases);
    const wrongs: [Partial<VerificationForm>, string][] = [
      [{ people: 0 }, 'paper-figures'],
      [{ labour: 5 }, 'paper-figures'],
      [{ income: { ...FORM.income, wage: -1 } }, 'paper-figures'],
      [{ spending: { ...FORM.spending, medical: Number.NaN } }, 'paper-figures'],
      [{ visitors: [] }, 'paper-visitors'],
      [{ findings: '  ' }, 'text-empty'],
      [{ visitedOn: '2026-11-03' }, 'paper-day'],
      [{ visitedOn: '2026-02-30' }, 'paper-day'],
      [{ visitedOn: '2025-11-02' }, 'paper-day'],
    ];
    for (const [wrong, reason] of wrongs) {
      expect(await world.form(village, receipt, wrong), JSON.stringify(wrong)).toEqual(no(reason));
    }
    const foreign = await world.photo('chat-chief', null);
    const form = { ...FORM, visitedOn: '2026-11-02' };
    expect(
      await world.do((unit) => papers.form(unit, village, receipt, { form, signatureIds: [foreign] })),
    ).toEqual(no('photo-unknown'));
    expect((await of()).forms).toEqual([]);
    await world.form(village, receipt);
    expect(await world.review(village, receipt)).toEqual(no('wrong-stage'));
    await world.goOn(village, receipt);
    for (const wrong of [{ present: 0 }, { agree: 13 }, { agree: 8, disagree: 5 }]) {
      expect(await world.review(village, receipt, wrong)).toEqual(no('paper-figures'));
    }
  });

  test('without it the county does not include, but may refuse; the township adds it and the decision goes on', async () => {
    const { world, village, town, receipt, decide, advance } = await county(databases);
    const found = { text: '家里确实困难' };
    await world.do((unit) => world.casework.recordVerification(unit, village, receipt, found));
    expect(await advance(village)).toMatchObject({ ok: true, lacking: ['review', 'form'] });
    await world.goOn(village, receipt);
    await world.goOn(village, receipt);
    await world.goOn(town, receipt);
    expect(await decide('included')).toEqual(no('no-form'));
    expect(await world.form(town, receipt)).toMatchObject({
      ok: true,
      stage: 'county_decision',
      lacking: [],
    });
    expect(await decide('included')).toMatchObject({ ok: true });
  });

  test('what was filed before a case was sent back does not count for the stage that is done again', async () => {
    const { world, village, town, receipt, advance } = await county(databases);
    await world.form(village, receipt);
    for (const staff of [village, village, village]) await world.goOn(staff, receipt);
    const back = { reason: '评议记录没有签字', to: 'village_review' } as const;
    await world.do((unit) => world.casework.sendBack(unit, town, receipt, back));
    expect(await advance(town)).toEqual(no('no-review'));
    expect(await world.goOn(town, receipt)).toMatchObject({ ok: true, stage: 'notice' });
    expect(await advance(town)).toEqual(no('no-posting'));
  });
});

describe('the public notice', () => {
  const databases = sqliteDatabase();

  async function posted(databases: TestDatabases) {
    const at = await county(databases);
    await at.world.form(at.village, at.receipt);
    await at.world.goOn(at.village, at.receipt);
    await at.world.goOn(at.village, at.receipt);
    return at;
  }

  test('several cases of one village are on one sheet with its photo, or none is', async () => {
    const { world, village, town, receipt, papers, of } = await posted(databases);
    const others = { ...without(WANG, 'idNumber', 'phone'), name: '李四' };
    const same = await world.declared(null, others);
    const place = { township: WANGTIAN, village: RENZHUANG, text: '任庄村', how: 'picked' } as const;
    const far = await world.declared(null, { ...others, place });
    const photo = await world.photo('chat-village', null);
    const post = (...receipts: string[]) =>
      world.do((unit) => papers.post(unit, village, receipts, { photoIds: [photo] }));
    expect(await post(receipt, far.receipt)).toEqual(no('not-found'));
    expect(await post(receipt, same.receipt)).toEqual(no('wrong-stage'));
    expect((await of()).notices).toEqual([]);
    await world.do((unit) => world.casework.advance(unit, town, same.receipt));
    await world.form(village, same.receipt);
    await world.goOn(village, same.receipt);
    await world.goOn(village, same.receipt);
    expect(await post(receipt, same.receipt)).toMatchObject({ posted: [{ receipt }, {}] });
    const rows = await world.do((unit) =>
      unit.db.selectFrom('photos').select(['case_id', 'role']).where('role', '=', 'posting').execute(),
    );
    expect(new Set(rows.map(({ case_id }) => case_id)).size).toBe(2);
    // The township sees both villages, and yet no sheet hangs in two.
    expect(await world.post(town, receipt, far.receipt)).toEqual(no('several-villages'));
  });

  test('put up late, it hangs for its days; what ends before is recorded as early', async () => {
    const { world, village, receipt, papers, advance, of, id } = await posted(databases);
    world.today = '2026-11-05';
    expect(await world.post(village, receipt)).toMatchObject({
      posted: [{ from: '2026-11-05', to: '2026-11-12', dueOn: '2026-11-09' }],
    });
    world.today = '2026-11-06';
    // Recorded again with its photo, the sheet keeps its days.
    const photo = await world.photo('chat-village', null);
    const again = await world.do((unit) => papers.post(unit, village, [receipt], { photoIds: [photo] }));
    expect(again).toMatchObject({ posted: [{ from: '2026-11-05', to: '2026-11-12' }] });
    expect((await of()).notices.map(({ photos }) => photos.length)).toEqual([0, 1]);
    world.today = '2026-11-11';
    expect(await advance(village)).toMatchObject({ ok: true, early: true });
    expect((await world.audit(id)).at(-1)).toMatchObject({ action: 'advanced', detail: { early: true } });
  });

  test('a protest holds the case until somebody who did not verify it has looked; the household hears nothing', async () => {
    const { world, village, town, second, chief, chat, receipt, advance, protest, settle, of, id } =
      await posted(databases);
    await world.post(village, receipt);
    const before = (await world.mail(chat)).length;
    expect(await protest(village, '有车')).toEqual(no('reason-short'));
    expect(await protest(village)).toMatchObject({ ok: true, open: 1 });
    expect(await protest(town, '赵六也说不该纳入他家')).toMatchObject({ open: 2 });
    expect(await advance(village)).toEqual(no('protest-open'));
    expect(await settle(second)).toEqual(no('which-protest'));
    expect(await settle(second, false, 3)).toEqual(no('which-protest'));
    expect(await settle(village, false, 1)).toEqual(no('same-person'));
    expect(await settle(second, false, 1)).toMatchObject({ ok: true, open: 1 });
    expect(await advance(village)).toEqual(no('protest-open'));
    expect(await settle(chief, true)).toMatchObject({ ok: true, upheld: true, open: 0 });
    expect(await settle(chief)).toEqual(no('no-protest'));
    expect(await advance(village)).toMatchObject({ ok: true });
    expect((await of()).protests.map(({ content }) => content.outcome?.upheld)).toEqual([false, true]);
    const told = (await world.mail(chat)).slice(before).map(({ text }) => text);
    const [view] = await world.do((unit) => world.casework.casesOf(unit, chat));
    const shown = JSON.stringify([told, view, await world.audit(id)]);
    for (const secret of ['赵四', '赵六', '有车', '异议']) expect(shown).not.toContain(secret);
    expect(await world.lastMail('chat-town')).not.toContain('赵');
  });
});
