import {
  type Casework,
  type Correctable,
  checksStopped,
  type HouseholdRow,
  householdFor,
  noteDenied,
  type Outcome,
  type Parts,
  refused,
  type StaffMember,
  textProblem,
  todayIn,
} from '../casework/index.ts';
import type { FileContent } from '../record/index.ts';
import { type RegionCode, withPost } from '../regions/index.ts';
import type { Register } from '../register/index.ts';
import type { Unit } from '../storage/index.ts';
import { dueIn, erasureProblem, keepingOf } from './archive.ts';
import { copyContent } from './copy.ts';
import { settleDays } from './due.ts';
import { gather, type Rooms } from './gather.ts';
import { placeOf } from './looked.ts';
import type {
  By,
  ConsentScope,
  DueItem,
  Keeping,
  OwnData,
  OwnHousehold,
  RequestFile,
  RequestItem,
  RequestKind,
} from './model.ts';
import { anyHousehold, nameOf, type Own, ownCase, ownHouseholds } from './own.ts';
import {
  type Asked,
  answerRequest,
  askOnce,
  keepRequest,
  listRequests,
  openRequest,
  remindersOf,
} from './requests.ts';
import { RIGHTS as T } from './texts.ts';

/**
 * What people may ask about their data: to see it, have a copy, have it put right, take a consent back, have it deleted.
 * A chat is answered for households that it is of; whoever reported one, and every guess, gets `not-found`.
 */
export class Rights {
  readonly #rooms: Rooms;

  constructor(parts: Parts, rooms: { casework: Casework; register: Register }) {
    this.#rooms = { parts, ...rooms };
  }

  /** The households that a chat is of. */
  households(unit: Unit, conversationId: string): Promise<OwnHousehold[]> {
    return ownHouseholds(unit, conversationId);
  }

  /** 你们存了我什么: all that is held, and until when. */
  async held(
    unit: Unit,
    caseId: string,
    conversationId: string,
  ): Promise<Outcome<{ data: OwnData; keeping: Keeping }>> {
    const own = await ownCase(unit, caseId, conversationId);
    const data = own && (await gather(this.#rooms, unit, own.household));
    if (own === undefined || data === undefined) return refused('not-found');
    await unit.audit.append(own.row.id, {
      actor: `resident:${conversationId}`,
      action: 'read',
      detail: { purpose: 'own-data' },
    });
    return { ok: true, data, keeping: await keepingOf(this.#rooms.parts, unit, own.household) };
  }

  /** Until when a household's data is kept. Nothing personal. */
  async keeping(unit: Unit, caseId: string, conversationId: string): Promise<Outcome<{ keeping: Keeping }>> {
    const own = await ownCase(unit, caseId, conversationId);
    if (own === undefined) return refused('not-found');
    return { ok: true, keeping: await keepingOf(this.#rooms.parts, unit, own.household) };
  }

  /** Asks for a copy, a correction or a deletion; the same again is one request. */
  async ask(
    unit: Unit,
    caseId: string,
    conversationId: string,
    wish: { kind: 'copy' | 'correct' | 'erase'; words?: string },
  ): Promise<Outcome<Asked & { sample: boolean }>> {
    const { parts } = this.#rooms;
    const own = await ownCase(unit, caseId, conversationId);
    if (own === undefined) return refused('not-found');
    const words = wish.words?.trim();
    const problem = words === undefined ? undefined : textProblem(words);
    if (problem !== undefined) return refused(problem);
    if (wish.kind === 'erase') {
      const keeping = await keepingOf(parts, unit, own.household);
      const unmet = erasureProblem(keeping, { asked: true, today: todayIn(unit.clock) });
      if (unmet !== undefined) return refused(unmet);
    }
    const asked = { kind: wish.kind, ...(words === undefined ? {} : { words }) };
    const { sample } = parts.procedures.of(own.household.county as RegionCode).rights;
    return { ok: true, sample, ...(await askOnce(parts, unit, own, conversationId, asked)) };
  }

  /**
   * 撤回同意. From then on departments get neither name nor telephone (`data-checks`), or the township stops asking for
   * more (`sensitive`); what is filed stays by the archive's terms, and nothing else is lost.
   */
  async withdrawConsent(
    unit: Unit,
    caseId: string,
    conversationId: string,
    scope: ConsentScope,
  ): Promise<Outcome<{ repeated: boolean; openCase: boolean }>> {
    const own = await ownCase(unit, caseId, conversationId);
    if (own === undefined) return refused('not-found');
    const repeated = await this.#withdraw(unit, own, scope, { conversationId });
    const { why } = await keepingOf(this.#rooms.parts, unit, own.household);
    return { ok: true, repeated, openCase: why === 'open' };
  }

  /** 撤回同意, for a household that came in person. */
  async withdrawConsentFor(
    unit: Unit,
    by: By,
    ref: string,
    scope: ConsentScope,
  ): Promise<Outcome<{ repeated: boolean }>> {
    const own = await this.#ownBy(unit, by, ref, 'withdraw-consent');
    if (own === undefined) return refused('not-found');
    return { ok: true, repeated: await this.#withdraw(unit, own, scope, { by }) };
  }

  /** 权利: open requests of a member's duty. */
  list(unit: Unit, staff: Pick<StaffMember, 'role' | 'region'>): Promise<RequestItem[]> {
    return listRequests(this.#rooms.parts, unit, staff);
  }

  /** A request with the asker's words; the reading is recorded. */
  openRequest(unit: Unit, staff: StaffMember, id: string): Promise<Outcome<{ request: RequestFile }>> {
    return openRequest(this.#rooms.parts, unit, staff, id);
  }

  /**
   * 办好 or 不能办. To say of a deletion that it is done does it, where the archive's terms allow: the caller purges the
   * storage then.
   */
  answer(
    unit: Unit,
    staff: StaffMember,
    id: string,
    answer: { done: boolean; text: string },
  ): Promise<Outcome<{ kind: RequestKind; receipt: string }>> {
    return answerRequest(unit, staff, id, answer, (household) =>
      this.erase(unit, staff, household, { asked: true }),
    );
  }

  /** 更正 */
  correct(unit: Unit, staff: StaffMember, ref: string, what: { field: Correctable; value: string }) {
    return this.#rooms.casework.correct(unit, staff, ref, what);
  }

  /** 副本: all that is the household's own to know, as data. The reading is recorded. */
  async copy(unit: Unit, by: By, ref: string): Promise<Outcome<{ data: OwnData; content: FileContent }>> {
    if (by !== 'operator' && by.role !== 'township' && by.role !== 'county') return refused('not-allowed');
    const own = await this.#ownBy(unit, by, ref, 'copy');
    const data = own && (await gather(this.#rooms, unit, own.household));
    if (own === undefined || data === undefined) return refused('not-found');
    await unit.audit.append(own.row?.id ?? `household:${own.household.id}`, {
      actor: nameOf(by),
      action: 'read',
      detail: { purpose: 'copy' },
    });
    const { parts } = this.#rooms;
    const post = by === 'operator' ? T.operator : withPost(placeOf(parts, by.region), T.roles[by.role]);
    const content = copyContent(data, {
      receipt: own.row?.receipt ?? own.household.id,
      full: by === 'operator' || by.role === 'county',
      printed: { by: post, at: unit.clock().toISOString() },
    });
    return { ok: true, data, content };
  }

  /** The households of a county that the archive lets go today. */
  due(unit: Unit, county: RegionCode): Promise<DueItem[]> {
    return dueIn(this.#rooms.parts, unit, county);
  }

  /**
   * Forgets a household for good; the caller purges the storage. Refused while a case goes on (`still-open`), and by the
   * archive's terms (`archive-keeps`).
   * @param how `asked`: the household wants it, which some terms let go before their end; `force`: whatever the terms say,
   *   for an operator who has it in writing
   */
  async erase(
    unit: Unit,
    by: By,
    ref: string,
    { asked = false, force = false }: { asked?: boolean; force?: boolean } = {},
  ): Promise<Outcome<{ household: string; cases: number }>> {
    const own = await this.#ownBy(unit, by, ref, 'erase');
    if (own === undefined) return refused('not-found');
    const { parts, casework } = this.#rooms;
    const keeping = await keepingOf(parts, unit, own.household);
    const unmet = erasureProblem(keeping, { asked, today: todayIn(unit.clock) });
    if (unmet === 'still-open' || (unmet !== undefined && !force)) return refused(unmet);
    const outcome = await casework.eraseHousehold(unit, own.household.id, nameOf(by));
    return outcome.ok ? { ok: true, household: own.household.id, cases: outcome.cases } : outcome;
  }

  /** Makes provisional days of requests final once the calendar knows their year; safe to run at any time. */
  settleDays(unit: Unit): Promise<number> {
    return settleDays(this.#rooms.parts, unit);
  }

  /** The line of a member's daily reminder. */
  reminderLines(unit: Unit, member: Pick<StaffMember, 'role' | 'region'>): Promise<string[]> {
    return remindersOf(this.#rooms.parts, unit, member);
  }

  async #withdraw(
    unit: Unit,
    { row, household }: { row: Own['row'] | undefined; household: HouseholdRow },
    scope: ConsentScope,
    who: { conversationId: string } | { by: By },
  ): Promise<boolean> {
    if (await this.#isWithdrawn(unit, household.id, scope)) return true;
    const conversationId = 'conversationId' in who ? who.conversationId : null;
    await keepRequest(this.#rooms.parts, unit, household, row, {
      kind: 'withdraw_consent',
      scope,
      conversationId,
      // Departments are kept out by the program at once; that nothing more is asked for is the township's to see to.
      state: scope === 'data-checks' || row === undefined ? 'done' : 'open',
    });
    await unit.audit.append(row?.id ?? `household:${household.id}`, {
      actor: 'by' in who ? nameOf(who.by) : `resident:${who.conversationId}`,
      action: 'consent-withdrawn',
      detail: { scope },
    });
    return false;
  }

  async #isWithdrawn(unit: Unit, household: string, scope: ConsentScope): Promise<boolean> {
    if (scope === 'data-checks') return (await checksStopped(unit, [household])).size > 0;
    const before = await unit.db
      .selectFrom('rights_requests')
      .select('id')
      .where('household_id', '=', household)
      .where('scope', '=', scope)
      .where('state', '=', 'open')
      .executeTakeFirst();
    return before !== undefined;
  }

  /** The household that somebody means and may see, with its newest case. An attempt at another's is recorded. */
  async #ownBy(
    unit: Unit,
    by: By,
    ref: string,
    action: string,
  ): Promise<{ household: HouseholdRow; row: Own['row'] | undefined } | undefined> {
    const household = by === 'operator' ? await anyHousehold(unit, ref) : await householdFor(unit, by, ref);
    if (household === undefined || household.person_sealed === '') {
      if (by !== 'operator') await noteDenied(unit, by, action);
      return undefined;
    }
    const row = await unit.db
      .selectFrom('cases')
      .selectAll()
      .where('household_id', '=', household.id)
      .orderBy('opened_at', 'desc')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return { household, row };
  }
}
