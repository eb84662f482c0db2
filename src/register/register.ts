import type { Outcome, StaffMember } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import { runChecks } from './check.ts';
import { settleDays } from './due.ts';
import { type ExportedSheet, exportSheet } from './export.ts';
import { CountyFinder } from './finder.ts';
import {
  findingCounts,
  findingLines,
  findingOf,
  findingsOf,
  findingsOpen,
  type Settled,
  settleFinding,
} from './findings.ts';
import { householdsIn, labourOf } from './households.ts';
import { importSheet, newestMonth, previewSheet } from './import.ts';
import {
  type Actor,
  type CheckReport,
  type Finder,
  type FindingItem,
  type Found,
  type Given,
  type ImportReport,
  type Labour,
  RegisterError,
  type RegisterParts,
  type SheetGiven,
  type SheetPreview,
  type VillageHousehold,
} from './model.ts';
import { type HouseholdRecord, readRecords } from './records.ts';
import { type Standing, standingOf } from './standing.ts';
import { REGISTER_TEXTS } from './texts.ts';

/** The county's households on record: their sheets, who somebody is, what the monthly checks find, two records of one. */
export class Register {
  readonly parts: RegisterParts;

  constructor(parts: RegisterParts) {
    this.parts = parts;
  }

  /**
   * What a sheet of the national system holds, without taking it in; that it was looked at is recorded.
   * @throws SheetError, RegisterError in the operator's words
   */
  previewSheet(storage: Storage, by: Actor, given: SheetGiven): Promise<SheetPreview> {
    return previewSheet(this.parts, storage, by, given);
  }

  /**
   * Takes a sheet in, whole or not at all; the same file again changes nothing. Begins transactions of its own.
   * @throws SheetError, RegisterError in the operator's words
   */
  importSheet(storage: Storage, by: Actor, given: SheetGiven): Promise<ImportReport> {
    return importSheet(this.parts, storage, by, given);
  }

  /** A finder for many people of one county; the caller audits what is read with it. */
  finder(unit: Unit, county: RegionCode): Promise<Finder> {
    return CountyFinder.load(unit, county);
  }

  /** Who somebody is; the caller audits. */
  async find(unit: Unit, county: RegionCode, given: Given): Promise<Found> {
    return (await CountyFinder.load(unit, county, given)).find(given);
  }

  /** The households of a village, by name of their heads; the caller audits. */
  householdsIn(unit: Unit, village: RegionCode): Promise<VillageHousehold[]> {
    return householdsIn(unit, village);
  }

  /** Whether anybody of the household can work, by the newest sheet; the caller audits. */
  labourOf(unit: Unit, householdId: string): Promise<Labour> {
    return labourOf(unit, householdId);
  }

  /** A household's record with its people; undefined where no sheet has it. The caller audits. */
  async recordOf(unit: Unit, householdId: string): Promise<HouseholdRecord | undefined> {
    return (await readRecords(unit, { householdId }))[0];
  }

  /** How much of a county is on record. Nothing personal. */
  standing(unit: Unit, county: RegionCode): Promise<Standing> {
    return standingOf(unit, county);
  }

  /**
   * The monthly checks over a county's records, of the newest month unless one is given. Safe to repeat; begins
   * transactions of its own.
   * @throws RegisterError when no sheet was taken in yet
   */
  async check(storage: Storage, county: RegionCode, by: Actor, month?: string): Promise<CheckReport> {
    const newest = month ?? (await newestMonth(storage.reading, county));
    if (newest === undefined) throw new RegisterError(REGISTER_TEXTS.nothingYet);
    return runChecks(this.parts, storage, county, newest, by);
  }

  /** Open findings of a member's duty, the earliest due first; no more are read than are asked for. */
  findings(unit: Unit, staff: StaffMember, limit?: number): Promise<FindingItem[]> {
    return findingsOf(this.parts, unit, staff, limit);
  }

  /** How many open findings are of a member's duty. Nothing personal. */
  findingsOpen(unit: Unit, staff: StaffMember): Promise<number> {
    return findingsOpen(unit, staff);
  }

  /** One of them. */
  finding(unit: Unit, staff: StaffMember, findingId: string): Promise<Outcome<{ finding: FindingItem }>> {
    return findingOf(this.parts, unit, staff, findingId);
  }

  /** How many findings are open by township, for the county. */
  findingCounts(unit: Unit, county: RegionCode) {
    return findingCounts(unit, county);
  }

  /** Makes provisional days of findings final once the calendar knows their year; safe to run at any time. */
  settleDays(unit: Unit): Promise<number> {
    return settleDays(this.parts, unit);
  }

  /** Lines for a member's daily reminder, without anything personal. */
  reminderLines(unit: Unit, staff: StaffMember): Promise<string[]> {
    return findingLines(unit, staff);
  }

  /** Closes a finding: mended in the national system, or explained. */
  settleFinding(
    unit: Unit,
    staff: StaffMember,
    findingId: string,
    how: Settled,
  ): Promise<Outcome<{ rule: string }>> {
    return settleFinding(unit, staff, findingId, how);
  }

  /**
   * Households in the columns of the national system, as XLSX: for a member of staff of their duty alone. Begins
   * transactions of its own.
   */
  exportSheet(
    storage: Storage,
    by: StaffMember | 'operator',
    region: RegionCode,
  ): Promise<Outcome<ExportedSheet>> {
    return exportSheet(this.parts, storage, by, region);
  }
}
