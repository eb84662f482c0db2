import { enterStage } from '../../src/casework/clock.ts';
import type { StaffMember } from '../../src/casework/index.ts';
import type { Stage } from '../../src/casework/procedure/stage.ts';
import type { Answers } from '../../src/declaration/index.ts';
import type { TestDatabases } from '../storage/databases.ts';
import { BAILIANG, JINZHUANG, parts, WANG, WANGTIAN, World, YANLING } from './world.ts';

/** A county with Wang's household, which was included on 2 November 2026. */
export class Supporting {
  readonly world: World;
  readonly town: StaffMember;
  readonly village: StaffMember;
  readonly chief: StaffMember;
  readonly foreign: StaffMember;
  readonly chat: string;
  readonly id: string;
  readonly receipt: string;

  private constructor(given: Omit<Supporting, 'enter' | 'support' | 'visit' | 'finished' | 'all'>) {
    this.world = given.world;
    this.town = given.town;
    this.village = given.village;
    this.chief = given.chief;
    this.foreign = given.foreign;
    this.chat = given.chat;
    this.id = given.id;
    this.receipt = given.receipt;
  }

  static async open(
    databases: TestDatabases,
    {
      answers = WANG,
      stage = 'support',
      urgent = false,
    }: { answers?: Answers; stage?: Stage; urgent?: boolean } = {},
  ): Promise<Supporting> {
    const world = await World.open(databases);
    const village = await world.staff('village', 'village', JINZHUANG);
    const town = await world.staff('town', 'township', WANGTIAN);
    const chief = await world.staff('chief', 'county', YANLING);
    const foreign = await world.staff('foreign', 'township', BAILIANG);
    const chat = await world.chat('wang');
    const { id, receipt } = await world.declared(chat, answers, { urgent });
    const all = new Supporting({ world, town, village, chief, foreign, chat, id, receipt });
    if (stage === 'support') await all.enter('included');
    if (stage !== 'received') await all.enter(stage);
    return all;
  }

  /** Brings the case into a stage without the steps before it. */
  async enter(stage: Stage): Promise<void> {
    const row = await this.world.row(this.id);
    const what = { actor: 'system', action: 'moved', handler: null };
    await this.world.do((unit) => enterStage(parts, unit, row, stage, what));
  }

  get support() {
    return this.world.casework.support;
  }

  /** A follow-up by the township on a day. */
  visit(day: string, incomeStable: boolean | null) {
    this.world.today = day;
    const report = { text: incomeStable === null ? '没人在家' : '去家里看过了', incomeStable };
    return this.world.do((unit) => this.support.followUp(unit, this.town, this.receipt, report));
  }

  /** A measure planned and carried out. */
  async finished(entry = 'yanling-relief') {
    const { world, support, town, receipt } = this;
    const outcome = await world.do((unit) => support.plan(unit, town, receipt, [entry]));
    if (!outcome.ok) throw new Error(outcome.reason);
    const id = outcome.planned[0]?.id ?? '';
    return world.do((unit) => support.finish(unit, town, id, '钱已经打到卡上'));
  }
}
