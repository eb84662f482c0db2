import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type Heard, type Person, startOf, Town } from '../dialogue/person.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { JINZHUANG, RENZHUANG, settle } from './village.ts';

const database = sqliteDatabase();

/** 望田镇 on Monday, 23 November 2026: 晋庄村 with five households, one of them monitored. */
async function wangtian(): Promise<{ town: Town; cadre: Person }> {
  const clock = startOf();
  const town = new Town(await database.open({ clock: () => clock.now }), clock);
  await settle(town.engine.register, town.storage, '安大山', '白小河', '曹老三', '丁一', '王建国*');
  return { town, cadre: await town.cadre('village', JINZHUANG) };
}

/** The ids behind the buttons of a list, in its order. */
function idsIn({ buttons }: Heard): string[] {
  return buttons.flatMap((id) => /^staff:visit:([a-z0-9]{24}) 没事$/.exec(id)?.[1] ?? []);
}

function visitsOf({ storage }: Town) {
  return storage.reading.db.selectFrom('visits').selectAll().orderBy('visited_at').execute();
}

function casesOf({ storage }: Town) {
  return storage.reading.db.selectFrom('cases').selectAll().orderBy('opened_at').execute();
}

test('the list shows the village by full name, monitored first, with what is due when', async () => {
  const { town, cadre } = await wangtian();
  const list = await cadre.says('走访');
  expect(list.text).toContain('晋庄村：还有5户没走，一共5户');
  // The three cycles of the county's region file, the one that is due first in front.
  expect(list.text).toMatch(
    /兜底保障.*2026年11月，监测户）：走了0\/1户，11月30日前.*\n.*住房安全.*第四季度.*12月31日.*\n.*集中排查.*下半年.*12月31日/,
  );
  expect(list.text).toMatch(/1\. 王建国〔监测户〕\n2\. 安大山\n3\. 白小河/);
  expect(idsIn(list)).toHaveLength(5);
  const { storage } = town;
  const staff = await storage.reading.db.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  expect((await storage.reading.audit.of(`staff:${staff.id}`)).at(-1)).toMatchObject({
    action: 'listed',
    detail: { purpose: 'visit', households: 5 },
  });
});

test('nothing found is filed in a word, by number, range, button or name, and once', async () => {
  const { town, cadre } = await wangtian();
  const [wang = ''] = idsIn(await cadre.says('走访'));
  const first = await cadre.presses(`staff:visit:${wang} 没事`);
  expect(first.text).toContain('王建国家：没事');
  // The only monitored household: the monthly round is done.
  expect(first.text).toContain('全村走完了：排查兜底保障');
  for (const again of ['走访 1 没事', '走访 王建国 都好']) {
    expect((await cadre.says(again)).text).toContain('今天已经记过');
  }
  expect((await cadre.says('走访 ２－３ 一切正常')).text).toContain('2户记好了：安大山、白小河');
  expect((await cadre.says('走访 4 不在家')).text).toContain('还留在清单上');
  expect((await visitsOf(town)).map(({ outcome }) => outcome)).toEqual([
    ...['nothing', 'nothing', 'nothing', 'away'],
  ]);
  const list = await cadre.says('走访');
  expect(list.text).toContain('还有2户没走');
  expect(list.text).toMatch(/1\. 曹老三（11月23日不在家）\n2\. 丁一\n3\. 王建国〔监测户〕（走过了）/);
  // Numbers of another list, of none, and words that name nobody are not guessed at.
  expect((await cadre.says('走访 9 没事')).text).toContain('没有9号');
  await cadre.says('待办');
  expect((await cadre.says('走访 1 没事')).text).toMatch(/没有1号|别的清单/);
  expect((await cadre.says('走访 房子漏雨')).text).toContain('编号或户主名字');
  expect(await visitsOf(town)).toHaveLength(4);
});

test('what was found becomes a case with its photos and place; the open case is joined, not doubled', async () => {
  const { town, cadre } = await wangtian();
  await cadre.says('走访');
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c00' } })
    .jpeg()
    .toBuffer();
  await cadre.photographs(new Uint8Array(photo));
  expect((await cadre.stands(34.1, 114.2)).text).toContain('位置收到了');
  const found = await cadre.says('走访 2 房子漏雨，老人一个人住');
  expect(found.receipt).toMatch(/^[A-Z0-9-]{11}$/);
  for (const words of ['已经立件', '照片1张存进去了', '位置一起存了']) expect(found.text).toContain(words);
  const again = await cadre.says('走访 2 房子漏雨，老人一个人住');
  expect(again.text).toContain(`今天已经记过：安大山（编号${found.receipt}）`);
  expect((await cadre.says('走访 2 没事')).text).toContain('没有改动');
  expect((await cadre.says('走访 2 家里断粮了')).text).toMatch(/先救人[\s\S]*补充进去[\s\S]*紧急/);
  const [opened, ...others] = await casesOf(town);
  expect(others).toEqual([]);
  expect(opened).toMatchObject({
    source: 'cadre',
    village: JINZHUANG,
    urgent: 1,
    queue: JINZHUANG.slice(0, 9),
  });
  const { db, subjects } = town.storage.reading;
  const causes = await db.selectFrom('case_causes').select('cause').execute();
  expect(causes.map(({ cause }) => cause)).toContain('住房');
  expect(await db.selectFrom('photos').select('case_id').execute()).toEqual([{ case_id: opened?.id }]);
  const [visit] = await visitsOf(town);
  expect(JSON.stringify(visit)).not.toMatch(/34\.1|漏雨|安大山/);
  const { subject_id = '', place_sealed = null, id = '' } = visit ?? {};
  expect(await subjects.open(subject_id, place_sealed, `visits.place_sealed:${id}`)).toContain('34.1');
  // The place went with one visit; the next door is elsewhere. Photos of an all-clear are not kept.
  await cadre.photographs(new Uint8Array(photo));
  expect((await cadre.says('走访 3 没事')).text).toContain('没有留');
  expect((await visitsOf(town)).at(-1)?.place_sealed).toBeNull();
  expect(await db.selectFrom('photos').select('id').execute()).toHaveLength(1);
});

test('a trouble hidden in an all-clear is asked about, and the answer files it once', async () => {
  const { town, cadre } = await wangtian();
  await cadre.says('走访');
  const asked = await cadre.says('走访 3 没事，就是老头住院了');
  expect(asked.text).toContain('算没事，还是有情况');
  expect(await visitsOf(town)).toEqual([]);
  expect((await cadre.presses('staff:visit:=f')).receipt).toBeDefined();
  expect((await cadre.presses('staff:visit:=f')).text).toContain('已经答过了');
  // Words that tell neither: no case of small talk. A typed answer counts like a button.
  await cadre.says('走访 4 去过了');
  expect((await cadre.says('都挺好的')).text).toContain('曹老三家：没事');
  await cadre.says('走访 5');
  expect((await cadre.says('取消')).text).toContain('先不办');
  expect((await cadre.says('走访 4-5 房子漏雨')).text).toContain('一户一户记');
  const despair = await cadre.says('走访 5 他说不想活了');
  expect(despair.text).toContain('12356');
  expect(despair.text).toContain('紧急');
  expect((await casesOf(town)).map(({ urgent }) => urgent)).toEqual([0, 1]);
});

test('a name with a slip is asked about, a household on no record is made known, namesakes are told apart', async () => {
  const { town, cadre } = await wangtian();
  await settle(town.engine.register, town.storage, '丁一');
  const slip = await cadre.says('走访 王建果 没事');
  expect(slip.text).toMatch(/没有户主叫“王建果”的[\s\S]*王建国/);
  expect((await cadre.presses('staff:visit:@1')).text).toContain('王建国家：没事');
  const namesakes = await cadre.says('走访 丁一 没事');
  expect(namesakes.buttons.filter((id) => id.startsWith('staff:visit:@'))).toHaveLength(3);
  expect((await cadre.says('2')).text).toContain('丁一家：没事');
  const fresh = await cadre.says('走访 欧阳春 得了癌症，没钱看病');
  expect(fresh.text).toContain('是新的一户吗');
  const { receipt } = await cadre.presses('staff:visit:@0');
  expect(receipt).toBeDefined();
  expect((await cadre.says('走访 欧阳春 没事')).text).toContain(receipt);
  expect((await cadre.says('走访')).text).toContain(`欧阳春〔在办 ${receipt}〕`);
  // Found to be of another household: what was seen there today is the other's, and filed once all the same.
  const [visited] = await visitsOf(town);
  const township = await town.cadre('township', JINZHUANG.slice(0, 9));
  await township.says(`合户 ${receipt} ${visited?.household_id}`);
  expect((await cadre.says('走访 王建国 得了癌症，没钱看病')).text).toContain(
    `今天已经记过：王建国（编号${receipt}）`,
  );
});

test('a visit filed under the wrong number is taken back the same day, with the case that nobody has touched', async () => {
  const { town, cadre } = await wangtian();
  await cadre.says('走访');
  await cadre.says('走访 1 没事');
  expect((await cadre.says('走访撤销 1')).text).toContain('已经撤销');
  expect((await cadre.says('走访撤销 1')).text).toContain('没有可撤销的');
  // The round that it had made whole is open again.
  expect((await cadre.says('走访')).text).toContain('走了0/1户');
  const { receipt = '' } = await cadre.says('走访 2 房子漏雨');
  expect((await cadre.says('走访撤销 2')).text).toContain(`${receipt}）也撤了`);
  expect(await casesOf(town)).toMatchObject([{ receipt, stage: 'withdrawn', outcome: 'withdrawn' }]);
  const other = await cadre.says('走访 3 房子漏雨');
  const township = await town.cadre('township', JINZHUANG.slice(0, 9));
  await township.says(`领取 ${other.receipt}`);
  expect((await cadre.says('走访撤销 3')).text).toContain('撤不回来');
  await cadre.says('走访 4 没事');
  town.wait({ days: 1 });
  expect((await cadre.says('走访撤销 4')).text).toContain('没有可撤销的');
});

test('a second tap on the button that takes a visit back takes nothing more back', async () => {
  const { cadre } = await wangtian();
  await cadre.says('走访');
  await cadre.says('走访 1 不在家');
  const { buttons } = await cadre.says('走访 1 没事');
  const undo = buttons.find((id) => id.startsWith('staff:visitundo:')) ?? '';
  expect((await cadre.presses(undo)).text).toContain('已经撤销');
  expect((await cadre.presses(undo)).text).toContain('没有可撤销的');
  expect((await cadre.says('走访撤销 1')).text).toContain('已经撤销');
});

test('another village, a guessed household and one of another township get the same refusal, noted as denied', async () => {
  const { town, cadre } = await wangtian();
  const [id = ''] = idsIn(await cadre.says('走访'));
  const strangers = [await town.cadre('village', RENZHUANG), await town.cadre('township', '411024102')];
  for (const stranger of strangers) {
    for (const words of ['没事', '房子漏雨了', '']) {
      const theirs = await stranger.says(`走访 ${id} ${words}`);
      const none = await stranger.says(`走访 ${'x'.repeat(24)} ${words}`);
      expect(theirs.text).toBe(none.text);
      expect(theirs.text).not.toContain('王建国');
    }
    expect((await stranger.says(`走访撤销 ${id}`)).text).toBe(
      (await stranger.says(`走访撤销 ${'x'.repeat(24)}`)).text,
    );
    expect((await stranger.says(`走访 ${JINZHUANG}`)).text).not.toContain('王建国');
  }
  expect(await visitsOf(town)).toEqual([]);
  const denied = await town.storage.reading.db
    .selectFrom('audit')
    .select('detail_json')
    .where('action', '=', 'denied')
    .execute();
  expect(denied.length).toBeGreaterThanOrEqual(2 * 6);
});

test('the township sees counts by village, opens one by name and ends a round; the county sees counts alone', async () => {
  const { town, cadre } = await wangtian();
  await cadre.says('走访 王建国 没事');
  const township = await town.cadre('township', JINZHUANG.slice(0, 9));
  const progress = await township.says('走访进度');
  expect(progress.text).toMatch(/晋庄村\n.*住房安全.*1\/5户/);
  expect(progress.text).not.toMatch(/王建国|安大山/);
  expect((await township.presses(`staff:visit:${JINZHUANG}`)).text).toContain('1. 安大山');
  expect((await township.says('走访 1 没事')).text).toContain('安大山家：没事');
  expect((await township.says('走访 晋庄 丁一 没事')).text).toContain('丁一家：没事');
  expect((await township.says('走访收尾 晋庄村')).text).toContain('还差2户');
  expect((await township.presses('staff:visitclose:=y')).text).toContain('晋庄村已收尾');
  expect((await township.presses('staff:visitclose:=y')).text).not.toContain('已收尾');
  const county = await town.cadre('county', '411024');
  const counts = await county.says('走访');
  expect(counts.text).toContain('望田镇');
  expect(counts.text).not.toContain('晋庄村');
  expect((await county.says('走访 晋庄村')).text).not.toContain('安大山');
  expect((await cadre.says('走访收尾 晋庄村')).text).toContain('不归您');
});
