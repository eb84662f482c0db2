import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { assignIntake } from './custody.ts';
import { decide } from './decisions.ts';
import { eraseHousehold } from './erase.ts';
import { advance, type Done, recordVerification, resume, returnForCompletion, take } from './handling.ts';
import type { Identity } from './households.ts';
import type {
  CaseFile,
  CaseView,
  Outcome,
  Parts,
  QueueItem,
  StaffMember,
  Submission,
  Submitted,
  TaskFile,
  TaskItem,
  TransferItem,
} from './model.ts';
import { keepApart, merge } from './namesakes.ts';
import type { Stage } from './procedure/stage.ts';
import { open, photo, type QueueFilter, queue, type Workload, workload } from './queue.ts';
import { casesOf, object, openCaseOf, status, supplement, withdraw } from './residents.ts';
import { sendBack } from './send-back.ts';
import { submit } from './submit.ts';
import { openTask, replyTask, taskList } from './tasks.ts';
import { accept, incoming, recall, reject, transfer } from './transfers.ts';

/**
 * What happens to a declaration after it was submitted. Every method runs within the caller's unit of work: what it
 * changes, what it records and whom it tells are kept together or not at all.
 *
 * For staff, what is not theirs does not exist: a foreign case, a guessed receipt, id, transfer or task all get the same
 * refusal, before anything else is looked at.
 */
export class Casework {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes a declaration in: opens a case, or adds to the household's undecided one. Safe to repeat. */
  submit(unit: Unit, submission: Submission): Promise<Submitted> {
    return submit(this.#parts, unit, submission);
  }

  /** The household's undecided case, if ID number or phone prove that the asker is of it. */
  openCaseOf(unit: Unit, identity: Identity): Promise<CaseView | undefined> {
    return openCaseOf(this.#parts, unit, identity);
  }

  /**
   * A case by receipt and last four of the phone (or of the ID number where there is no phone); undefined alike for all
   * that does not fit. The caller limits attempts. The chat, when given, follows the case from then on.
   */
  status(
    unit: Unit,
    receipt: string,
    phoneTail: string,
    conversationId?: string,
  ): Promise<CaseView | undefined> {
    return status(this.#parts, unit, receipt, phoneTail, conversationId);
  }

  /** The cases that a chat declared or proved to be of, the newest first. */
  casesOf(unit: Unit, conversationId: string): Promise<CaseView[]> {
    return casesOf(this.#parts, unit, conversationId);
  }

  supplement(
    unit: Unit,
    caseId: string,
    conversationId: string,
    text: string,
    photoIds: readonly string[] = [],
  ): Promise<Outcome<{ case: CaseView }>> {
    return supplement(this.#parts, unit, caseId, conversationId, text, photoIds);
  }

  withdraw(
    unit: Unit,
    caseId: string,
    conversationId: string,
    reason?: string,
  ): Promise<Outcome<{ case: CaseView }>> {
    return withdraw(this.#parts, unit, caseId, conversationId, reason);
  }

  object(
    unit: Unit,
    caseId: string,
    conversationId: string,
    reason: string,
  ): Promise<Outcome<{ case: CaseView }>> {
    return object(this.#parts, unit, caseId, conversationId, reason);
  }

  /** 待办 */
  queue(unit: Unit, staff: StaffMember, filter?: QueueFilter): Promise<QueueItem[]> {
    return queue(this.#parts, unit, staff, filter);
  }

  /** How many cases a list holds, and how many of them are late, due today or soon. */
  workload(unit: Unit, staff: StaffMember, filter?: QueueFilter): Promise<Workload> {
    return workload(this.#parts, unit, staff, filter);
  }

  /** 打开 */
  open(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    purpose?: 'handling' | 'export',
  ): Promise<Outcome<{ file: CaseFile }>> {
    return open(this.#parts, unit, staff, ref, purpose);
  }

  photo(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    photoId: string,
  ): Promise<Outcome<{ mime: string; image: Uint8Array }>> {
    return photo(unit, staff, ref, photoId);
  }

  /** 领取, with `over` 接手 */
  take(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    how?: { over?: boolean; seen?: number },
  ): Promise<Outcome<Done>> {
    return take(this.#parts, unit, staff, ref, how);
  }

  /** 记录核实 */
  recordVerification(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    found: { text: string; photoIds?: readonly string[]; seen?: number },
  ): Promise<Outcome<Done>> {
    return recordVerification(this.#parts, unit, staff, ref, found);
  }

  /** 推进 */
  advance(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    how?: { note?: string; seen?: number },
  ): Promise<Outcome<Done>> {
    return advance(this.#parts, unit, staff, ref, how);
  }

  /** 退回补正 */
  returnForCompletion(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    missing: string,
    how?: { seen?: number },
  ): Promise<Outcome<Done>> {
    return returnForCompletion(this.#parts, unit, staff, ref, missing, how);
  }

  /** 退回上一环节 */
  sendBack(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    back: { reason: string; to?: Stage; seen?: number },
  ): Promise<Outcome<Done>> {
    return sendBack(this.#parts, unit, staff, ref, back);
  }

  /** 恢复办理 */
  resume(unit: Unit, staff: StaffMember, ref: string, note?: string): Promise<Outcome<Done>> {
    return resume(this.#parts, unit, staff, ref, note);
  }

  /** 决定 */
  decide(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    decision: { outcome: 'included' | 'not_included'; reason: string; seen?: number },
  ): Promise<Outcome<Done>> {
    return decide(this.#parts, unit, staff, ref, decision);
  }

  /** 转办 */
  transfer(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    where: { to: RegionCode; reason: string; seen?: number },
  ): Promise<Outcome<Done>> {
    return transfer(this.#parts, unit, staff, ref, where);
  }

  /** 接收 */
  accept(unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Done>> {
    return accept(this.#parts, unit, staff, ref);
  }

  /** 拒收 */
  reject(unit: Unit, staff: StaffMember, ref: string, reason: string): Promise<Outcome<Done>> {
    return reject(this.#parts, unit, staff, ref, reason);
  }

  /** 撤回转办 */
  recall(unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Done>> {
    return recall(this.#parts, unit, staff, ref);
  }

  /** Transfers that wait for this member's queue. */
  incoming(unit: Unit, staff: StaffMember): Promise<TransferItem[]> {
    return incoming(this.#parts, unit, staff);
  }

  /** 分派 */
  assignIntake(unit: Unit, staff: StaffMember, ref: string, township: RegionCode): Promise<Outcome<Done>> {
    return assignIntake(this.#parts, unit, staff, ref, township);
  }

  /** 同户: into the case that it was suspected to be the same as. */
  merge(unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Done>> {
    return merge(this.#parts, unit, staff, ref);
  }

  /** 不同户 */
  keepApart(unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Done>> {
    return keepApart(this.#parts, unit, staff, ref);
  }

  /** 任务 */
  tasks(unit: Unit, staff: StaffMember): Promise<TaskItem[]> {
    return taskList(this.#parts, unit, staff);
  }

  openTask(unit: Unit, staff: StaffMember, taskId: string): Promise<Outcome<{ task: TaskFile }>> {
    return openTask(this.#parts, unit, staff, taskId);
  }

  /** 回复 */
  replyTask(unit: Unit, staff: StaffMember, taskId: string, text: string): Promise<Outcome> {
    return replyTask(this.#parts, unit, staff, taskId, text);
  }

  /** Forgets a household with no undecided case; for operators. */
  eraseHousehold(unit: Unit, householdId: string): Promise<Outcome<{ cases: number }>> {
    return eraseHousehold(unit, householdId);
  }
}
