import type { RegionCode } from '../../regions/index.ts';
import type { Unit } from '../../storage/index.ts';
import type { Parts, StaffMember } from '../model.ts';
import { type Lacking, lackingIn } from '../papers/lacking.ts';
import { queueName } from '../places.ts';
import { type Day, shanghaiDay } from '../procedure/days.ts';
import { ENDED } from '../tasks.ts';
import { dayText } from '../texts.ts';
import { WAITING as T } from './texts.ts';

/** Of one kind; the rest is counted. */
const LINES = 5;

/** Papers are called to mind so many working days before they are due. */
const PAPERS_WARN = 2;

type Member = Pick<StaffMember, 'role' | 'region'>;

/**
 * What waits in a member's work beside the due days of its stages: papers that the green channel let come after, what an
 * applicant was asked to bring, transfers that nobody answers, and for the county the departments' late tasks.
 */
export async function waitingLines(parts: Parts, unit: Unit, member: Member, today: Day): Promise<string[]> {
  if (member.role === 'department' || member.role === 'supervisor') return [];
  return [
    ...(await paperLines(parts, unit, member, today)),
    ...(member.role === 'county' ? [] : await pauseLines(parts, unit, member, today)),
    ...(member.role === 'village' ? [] : await transferLines(parts, unit, member, today)),
    ...(member.role === 'county' ? await taskLines(unit, member, today) : []),
  ];
}

async function paperLines(parts: Parts, unit: Unit, member: Member, today: Day): Promise<string[]> {
  const from = parts.calendar.addWorkdays(today, PAPERS_WARN).day;
  const due = (await lackingIn(parts, unit, member)).flatMap((each) => {
    const day = earliest(each);
    return day === undefined || day > from ? [] : [{ ...each, day }];
  });
  // The county hears of what is late; before that it is the village's and the township's own.
  const told = member.role === 'county' ? due.filter(({ day }) => day < today) : due;
  return some(
    told.map(({ receipt, place, day }) => T.papers(receipt, place, dayText(day, today), day < today)),
  );
}

function earliest({ missing }: Lacking): Day | undefined {
  return missing.flatMap(({ dueOn }) => dueOn ?? []).sort()[0];
}

/** Cases returned for completion that the applicant has not brought for long. */
async function pauseLines(parts: Parts, unit: Unit, member: Member, today: Day): Promise<string[]> {
  const wait = parts.procedures.of(member.region).waits.supplement;
  if (wait === null) return [];
  const paused = unit.db
    .selectFrom('cases')
    .select(['receipt', 'paused_at'])
    .where('queue', '=', member.region.slice(0, 9))
    .where('decided_at', 'is', null)
    .where('paused_at', 'is not', null)
    .orderBy('paused_at');
  const rows = await (member.role === 'village'
    ? paused.where('village', '=', member.region)
    : paused
  ).execute();
  return some(
    rows.flatMap(({ receipt, paused_at }) => {
      const since = shanghaiDay(new Date(paused_at ?? today));
      const days = parts.calendar.workdaysBetween(since, today);
      return days < wait ? [] : [T.paused(receipt, days)];
    }),
  );
}

/** Offers to or from a township that wait for an answer; for the county all of its own. */
async function transferLines(parts: Parts, unit: Unit, member: Member, today: Day): Promise<string[]> {
  const wait = parts.procedures.of(member.region).waits.transfer;
  if (wait === null) return [];
  const { region } = member;
  const rows = await unit.db
    .selectFrom('transfers')
    .innerJoin('cases', 'cases.id', 'transfers.case_id')
    .select(['cases.receipt', 'from_queue', 'to_queue', 'requested_at'])
    .where('resolved_at', 'is', null)
    .where((eb) =>
      member.role === 'county'
        ? eb('cases.county', '=', region)
        : eb.or([eb('from_queue', '=', region), eb('to_queue', '=', region)]),
    )
    .orderBy('requested_at')
    .execute();
  return some(
    rows.flatMap(({ receipt, from_queue, to_queue, requested_at }) => {
      const days = parts.calendar.workdaysBetween(shanghaiDay(new Date(requested_at)), today);
      if (days < wait) return [];
      const [from, to] = [from_queue, to_queue].map((queue) => queueName(parts, queue as RegionCode));
      if (to_queue === region) return [T.offered(receipt, from ?? '', days)];
      if (from_queue === region) return [T.unanswered(receipt, to ?? '', days)];
      return [T.between(receipt, from ?? '', to ?? '', days)];
    }),
  );
}

/** The departments' tasks that are past their day, counted by office. */
async function taskLines(unit: Unit, { region }: Member, today: Day): Promise<string[]> {
  const rows = await unit.db
    .selectFrom('tasks')
    .innerJoin('cases', 'cases.id', 'tasks.case_id')
    .select(['tasks.unit', ({ fn }) => fn.countAll().as('n')])
    .where('tasks.county', '=', region)
    .where('tasks.replied_at', 'is', null)
    .where('tasks.due_on', '<', today)
    .where('cases.paused_at', 'is', null)
    .where('cases.stage', 'not in', ENDED)
    .groupBy('tasks.unit')
    .orderBy('tasks.unit')
    .execute();
  return some(rows.map(({ unit: office, n }) => T.tasks(office, Number(n))));
}

function some(lines: readonly string[]): string[] {
  return lines.length <= LINES
    ? [...lines]
    : [...lines.slice(0, LINES - 1), T.more(lines.length - LINES + 1)];
}
