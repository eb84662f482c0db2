import { describe, expect, test } from 'vitest';
import { declares, startOf, Town, toDecision } from '../dialogue/person.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { pagesOf } from './printing.ts';

const databases = sqliteDatabase();

describe('printing from the chat', () => {
  test('档案 and 公示单 come as files to who may have them, and to nobody else', async () => {
    const clock = startOf();
    const town = new Town(await databases.open({ clock: () => clock.now }), clock);
    const { receipt = '' } = await declares(town.person('张'));
    const cadre = await town.cadre('township', '411024104');
    await cadre.says('待办');

    expect((await cadre.says('公示单')).text).toContain('没有在公示这一步的件');
    expect((await cadre.says('公示单 1')).text).toContain('只有在“公示”这一步的件');
    const file = await cadre.says('档案 1');
    expect(file.text).toContain(`${receipt} 的档案做好了`);
    const [pdf] = file.files;
    expect(pdf).toMatchObject({ name: `档案-${receipt}.pdf`, mime: 'application/pdf' });
    expect((await pagesOf(pdf?.bytes ?? new Uint8Array()))[0]).toContain('张建国');
    const asked = await cadre.says('档案 1 全');
    expect(asked.files).toEqual([]);
    expect(asked.text).toContain('不归您的岗位办');

    const words = toDecision(receipt);
    const posted = words.findIndex((line) => line.startsWith('张贴'));
    await cadre.says(`推进 ${receipt}`);
    for (const line of words.slice(0, posted)) await cadre.says(line);
    const opened = await cadre.says(`打开 ${receipt}`);
    expect(opened.buttons).toContain(`staff:notice:${receipt}`);
    for (const notice of [
      await cadre.presses(`staff:notice:${receipt}`),
      await cadre.says('打印公示单 望田镇武岗村'),
    ]) {
      expect(notice.text).toContain('公示单做好了：1 户');
      expect(notice.files.map(({ name }) => name)).toEqual(['公示单-望田镇武岗村-2026-11-23.pdf']);
    }
    expect((await cadre.says('公示单 没有的村')).text).toContain('没有看懂');

    const stranger = await town.cadre('township', '411024102');
    for (const said of [`档案 ${receipt}`, '档案 222-222-222', `公示单 ${receipt}`]) {
      const refused = await stranger.says(said);
      expect(refused.files).toEqual([]);
      expect(refused.text).toContain('没有找到这个编号');
    }
    // A resident's words are no command, and a supervisor's post prints nothing.
    expect((await town.person('张').says(`档案 ${receipt}`)).files).toEqual([]);
    expect((await (await town.cadre('supervisor', '411024')).says(`档案 ${receipt}`)).text).toContain(
      '不归您的岗位',
    );
    town.personalData = 'link';
    expect((await cadre.says(`档案 ${receipt}`)).text).toContain('这个渠道不能办');
  }, 60_000);
});
