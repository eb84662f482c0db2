import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answered, FormAnswer, PlacesAnswer } from '../../src/channels/web/wire.ts';

import { SHORT_FORM } from '../dialogue/person.ts';
import { CODES, Site, textOf, type Visitor } from './site.ts';

const WUGANG = '411024104210';

let site: Site;
beforeAll(async () => {
  site = await Site.open({ longPoll: 300, lookEvery: 30 });
});
afterAll(() => site.close());

async function opened(path?: string): Promise<Visitor> {
  const visitor = site.visitor();
  await visitor.open(path);
  return visitor;
}

async function casesIn(): Promise<number> {
  return (await site.town.storage.reading.db.selectFrom('cases').select('id').execute()).length;
}

describe('a declaration', () => {
  test('goes from the first word to a receipt, once however often it is sent', async () => {
    const visitor = await opened();
    const last = await visitor.tells('我要申报', ...SHORT_FORM);
    expect(last.step).toBe('review');
    expect(last.place).toMatchObject({ name: expect.stringContaining('望田镇') });
    const before = await casesIn();
    const [filed, twin] = await Promise.all([
      visitor.says('确认提交', 'submit-once'),
      visitor.says('确认提交', 'submit-once'),
    ]);
    const again = await visitor.says('确认提交', 'submit-once');
    expect(filed.case?.receipt).toMatch(/^[A-Z0-9]{3}-/);
    expect(filed.replies.some(({ receipt }) => receipt === filed.case?.receipt)).toBe(true);
    expect([twin.replies, again.replies]).toEqual([filed.replies, filed.replies]);
    expect(await casesIn()).toBe(before + 1);
    // Even after the page has shown them, for a page whose answer was lost on the way.
    await visitor.post('/api/seen', { seen: filed.replies.map(({ id }) => id) });
    expect((await visitor.says('确认提交', 'submit-once')).replies).toEqual(filed.replies);
    expect(site.logged).not.toMatch(/张建国|411024195603123415|13803741234|武岗/);
  });

  test('takes photos, and says what is wrong with one', async () => {
    const visitor = await opened();
    await visitor.tells('我要申报', ...SHORT_FORM.slice(0, -1));
    const image = sharp({ create: { width: 40, height: 30, channels: 3, background: '#c00' } });
    const jpeg = new Uint8Array(await image.jpeg().toBuffer());
    const first = await visitor.photo(jpeg, 'image/jpeg', 'photo-one');
    expect(textOf((await first.json()) as Answered)).toContain('收到照片 1 张');
    await visitor.photo(jpeg, 'image/jpeg', 'photo-one');
    const rows = await site.town.storage.reading.db.selectFrom('photos').select('id').execute();
    expect(rows).toHaveLength(1);
    const broken = await visitor.photo(jpeg.slice(0, 80));
    expect(textOf((await broken.json()) as Answered)).toContain('打不开');
    expect((await visitor.open()).history.filter(({ photos }) => photos === 1)).toHaveLength(2);
  });

  test('can be prepared for without signal, and the place picked from lists', async () => {
    const visitor = site.visitor();
    const form = (await (await visitor.fetch('/api/form')).json()) as FormAnswer;
    expect(form.notice.lines.length).toBeGreaterThan(0);
    expect(form.steps.map(({ step }) => step)).toContain('id_number');
    const places = async (within?: string) => {
      const response = await visitor.fetch(`/api/places${within === undefined ? '' : `?within=${within}`}`);
      return response.status === 200 ? ((await response.json()) as PlacesAnswer) : response.status;
    };
    const county = await places();
    expect(county).toMatchObject({ within: { code: '411024', name: '鄢陵县' } });
    expect(await places('411024104')).toMatchObject({ within: { name: '望田镇' } });
    expect([await places('411326'), await places("41'; --"), await places('411024104999')]).toEqual([
      404, 404, 404,
    ]);
  });
});

describe('replies', () => {
  test('a page that waits since before the first word is woken by it, to wait for this conversation', async () => {
    const patient = await Site.open({ longPoll: 60_000, lookEvery: 30 });
    try {
      const visitor = patient.visitor();
      await visitor.open();
      const waiting = visitor.waiting();
      await visitor.fetch('/healthz');
      await visitor.says('你好');
      expect(await waiting).toEqual([]);
    } finally {
      await patient.close();
    }
  });

  test('are given again until they are acknowledged, and only then no more', async () => {
    const visitor = await opened();
    const said = await visitor.says('我要申报');
    expect(await visitor.waiting()).toEqual(said.replies);
    const reloaded = await visitor.open();
    expect(reloaded).toMatchObject({ step: 'filer', place: null });
    expect(reloaded.history.map(({ from, text }) => [from, text])).toEqual([
      ['me', '我要申报'],
      ...said.replies.map(({ text }) => ['us', text]),
    ]);
    const answer = await visitor.post('/api/messages', {
      id: 'with-the-next',
      text: '给自己家报',
      seen: said.replies.map(({ id }) => id),
    });
    const next = (await answer.json()) as Answered;
    expect(await visitor.waiting()).toEqual(next.replies);
    expect(next.replies).not.toContainEqual(said.replies[0]);
  });

  test('a page that waits hears of what another process wrote, and of nothing when there is nothing', async () => {
    const visitor = await opened();
    await visitor.tells('你好');
    expect(await visitor.waiting()).toEqual([]);
    const news = visitor.waiting();
    // A request behind it is answered: the first one waits.
    await visitor.fetch('/healthz');
    await site.tell(visitor, '您的申报有新进展。');
    expect((await news).map(({ text, from }) => [text, from])).toEqual([['您的申报有新进展。', 'us']]);
  });

  test('what was said is shown again with numbers starred, and the last forty only', async () => {
    const visitor = await opened();
    for (let n = 0; n < 20; n += 1) await visitor.says(`我的电话是138037412${n + 10}`);
    await visitor.says('<b>低保</b>咋申请？🙏');
    const { history } = await visitor.open();
    expect(history).toHaveLength(40);
    expect(JSON.stringify(history)).not.toMatch(/1380374123/);
    expect(history.some(({ text }) => text === '<b>低保</b>咋申请？🙏')).toBe(true);
  });
});

describe('two people', () => {
  test('never see each other, not even with the same ids', async () => {
    const [one, two] = [await opened(), await opened()];
    const mine = await one.says('我要申报', 'the-same-id');
    const theirs = await two.says('你好', 'the-same-id');
    expect(theirs.step).toBeNull();
    expect(theirs.replies.map(({ id }) => id)).not.toContain(mine.replies[0]?.id);
    // Somebody else's acknowledgement takes nothing away.
    await two.post('/api/seen', { seen: mine.replies.map(({ id }) => id) });
    expect(await one.waiting()).toEqual(mine.replies);
    expect(await two.waiting()).toEqual(theirs.replies);
  });
});

describe('a scanned code', () => {
  test('names the village for who comes for the first time, without a word', async () => {
    const visitor = site.visitor();
    const session = await visitor.open(`/?c=${CODES.sign(WUGANG as never)}`);
    expect(session.place).toMatchObject({ code: WUGANG });
    expect([session.history, session.notice]).toEqual([[], undefined]);
    expect(visitor.cookies.has('ymt_entry')).toBe(false);
    expect((await visitor.open()).place).toMatchObject({ code: WUGANG });
    const declared = await visitor.tells('我要申报', ...SHORT_FORM.slice(0, 5));
    expect(declared.step).toBe('causes');
  });

  test('of another village sets the place of who was here before', async () => {
    const visitor = site.visitor();
    await visitor.open(`/?c=${CODES.sign(WUGANG as never)}`);
    await visitor.tells('低保咋申请？');
    const other = '411024104213';
    await visitor.fetch(`/?v=${CODES.sign(other as never)}`);
    const again = await visitor.open();
    expect(again.place).toMatchObject({ code: other });
    expect(textOf({ replies: again.history })).not.toContain('的吧？');
  });

  test.each([
    ['forged', `v${WUGANG}-AAAAAAAAAAAAAAAA`, '认不出来'],
    ['no code at all', `${'x'.repeat(3000)}"<script>`, '认不出来'],
    ['of another county', CODES.sign('411326101200' as never), '别处'],
  ])('%s is passed over with a friendly line', async (_name, code, words) => {
    const visitor = site.visitor();
    const session = await visitor.open(`/?c=${encodeURIComponent(code)}`);
    expect(session.notice).toContain(words);
    expect(session.place).toBeNull();
    expect((await visitor.open()).notice).toBeUndefined();
    expect((await visitor.says('我要申报')).step).toBe('filer');
  });

  test('is taken from the page itself where a service worker kept it', async () => {
    const visitor = site.visitor();
    const answer = await visitor.post('/api/session', { entry: CODES.sign(WUGANG as never) });
    expect(await answer.json()).toMatchObject({ place: { code: WUGANG } });
  });
});

describe('a crash', () => {
  test('between recording and working loses nothing: the replies come after the restart', async () => {
    let isDead = false;
    const before = await Site.open(
      { patience: 50 },
      {
        around: (dialogue) => ({
          receive: (inbound) => dialogue.receive(inbound),
          // The process is gone before the work is done: nothing more is heard of it.
          work: (id) => (isDead ? new Promise(() => {}) : dialogue.work(id)),
          standing: (id) => dialogue.standing(id),
        }),
      },
    );
    const visitor = before.visitor();
    await visitor.open();
    await visitor.tells('我要申报', ...SHORT_FORM);
    isDead = true;
    const unanswered = await visitor.says('确认提交', 'submit-in-the-crash');
    expect(unanswered).toMatchObject({ replies: [], working: true, step: 'review' });
    await before.stop();

    const after = await Site.open({ longPoll: 5_000, lookEvery: 30 }, { folder: before.folder });
    try {
      const returned = after.visitor();
      returned.cookies.set('ymt', visitor.cookies.get('ymt') ?? '');
      const opened = await returned.open();
      expect(opened.history.at(-1)).toMatchObject({
        from: 'me',
        id: 'submit-in-the-crash',
        text: '确认提交',
      });
      const news = returned.waiting();
      await after.reception.start();
      const receipt = (await news).find((message) => message.receipt !== undefined)?.receipt;
      const again = await returned.says('确认提交', 'submit-in-the-crash');
      expect(again.case?.receipt).toBe(receipt);
      const cases = await after.town.storage.reading.db.selectFrom('cases').select('receipt').execute();
      expect(cases).toEqual([{ receipt }]);
    } finally {
      await after.close();
    }
  });

  test('work that fails is tried again by itself, and stopping ends what waits', async () => {
    let failures = 1;
    const site = await Site.open(
      { longPoll: 60_000, lookEvery: 30 },
      {
        around: (dialogue) => ({
          receive: (inbound) => dialogue.receive(inbound),
          work: (id) => (failures-- > 0 ? Promise.reject(new Error('disk full')) : dialogue.work(id)),
          standing: (id) => dialogue.standing(id),
        }),
      },
    );
    const visitor = site.visitor();
    await visitor.open();
    const answer = await visitor.says('我要申报');
    const replies = answer.working === true ? await visitor.waiting() : answer.replies;
    expect(replies.length).toBeGreaterThan(0);
    await visitor.post('/api/seen', { seen: replies.map(({ id }) => id) });
    const waiting = visitor.waiting();
    await visitor.fetch('/healthz');
    const begun = performance.now();
    await site.close();
    expect(await waiting).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
