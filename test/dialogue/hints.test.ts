import { expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, formOf, type Person, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function working(): Promise<Record<'village' | 'cadre' | 'other', Person> & { receipt: string }> {
  const clock = startOf();
  const bot = new Town(await database.open({ clock: () => clock.now }), clock);
  const { receipt = '' } = await declares(bot.person('zhang'));
  const cadre = await bot.cadre('township', '411024104', '李明');
  const other = await bot.cadre('township', '411024104', '赵强');
  const { place } = await bot.storage.reading.db
    .selectFrom('cases')
    .select(['village as place'])
    .executeTakeFirstOrThrow();
  const village = await bot.cadre('village', place ?? '', '村官');
  await cadre.says(`领取 ${receipt}`);
  return { village, cadre, other, receipt };
}

test('what a cadre is shown leads on: no hint, button or message sends to what is not theirs to do now', async () => {
  const { village, cadre, other, receipt } = await working();

  // A number that the list does not have is said at once, before any words are asked for.
  const none = await cadre.says('评议 7');
  expect(none.text).toContain('没有第7个');
  expect(none.buttons).not.toContain('no');
  expect((await cadre.says('打开 9')).text).toContain('没有第9个');

  // Measures that may not be arranged now are shown without buttons, and with the reason.
  const early = await cadre.says(`措施 ${receipt}`);
  expect(early.text).toContain('还没有纳入');
  expect(early.buttons.some((id) => id.includes(' +'))).toBe(false);
  expect(early.text.length).toBeLessThan(900);
  const looked = await village.says(`措施 ${receipt}`);
  expect(looked.text).toContain('您这里只看');
  expect(looked.buttons.some((id) => id.includes(' +'))).toBe(false);

  // A refusal that sends to another command has it as a button.
  expect((await other.says(`推进 ${receipt}`)).buttons[0]).toBe(`staff:takeover:${receipt}`);
  await cadre.says(`推进 ${receipt}`);
  expect((await cadre.says(`推进 ${receipt}`)).buttons[0]).toBe(`staff:form:${receipt}`);
  await cadre.tells(...formOf(receipt));
  await cadre.says(`推进 ${receipt}`);
  expect((await cadre.says(`推进 ${receipt}`)).buttons[0]).toBe(`staff:review:${receipt}`);

  // A notice that hangs is not ended by the first button under the thumb.
  await cadre.tells(`评议 ${receipt} 12人 同意12`, `推进 ${receipt}`);
  const sheet = await cadre.says(`公示单 ${receipt}`);
  expect(sheet.buttons[0]).toBe(`staff:post:${receipt}`);
  const posted = await cadre.presses(`staff:post:${receipt}`);
  expect(posted.buttons[0]).toBe(`staff:open:${receipt}`);
  expect(posted.buttons).toContain(`staff:advance:${receipt}`);
  cadre.town.wait({ days: 15 });
  expect((await cadre.says(`打开 ${receipt}`)).buttons[0]).toBe(`staff:advance:${receipt}`);

  // Nobody is told to send what is not theirs to do: of a new case the village is told to look.
  for (const each of [cadre, other, village]) await each.hears();
  const form = SHORT_FORM.map((said) =>
    said === '张建国'
      ? '李铁蛋'
      : said.startsWith('4110')
        ? '跳过'
        : said.replace('13803741234', '13937410001'),
  );
  await declares(village.town.person('li'), form);
  for (const each of [cadre, other]) expect(await each.hears()).toMatch(/新件[\s\S]*发“领取/);
  const told = await village.hears();
  expect(told).toContain('新件');
  expect(told).toContain('镇里先受理');
  expect(told).not.toContain('领取');
});
