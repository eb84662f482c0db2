import { describe, expect, test } from 'vitest';
import {
  askedReader,
  DigestSender,
  makeDigest,
  periodOf,
  questionReport,
  reportText,
} from '../../src/digest/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import { eachDatabase, sqliteDatabase } from '../storage/databases.ts';
import { type Asked, logAll, tools } from './asked.ts';
import { PARAPHRASES } from './paraphrases.ts';
import { calendar } from './rules.ts';

const COUNTY = parseRegion('411024');
const place = (code: string) => ({ '411024104': '望田镇', '411024': '鄢陵县' })[code] ?? code;
const month = { region: COUNTY, period: periodOf('month', '2026-11-20') };

const POWER = ['我家电费太高能不能减免', '电费交不起能不能减免', '电费能不能减免一点', '电费减免找谁'];
const PENSION = ['养老金一个月能领多少钱', '养老金每月能领多少钱', '一个月养老金领多少钱'];

/** Each text asked by another chat. */
function byOthers(wordings: readonly string[], more: Partial<Asked> = {}, who = 'p'): Asked[] {
  return wordings.map((text, i) => ({ text, by: `${who}${i}`, ...more }));
}

function report(storage: Storage, scope = month) {
  return questionReport(scope, { storage, questions: tools, place });
}

function readings(storage: Storage) {
  return storage.reading.audit.of('system');
}

eachDatabase('the report of questions', (databases) => {
  test('counts all, tells what three have asked, and says where and what came nearest', async () => {
    const storage = await databases.open();
    const card = { status: 'answered', answeredBy: 'card', topic: 'medical' };
    await logAll(storage, [
      ...byOthers(POWER),
      ...byOthers(PENSION.slice(0, 2), { region: '411024' }, 'q'),
      ...byOthers(['看病花钱多咋办', '看病花钱太多'], { ...card, vote: 'up' }),
      ...byOthers(PENSION, { ...card, vote: 'other' }, 'v'),
      { text: '住院报多少', by: 'p1', status: 'partial', answeredBy: 'rule', vote: 'down' },
      { text: '你好', by: 'p1', status: 'smalltalk' },
      // Neither another county's nor another month's.
      ...byOthers(PENSION, { region: '411326101' }),
      ...byOthers(PENSION, { at: '2026-10-31T15:59:59.999Z' }),
    ]);
    const { figures, unanswered, disliked, wordless, unreadable } = await report(storage);
    expect(figures).toEqual({
      asked: 13,
      answered: 5,
      partial: 1,
      unanswered: 6,
      other: 1,
      answeredBy: { card: 5, rule: 1, extract: 0, ai: 0, own: 0, unknown: 0 },
      votes: { up: 2, down: 1, other: 3 },
      topics: [{ topic: 'medical', name: '看病花钱多怎么办', asked: 5, down: 3 }],
    });
    expect(unanswered).toMatchObject({ times: 6, untold: { clusters: 1, times: 2 } });
    expect(unanswered.clusters).toHaveLength(1);
    const [power] = unanswered.clusters;
    expect(power).toMatchObject({
      times: 4,
      askers: 4,
      places: [{ code: '411024104', name: '望田镇', times: 4 }],
      nearest: expect.stringMatching(/^411024104：\d+$/),
    });
    expect(power?.words).toContain('电费');
    expect(power?.examples.length).toBeLessThanOrEqual(3);
    expect(disliked).toMatchObject({ times: 4, untold: { clusters: 1, times: 1 } });
    expect(disliked.clusters.map(({ times, askers }) => [times, askers])).toEqual([[3, 3]]);
    expect([wordless, unreadable]).toEqual([0, 0]);
    expect(await readings(storage)).toMatchObject([
      {
        actor: 'operator',
        action: 'questions-read',
        detail: { why: 'report', region: '411024', from: '2026-11-01', to: '2026-11-30', texts: 10 },
      },
    ]);
    expect(await report(storage)).toEqual(await report(storage));
  });

  test('three questions of two chats are counted, not told', async () => {
    const storage = await databases.open();
    await logAll(storage, [...byOthers(POWER.slice(0, 2)), { text: POWER[2] ?? '', by: 'p0' }]);
    const { unanswered } = await report(storage);
    expect(unanswered).toMatchObject({ times: 3, clusters: [], untold: { clusters: 1, times: 3 } });
  });

  test('words that are gone, erased or damaged are counted and keep nothing else from being told', async () => {
    const storage = await databases.open();
    await logAll(storage, byOthers([...POWER, ...POWER.map((text) => `${text}啊`)]));
    const rows = await storage.reading.db.selectFrom('questions').selectAll().orderBy('id').execute();
    const [gone, erased, damaged] = rows;
    await storage.transaction(async ({ db, subjects }) => {
      const set = (id: string, values: object) =>
        db.updateTable('questions').set(values).where('id', '=', id).execute();
      await set(gone?.id ?? '', { text_sealed: null, asker_lookup: null });
      await subjects.erase(erased?.subject_id ?? '');
      await set(damaged?.id ?? '', { text_sealed: rows[3]?.text_sealed });
    });
    const { figures, unanswered, wordless, unreadable } = await report(storage);
    expect([figures.unanswered, unanswered.times, wordless, unreadable]).toEqual([8, 5, 2, 1]);
    expect(unanswered.clusters.map(({ times }) => times)).toEqual([5]);
  });

  test('a digest tells what was asked most and in vain, and its figures stay as they were', async () => {
    const storage = await databases.open();
    const clock = { calendar, place, today: '2026-12-01' };
    const silent = await makeDigest(storage.reading.db, month, {
      ...clock,
      asked: askedReader(storage, () => Promise.reject(new Error('loaded for nothing')), 'operator'),
    });
    expect(silent.text).toContain('没有人提问政策');
    expect(await readings(storage)).toEqual([]);

    await logAll(storage, [
      ...byOthers(POWER),
      ...byOthers(['看病', '看病贵', '看病花钱', '看病要钱', '住院'], {
        status: 'answered',
        topic: 'medical',
      }),
      ...byOthers(PENSION, { status: 'partial' }),
      ...byOthers(['我要低保', '低保呢'], { status: 'answered' }),
      ...byOthers(['你好', '你好', '你好', '你好'], { status: 'smalltalk' }),
    ]);
    const asked = askedReader(storage, async () => tools, 'operator');
    const { text, figures } = await makeDigest(storage.reading.db, month, { ...clock, asked });
    const [most = '', inVain = '', ...more] = text.split('\n').slice(-2);
    expect(more).toEqual([]);
    expect(most).toMatch(/^问得最多：看病花钱多怎么办（5 次）；.*电费.*（4 次）；.*养老金.*（3 次）$/);
    expect(inVain).toMatch(/^文件里没有、问得多的：.*电费.*（4 次）$/);
    expect(figures.questions).toEqual({ asked: 18, answered: 10, unanswered: 4 });
    const plain = await makeDigest(storage.reading.db, month, clock);
    expect(plain.figures).toEqual(figures);
    expect((await readings(storage)).map(({ detail }) => detail.why)).toEqual(['digest']);
    // What has grown too old to be read is said to be left out.
    await storage.transaction(({ db }) =>
      db.updateTable('questions').set({ text_sealed: null }).where('status', '=', 'partial').execute(),
    );
    const later = await makeDigest(storage.reading.db, month, { ...clock, asked });
    expect(later.text).toMatch(/（4 次）\n（另有 3 次的原话已过保存期或已删除，没有算进来。）$/);
  });
});

const databases = sqliteDatabase();

describe('what names somebody', () => {
  const NAMES = ['王秀英', '张建国', '欧阳春梅', '买买提', '李和平', '赵富强'];
  const HOMES = ['五里岗', '幸福路八号', '前进村', '大槐树'];
  const ELSE = ['13803741234', '411024195203071234', '尿毒症透析', '离婚', '坐过牢'];

  test('is in no report and no digest, whoever tells it and however often', async () => {
    const storage = await databases.open();
    const canaries = [...NAMES, ...HOMES, ...ELSE];
    const forms = [
      (canary: string) => `我叫${canary}，电费能不能减免`,
      (canary: string) => `${canary}家电费太高能不能减免`,
      (canary: string) => `电费交不起能不能减免，${canary}`,
      (canary: string) => `俺邻居${canary}电费能减免，我的电费能不能减免`,
    ];
    const told = canaries.flatMap((canary) =>
      byOthers(
        forms.map((form) => form(canary)),
        {},
        canary,
      ),
    );
    // A name in a question of its own, by enough askers to be told.
    const alone = canaries.flatMap((canary) =>
      byOthers([canary, `${canary}？`, `${canary}呢`, `${canary}吗`], { vote: 'down' }, canary),
    );
    await logAll(storage, [...told, ...alone]);
    const result = await report(storage);
    expect(result.unanswered.clusters[0]?.words).toContain('电费');
    // Names do not set apart what is the same.
    const words = result.unanswered.clusters.map((cluster) => cluster.words);
    expect(words).toEqual([...new Set(words)]);
    const asked = askedReader(storage, async () => tools, 'operator');
    const digest = await makeDigest(storage.reading.db, month, {
      calendar,
      place,
      today: '2026-12-01',
      asked,
    });
    expect(digest.text).toContain('电费');
    const shown = [JSON.stringify(result), reportText(result, month.period, '鄢陵县'), digest.text].join(
      '\n',
    );
    const audit = JSON.stringify(await readings(storage));
    // Neither whole nor the given name or the hamlet alone.
    const heads = HOMES.map((home) => home.slice(0, 2));
    for (const part of [...canaries, ...canaries.map((canary) => canary.slice(1)), ...heads]) {
      expect(shown, part).not.toContain(part);
      expect(audit, part).not.toContain(part);
    }
  });

  test('a word of one asker is left out though it stands in public text', async () => {
    const storage = await databases.open();
    await logAll(storage, byOthers([...POWER, '电费能不能减免，危房', '电费能不能减免，危房']));
    expect(JSON.stringify(await report(storage))).not.toContain('危房');
  });
});

describe('a supervisor', () => {
  test('gets the digest also when the words cannot be read; two of one county cost one reading', async () => {
    const storage = await databases.open();
    await logAll(storage, byOthers(POWER));
    await storage.transaction(async ({ db, subjects }) => {
      for (const id of ['s1', 's2']) {
        const subject_id = await subjects.create();
        const created_at = '2026-11-19T00:00:00.000Z';
        const staff = { id, name_sealed: '', subject_id, role: 'supervisor' as const, region: '411024' };
        await db
          .insertInto('staff')
          .values({ ...staff, unit: null, active: 1, created_at })
          .execute();
        const chat = {
          id: `chat-${id}`,
          channel: 'console',
          user_lookup: id,
          address_sealed: '',
          subject_id,
        };
        await db
          .insertInto('conversations')
          .values({
            ...chat,
            staff_id: id,
            state_sealed: null,
            version: 0,
            created_at,
            updated_at: created_at,
          })
          .execute();
      }
    });
    const complaints: object[] = [];
    const log = { error: (details: object) => complaints.push(details) };
    const parts = { storage, calendar, place, hour: 8, log };
    const broken = new DigestSender({ ...parts, asked: () => Promise.reject(new TypeError('电费')) });
    expect(await broken.run(new Date('2026-11-20T09:00:00+08:00'))).toHaveLength(2);
    expect(complaints).toEqual([{ staff: 's1', reason: 'questions: TypeError' }]);

    const sender = new DigestSender({ ...parts, asked: askedReader(storage, async () => tools, 'system') });
    expect(await sender.run(new Date('2026-11-21T09:00:00+08:00'))).toHaveLength(2);
    const sent = await storage.reading.db.selectFrom('outbox').selectAll().orderBy('seq').execute();
    const texts = await Promise.all(
      sent.map(async ({ id, payload_sealed, conversation_id }) => {
        const { subject_id } = await storage.reading.db
          .selectFrom('conversations')
          .select('subject_id')
          .where('id', '=', conversation_id)
          .executeTakeFirstOrThrow();
        return storage.reading.subjects.open(subject_id, payload_sealed, `outbox.payload_sealed:${id}`);
      }),
    );
    expect(texts).toHaveLength(4);
    expect(texts.map((text) => text?.includes('电费'))).toEqual([false, false, true, true]);
    expect((await readings(storage)).map(({ actor, detail }) => [actor, detail.why])).toEqual([
      ['system', 'digest'],
    ]);
  });
});

test('a sixth of 30 000 questions in a month is told within a sixth of 20 seconds', async () => {
  const storage = await databases.open();
  // The work grows faster than the number: hardly any two wordings are the same, all are unanswered.
  const asked = PARAPHRASES.flatMap((wordings, about) =>
    wordings.flatMap((text, nth) =>
      Array.from({ length: 84 }, (_, i) => {
        const other = PARAPHRASES[(about + i) % PARAPHRASES.length]?.[(nth + i) % 4] ?? '';
        return { text: `${i} ${text}，${other}`, by: `p${(i * 7 + about) % 900}` };
      }),
    ),
  );
  await logAll(storage, asked);
  const before = process.cpuUsage();
  const { figures, unanswered } = await report(storage);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1_000_000;
  process.stderr.write(`${asked.length} questions told in ${seconds} s of processor time\n`);
  expect(figures.asked).toBe(5040);
  expect(unanswered.clusters.length).toBeGreaterThan(5);
  expect(seconds).toBeLessThan(20 / 6);
}, 60_000);
