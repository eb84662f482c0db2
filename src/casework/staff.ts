import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { parseRegion, type RegionCode } from '../regions/index.ts';
import type { Schema, Unit } from '../storage/index.ts';
import { leaveChats } from './leaving.ts';
import { ROLES, type Role, type StaffMember } from './model.ts';
import { STAFF_PROBLEMS } from './staff-texts.ts';

/** A member of staff who cannot be added; said in the operator's words. */
export class StaffError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StaffError';
  }
}

/** A code by which a member binds a chat, once. */
export interface BindingCode {
  /** As printed: `ABCDE-FGHJK`. */
  code: string;
  /** ISO time. */
  expires: string;
}

/** One line of the staff list. */
export interface StaffEntry extends StaffMember {
  active: boolean;
  /** Whether a chat is bound. */
  bound: boolean;
}

/** How long the region code of each role is: what bounds the cases they see. */
const DIGITS: Record<Role, readonly number[]> = {
  village: [12],
  township: [9],
  county: [6],
  department: [6],
  supervisor: [1, 2, 4, 6, 9],
};

const DAYS_VALID = 7;
/** No 0 O 1 I L, as on receipts: codes are read out over the phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 10;
const CODE_KIND = 'staff-code';
/** Binding, adding and removing stand in one chain of the audit log. */
const CHAIN = 'staff';

type StaffRow = Selectable<Schema['staff']>;

/** Who may work cases, and from which chats. */
export class StaffRegister {
  /**
   * Adds a member and gives their first code.
   * @throws StaffError in the operator's words
   */
  async add(
    unit: Unit,
    member: { name: string; role: string; region: string; unit?: string | undefined },
  ): Promise<{ staff: StaffMember } & BindingCode> {
    const { role, region } = checked(member);
    const name = member.name.trim();
    const office = role === 'department' ? (member.unit ?? '').trim() : null;
    const id = unit.ids();
    const subject = await unit.subjects.create();
    await unit.db
      .insertInto('staff')
      .values({
        id,
        name_sealed: await unit.subjects.seal(subject, name, nameContext(id)),
        subject_id: subject,
        role,
        region,
        unit: office,
        active: 1,
        created_at: unit.clock().toISOString(),
      })
      .execute();
    await record(unit, 'operator', 'staff-added', { staff: id, role, region });
    return { staff: { id, name, role, region, unit: office }, ...(await issue(unit, id)) };
  }

  /** A new code for an active member; codes given before no longer work. Undefined when there is no such member. */
  async newCode(unit: Unit, staffId: string): Promise<BindingCode | undefined> {
    const row = await activeRow(unit, staffId);
    if (row === undefined) return undefined;
    await cancelCodes(unit, staffId);
    await record(unit, 'operator', 'staff-code', { staff: staffId });
    return issue(unit, staffId);
  }

  /**
   * Binds a chat by a code that was given out: each works once, within seven days. The member's earlier chat is unbound,
   * so that a lost phone sees nothing more. Undefined alike for unknown, used and expired; the caller limits attempts.
   */
  async bind(unit: Unit, conversationId: string, code: string): Promise<StaffMember | undefined> {
    const plain = code
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{P}]/gu, '');
    if (plain.length !== CODE_LENGTH) return undefined;
    const now = unit.clock().toISOString();
    const used = await unit.db
      .updateTable('staff_codes')
      .set({ used_at: now })
      .where('code_lookup', 'in', unit.vault.lookups(CODE_KIND, plain))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('staff_id')
      .executeTakeFirst();
    const row = used === undefined ? undefined : await activeRow(unit, used.staff_id);
    if (row === undefined) return undefined;
    await leaveChats(unit, row.id, 'moved', conversationId);
    // The chat was another member's until now: what waits for that one is not for this one.
    const before = await this.of(unit, conversationId);
    if (before !== undefined && before.id !== row.id) await leaveChats(unit, before.id, 'unbound');
    await unit.db
      .updateTable('conversations')
      .set({ staff_id: row.id })
      .where('id', '=', conversationId)
      .execute();
    await record(unit, `staff:${row.id}`, 'staff-bound', { conversation: conversationId });
    return member(unit, row);
  }

  /** The active member whose chat this is. */
  async of(unit: Unit, conversationId: string): Promise<StaffMember | undefined> {
    const row = await unit.db
      .selectFrom('staff')
      .innerJoin('conversations', 'conversations.staff_id', 'staff.id')
      .selectAll('staff')
      .where('conversations.id', '=', conversationId)
      .where('staff.active', '=', 1)
      .executeTakeFirst();
    return row === undefined ? undefined : member(unit, row);
  }

  /** Lets a member leave their chat (解除绑定). */
  async unbind(unit: Unit, conversationId: string): Promise<boolean> {
    const bound = await this.of(unit, conversationId);
    if (bound === undefined) return false;
    await leaveChats(unit, bound.id, 'unbound');
    await record(unit, `staff:${bound.id}`, 'staff-unbound', { conversation: conversationId });
    return true;
  }

  /** All members, those removed last. */
  async list(unit: Unit): Promise<StaffEntry[]> {
    const rows = await unit.db
      .selectFrom('staff')
      .selectAll()
      .orderBy('active', 'desc')
      .orderBy('region')
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    const bound = await unit.db
      .selectFrom('conversations')
      .select('staff_id')
      .where('staff_id', 'is not', null)
      .execute();
    const chats = new Set(bound.map(({ staff_id }) => staff_id));
    const entries: StaffEntry[] = [];
    for (const row of rows) {
      entries.push({ ...(await member(unit, row)), active: row.active === 1, bound: chats.has(row.id) });
    }
    return entries;
  }

  /**
   * Ends a member's access at once, drops what was still to be sent to them, and frees what they took. Their record
   * stays: the audit log names it.
   */
  async remove(unit: Unit, staffId: string): Promise<boolean> {
    const row = await activeRow(unit, staffId);
    if (row === undefined) return false;
    await unit.db.updateTable('staff').set({ active: 0 }).where('id', '=', staffId).execute();
    await cancelCodes(unit, staffId);
    await leaveChats(unit, staffId, 'removed');
    const freed = await unit.db
      .updateTable('cases')
      .set((eb) => ({ handler_id: null, version: eb('version', '+', 1) }))
      .where('handler_id', '=', staffId)
      .where('decided_at', 'is', null)
      .returning('id')
      .execute();
    for (const { id } of freed) {
      await unit.audit.append(id, { actor: 'operator', action: 'freed', detail: { staff: staffId } });
    }
    await record(unit, 'operator', 'staff-removed', { staff: staffId, cases: freed.length });
    return true;
  }
}

function checked(given: { name: string; role: string; region: string; unit?: string | undefined }): {
  role: Role;
  region: RegionCode;
} {
  const role = ROLES.find((each) => each === given.role);
  if (role === undefined) throw new StaffError(STAFF_PROBLEMS.role(ROLES.join('、')));
  if (given.name.trim() === '' || [...given.name].length > 50) throw new StaffError(STAFF_PROBLEMS.name);
  const region = parseRegion(given.region);
  if (!DIGITS[role].includes(region.length)) throw new StaffError(STAFF_PROBLEMS.region(role, DIGITS[role]));
  const office = (given.unit ?? '').trim();
  if (role === 'department' && office === '') throw new StaffError(STAFF_PROBLEMS.unitMissing);
  if (role !== 'department' && office !== '') throw new StaffError(STAFF_PROBLEMS.unitUnwanted);
  return { role, region };
}

async function issue(unit: Unit, staffId: string): Promise<BindingCode> {
  const code = randomCode(unit);
  const expires = new Date(unit.clock().getTime() + DAYS_VALID * 86_400_000).toISOString();
  const [lookup = ''] = unit.vault.lookups(CODE_KIND, code);
  await unit.db
    .insertInto('staff_codes')
    .values({ code_lookup: lookup, staff_id: staffId, expires_at: expires, used_at: null })
    .execute();
  return { code: `${code.slice(0, 5)}-${code.slice(5)}`, expires };
}

/** Ten symbols of 31, drawn evenly: 49 bits, far beyond guessing within a week of limited attempts. */
function randomCode(unit: Unit): string {
  let code = '';
  while (code.length < CODE_LENGTH) {
    for (const byte of createHash('sha256').update(unit.ids()).digest()) {
      // 248 = 8 × 31: the bytes above would make some symbols likelier than others.
      if (byte < 248 && code.length < CODE_LENGTH) code += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return code;
}

/** Codes not used yet are void; used ones stay, they tell since when a chat is bound. */
async function cancelCodes(unit: Unit, staffId: string): Promise<void> {
  await unit.db
    .deleteFrom('staff_codes')
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .execute();
}

async function activeRow(unit: Unit, staffId: string): Promise<StaffRow | undefined> {
  return unit.db
    .selectFrom('staff')
    .selectAll()
    .where('id', '=', staffId)
    .where('active', '=', 1)
    .executeTakeFirst();
}

async function member(unit: Unit, row: StaffRow): Promise<StaffMember> {
  const name = await unit.subjects.open(row.subject_id, row.name_sealed, nameContext(row.id));
  return {
    id: row.id,
    name: name ?? '',
    role: row.role,
    region: row.region as RegionCode,
    unit: row.unit,
  };
}

async function record(
  unit: Unit,
  actor: string,
  action: string,
  detail: Record<string, string | number>,
): Promise<void> {
  await unit.audit.append(CHAIN, { actor, action, detail });
}

function nameContext(id: string): string {
  return `staff.name_sealed:${id}`;
}
