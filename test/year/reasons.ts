import { dayAt, plusDays, plusMonths } from './calendar.ts';
import type { Case, Member, Written, Year } from './model.ts';
import { COUNTY, ENDED, HOME, isOpen, ORDER, type Paper, REMOVAL, RULES, type Stage } from './procedure.ts';

/** What a refusal says, as a cadre reads it. */
export const SAYS = {
  'not-found': '没有找到这个编号，或者不归您办理',
  'not-yours': '这个命令不归您的岗位用',
  'not-allowed': '这一步不归您的岗位办',
  'not-assigned': '这件还没有定是哪个乡镇',
  taken: '这件已经有同事领取了',
  'already-yours': '这件您已经领取了',
  closed: '这件已经办结',
  'not-decided': '这件还没有出结果',
  paused: '这件已退回补正，正等申报人补材料',
  'not-paused': '这件没有退回补正',
  'wrong-stage': '现在还没到这一步',
  finding: '还没有记录入户核实的情况',
  form: '还没有入户核实表，不能纳入',
  review: '还没有记录村级评议',
  posting: '还没有记录张贴公示',
  'protest-open': '公示有异议还没有核查，要先查清',
  'no-protest': '这件没有等着核查的公示异议',
  'which-protest': '这件有几条异议没有核查',
  'same-person': '这一步要换一名干部来办',
  'no-earlier': '前面没有可以退回的环节了',
  'needs-decision': '下一步是作出决定',
  'needs-removal': '帮扶中的件不用推进',
  'reason-short': '请写明理由，至少5个字',
  'transfer-pending': '这件正在转办',
  'transfer-none': '没有找到等您接收的转办件',
  'same-queue': '这件本来就在那里',
  'not-intake': '这件已经分到乡镇了',
  answered: '这项任务已经回复过了',
  'measures-later': '还没有纳入，先不安排帮扶措施',
  'measure-ended': '这项措施已经办完或停了',
  'not-supported': '这户现在不在帮扶中',
  'removal-unmet': '还不能消除风险：',
  'removal-proposed': '这户已经提过风险消除了',
  'removal-none': '这户没有等着定的风险消除',
  'not-removed': '这户没有消除过风险',
  'household-open': '这户另有一件正在办理',
  'not-answered': '部门还没有回复，先不用核查',
  checked: '这条回复已经核查过了',
  'open-elsewhere': '您家另有一件正在办理',
} as const;

/** Why something is not done. All that apply are named; the bot may give any one of them. */
export type Reason = keyof typeof SAYS;

/** Whether a case is within a member's duty: custody decides, and the village sees its own part of it. */
export function sees({ role, region }: Member, { queue, village }: Case): boolean {
  if (role === 'county') return true;
  if (role === 'township') return queue === region;
  return role === 'village' && village === region && queue === region.slice(0, 9);
}

/** Whose work a stage is. */
function isPost({ role }: Member, c: Case): boolean {
  if (c.queue === COUNTY) return role === 'county';
  if (c.stage === 'included' || c.stage === 'support') return role === 'township' || role === 'county';
  if (c.stage === 'county_decision') return role === 'county';
  // A township has not always a second person: the county may look into an objection itself.
  if (role === 'county') return objectedAt(c) !== undefined;
  return role === 'township' || RULES[c.stage].owner === 'village';
}

export function objectedAt(c: Case): number | undefined {
  return isOpen(c.stage) ? lastOf(c, 'objection')?.at : undefined;
}

function lastOf({ written }: Case, what: Written['what']): Written | undefined {
  return written.findLast((each) => each.what === what);
}

/** Who found or decided what the household objected to does not look into it again. */
export function isBarred(member: Member, c: Case): boolean {
  const objected = lastOf(c, 'objection')?.at;
  return (
    objected !== undefined &&
    c.written.some(
      ({ what, by, at }) =>
        by === member.actor && at <= objected && ['finding', 'form', 'decision', 'removal'].includes(what),
    )
  );
}

export function post(member: Member, c: Case): Reason[] {
  const worked = isOpen(c.stage) || c.stage === 'included' || c.stage === 'support';
  return [
    ...when(!worked, 'closed'),
    ...when(worked && !isPost(member, c), 'not-allowed'),
    ...when(c.offer !== null, 'transfer-pending'),
    ...when(c.stage === 'verification' && isBarred(member, c), 'same-person'),
  ];
}

/** What keeps a member from working a case: not their post, on its way elsewhere, or a colleague has it. */
export function duty(member: Member, c: Case): Reason[] {
  return [...post(member, c), ...when(c.handler !== null && c.handler !== member, 'taken')];
}

export function when(condition: boolean, reason: Reason): Reason[] {
  return condition ? [reason] : [];
}

/** When the case last came into a stage; a pause or another queue within it is no new coming. */
function cameInto({ lines }: Case, stage: Stage): number | undefined {
  const last = lines.findLastIndex((line) => line.stage === stage);
  if (last < 0) return undefined;
  let first = last;
  while (first > 0 && lines[first - 1]?.stage === stage) first -= 1;
  return lines[first]?.at;
}

/** Whether a paper is there for this round: what was to be done again counts only as done again. */
export function has(c: Case, paper: Paper): boolean {
  const opened = c.lines[0]?.at ?? 0;
  if (paper === 'form') {
    const since = lastOf(c, 'objection')?.at ?? opened;
    return c.written.some(({ what, at }) => what === 'form' && at >= since);
  }
  const since = cameInto(c, HOME[paper]) ?? opened;
  const kinds = paper === 'finding' ? ['finding', 'form'] : [paper];
  return c.written.some(({ what, at }) => kinds.includes(what) && at >= since);
}

/** What a stage cannot be left without; help may go first, and its papers after. */
export function unready(c: Case): Reason[] {
  const lacking = RULES[c.stage].papers.filter((paper) => !has(c, paper));
  return [...when(c.protests > 0, 'protest-open'), ...(c.urgent ? [] : lacking)];
}

/** Why a paper is not filed now. */
export function filing(member: Member, c: Case, paper: Exclude<Paper, 'finding'>): Reason[] {
  const home = HOME[paper];
  if (c.stage === home) return [...when(c.queue === COUNTY, 'not-assigned'), ...duty(member, c)];
  const supported = c.stage === 'included' || c.stage === 'support';
  if (!isOpen(c.stage) && !supported) return ['closed'];
  const early = isOpen(c.stage) && ORDER.indexOf(c.stage) < ORDER.indexOf(home);
  const there = has(c, paper);
  const settled = there && (paper === 'posting' || supported || c.stage === 'county_decision');
  return [
    ...when(c.queue === COUNTY, 'not-assigned'),
    ...when(early || settled, 'wrong-stage'),
    ...when(c.offer !== null, 'transfer-pending'),
    ...(there ? duty(member, c) : []),
    ...when(paper === 'form' && isBarred(member, c), 'same-person'),
  ];
}

/** Why no support is arranged for a case now. */
export function supporting(member: Member, c: Case): Reason[] {
  if (!isOpen(c.stage)) return duty(member, c);
  return [
    ...when(member.role === 'village', 'not-allowed'),
    ...when(!c.urgent, 'measures-later'),
    ...when(c.offer !== null, 'transfer-pending'),
  ];
}

export function isEnded(c: Case): boolean {
  return ENDED.includes(c.stage);
}

/** How many conditions of 风险消除 are not met. */
export function unmet(m: Year, c: Case, how: 'support' | 'natural'): number {
  const monitored = c.lines.findLast(
    ({ stage }, i) =>
      stage === 'included' || (stage === 'support' && c.lines[i - 1]?.stage === 'risk_removed'),
  );
  const since = monitored?.at ?? 0;
  const isRestored = monitored?.stage === 'support';
  const seen = c.visits.filter(({ at, stable }) => at >= since && stable !== null);
  const run = seen.slice(seen.findLastIndex(({ stable }) => stable === false) + 1);
  const [first, last] = [run[0]?.day, run.at(-1)?.day];
  const isStable = first !== undefined && last !== undefined && last >= plusMonths(first, REMOVAL.stable);
  const opened = c.lines[0]?.at ?? 0;
  const finished = c.measures.filter(
    ({ state, ended }) => state === 'done' && (ended ?? 0) >= (isRestored ? since : opened),
  ).length;
  const visited = seen.at(-1)?.day;
  const broken = [
    plusMonths(dayAt(new Date(since)), REMOVAL.monitored) > m.today,
    !isStable,
    how === 'support' && finished < REMOVAL.measures,
    visited === undefined || plusDays(visited, REMOVAL.visited) < m.today,
    !c.labour,
  ];
  return broken.filter(Boolean).length;
}
