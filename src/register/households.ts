import { aliasOf, type Person, personContext } from '../casework/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { inChunks, type Unit } from '../storage/index.ts';
import type { HouseholdColumns } from './columns.ts';
import type { Labour, VillageHousehold } from './model.ts';
import { personSealedFor, type RecordedPerson, readRecords, recordSealedFor } from './records.ts';

/** The households of a village, by name of their heads: where the newest sheet, or else the declaration, has them. */
export async function householdsIn(unit: Unit, village: RegionCode): Promise<VillageHousehold[]> {
  const rows = await villageRows(unit, village);
  const ids = rows.map(({ id }) => id);
  const [heads, cases] = [await headsOf(unit, ids), await casesOf(unit, ids)];
  const households = rows.map((row): VillageHousehold => {
    const own = cases.filter(({ household_id }) => household_id === row.id);
    const open = own.find(({ decided_at }) => decided_at === null);
    const person = opened<Person>(unit, row.household_key, row.person_sealed, personContext(row.id));
    const record = opened<HouseholdColumns>(unit, row.record_key, row.record_sealed, recordSealedFor(row.id));
    const isSupported = own.some(({ stage }) => stage === 'included' || stage === 'support');
    return {
      id: row.id,
      subject: row.subject_id,
      name: heads.get(row.id) ?? person?.name ?? '',
      monitored: isSupported || isMonitored(record ?? {}),
      ...(open === undefined ? {} : { openCase: open.receipt }),
    };
  });
  const byName = new Intl.Collator('zh-CN');
  return households.sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** Whether a record names a household as monitored and its risk as not removed. */
export function isMonitored({ category, removed }: HouseholdColumns): boolean {
  return category !== undefined && !/^(?:否|无|非)/.test(String(category)) && !isYes(removed);
}

/** 是, 有, 已消除, 农村低保 …: anything but a word for no, and a blank says nothing. */
export function isYes(value: string | number | undefined): boolean {
  return value !== undefined && !isNo(value);
}

/** 否, 无, 未参加, 不享受, 没有, 0 */
export function isNo(value: string | number | undefined): boolean {
  return value !== undefined && /^(?:否|无|未|不|没|非|0$)/.test(String(value).trim());
}

/**
 * Whether anybody of the household can work, by 劳动技能 of each and 整户无劳动能力: children and pupils are on record as
 * without. `unknown` where the record tells it of nobody, or not of all and of none that they can.
 */
export async function labourOf(unit: Unit, householdId: string): Promise<Labour> {
  const [record] = await readRecords(unit, { householdId });
  return record === undefined ? 'unknown' : labourIn(record.columns, record.people);
}

export function labourIn(
  columns: HouseholdColumns,
  people: readonly Pick<RecordedPerson, 'labour'>[],
): Labour {
  const told = people.flatMap(({ labour }) => (labour === undefined ? [] : [String(labour)]));
  if (told.some((labour) => !isWithoutLabour(labour))) return 'with';
  if (isYes(columns.noLabour)) return 'without';
  return told.length > 0 && told.length === people.length ? 'without' : 'unknown';
}

/** 无劳动力, 丧失劳动力, 无劳动能力 … */
function isWithoutLabour(labour: string): boolean {
  return /^(?:无|丧失|没有|完全丧失)/.test(labour.trim());
}

async function villageRows(unit: Unit, village: RegionCode) {
  return unit.db
    .selectFrom('households')
    .innerJoin('subjects', 'subjects.id', 'households.subject_id')
    .leftJoin('household_records as record', 'record.household_id', 'households.id')
    .leftJoin('subjects as other', 'other.id', 'record.subject_id')
    .select(['households.id', 'households.subject_id', 'person_sealed', 'record.record_sealed'])
    .select(['subjects.wrapped_key as household_key', 'other.wrapped_key as record_key'])
    .where((eb) =>
      eb.or([
        eb('record.village', '=', village),
        eb.and([eb('record.village', 'is', null), eb('households.village', '=', village)]),
      ]),
    )
    .where('name_lookup', 'not like', aliasOf('%'))
    .where('name_lookup', 'not like', 'erased:%')
    .execute();
}

async function headsOf(unit: Unit, households: readonly string[]): Promise<Map<string, string>> {
  const heads = new Map<string, string>();
  for (const chunk of inChunks(households)) {
    const rows = await unit.db
      .selectFrom('people')
      .innerJoin('subjects', 'subjects.id', 'people.subject_id')
      .select(['people.id', 'household_id', 'person_sealed', 'subjects.wrapped_key'])
      .where('household_id', 'in', chunk)
      .where('head', '=', 1)
      .where('left_at', 'is', null)
      .execute();
    for (const row of rows) {
      const person = opened<Person>(unit, row.wrapped_key, row.person_sealed, personSealedFor(row.id));
      if (person !== undefined) heads.set(row.household_id, person.name);
    }
  }
  return heads;
}

async function casesOf(unit: Unit, households: readonly string[]) {
  const cases = [];
  for (const chunk of inChunks(households)) {
    cases.push(
      ...(await unit.db
        .selectFrom('cases')
        .select(['household_id', 'receipt', 'stage', 'decided_at'])
        .where('household_id', 'in', chunk)
        .execute()),
    );
  }
  return cases;
}

function opened<T>(unit: Unit, key: string | null, sealed: string | null, context: string): T | undefined {
  if (key === null || sealed === null || sealed === '') return undefined;
  return JSON.parse(unit.vault.open(key, sealed, context)) as T;
}
