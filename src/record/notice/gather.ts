import {
  type CaseFile,
  type Casework,
  MARKS,
  type Outcome,
  type Parts,
  type StaffMember,
  type Stage,
  todayIn,
} from '../../casework/index.ts';
import { describeId } from '../../declaration/index.ts';
import { type RegionCode, villageName } from '../../regions/index.ts';
import type { Unit } from '../../storage/index.ts';
import type { Day, NoticeContent, NoticeHousehold, NoticeSheet } from './content.ts';
import { NOTICE_TEXTS as T } from './texts.ts';

/** Most households of one printing. More are refused: nobody would see which are missing on the walls. */
const MOST = 500;
const OF_AGE = 18;

/** What is on the wall: cases by receipt or id, or all of a member's that are at this stage, or those of one village. */
export type NoticeOf = { refs: readonly string[] } | { village?: RegionCode };

/**
 * Makes a public notice of cases whose stage it is. One case that is not this member's to see refuses the whole, in the
 * same words as one that does not exist; so do more than one printing takes (`notice-full`).
 */
export async function gatherNotice(
  { parts, casework }: { parts: Parts; casework: Casework },
  unit: Unit,
  staff: StaffMember,
  of: NoticeOf,
): Promise<Outcome<{ content: NoticeContent }>> {
  const refs = 'refs' in of ? [...new Set(of.refs)] : await posted(unit, staff, of.village);
  if (refs.length > MOST) return { ok: false, reason: 'notice-full' };
  const files = new Map<string, CaseFile>();
  for (const ref of refs) {
    const opened = await casework.open(unit, staff, ref, 'notice');
    if (!opened.ok) return opened;
    files.set(opened.file.id, opened.file);
  }
  if ([...files.values()].some(({ stage }) => stage !== 'notice'))
    return { ok: false, reason: 'wrong-stage' };
  const sheets = new Map<string, NoticeSheet>();
  const [actor, action, detail] = [`staff:${staff.id}`, 'printed', { what: 'notice' }] as const;
  for (const [id, file] of files) {
    const sheet = await sheetOf(parts, unit, file);
    const key = [sheet.place, sheet.from, sheet.to].join(' ');
    const begun = sheets.get(key) ?? sheet;
    sheets.set(key, { ...begun, households: [...begun.households, householdOf(unit, file)] });
    await unit.audit.append(id, { actor, action, detail });
  }
  const inOrder = [...sheets.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { ok: true, content: { sheets: inOrder, made: unit.clock().toISOString() } };
}

function keyOf({ place, from }: NoticeSheet): string {
  return `${place} ${from}`;
}

/** A member's cases at the stage of the notice, one more than is printed at most; what they may see of them is decided when each is opened. */
async function posted(unit: Unit, staff: StaffMember, village?: RegionCode): Promise<string[]> {
  const cases = unit.db.selectFrom('cases').select('id').where('stage', '=', 'notice');
  const own =
    staff.role === 'village'
      ? cases.where('queue', '=', staff.region.slice(0, 9)).where('village', '=', staff.region)
      : staff.role === 'township'
        ? cases.where('queue', '=', staff.region)
        : staff.role === 'county'
          ? cases.where('county', '=', staff.region)
          : undefined;
  if (own === undefined) return [];
  const there = village === undefined ? own : own.where('village', '=', village);
  const rows = await there
    .orderBy('opened_at')
    .orderBy('id')
    .limit(MOST + 1)
    .execute();
  return rows.map(({ id }) => id);
}

/** The sheet that a case belongs on, without its household. */
async function sheetOf(parts: Parts, unit: Unit, file: CaseFile): Promise<NoticeSheet> {
  const row = await unit.db
    .selectFrom('cases')
    .select(['county', 'queue', 'village', 'stage_at'])
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  const procedure = parts.procedures.of(row.county as RegionCode);
  const rule = procedure.rule('notice');
  const hung = file.papers.notices.filter(({ replacedAt, at }) => replacedAt === null && at >= row.stage_at);
  const dates = hung.at(-1)?.content ?? daysFrom(parts, todayIn(unit.clock), rule?.limit ?? null);
  const township = parts.gazetteer.place(row.queue as RegionCode)?.name ?? '';
  const village = row.village === null ? undefined : parts.gazetteer.place(row.village as RegionCode)?.name;
  const signed = `${township}${village === undefined ? '' : villageName(village)}`;
  const label = (stage: Stage) => procedure.rule(stage)?.label ?? '';
  const before = procedure.order.slice(0, Math.max(0, procedure.order.indexOf('notice')));
  const uncertain = [
    ...(dates.to !== null && !parts.calendar.known(Number(dates.to.slice(0, 4))) ? [MARKS.provisional] : []),
    ...(rule?.sample === true ? [MARKS.sample] : []),
  ];
  return {
    place: `${parts.divisions.nameOf(row.county as RegionCode)}${signed}`,
    signed,
    intended: label('included'),
    steps: before.map(label),
    households: [],
    from: dates.from,
    to: dates.to,
    days: dates.days,
    marks: uncertain,
    contacts: contactsOf(procedure.contacts),
    hours: procedure.openingHours,
  };
}

/** The days of a sheet that is put up on the day it is printed, as 张贴 will reckon them. */
function daysFrom(parts: Parts, from: Day, days: number | null): Pick<NoticeSheet, 'from' | 'to' | 'days'> {
  return { from, to: days === null ? null : parts.calendar.addWorkdays(from, days).day, days };
}

type Contacts = ReturnType<Parts['procedures']['of']>['contacts'];

/** The county's own offices, and the government's line; numbers that nobody has checked are not put on a wall. */
function contactsOf(contacts: Contacts): NoticeSheet['contacts'] {
  return contacts
    .filter(({ kind, confirm }) => !confirm && (kind === 'office' || kind === 'government'))
    .sort((a, b) => Number(b.kind === 'office') - Number(a.kind === 'office'))
    .slice(0, 4)
    .map(({ name, phone }) => ({ name, phone }));
}

function householdOf(unit: Unit, file: CaseFile): NoticeHousehold {
  const form = file.papers.forms.filter(({ replacedAt }) => replacedAt === null).at(-1)?.content;
  const declared = file.declarations.map(({ answers }) => answers.household?.members);
  const people = form?.people ?? declared.filter((members) => members !== undefined).at(-1);
  const name = publicName(file.person?.name ?? '');
  return {
    name: name === '' ? T.unnamed : isChild(unit, file) ? familyName(name) : name,
    people:
      people !== undefined && Number.isInteger(people) && people > 0 && people < 100 ? people : undefined,
  };
}

/**
 * A name and nothing that may stand beside it: a telephone, a remark in brackets or behind a blank that was typed into the
 * same field goes. 王　伟, as sheets space it, is one name.
 */
function publicName(name: string): string {
  const bare = name.replace(/[（(【[][^）)】\]]*[）)】\]]?/g, ' ').trim();
  const [first = '', second = ''] = bare.split(/[^\p{L}·•・‧.．'-]+/u);
  const isSpaced = /^\p{Script=Han}$/u.test(first) && /^\p{Script=Han}{1,2}$/u.test(second);
  return [...(isSpaced ? first + second : first)].slice(0, 24).join('');
}

const COMPOUND = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫|独孤|百里|呼延)/;

function familyName(name: string): string {
  return `${COMPOUND.exec(name)?.[0] ?? [...name][0] ?? ''}${T.somebody}`;
}

/** By the ID number, or as it was said; a head of household of whom nothing is known is taken for grown up. */
function isChild(unit: Unit, { person, declarations }: CaseFile): boolean {
  if (person?.idNumber !== undefined) return describeId(person.idNumber, unit.clock()).age < OF_AGE;
  return declarations.some(({ answers }) => answers.child === true);
}
