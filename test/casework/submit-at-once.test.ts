import { expect, test } from 'vitest';
import { eachDatabase } from '../storage/databases.ts';
import { NEIGHBOUR, WANG, World, without } from './world.ts';

eachDatabase('submitting at the same time', (databases) => {
  test('two processes, one household at the same instant: one case, whatever it is recognised by', async () => {
    const world = await World.open(databases);
    const other = await world.again(databases);
    for (const [round, known] of ['ID number', 'phone', 'village', 'ID number', 'village'].entries()) {
      const [a, b] = [await world.chat(`a${round}`), await world.chat(`b${round}`)];
      const wang = {
        ...WANG,
        name: `王建${'甲乙丙丁戊'.charAt(round)}`,
        idNumber: `4110241965031523${10 + round}`,
        phone: `139037400${10 + round}`,
      };
      const second =
        known === 'ID number'
          ? without(wang, 'phone')
          : known === 'phone'
            ? without(wang, 'idNumber')
            : NEIGHBOUR;
      const both = await Promise.all([
        world.submit(a, known === 'village' ? without(wang, 'idNumber', 'phone') : wang),
        other.submit(b, { ...second, name: wang.name }),
      ]);
      const kinds = both.map(({ kind }) => kind).sort();
      expect(kinds).toEqual(known === 'village' ? ['added', 'opened'] : ['joined', 'opened']);
      expect(await world.count('cases')).toBe(round + 1);
    }
  }, 60_000);

  test('one draft handed in by two processes at once is one case', async () => {
    const world = await World.open(databases);
    const other = await world.again(databases);
    const chat = await world.chat('wang');
    const twice = await Promise.all([
      world.submit(chat, WANG, { id: 'd1' }),
      other.submit(chat, WANG, { id: 'd1' }),
    ]);
    expect(twice.map(({ kind }) => kind).sort()).toEqual(['opened', 'repeated']);
    expect([await world.count('cases'), await world.count('declarations')]).toEqual([1, 1]);
  });

  test('a whole village at once: each household has one case, each in one queue', async () => {
    const world = await World.open(databases);
    const other = await world.again(databases);
    const chats: string[] = [];
    for (let i = 0; i < 12; i++) chats.push(await world.chat(`p${i}`));
    const submitted = await Promise.all(
      chats.map((chat, i) =>
        (i % 2 === 0 ? world : other).submit(chat, {
          ...WANG,
          name: `李${i % 6}`,
          idNumber: `41102419650315${2300 + (i % 6)}`,
          phone: `1390374${1000 + (i % 6)}`,
        }),
      ),
    );
    expect(submitted.map(({ kind }) => kind).sort()).toEqual([
      ...Array<string>(6).fill('joined'),
      ...Array<string>(6).fill('opened'),
    ]);
    const receipts = submitted.map((each) => (each.kind === 'added' ? '' : each.case.receipt));
    expect(new Set(receipts).size).toBe(6);
    for (let i = 0; i < 6; i++) expect(receipts[i]).toBe(receipts[i + 6]);
    const { broken } = await whole(world);
    expect(broken).toEqual([]);
  }, 60_000);
});

/** Cases without exactly one open line of history in the queue of their custody. */
async function whole(world: World): Promise<{ broken: string[] }> {
  return world.do(async (unit) => {
    const cases = await unit.db.selectFrom('cases').selectAll().execute();
    const lines = await unit.db.selectFrom('case_stages').selectAll().where('left_at', 'is', null).execute();
    const sound = (id: string, queue: string) =>
      lines.filter((line) => line.case_id === id && line.queue === queue).length === 1;
    return { broken: cases.filter(({ id, queue }) => !sound(id, queue)).map(({ id }) => id) };
  });
}
