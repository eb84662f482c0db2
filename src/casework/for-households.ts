import type { Unit } from '../storage/index.ts';
import type { Identity } from './households.ts';
import type { CaseView, Outcome, Parts, Submission, Submitted } from './model.ts';
import { object } from './objections.ts';
import { casesOf, openCaseOf, status, supplement, withdraw } from './residents.ts';
import { submit } from './submit.ts';

/** What households and those who report them do with a case: the part of casework that asks for no post. */
export class Households {
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
}
