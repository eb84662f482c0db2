import type { StaffMember } from '../../src/casework/index.ts';
import type { TestDatabases } from '../storage/databases.ts';
import { JINZHUANG, WANG, WANGTIAN, World, YANLING } from './world.ts';

/** A county at work, with Wang's case in verification. */
export async function county(databases: TestDatabases, { urgent = false } = {}) {
  const world = await World.open(databases);
  const village = await world.staff('village', 'village', JINZHUANG);
  const town = await world.staff('town', 'township', WANGTIAN);
  const second = await world.staff('second', 'township', WANGTIAN);
  const chief = await world.staff('chief', 'county', YANLING);
  const chat = await world.chat('wang');
  const { id, receipt } = await world.declared(chat, WANG, { urgent });
  const { casework } = world;
  const { papers } = casework;
  await world.do((unit) => casework.advance(unit, town, receipt));
  const advance = (staff: StaffMember) => world.do((unit) => casework.advance(unit, staff, receipt));
  const of = () => world.do((unit) => papers.of(unit, id));
  const decide = (outcome: 'included' | 'not_included' = 'included') =>
    world.do((unit) => casework.decide(unit, chief, receipt, { outcome, reason: '医药费太高，收入很低' }));
  const protest = (staff: StaffMember, text = '邻居赵四说他家有车') =>
    world.do((unit) => papers.protest(unit, staff, receipt, text));
  const settle = (staff: StaffMember, upheld = false, which?: number) =>
    world.do((unit) =>
      papers.settle(unit, staff, receipt, {
        upheld,
        text: '车管所查过，没有车',
        ...(which === undefined ? {} : { which }),
      }),
    );
  const people = { village, town, second, chief };
  return { world, ...people, chat, id, receipt, papers, advance, of, decide, protest, settle };
}

/** A refusal. */
export const no = (reason: string) => ({ ok: false, reason });
