import {
  actorOf,
  type Casework,
  createHousehold,
  noteDenied,
  type Outcome,
  type Parts,
  refused,
  type StaffMember,
} from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Register } from '../register/index.ts';
import type { Unit } from '../storage/index.ts';
import { doorsOf, fileVisits, type Rooms } from './filing.ts';
import { goesTo, villageList } from './homes.ts';
import type {
  Filed,
  Home,
  NewHome,
  PlaceProgress,
  SweepCount,
  UndoProblem,
  VillageList,
  VisitGiven,
} from './model.ts';
import { progressOf, reminderLines, villagesOf } from './progress.ts';
import { closeSweep, openSweeps } from './sweeps.ts';
import { undoVisit } from './undoing.ts';

/**
 * Cadre visits (干部走访): whom to visit by when, and what was found at the door. Village cadres go in their own village,
 * the township's in its villages; the county sees counts. Anybody else's household does not exist.
 */
export class Visits {
  readonly #rooms: Rooms;

  constructor(parts: Parts, rooms: { casework: Casework; register: Register }) {
    this.#rooms = { parts, ...rooms };
  }

  /**
   * Opens the sweeps of the present period in all villages with households or cadres. Safe to repeat; the daily upkeep does.
   * @returns how many were opened
   */
  async open(unit: Unit): Promise<number> {
    const counties = await unit.db
      .selectFrom('households')
      .select('county')
      .distinct()
      .orderBy('county')
      .execute();
    let opened = 0;
    for (const { county } of counties) opened += await this.openIn(unit, county as RegionCode);
    return opened;
  }

  /** The same for a county, township or village. */
  async openIn(unit: Unit, division: RegionCode): Promise<number> {
    const villages = division.length === 12 ? [division] : await villagesOf(unit, division);
    return openSweeps(this.#rooms.parts, unit, division.slice(0, 6) as RegionCode, villages);
  }

  /** 走访: a village's households with what each waits for. Full names: recorded as read. */
  async list(
    unit: Unit,
    staff: StaffMember,
    village: RegionCode = staff.region,
  ): Promise<Outcome<{ list: VillageList }>> {
    if (!goesTo(staff, village)) {
      await noteDenied(unit, staff, 'list-village');
      return refused('not-found');
    }
    await this.openIn(unit, village);
    const list = await villageList(this.#rooms, unit, staff, village);
    await unit.audit.append(`staff:${staff.id}`, {
      actor: actorOf(staff),
      action: 'listed',
      detail: { purpose: 'visit', village, households: list.homes.length },
    });
    return { ok: true, list };
  }

  /** One household of the list, by id. Recorded as read. */
  async home(
    unit: Unit,
    staff: StaffMember,
    householdId: string,
  ): Promise<Outcome<{ home: Home; village: RegionCode }>> {
    const [door] = (await doorsOf(this.#rooms, unit, staff, [householdId], 'open-household')) ?? [];
    if (door === undefined) return refused('not-found');
    const detail = { purpose: 'visit' as const };
    await unit.audit.append(`household:${householdId}`, { actor: actorOf(staff), action: 'read', detail });
    return { ok: true, home: door.home, village: door.village };
  }

  /**
   * Households of a village that a name may mean: the head's name exactly, else members of that name and names much alike.
   * `sure` only for a single head of that very name. Recorded as read.
   */
  async named(
    unit: Unit,
    staff: StaffMember,
    village: RegionCode,
    name: string,
  ): Promise<Outcome<{ homes: Home[]; sure: boolean }>> {
    const listed = await this.list(unit, staff, village);
    if (!listed.ok) return listed;
    const { homes } = listed.list;
    const heads = homes.filter((home) => plainName(home.name) === plainName(name));
    if (heads.length > 0) return { ok: true, homes: heads, sure: heads.length === 1 };
    const { register } = this.#rooms;
    const found = await register.find(unit, village.slice(0, 6) as RegionCode, { name, village });
    const ids = found.kind === 'candidates' ? found.candidates.map(({ householdId }) => householdId) : [];
    return { ok: true, homes: homes.filter(({ id }) => ids.includes(id)), sure: false };
  }

  /**
   * 走访 3 …, 走访 5-9 没事: keeps a visit to each of some households; what was found opens the household's case or joins it.
   * @returns what came of each, and the tasks of the sweeps that are whole now
   */
  record(
    unit: Unit,
    staff: StaffMember,
    householdIds: readonly string[],
    visit: VisitGiven,
  ): Promise<Outcome<{ visits: Filed[]; finished: string[] }>> {
    return fileVisits(this.#rooms, unit, staff, householdIds, visit);
  }

  /** The same for a household that is on nobody's record: it is from now on. */
  async recordNew(
    unit: Unit,
    staff: StaffMember,
    { name, village }: NewHome,
    visit: VisitGiven,
  ): Promise<Outcome<{ visits: Filed[]; finished: string[] }>> {
    const there = await this.named(unit, staff, village, name);
    if (!there.ok) return there;
    const [known] = there.homes;
    if (there.sure && known !== undefined) return this.record(unit, staff, [known.id], visit);
    const county = village.slice(0, 6) as RegionCode;
    const township = village.slice(0, 9) as RegionCode;
    const household = await createHousehold(unit, { county, name: name.trim(), township, village });
    await unit.audit.append(`household:${household.id}`, {
      actor: actorOf(staff),
      action: 'household-named',
      detail: { village, purpose: 'visit' },
    });
    return this.record(unit, staff, [household.id], visit);
  }

  /** 走访撤销: takes back this member's newest visit of today to a household, or the one named. */
  undo(
    unit: Unit,
    staff: StaffMember,
    which: { household: string } | { visit: string },
    reason: string,
  ): Promise<Outcome<{ undone: { name: string; receipt?: string } } | { problem: UndoProblem }>> {
    return undoVisit(this.#rooms, unit, staff, which, reason);
  }

  /** 走访进度: counts by village for the township, by township for the county. Opens nothing and names nobody. */
  progress(unit: Unit, division: RegionCode): Promise<PlaceProgress[]> {
    return progressOf(this.#rooms, unit, division);
  }

  /** What 走访收尾 would end in a village: the open sweeps that are due first. Counts only. */
  async ending(
    unit: Unit,
    staff: StaffMember,
    village: RegionCode,
  ): Promise<Outcome<{ sweeps: SweepCount[] }>> {
    if (staff.role !== 'township' || !goesTo(staff, village)) {
      await noteDenied(unit, staff, 'close-sweep');
      return refused('not-found');
    }
    const { sweeps } = await villageList(this.#rooms, unit, undefined, village);
    return { ok: true, sweeps: sweeps.filter(({ dueOn }) => dueOn === sweeps[0]?.dueOn) };
  }

  /**
   * 走访收尾: ends the sweeps of that due day, whether all households were visited or not. The day is named so that a second
   * press does not end the next ones.
   * @returns what was ended
   */
  async close(
    unit: Unit,
    staff: StaffMember,
    village: RegionCode,
    dueOn: string,
  ): Promise<Outcome<{ sweeps: SweepCount[] }>> {
    const ending = await this.ending(unit, staff, village);
    if (!ending.ok) return ending;
    const ended: SweepCount[] = [];
    for (const sweep of ending.sweeps) {
      if (sweep.dueOn === dueOn && (await closeSweep(unit, sweep.id, staff))) ended.push(sweep);
    }
    return { ok: true, sweeps: ended };
  }

  /** The lines of a member's daily reminder: sweeps that are due soon or late, nothing personal. */
  reminderLines(unit: Unit, member: Pick<StaffMember, 'role' | 'region'>): Promise<string[]> {
    return reminderLines(this.#rooms, unit, member);
  }
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[•・‧∙．.]/g, '·');
}
