import { type About, type Act, ANYBODY, PLACE, reasonOf, shortOf } from './act.ts';
import { written } from './papers.ts';
import { COUNTY, isOpen, ORDER, RULES, type Stage } from './procedure.ts';
import { duty, post, unready, when } from './reasons.ts';

/** 推进 leads one stage on, from inclusion to support; the county's decision and the end of support have own words. */
function next(stage: Stage): Stage | undefined {
  return stage === 'included' ? 'support' : ORDER[ORDER.indexOf(stage) + 1];
}

const take: Act = {
  name: '领取',
  roles: ANYBODY,
  why: ({ who, c }) => [...duty(who, c), ...when(c.handler === who, 'already-yours')],
  words: ({ c }) => [`领取 ${c.receipt}`],
  done: '领取好了',
  apply: ({ m, who, c }) => {
    if (c.stage === 'received' && c.handler === null && c.queue !== COUNTY) m.tellHousehold(c);
    m.note(c, who.actor, 'taken');
    c.handler = who;
  },
};

const takeOver: Act = {
  name: '接手',
  roles: ANYBODY,
  why: ({ who, c }) => [...post(who, c), ...when(c.handler === who, 'already-yours')],
  words: ({ c }) => [`接手 ${c.receipt}`],
  done: '领取好了',
  apply: ({ m, who, c }) => {
    if (c.stage === 'received' && c.handler === null && c.queue !== COUNTY) m.tellHousehold(c);
    m.note(c, who.actor, c.handler === null ? 'taken' : 'taken-over');
    c.handler = who;
  },
};

const verify: Act = {
  name: '记录核实',
  roles: ANYBODY,
  why: ({ who, c }) => [...duty(who, c), ...when(c.stage !== 'verification', 'wrong-stage')],
  words: ({ c }) => [`记录核实 ${c.receipt} 到家看过，情况属实`],
  done: '核实情况记好了',
  apply: (about) => {
    written(about, 'finding');
    about.m.note(about.c, about.who.actor, 'verified');
    about.c.handler = about.who;
  },
};

const advance: Act = {
  name: '推进',
  roles: ANYBODY,
  why: ({ who, c }) => [
    ...duty(who, c),
    ...when(c.queue === COUNTY, 'not-assigned'),
    ...when(c.pausedOn !== null, 'paused'),
    ...when(c.stage === 'support', 'needs-removal'),
    ...when(c.stage === 'county_decision', 'needs-decision'),
    ...unready(c),
  ],
  words: ({ c }) => [`推进 ${c.receipt}`],
  done: ({ c }) => `推进到：${RULES[next(c.stage) ?? c.stage].label}`,
  apply: ({ m, who, c }) => {
    m.enter(c, next(c.stage) ?? c.stage, who);
    m.note(c, who.actor, 'advanced');
    m.tellHousehold(c);
    if (c.handler === null && isOpen(c.stage)) m.tellDoers(c, who);
  },
};

const returned: Act = {
  name: '退回补正',
  roles: ANYBODY,
  why: ({ who, c }) => [
    ...duty(who, c),
    ...when(c.pausedOn !== null, 'paused'),
    // A notice hangs for its days whatever is missing.
    ...when(!isOpen(c.stage) || c.stage === 'notice', 'wrong-stage'),
  ],
  words: ({ c }) => [`退回补正 ${c.receipt} 请补住院发票`],
  done: '已退回补正，等材料的日子不计时',
  apply: ({ m, who, c }) => {
    c.pausedOn = m.today;
    c.handler = who;
    m.turn(c);
    m.note(c, who.actor, 'returned');
    m.tellHousehold(c);
  },
};

const resumed: Act = {
  name: '恢复办理',
  roles: ANYBODY,
  why: ({ who, c }) => [...duty(who, c), ...when(c.pausedOn === null, 'not-paused')],
  words: ({ c }) => [`恢复办理 ${c.receipt}`],
  done: '恢复办理，接着计时',
  apply: ({ m, who, c }) => {
    m.resume(c);
    m.note(c, who.actor, 'resumed');
    m.tellHousehold(c);
  },
};

const sentBack: Act = {
  name: '退回上一环节',
  roles: ANYBODY,
  why: (about) => {
    const { who, c } = about;
    return [
      ...duty(who, c),
      ...when(who.role === 'village', 'not-allowed'),
      ...when(c.queue === COUNTY, 'not-assigned'),
      ...when(c.pausedOn !== null, 'paused'),
      ...when(earlier(about) === undefined, 'no-earlier'),
      ...shortOf(about),
    ];
  },
  words: (about) => {
    const { c, v } = about;
    const to = earlier(about);
    const named = v % 2 === 0 && to !== undefined ? `${RULES[to].label} ` : '';
    return [`退回上一环节 ${c.receipt} ${named}${reasonOf(about)}`];
  },
  done: (about) => `已退回到“${RULES[earlier(about) ?? 'received'].label}”重办`,
  apply: (about) => {
    const { m, who, c } = about;
    m.enter(c, earlier(about) ?? c.stage, who);
    m.note(c, who.actor, 'sent-back');
    // The household hears of it only where the days move that it was told.
    for (const [chat] of c.followers) m.mayHear.add(chat);
    m.tellDoers(c, who);
  },
};

/** The stage before, or any earlier one but the receiving; only what is open goes back. */
function earlier({ c, v }: About): Stage | undefined {
  const before = isOpen(c.stage) ? ORDER.slice(1, Math.max(1, ORDER.indexOf(c.stage))) : [];
  return v % 2 === 0 ? before[v % Math.max(1, before.length)] : before.at(-1);
}

const decide: Act = {
  name: '决定',
  roles: ANYBODY,
  why: (about) => {
    const { who, c } = about;
    const decided = !isOpen(c.stage);
    const wanted = unready(c).filter((reason) => isIncluding(about) || reason === 'protest-open');
    return [
      ...duty(who, c),
      ...when(c.queue === COUNTY, 'not-assigned'),
      ...when(c.pausedOn !== null, 'paused'),
      ...when(c.stage !== 'county_decision', decided ? 'closed' : 'wrong-stage'),
      ...(c.stage === 'county_decision' ? wanted : []),
      ...shortOf(about),
    ];
  },
  words: (about) => [`决定 ${about.c.receipt} ${isIncluding(about) ? '纳入' : '不纳入'} ${reasonOf(about)}`],
  done: (about) => `决定：${isIncluding(about) ? '纳入监测' : '不纳入'}`,
  apply: (about) => {
    const { m, who, c } = about;
    const outcome = isIncluding(about) ? 'included' : 'not_included';
    m.enter(c, outcome, null);
    c.handler = null;
    c.outcome = outcome;
    written(about, 'decision');
    m.note(c, who.actor, 'decided');
    m.tellHousehold(c);
    m.tellReporters(c);
    if (outcome === 'included') m.tellDoers(c, who);
  },
};

function isIncluding({ v }: About): boolean {
  return v % 4 !== 1;
}

const aid: Act = {
  name: '先行救助',
  roles: PLACE,
  why: (about) => [...when(!isOpen(about.c.stage), 'closed'), ...shortOf(about)],
  words: (about) => [`先行救助 ${about.c.receipt} ${reasonOf(about)}`],
  done: '先行救助记好了',
  apply: ({ m, who, c }) => {
    c.urgent = true;
    m.note(c, who.actor, 'aided');
    m.tellHousehold(c);
    m.tellWorkers(c, who);
    m.tellCounty(who);
    for (const cause of c.causes) m.tellDepartments(cause);
  },
};

const objectFor: Act = {
  name: '代提异议',
  roles: PLACE,
  why: (about) => {
    const { m, c } = about;
    const other = m.openOf(c.household);
    return [
      ...when(isOpen(c.stage), 'not-decided'),
      ...when(c.stage === 'support' || c.stage === 'withdrawn', 'closed'),
      ...when(other !== undefined && other !== c, 'open-elsewhere'),
      ...shortOf(about),
    ];
  },
  words: (about) => [`代提异议 ${about.c.receipt} ${reasonOf(about)}`],
  done: '已按群众的意见重新核实',
  apply: ({ m, who, c }) => m.reopen(c, who.actor, who),
};

const open: Act = {
  name: '打开',
  roles: ANYBODY,
  why: () => [],
  words: ({ c }) => [`打开 ${c.receipt}`],
  done: '户主：',
  apply: ({ m, who, c }) => m.note(c, who.actor, 'read'),
};

export const STAGE_ACTS: readonly Act[] = [
  ...[take, takeOver, verify, advance, returned, resumed, sentBack, decide, aid, objectFor, open],
];
