import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { extractText } from 'unpdf';
import { afterAll } from 'vitest';
import type { Outcome, StaffMember, VerificationForm } from '../../src/casework/index.ts';
import type { Answers } from '../../src/declaration/index.ts';
import { BasisDocuments, Records } from '../../src/record/index.ts';
import { Keyring, randomId, Storage } from '../../src/storage/index.ts';
import { JINZHUANG, parts, WANG, WANGTIAN, World, YANLING } from '../casework/world.ts';
import { TEST_KEYS, type TestDatabases } from '../storage/databases.ts';

/** What of the people in these tests may stand on no wall. */
export const SECRETS = {
  idNumber: '411024196503152316',
  phone: '13903741234',
  account: '6228480402564890018',
  illness: '乳腺癌',
  story: '借了亲戚五万块',
  neighbour: '李四海',
  neighbourPhone: '13703740000',
  protester: '赵小五',
  cause: '因病',
  means: '三间平房',
  visitor: '孙队长',
} as const;

/** Wang, with everything in his declaration that people do tell. */
export const TOLD: Answers = {
  ...WANG,
  causes: ['因病', '住房'],
  story: `老伴得了${SECRETS.illness}，${SECRETS.story}，打到卡上 6228 4804 0256 4890 018，身份证${SECRETS.idNumber}`,
  household: { members: 4, labour: 1, sick: 1, students: 1 },
  income: { wage: 12000, business: 3000, transfer: 1800, spending: 46000 },
};

/** A neighbour's report of the same household, with his own name and telephone in it. */
export const REPORTED: Answers = {
  filer: 'neighbour',
  filerName: SECRETS.neighbour,
  phone: SECRETS.neighbourPhone,
  consents: TOLD.consents ?? [],
  name: '王建国',
  place: WANG.place ?? { township: WANGTIAN, village: JINZHUANG, text: '晋庄村', how: 'picked' },
  causes: ['因病'],
  story: '他家房顶漏雨，没人管',
};

const FORM: VerificationForm = {
  people: 4,
  labour: 1,
  income: { wage: 12000, business: 5000, businessCosts: 2000, property: 0, transfer: 1800 },
  spending: { medical: 46000, education: 3000, housing: 0, other: 500 },
  guarantees: {
    compulsoryEducation: 'ok',
    basicMedical: 'problem',
    safeHousing: 'problem',
    drinkingWater: 'ok',
  },
  means: `${SECRETS.means}，没有车`,
  findings: `老伴${SECRETS.illness}，去年住院五次，自己出了四万六千元，主要收入靠一个人打零工。`,
  visitedOn: '2026-11-04',
  visitors: [SECRETS.visitor, '周支书'],
};

/** A real picture, as the photo intake keeps them. */
export async function picture(
  red = 120,
  { width = 320, height = 240 } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const background = { r: red, g: 160, b: 140 };
  return new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer(),
  );
}

/** The text of a PDF as a reader would copy it, without white space: page by page. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
  return text.map((page) => page.replace(/\s/g, ''));
}

/** The outcome of something that must have been done. */
export function must<T extends object>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  return outcome;
}

/** The record room over a world's casework, and those who work there. */
export interface Office {
  world: World;
  records: Records;
  village: StaffMember;
  township: StaffMember;
  county: StaffMember;
}

/** An office for all tests of a file: to print takes longer than to work a case, and reading changes little. */
export async function openOffice(): Promise<Office> {
  const world = await World.open(lasting());
  return {
    world,
    records: new Records(parts, world.casework, new BasisDocuments('corpus/documents')),
    village: await world.staff('周村干', 'village', JINZHUANG),
    township: await world.staff('孙镇干', 'township', WANGTIAN),
    county: await world.staff('吴县干', 'county', YANLING),
  };
}

/** A database that stays open between tests. */
function lasting(): TestDatabases {
  const folder = mkdtempSync(join(tmpdir(), 'yimatong-record-'));
  const url = join(folder, 'record.db');
  return {
    kind: 'sqlite',
    fresh: async () => url,
    open: async ({ clock = () => new Date(), ids = randomId } = {}) => {
      const storage = await Storage.open({ url, keyring: Keyring.parse(TEST_KEYS), clock, ids });
      afterAll(async () => {
        await storage.close();
        rmSync(folder, { recursive: true, force: true });
      });
      return Object.assign(storage, { url });
    },
  };
}

/** Brings Wang's case onto the wall: declared, reported by a neighbour, verified, reviewed. Returns its receipt. */
export async function toNotice({ world, township, village }: Office): Promise<string> {
  const { casework } = world;
  world.today = '2026-11-02';
  const { receipt } = await world.declared(await world.chat('王建国'), TOLD);
  await world.submit(await world.chat('李四海'), REPORTED);
  world.today = '2026-11-03';
  must(await world.do((unit) => casework.advance(unit, township, receipt, { note: '材料齐了' })));
  world.today = '2026-11-05';
  const chat = `chat-${village.name}`;
  const photoIds = [await world.photo(chat, null, await picture(80)), await world.photo(chat, null)];
  const signatureIds = [await world.photo(chat, null, await picture(220, { width: 400, height: 160 }))];
  must(
    await world.do((unit) =>
      casework.papers.form(unit, village, receipt, { form: FORM, photoIds, signatureIds }),
    ),
  );
  must(await world.do((unit) => casework.advance(unit, village, receipt)));
  world.today = '2026-11-09';
  const review = {
    heldOn: '2026-11-09',
    present: 21,
    agree: 20,
    disagree: 1,
    passed: true,
    remarks: `${SECRETS.protester}说他家有车，查了没有`,
  };
  must(await world.do((unit) => casework.papers.review(unit, village, receipt, { review })));
  must(await world.do((unit) => casework.advance(unit, village, receipt)));
  return receipt;
}

/** Goes on from the wall: a villager's protest, the county's refusal, the household's objection. */
export async function toObjection(office: Office, receipt: string): Promise<void> {
  const { world, township, village, county } = office;
  const { casework } = world;
  const chat = `chat-${village.name}`;
  const photoIds = [await world.photo(chat, null, await picture(30))];
  must(await world.do((unit) => casework.papers.post(unit, village, [receipt], { photoIds })));
  const said = `${SECRETS.protester}说老王家儿子有车`;
  must(await world.do((unit) => casework.papers.protest(unit, village, receipt, said)));
  const settled = { upheld: false, text: '车是村里合作社的，不是他家的' };
  must(await world.do((unit) => casework.papers.settle(unit, township, receipt, settled)));
  world.today = '2026-11-17';
  must(await world.do((unit) => casework.advance(unit, village, receipt)));
  must(await world.do((unit) => casework.advance(unit, township, receipt, { note: '同意村里意见' })));
  world.today = '2026-11-30';
  const refusal = { outcome: 'not_included' as const, reason: '医药费大部分报销了，收入够用' };
  must(await world.do((unit) => casework.decide(unit, county, receipt, refusal)));
  const [own] = await world.do((unit) => casework.casesOf(unit, 'chat-王建国'));
  must(
    await world.do((unit) =>
      casework.object(unit, own?.id ?? '', 'chat-王建国', '报销的还没有到账，欠的钱还不上'),
    ),
  );
}

/** After the objection: re-checked by somebody else, included, supported, with a department's reply checked. */
export async function toSupport(office: Office, receipt: string): Promise<void> {
  const { world, township, village, county } = office;
  const { casework } = world;
  const second = await world.staff('钱村干', 'village', JINZHUANG);
  const found = '欠款单据看过，报销的三万元还没有到账，情况属实';
  const form = { ...FORM, findings: found, visitedOn: '2026-11-30', visitors: ['钱干事'] };
  must(await world.do((unit) => casework.papers.form(unit, second, receipt, { form })));
  must(await world.do((unit) => casework.advance(unit, second, receipt)));
  const again = { heldOn: '2026-11-30', present: 19, agree: 19, disagree: 0, passed: true, remarks: '' };
  must(await world.do((unit) => casework.papers.review(unit, second, receipt, { review: again })));
  must(await world.do((unit) => casework.advance(unit, second, receipt)));
  must(await world.do((unit) => casework.papers.post(unit, second, [receipt])));
  world.today = '2026-12-08';
  must(await world.do((unit) => casework.advance(unit, second, receipt)));
  const note = '复核后同意纳入';
  must(await world.do((unit) => casework.advance(unit, township, receipt, { note })));
  world.today = '2026-12-10';
  const decision = { outcome: 'included' as const, reason: '医药费欠款大，收入不够还，列入监测' };
  must(await world.do((unit) => casework.decide(unit, county, receipt, decision)));
  must(await world.do((unit) => casework.advance(unit, township, receipt)));
  const { plan } = must(await world.do((unit) => casework.support.suggestions(unit, township, receipt)));
  const entries = plan.suggestions.slice(0, 2).map(({ entry }) => entry);
  const { planned } = must(await world.do((unit) => casework.support.plan(unit, township, receipt, entries)));
  const own = { text: '联系收割机帮收玉米', office: '望田镇' };
  must(await world.do((unit) => casework.support.planOwn(unit, township, receipt, own)));
  must(await world.do((unit) => casework.support.start(unit, township, planned[0]?.id ?? '')));
  const department = await world.staff('医保干', 'department', YANLING, '县医保局');
  const [task] = await world.do((unit) => casework.tasks(unit, department));
  const reply = '大病保险补报了两万一千元';
  must(await world.do((unit) => casework.replyTask(unit, department, task?.id ?? '', reply)));
  const check = { result: 'kept' as const, text: '到户看过，钱到账了' };
  must(await world.do((unit) => casework.checkTask(unit, township, task?.id ?? '', check)));
  world.today = '2027-01-20';
  const report = { text: '身体好转，开始打零工', incomeStable: true };
  must(await world.do((unit) => casework.support.followUp(unit, village, receipt, report)));
}
