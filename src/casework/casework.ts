import type { RegionCode } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import { type Correctable, type Corrected, correct } from './correct.ts';
import { assignIntake } from './custody.ts';
import { decide } from './decisions.ts';
import { eraseHousehold } from './erase.ts';
import { Households } from './for-households.ts';
import { aid } from './green-channel.ts';
import { advance, type Done, recordVerification, resume, returnForCompletion, take } from './handling.ts';
import { mergeHouseholds } from './merging/merge.ts';
import { type Undone, undoMerge } from './merging/undo.ts';
import { takeBack } from './mistaken.ts';
import type {
  CaseFile,
  Outcome,
  Parts,
  QueueItem,
  StaffMember,
  TaskFile,
  TaskItem,
  TaskOfFile,
  TransferItem,
  UncheckedTask,
} from './model.ts';
import { keepApart, merge } from './namesakes.ts';
import { objectFor } from './objections.ts';
import { Papers } from './papers/papers.ts';
import type { Stage } from './procedure/stage.ts';
import { open, photo, type QueueFilter, queue, type Workload, workload } from './queue.ts';
import { sendBack } from './send-back.ts';
import { Support } from './support/support.ts';
import { checkTask, openReply, tasksOfCase, uncheckedTasks } from './task-check.ts';
import { openTask, replyTask, taskList } from './tasks.ts';
import { accept, incoming, recall, reject, transfer } from './transfers.ts';

/**
 * What happens to a declaration after it was submitted. Every method runs within the caller's unit of work: what it
 * changes, what it records and whom it tells are kept together or not at all.
 *
 * For staff, what is not theirs does not exist: a foreign case, a guessed receipt, id, transfer or task all get the same
 * refusal, before anything else is looked at.
 */
export class Casework extends Households {
  readonly #parts: Parts;
  /** 核实表, 评议, 张贴, 异议: what is filed at the stages. */
  readonly papers: Papers;
  /** 措施, 回访, 风险消除: what comes after a household was included. */
  readonly support: Support;

  constructor(parts: Parts) {
    super(parts);
    this.#parts = parts;
    this.papers = new Papers(parts);
    this.support = new Support(parts);
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
    purpose?: 'handling' | 'export' | 'record' | 'notice',
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

  /** 先行救助: help was given first, the paperwork comes after. */
  aid(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    given: { text: string; photoIds?: readonly string[] },
  ): Promise<Outcome<Done>> {
    return aid(this.#parts, unit, staff, ref, given);
  }

  /** 代提异议: for a household that came in person. */
  objectFor(unit: Unit, staff: StaffMember, ref: string, reason: string): Promise<Outcome<Done>> {
    return objectFor(this.#parts, unit, staff, ref, reason);
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

  /** 合户: two records of one household, by receipt or 户编号; the first becomes part of the second. */
  mergeHouseholds(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    intoRef: string,
  ): Promise<Outcome<{ into: string }>> {
    return mergeHouseholds(this.#parts, unit, staff, ref, intoRef);
  }

  /** 拆开: takes the newest merge of a case or household back. */
  undoMerge(unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Undone>> {
    return undoMerge(this.#parts, unit, staff, ref);
  }

  /** 不同户 */
  keepApart(unit: Unit, staff: StaffMember, ref: string): Promise<Outcome<Done>> {
    return keepApart(this.#parts, unit, staff, ref);
  }

  /** 走访撤销: a case that this member opened by mistake today and nobody has touched. */
  takeBack(unit: Unit, staff: StaffMember, ref: string, reason: string): Promise<Outcome<Done>> {
    return takeBack(this.#parts, unit, staff, ref, reason);
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

  /** 核查: whether what a department answered is so. */
  checkTask(
    unit: Unit,
    staff: StaffMember,
    taskId: string,
    check: { result: 'kept' | 'redo'; text: string },
  ): Promise<Outcome<{ receipt: string }>> {
    return checkTask(this.#parts, unit, staff, taskId, check);
  }

  /** A department's part of a case with its answer; the reading is recorded. */
  openReply(
    unit: Unit,
    staff: StaffMember,
    taskId: string,
  ): Promise<Outcome<{ receipt: string; task: TaskOfFile }>> {
    return openReply(unit, staff, taskId);
  }

  /** All joint tasks of a case; the reading is recorded. */
  tasksOfCase(
    unit: Unit,
    staff: StaffMember,
    ref: string,
  ): Promise<Outcome<{ receipt: string; tasks: TaskOfFile[] }>> {
    return tasksOfCase(unit, staff, ref);
  }

  /** Replies of departments that nobody checked yet; nothing personal. */
  uncheckedTasks(unit: Unit, staff: StaffMember): Promise<UncheckedTask[]> {
    return uncheckedTasks(this.#parts, unit, staff);
  }

  /** 更正: who a household is, put right after papers were looked at. */
  correct(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    what: { field: Correctable; value: string },
  ): Promise<Outcome<Corrected>> {
    return correct(this.#parts, unit, staff, ref, what);
  }

  /** Forgets a household with no undecided case, for operators and the county; the caller purges the storage. */
  eraseHousehold(unit: Unit, householdId: string, actor?: string): Promise<Outcome<{ cases: number }>> {
    return eraseHousehold(unit, householdId, actor);
  }
}
