import { dayText, todayIn } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { post, type Unit } from '../storage/index.ts';
import type { MatchedAlert } from './matching.ts';
import { NOTICES } from './texts.ts';

interface Chat {
  id: string;
  subject_id: string;
  role: string;
  region: string;
}

/** Bound chats of those who work a county's alerts. */
async function chatsIn(unit: Unit, county: RegionCode): Promise<Chat[]> {
  return unit.db
    .selectFrom('conversations as c')
    .innerJoin('staff as s', 's.id', 'c.staff_id')
    .innerJoin('subjects as p', 'p.id', 'c.subject_id')
    .select(['c.id', 'c.subject_id', 's.role', 's.region'])
    .where('s.active', '=', 1)
    .where('s.role', 'in', ['village', 'township', 'county'])
    .where('s.region', 'like', `${county}%`)
    .where('p.wrapped_key', 'is not', null)
    .orderBy('c.id')
    .execute();
}

/** What came to a queue, or to one village of it. */
class Share {
  readonly visits = new Set<string>();
  readonly doubtful = new Set<string>();
  readonly unmatched = new Set<string>();

  add({ state, householdId, personLookup, keyLookup }: MatchedAlert): void {
    const person = householdId ?? personLookup ?? keyLookup;
    if (state === 'pending') this.visits.add(person);
    if (state === 'doubtful') this.doubtful.add(person);
    if (state === 'unmatched') this.unmatched.add(person);
  }
}

/** What came to each queue and to each village, by code. */
export function sharesOf(matched: readonly MatchedAlert[]): Map<string, Share> {
  const shares = new Map<string, Share>();
  const share = (code: string) => {
    const known = shares.get(code);
    if (known !== undefined) return known;
    const fresh = new Share();
    shares.set(code, fresh);
    return fresh;
  };
  for (const alert of matched) {
    share(alert.queue).add(alert);
    if (alert.village?.startsWith(alert.queue)) share(alert.village).add(alert);
  }
  return shares;
}

/** Tells each office of an import once, however many rows came to it. */
export async function tellOfImport(
  unit: Unit,
  {
    importId,
    county,
    department,
    dueOn,
  }: { importId: string; county: RegionCode; department: string; dueOn: string | null },
  shares: ReadonlyMap<string, Share>,
): Promise<void> {
  const day = dueOn === null ? null : dayText(dueOn, todayIn(unit.clock));
  for (const chat of await chatsIn(unit, county)) {
    const share = shares.get(chat.region);
    if (share === undefined) continue;
    const [visits, doubtful, unmatched] = [share.visits.size, share.doubtful.size, share.unmatched.size];
    if (chat.role === 'county' ? doubtful + unmatched === 0 : visits + doubtful === 0) continue;
    const text =
      chat.role === 'county'
        ? NOTICES.county(department, doubtful, unmatched)
        : NOTICES.township(department, visits, doubtful, day);
    await post(
      unit,
      { conversationId: chat.id, subjectId: chat.subject_id },
      `alerts:${importId}:${chat.id}`,
      {
        text,
      },
    );
  }
}

/** Tells an office that one alert came to it; who did it hears of it in the answer. */
export async function tellOfOne(
  unit: Unit,
  {
    county,
    queue,
    village,
    cause,
    exceptStaff,
  }: { county: RegionCode; queue: string; village: string | null; cause: string; exceptStaff: string },
  text: string,
): Promise<void> {
  const own = await unit.db
    .selectFrom('conversations')
    .select('id')
    .where('staff_id', '=', exceptStaff)
    .execute();
  const not = new Set(own.map(({ id }) => id));
  for (const chat of await chatsIn(unit, county)) {
    if (not.has(chat.id) || (chat.region !== queue && chat.region !== village)) continue;
    await post(unit, { conversationId: chat.id, subjectId: chat.subject_id }, `${cause}:${chat.id}`, {
      text,
    });
  }
}
