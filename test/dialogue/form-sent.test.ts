import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type FormSent, FormSentShape, formTexts } from '../../src/dialogue/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { startOf, Town, YANLING } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

function noticeOf(bot: Town): string {
  return formTexts(bot.engine.gazetteer, parseRegion(YANLING)).notice.version;
}

function filled(bot: Town, change: Partial<FormSent> = {}): FormSent {
  return {
    filer: 'self',
    consent: 'all',
    notice: noticeOf(bot),
    consentedAt: '2026-11-23T08:15:00.000+08:00',
    name: '张建国',
    idNumber: '41102419560312341５',
    phone: '138 0374 1234',
    place: '411024104210',
    causes: ['因病', '住房'],
    story: '老伴去年得了癌症，住院花了八万多',
    submit: true,
    ...change,
  };
}

async function declarations(bot: Town) {
  const { db, subjects } = bot.storage.reading;
  const rows = await db.selectFrom('declarations').selectAll().execute();
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      answers: await subjects.open(
        row.subject_id ?? '',
        row.answers_sealed,
        `declarations.answers_sealed:${row.id}`,
      ),
    })),
  );
}

describe('a form filled without signal', () => {
  test('is filed with its photos and the consent as it was given; sent again it is one case', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#070' } })
      .jpeg()
      .toBuffer();
    await person.photographs(new Uint8Array(picture));
    const heard = await person.sends(filled(bot), 'device-1');
    expect(heard.receipt).toMatch(/^[A-Z0-9]{3}-/);
    expect(heard.replies.at(-1)?.view).toMatchObject({ kind: 'receipt', receipt: heard.receipt });
    expect(heard.case?.township).toBe('411024104');
    const again = await person.sends(filled(bot), 'device-1');
    expect(again.replies).toEqual([]);
    const [row, ...others] = await declarations(bot);
    expect(others).toEqual([]);
    expect(row?.answers).toContain('"idNumber":"411024195603123415","phone":"13803741234"');
    const consents = JSON.parse(row?.consents_json ?? '[]');
    expect(consents).toHaveLength(2);
    expect(consents[0]).toMatchObject({ version: noticeOf(bot), at: '2026-11-23T00:15:00.000Z' });
    const photos = await bot.storage.reading.db.selectFrom('photos').select('case_id').execute();
    expect(photos.map(({ case_id }) => case_id === null)).toEqual([false]);
  });

  test('with a wrong number is not filed: the question is put with what was wrong, and goes on here', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    const heard = await person.sends(filled(bot, { idNumber: '411024195603123416', phone: '1380374' }));
    expect(heard.step).toBe('id_number');
    expect(heard.replies.at(-1)?.view).toMatchObject({
      kind: 'step',
      problem: expect.stringContaining('有一位写错了'),
      preface: ['您在手机上填的，收到了。', expect.stringContaining('11 位'), '还差下面这一项，填完就能交。'],
    });
    expect((await person.says('411024195603123415')).step).toBe('phone');
    expect((await person.says('13803741234')).step).toBe('review');
    expect((await person.presses('submit')).receipt).toBeDefined();
  });

  test('under another notice, or agreed to long ago, consent is asked for first', async () => {
    const bot = await town();
    for (const change of [{ notice: '2020-01-1' }, { consentedAt: '2026-01-01T00:00:00Z' }]) {
      const person = bot.person(JSON.stringify(change));
      const heard = await person.sends(filled(bot, change));
      expect(heard.step).toBe('consent');
      expect(heard.text).toContain('说明改过了');
      expect((await person.presses('consent:sensitive')).step).toBe('review');
    }
    const child = await bot.person('child').sends(filled(bot, { idNumber: '411024201603120012' }));
    expect(child.text).toMatch(/监护人|身份证号/);
    expect(child.receipt).toBeUndefined();
    expect(await declarations(bot)).toEqual([]);
  });

  test('goes into the draft that is open; what is left out is passed over, but for the place', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', '自己', '同意', '王建国', '411024195603123415');
    const { idNumber: _, phone: _p, place: _l, story: _s, ...short } = filled(bot, { causes: [] });
    const heard = await person.sends(short);
    expect(heard.step).toBe('place');
    const review = await person.says('望田镇武岗村');
    expect(review.step).toBe('review');
    expect(review.text).toMatch(/户主：张建国[\s\S]*411024\*+3415[\s\S]*电话：没写[\s\S]*困难原因：其他/);
    const half = await bot.person('li').sends({ ...short, submit: false });
    expect(half.step).toBe('id_number');
  });

  test('from somebody who means harm is no more than what anybody may type', async () => {
    const bot = await town();
    const person = bot.person('eve');
    const foreign = await person.sends(filled(bot, { place: '411326101' }));
    expect(foreign.step).toBe('place');
    expect(foreign.text).toContain('不归我们县管');
    const words = await bot.person('mallory').sends(filled(bot, { name: '取消', causes: ['造反'] }));
    expect(words.step).toBe('name');
    const posing = await bot.person('trudy').sends(filled(bot, { filer: 'cadre', name: '李大山' }));
    expect(posing.receipt).toBeDefined();
    const [row] = await bot.storage.reading.db.selectFrom('cases').select('source').execute();
    expect(row?.source).toBe('resident');
    const broken = [
      { ...filled(bot), story: 'x'.repeat(10_000_000) },
      { ...filled(bot), name: { $ne: null } },
      { ...filled(bot), causes: '因病' },
      { ...filled(bot), consent: 'none' },
      { ...filled(bot), staffId: 's1' },
      'form',
      null,
    ];
    for (const form of broken) {
      expect(FormSentShape.safeParse(form).success).toBe(false);
      const heard = await bot.person('zero').sends(form);
      expect(heard.text).toContain('没能读出来');
      expect(heard.buttons).toContain('declare');
    }
  });

  test('on a channel that may not carry it nothing is kept', async () => {
    const bot = await town();
    bot.personalData = 'link';
    const heard = await bot.person('zhang').sends(filled(bot));
    expect(heard.text).toContain('没有保存');
    expect(heard.step).toBeNull();
  });
});

test('the texts for the device have every question in order, and words for what may be wrong', async () => {
  const { steps, notice, problems, labels, refused } = formTexts(
    (await town()).engine.gazetteer,
    parseRegion(YANLING),
  );
  expect(steps.map(({ step }) => step).join(' ')).toBe(
    'filer relation consent name id_number phone place causes story photos',
  );
  expect(notice.lines.length).toBeGreaterThan(4);
  const byStep = new Map(steps.map((step) => [step.step, step]));
  expect(byStep.get('relation')?.only).toEqual(['kin']);
  expect(byStep.get('name')?.askForOthers?.[0]).toContain('要帮的');
  expect(byStep.get('place')?.choices.filter(({ id }) => /^place:\d{9}$/.test(id)).length).toBeGreaterThan(9);
  expect(byStep.get('causes')).toMatchObject({ many: true, done: { id: 'causes:done' } });
  expect(byStep.get('phone')?.links).toEqual([{ id: 'skip:phone', label: '没有电话' }]);
  expect(byStep.get('filer')?.links).toEqual([]);
  expect(refused.join('')).toContain('村委会');
  expect(problems['id-check']).toContain('身份证');
  expect(labels.phone).toBe('电话');
});
