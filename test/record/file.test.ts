import { beforeAll, describe, expect, test } from 'vitest';
import type { FileContent } from '../../src/record/index.ts';
import { BAILIANG, YANLING } from '../casework/world.ts';
import {
  must,
  type Office,
  openOffice,
  pagesOf,
  picture,
  SECRETS,
  TOLD,
  toNotice,
  toObjection,
  toSupport,
} from './printing.ts';

const PARTS = [
  '一、申报情况',
  '二、预警和走访',
  '三、入户核实',
  '四、村级评议',
  '五、公示',
  '六、办理意见和决定',
  '七、不同意见和复核',
  '八、转办',
  '九、部门任务（双交办）和核查',
  '十、帮扶措施',
  '十一、跟踪回访',
  '十二、照片和签字',
  '十三、办理经过和时限',
  '十四、依据的文件条款',
  '十五、查阅和打印记录',
];

describe("a household's file", () => {
  let office: Office;
  let receipt: string;

  beforeAll(async () => {
    office = await openOffice();
    receipt = await toNotice(office);
    await toObjection(office, receipt);
    await toSupport(office, receipt);
  }, 30_000);

  const gather = async (ref = receipt, member = office.township, how?: { full?: boolean }) =>
    office.world.do((unit) => office.records.file(unit, member, ref, how));

  const textOf = ({ sections }: FileContent) => JSON.stringify(sections);

  test('has a cover, all its parts in order, page numbers, and who printed it when', async () => {
    const { content } = must(await gather());
    const pdf = await office.records.drawFile(content);
    const pages = await pagesOf(pdf);
    const [cover = '', ...rest] = pages;
    expect(cover).toContain('困难申报办理档案');
    for (const shown of ['鄢陵县', '望田镇', '晋庄村', receipt, '王建国', '农户自主申报', '因病、住房']) {
      expect(cover).toContain(shown);
    }
    const body = rest.join('');
    const places = PARTS.map((part) => body.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThanOrEqual(0);
    pages.forEach((page, i) => {
      expect(page).toContain(`第${i + 1}页共${pages.length}页`);
      expect(page).toContain('打印人：望田镇干部孙镇干打印时间：2027-01-2009:00');
    });
    // The contents name the page on which each part begins.
    PARTS.forEach((part) => {
      const on = Number(new RegExp(`${part.replace(/[（）]/g, '.')}第(\\d+)页`).exec(cover)?.[1]);
      expect(pages[on - 1]).toContain(part);
    });
    // The same content is drawn to the same bytes.
    expect(Buffer.from(await office.records.drawFile(content)).equals(Buffer.from(pdf))).toBe(true);
  }, 30_000);

  test('tells what was filed, checked, said against it and decided, with dates kept and missed', async () => {
    const text = textOf(must(await gather()).content);
    for (const told of [
      '登记个人敏感信息',
      '人均约 4200 元',
      '住房安全：有问题',
      '同意 20 人，不同意 1 人',
      '意见不成立：车是村里合作社的，不是他家的',
      '同意村里意见',
      '医药费大部分报销了，收入够用（鄢陵县干部 吴县干）',
      '报销的还没有到账，欠的钱还不上',
      '医药费欠款大，收入不够还，列入监测（鄢陵县干部 吴县干）',
      '看病报销：基本医保、大病保险、医疗救助',
      '鄢陵县《2023年工作要点》二（二）7',
      '联系收割机帮收玉米',
      '大病保险补报了两万一千元',
      '属实：到户看过，钱到账了',
      '身体好转，开始打零工',
      '年度文件（已过期）',
      '超期 4 个工作日',
      '按期',
      '（示例）',
      '二（二）7',
      '每一条都接在前一条后面',
    ]) {
      expect(text).toContain(told);
    }
    // What does not exist is said to be none, not left out.
    expect(must(await gather()).content.sections.find(({ title }) => title === '转办')?.blocks).toEqual([]);
  });

  test('masks the numbers of documents, also in the middle of a story; the county may have them whole', async () => {
    const masked = must(await gather()).content;
    const all = JSON.stringify(masked.cover) + textOf(masked);
    expect(all).not.toContain(SECRETS.idNumber);
    expect(all.replace(/ /g, '')).not.toContain(SECRETS.account);
    expect(all).toContain('411024********2316');
    const full = must(await gather(receipt, office.county, { full: true })).content;
    expect(JSON.stringify(full.cover)).toContain(SECRETS.idNumber);
    expect(await gather(receipt, office.township, { full: true })).toEqual({
      ok: false,
      reason: 'not-allowed',
    });
  });

  test('does not tell who reported a neighbour', async () => {
    const text = textOf(must(await gather()).content);
    expect(text).toContain('他家房顶漏雨');
    expect(text).not.toContain(SECRETS.neighbour);
    expect(text).not.toContain(SECRETS.neighbourPhone);
  });

  test('is recorded as read for the record and as printed, and says who looked at it', async () => {
    const { world } = office;
    const { content } = must(await gather());
    const id = (await world.do((unit) => world.casework.casesOf(unit, 'chat-王建国')))[0]?.id ?? '';
    const last = (await world.audit(id)).slice(-2);
    expect(last.map(({ action, detail }) => ({ action, detail }))).toEqual([
      { action: 'read', detail: { purpose: 'record' } },
      { action: 'printed', detail: { what: 'file', full: false } },
    ]);
    expect(textOf(content)).toContain('["望田镇干部","打印档案"');
  });

  test('says what it was read for in words, also of a purpose that this program does not know', async () => {
    const { world, village } = office;
    const id = (await world.do((unit) => world.casework.casesOf(unit, 'chat-王建国')))[0]?.id ?? '';
    await world.do(async (unit) => {
      for (const purpose of ['alert-matching', 'of-a-later-program' as never] as const) {
        await unit.audit.append(id, { actor: `staff:${village.id}`, action: 'read', detail: { purpose } });
      }
    });
    const text = textOf(must(await gather()).content);
    expect(text).toContain('["晋庄村干部","预警认人","1"');
    expect(text).toContain('["晋庄村干部","其他工作","1"');
    expect(text).not.toContain('of-a-later-program');
  });

  test("another township's cadre gets for it what a guessed number gets, and it is noted", async () => {
    const stranger = await office.world.staff('外镇', 'township', BAILIANG);
    const foreign = await gather(receipt, stranger);
    expect(foreign).toEqual({ ok: false, reason: 'not-found' });
    expect(await gather('222-222-222', stranger)).toEqual(foreign);
    const denied = await office.world.audit(`staff:${stranger.id}`);
    expect(denied.filter(({ action }) => action === 'denied')).toHaveLength(2);
    const supervisor = await office.world.staff('督导', 'supervisor', YANLING);
    expect(await gather(receipt, supervisor)).toEqual(foreign);
  });

  test('takes fifty photos, one of them broken, and a story of ten thousand characters', async () => {
    const { world, records, township } = office;
    const chat = await world.chat('赵大勇');
    const draft = world.draft({
      ...TOLD,
      name: '赵大勇',
      idNumber: '411024197001012339',
      phone: '13903740077',
      story: `${'家里的房子漏雨，'.repeat(1250)}末尾。`,
    });
    const photo = await picture(90, { width: 60, height: 40 });
    for (let i = 0; i < 50; i += 1) await world.photo(chat, draft.id, i === 25 ? undefined : photo);
    const photos = await world.do((unit) =>
      unit.db.selectFrom('photos').select('id').where('draft_id', '=', draft.id).execute(),
    );
    const submitted = await world.do((unit) =>
      world.casework.submit(unit, {
        draft: { ...draft, answers: { ...draft.answers, photos: photos.map(({ id }) => id) } },
        conversationId: chat,
        source: 'resident',
      }),
    );
    if (submitted.kind === 'added') throw new Error('a case of its own');
    const { content } = must(await gather(submitted.case.receipt, township));
    const text = (await pagesOf(await records.drawFile(content))).join('');
    // Feet of pages stand in between: the letters are counted, not the sentences.
    expect(text.split('漏')).toHaveLength(1251);
    expect(text).toContain('末尾。');
    expect(text).toContain('50.现场或材料照片');
    expect(text.split('（照片打不开）')).toHaveLength(2);
  }, 30_000);

  test('of a household that was erased says so and holds nothing of it', async () => {
    const { world, county, records } = office;
    const { id } = await world.row(
      (await world.do((unit) => world.casework.casesOf(unit, 'chat-王建国')))[0]?.id ?? '',
    );
    // The objection is decided, so that nothing is open.
    await world.do((unit) =>
      unit.db
        .updateTable('cases')
        .set({ decided_at: unit.clock().toISOString(), outcome: 'not_included', stage: 'not_included' })
        .where('id', '=', id)
        .execute(),
    );
    const { household_id } = await world.row(id);
    must(await world.do((unit) => world.casework.eraseHousehold(unit, household_id ?? '')));
    const { content } = must(await gather(receipt, county));
    expect(content.erased).toBe(true);
    const text = (await pagesOf(await records.drawFile(content))).join('');
    expect(text).toContain('个人信息已按规定删除');
    expect(text).toContain('十三、办理经过和时限');
    for (const secret of Object.values(SECRETS)) {
      if (secret !== SECRETS.cause) expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('王建国');
  }, 30_000);
});
