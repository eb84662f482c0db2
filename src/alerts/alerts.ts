import type { Casework, StaffMember } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { Register } from '../register/index.ts';
import type { Storage, Unit } from '../storage/index.ts';
import { PATIENCE, type Patience } from './claiming.ts';
import { departmentCalled, departmentIn, departmentsOf, maySend } from './departments.ts';
import { settleDays } from './due.ts';
import { feedbackOf } from './feedback.ts';
import { type HandedOn, handOn } from './handing.ts';
import { importSheet } from './importing.ts';
import { type AlertList, mine } from './lists.ts';
import {
  type AlertFile,
  type AlertOutcome,
  type AlertsParts,
  type Feedback,
  type GivenSheet,
  type ImportReport,
  type Preview,
  refusedFor,
  type Sender,
  type Settled,
  type Verdict,
} from './model.ts';
import { open } from './opened.ts';
import { previewSheet } from './preview.ts';
import { type Recognised, recognise, type WhoItIs } from './recognising.ts';
import { reminderLines } from './reminding.ts';
import { settle } from './settling.ts';

/**
 * Department alerts (部门预警), from the spreadsheet to the verdict at the door and the feedback to the department. What
 * takes a storage begins transactions of its own; the rest runs within the caller's unit of work.
 *
 * For staff, what is not theirs does not exist: another township's alert and a guessed id get the same refusal.
 */
export class Alerts {
  readonly #parts: AlertsParts;
  readonly #casework: Pick<Casework, 'submit'>;
  readonly #register: Pick<Register, 'finder'>;
  readonly #patience: Patience;

  /** @param rooms `patience`: how it is told whether another process's import goes on */
  constructor(
    parts: AlertsParts,
    rooms: {
      casework: Pick<Casework, 'submit'>;
      register: Pick<Register, 'finder'>;
      patience?: Patience;
    },
  ) {
    this.#parts = parts;
    this.#casework = rooms.casework;
    this.#register = rooms.register;
    this.#patience = rooms.patience ?? PATIENCE;
  }

  /** The line departments of a county, as its region file names them. */
  departments(county: RegionCode): string[] {
    return departmentsOf(this.#parts.procedures, county);
  }

  /** The department that a file's name tells; undefined when it tells none, or several. */
  departmentIn(county: RegionCode, fileName: string): string | undefined {
    return departmentIn(this.#parts.procedures, county, fileName);
  }

  /**
   * What a department's sheet holds and what would become of its rows; nothing is imported.
   * @throws AlertsError, SheetError in the operator's words
   */
  async preview(
    storage: Storage,
    by: Sender,
    given: GivenSheet,
  ): Promise<AlertOutcome<{ preview: Preview }>> {
    if (!maySend(this.#parts.procedures, by, given)) return refusedFor('not-allowed');
    const tools = { parts: this.#parts, register: this.#register, storage };
    return { ok: true, preview: await previewSheet(tools, by, given) };
  }

  /**
   * Takes a department's sheet in: all sound rows or nothing; the same again changes nothing. Safe to repeat after a
   * crash.
   * @throws AlertsError, SheetError in the operator's words
   */
  async import(
    storage: Storage,
    by: Sender,
    given: GivenSheet,
  ): Promise<AlertOutcome<{ report: ImportReport }>> {
    if (!maySend(this.#parts.procedures, by, given)) return refusedFor('not-allowed');
    const tools = { parts: this.#parts, register: this.#register, storage, patience: this.#patience };
    return { ok: true, report: await importSheet(tools, by, given) };
  }

  /** Makes provisional days final once the calendar knows their year; safe to run at any time. */
  settleDays(unit: Unit): Promise<number> {
    return settleDays(this.#parts, unit);
  }

  /** 预警: a page of what a member has to check, to recognise or to assign. */
  mine(unit: Unit, staff: StaffMember, page?: { from?: number; count?: number }): Promise<AlertList> {
    return mine(this.#parts, unit, staff, page);
  }

  /** One visit with whom to see and what was reported; recorded. */
  open(unit: Unit, staff: StaffMember, ref: string): Promise<AlertOutcome<{ alert: AlertFile }>> {
    return open(this.#parts, unit, staff, ref);
  }

  /** 认人 */
  match(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    who: WhoItIs,
  ): Promise<AlertOutcome<{ recognised: Recognised }>> {
    return recognise(this.#parts, unit, staff, ref, who);
  }

  /** 没事, 有困难, 人不在了 */
  settle(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    verdict: Verdict,
  ): Promise<AlertOutcome<{ settled: Settled }>> {
    return settle({ parts: this.#parts, casework: this.#casework }, unit, staff, ref, verdict);
  }

  /** 转 */
  handOn(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    where: { to: RegionCode; reason: string },
  ): Promise<AlertOutcome<{ handed: HandedOn }>> {
    return handOn(this.#parts, unit, staff, ref, where);
  }

  /**
   * 反馈: what became of a quarter's rows; a department's own, the county's all or one department's.
   * @param asked `quarter` as 2026Q4
   */
  async feedback(
    storage: Storage,
    by: Sender,
    asked: { county: RegionCode; quarter: string; unit?: string },
  ): Promise<AlertOutcome<{ feedback: Feedback }>> {
    const { county, quarter } = asked;
    const own = by !== 'operator' && by.role === 'department' ? (by.unit ?? '') : undefined;
    const said = own ?? asked.unit;
    const unit = said === undefined ? null : departmentCalled(this.#parts.procedures, county, said);
    if (!maySend(this.#parts.procedures, by, { county, unit: unit ?? '' })) return refusedFor('not-allowed');
    return { ok: true, feedback: await feedbackOf(storage, by, { county, unit, quarter }) };
  }

  /** What a member's daily reminder says of alerts. */
  reminderLines(unit: Unit, staff: StaffMember): Promise<string[]> {
    return reminderLines(this.#parts, unit, staff);
  }
}
