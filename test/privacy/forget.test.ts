import sharp from 'sharp';
import { expect, test } from 'vitest';
import { declares, SHORT_FORM, startOf, Town } from '../dialogue/person.ts';
import { eachDatabase, type TestStorage } from '../storage/databases.ts';

const QUESTION = '俺家那头花斑母牛死了，低保咋申请？';

async function picture(): Promise<Uint8Array> {
  const image = sharp({ create: { width: 32, height: 32, channels: 3, background: '#c00' } });
  return new Uint8Array(await image.jpeg().toBuffer());
}

/** Everything sealed in a table that any key of the database opens. */
async function readable(storage: TestStorage, table: 'conversations' | 'inbound' | 'outbox' | 'questions') {
  const { db, vault } = storage.reading;
  const column = {
    conversations: 'state_sealed',
    inbound: 'payload_sealed',
    outbox: 'payload_sealed',
    questions: 'text_sealed',
  }[table];
  const rows: Record<string, unknown>[] = await db.selectFrom(table).selectAll().execute();
  const keys = await db.selectFrom('subjects').select('wrapped_key').execute();
  const texts: string[] = [];
  for (const row of rows) {
    const sealed = row[column];
    if (typeof sealed !== 'string') continue;
    const id = table === 'inbound' ? `${String(row.channel)}:${String(row.event_id)}` : String(row.id);
    for (const { wrapped_key: key } of keys) {
      if (key === null) continue;
      try {
        texts.push(vault.open(key, sealed, `${table}.${column}:${id}`));
      } catch {
        // Another subject's key.
      }
    }
  }
  return texts.join('\n');
}

eachDatabase('删除我的信息', (database) => {
  async function town() {
    const clock = startOf();
    const storage = await database.open({ clock: () => clock.now });
    return { bot: new Town(storage, clock), storage };
  }

  test('leaves nothing of chat, draft, photos and questions that any key opens, and the person begins anew', async () => {
    const { bot, storage } = await town();
    const person = bot.person('zhang');
    await person.says(QUESTION);
    await person.tells('我要申报', ...SHORT_FORM.slice(0, 5));
    await person.photographs(await picture());
    const before = await readable(storage, 'inbound');
    for (const word of ['张建国', '花斑母牛', '13803741234']) expect(before).toContain(word);
    expect(await readable(storage, 'questions')).toContain('花斑母牛');
    expect(await readable(storage, 'conversations')).toContain('411024195603123415');

    await person.tells('删除我的信息', '删除');
    for (const table of ['conversations', 'inbound', 'outbox', 'questions'] as const) {
      expect(await readable(storage, table)).not.toMatch(/张建国|13803741234|花斑母牛|411024195603123415/);
    }
    const { db } = storage.reading;
    expect(await db.selectFrom('photos').select('id').execute()).toEqual([]);
    // The question still counts, of nobody.
    expect(await db.selectFrom('questions').select(['status', 'asker_lookup']).execute()).toEqual([
      { status: 'answered', asker_lookup: null },
    ]);
    expect((await person.says('继续填')).step).toBeNull();
    expect((await declares(person)).receipt).toBeDefined();
  });

  test('leaves the filed case with the household; the chat hears and shows nothing of it any more', async () => {
    const { bot, storage } = await town();
    const person = bot.person('zhang');
    const { receipt = '' } = await declares(person);
    const cadre = await bot.cadre('township', '411024104');
    await cadre.says(`领取 ${receipt}`);
    await person.tells('删除我的信息', '删除');
    const { db } = storage.reading;
    const pending = db.selectFrom('outbox').select('id').where('sent_at', 'is', null);
    expect(await pending.where('failed_at', 'is', null).execute()).toEqual([]);
    expect(await db.selectFrom('case_followers').selectAll().execute()).toEqual([]);
    const declared = await db.selectFrom('declarations').select('conversation_id').execute();
    expect(declared).toEqual([{ conversation_id: null }]);
    await cadre.says(`推进 ${receipt}`);
    const next = await person.says('你好');
    expect(next.text).not.toContain(receipt);
    expect(next.case).toBeUndefined();
    expect((await cadre.says(`打开 ${receipt}`)).text).toContain('张建国');
    // With the receipt and the phone they may follow it again.
    await person.tells('查进度', receipt);
    expect((await person.says('1234')).text).toContain('入户核实');
  });

  test('what was written right after it is answered, photos too', async () => {
    const { bot, storage } = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报', '给自己家报');
    const to = { channel: 'test', userId: 'zhang' };
    const { dialogue } = bot;
    await dialogue.receive({ ...to, eventId: 'a', text: '删除我的信息' });
    await dialogue.receive({ ...to, eventId: 'b', text: '删除' });
    await dialogue.receive({ ...to, eventId: 'c', text: '我要申报' });
    const attachments = [{ bytes: await picture() }];
    const { conversationId } = await dialogue.receive({ ...to, eventId: 'd', attachments });
    const turns = await dialogue.work(conversationId);
    expect(turns.map(({ step }) => step)).toEqual(['consent', null, 'filer', 'filer']);
    expect(turns[3]?.replies[0]?.text).toContain('收到照片 1 张');
    const [row] = await storage.reading.db.selectFrom('photos').selectAll().execute();
    const jpeg = await storage.reading.subjects.openBytes(
      row?.subject_id ?? '',
      row?.image_sealed ?? null,
      `photos.image_sealed:${row?.id}`,
    );
    expect(jpeg?.slice(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]));
  });

  test('two who ask at once forget only themselves', async () => {
    const { bot, storage } = await town();
    const [zhang, li] = [bot.person('zhang'), bot.person('li')];
    await Promise.all([zhang.says(QUESTION), li.says(QUESTION)]);
    await li.tells('我要申报', '给自己家报');
    await zhang.tells('删除我的信息', '删除');
    expect(await readable(storage, 'questions')).toContain('花斑母牛');
    expect((await li.says('都同意')).step).toBe('name');
  });
});
