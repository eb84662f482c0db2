import { describe, expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function town(options: ConstructorParameters<typeof Town>[2] = {}): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock, options);
}

describe('the short form', () => {
  test('asks one thing after the other and ends with a receipt in the right township', async () => {
    const person = (await town()).person('zhang');
    const steps = [(await person.says('我要申报')).step];
    for (const text of SHORT_FORM) steps.push((await person.says(text)).step);
    expect(steps).toEqual([
      'filer',
      'consent',
      'name',
      'id_number',
      'phone',
      'place',
      'causes',
      'story',
      'photos',
      'review',
    ]);
    const filed = await person.says('确认提交');
    expect(filed.receipt).toMatch(/^[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}$/);
    expect(filed.step).toBeNull();
    expect(filed.case).toEqual({ receipt: filed.receipt, stage: 'received', township: '411024104' });
    expect(filed.text).toContain('望田镇');
    // What comes next, with days.
    expect(filed.text).toMatch(/入户核实.*2026年\d+月\d+日/);
  });

  test('the review shows everything, numbers masked', async () => {
    const person = (await town()).person('zhang');
    await person.says('我要申报');
    const review = await person.tells(...SHORT_FORM);
    expect(review.text).toContain('张建国');
    expect(review.text).not.toContain('195603123415');
    expect(review.text).not.toContain('13803741234');
    expect(review.buttons).toContain('submit');
  });

  test('everything in one breath is taken and nothing of it is asked again', async () => {
    const person = (await town()).person('li');
    const first = await person.says(
      '我要申报，给俺自己家报，我叫李秀兰，身份证41102419620705562X，电话13803741234，望田镇武岗的，俺老伴得癌症了',
    );
    expect(first.step).toBe('consent');
    const next = await person.says('都同意');
    expect(['story', 'photos', 'review']).toContain(next.step);
    const filed = await person.tells(
      ...(next.step === 'story' ? ['花了十几万'] : []),
      '没有照片',
      '确认提交',
    );
    expect(filed.case?.township).toBe('411024104');
  });

  test('pressing 确认提交 twice gives the same receipt and one case', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    const first = await declares(person);
    const again = await person.presses('submit');
    expect(again.receipt).toBe(first.receipt);
    const cases = await bot.storage.reading.db.selectFrom('cases').select('id').execute();
    expect(cases).toHaveLength(1);
  });

  test('a second declaration of the same household joins its open case', async () => {
    const bot = await town();
    const first = await declares(bot.person('zhang'));
    const second = await declares(bot.person('zhang-other-phone'));
    expect(second.receipt).toBe(first.receipt);
    expect(second.text).toContain('没有另立新件');
    expect(await bot.storage.reading.db.selectFrom('cases').select('id').execute()).toHaveLength(1);
  });

  test('who refuses consent is told how to apply in person, and nothing is kept', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    await person.tells('我要申报，我叫张建国，望田镇的', '给自己家报');
    const refused = await person.says('不同意');
    expect(refused.step).toBeNull();
    expect(refused.text).toContain('村委会');
    const begun = await person.tells('我要申报', '给自己家报', '都同意');
    expect(begun.step).toBe('name');
  });

  test('a scanned village code is confirmed and not asked again', async () => {
    const bot = await town();
    const person = bot.person('zhang', '411024104210');
    const hello = await person.presses('menu');
    expect(hello.text).toContain('武岗村');
    await person.says('我要申报');
    const afterPhone = await person.tells('给自己家报', '都同意', '张建国', '跳过', '13803741234');
    expect(afterPhone.step).toBe('causes');
  });

  test('what was told before is used for the form', async () => {
    const bot = await town();
    const person = bot.person('li');
    const told = await person.says('俺老伴得癌症了家里揭不开锅');
    expect(told.buttons).toContain('declare');
    await person.presses('declare');
    const afterPlace = await person.tells(
      '给自己家报',
      '都同意',
      '李秀兰',
      '跳过',
      '13803741234',
      '望田镇武岗村',
    );
    // Neither the causes nor the story are asked.
    expect(afterPlace.step).toBe('photos');
  });

  test('kin, neighbour and cadre can file for others', async () => {
    const bot = await town();
    const kin = bot.person('kin');
    const relation = await kin.tells('我要申报', '给俺爹报');
    expect(relation.step).toBe('consent');
    const neighbour = bot.person('neighbour');
    await neighbour.tells('我要申报', '替邻居报', '都同意', '赵老汉');
    const filed = await neighbour.tells(
      '跳过',
      '13903741234',
      '望田镇武岗村',
      '没劳力',
      '就剩老人，没人照顾',
      '没有',
      '确认提交',
    );
    expect(filed.case?.township).toBe('411024104');
  });

  test('a place elsewhere is not routed in; one that nobody can name goes to the county', async () => {
    const person = (await town()).person('zhang');
    await person.tells('我要申报', '给自己家报', '都同意', '张建国', '跳过', '13803741234');
    const elsewhere = await person.says('四川省成都市武侯区');
    expect(elsewhere.step).toBe('place');
    await person.presses('place:unknown');
    const filed = await person.tells('因病', '老伴得病花了八万', '没有', '确认提交');
    expect(filed.receipt).toBeDefined();
    expect(filed.case?.township).toBeNull();
    expect(filed.text).toContain('鄢陵县');
  });
});

describe('a city with several counties', () => {
  test('the county is found by the place', async () => {
    const person = (await town({ region: '4113' })).person('wang');
    const filed = await person.tells(
      '我要申报',
      '给自己家报',
      '都同意',
      '王建国',
      '跳过',
      '13803741234',
      '淅川县荆紫关镇',
      '因病',
      '老伴得病花了八万',
      '没有',
      '确认提交',
    );
    expect(filed.case?.township?.startsWith('411326')).toBe(true);
  });

  test('the county is asked before a case goes to a county intake', async () => {
    const person = (await town({ region: '4113' })).person('wang');
    await person.tells('我要申报', '给自己家报', '都同意', '王建国', '跳过', '13803741234');
    await person.presses('place:unknown');
    const asked = await person.tells('因病', '老伴得病花了八万', '没有', '确认提交');
    expect(asked.receipt).toBeUndefined();
    expect(asked.buttons).toContain('county:411326');
    const filed = await person.presses('county:411326');
    expect(filed.receipt).toBeDefined();
  });
});
