import { type About, type Act, ANYBODY, reasonOf, shortOf, township, UPPER } from './act.ts';
import { COUNTY, isOpen } from './procedure.ts';
import { duty, when } from './reasons.ts';

const transfer: Act = {
  name: '转办',
  roles: ANYBODY,
  why: (about) => {
    const { who, c, v } = about;
    return [
      ...duty(who, c),
      ...when(who.role === 'village', 'not-allowed'),
      ...when(!isOpen(c.stage) || c.stage === 'county_decision', 'wrong-stage'),
      ...when(township(v).code === c.queue, 'same-queue'),
      ...shortOf(about),
    ];
  },
  words: (about) => [`转办 ${about.c.receipt} ${township(about.v).name} ${reasonOf(about)}`],
  done: '对方接收前，还由您这里负责',
  apply: ({ m, who, c, v }) => {
    const to = township(v).code;
    c.offer = { from: c.queue, to, village: c.village };
    m.note(c, who.actor, 'transfer-offered');
    m.tellWorkers({ queue: to, village: null }, who);
  },
};

/** Offered to this member's office. */
function isAsked({ who, c }: About): boolean {
  return UPPER.includes(who.role) && c.offer?.to === who.region;
}

const accept: Act = {
  name: '接收',
  roles: ANYBODY,
  unseen: true,
  why: (about) => when(!isAsked(about), 'transfer-none'),
  refused: ({ m, who }) => m.deny(who),
  words: ({ c }) => [`接收 ${c.receipt}`],
  done: '接收好了，现在由您这里办',
  apply: ({ m, who, c }) => {
    if (c.offer === null) return;
    const { from, to, village } = c.offer;
    c.offer = null;
    m.move(c, to);
    m.note(c, who.actor, 'transfer-accepted');
    m.tellWorkers({ queue: from, village: village });
    m.tellHousehold(c);
  },
};

const reject: Act = {
  name: '拒收',
  roles: ANYBODY,
  unseen: true,
  why: (about) => (isAsked(about) ? shortOf(about) : ['transfer-none']),
  refused: ({ m, who }, [reason]) => {
    if (reason === 'transfer-none') m.deny(who);
  },
  words: (about) => [`拒收 ${about.c.receipt} ${reasonOf(about)}`],
  done: '没有接收，已退给对方',
  apply: ({ m, who, c }) => {
    c.offer = null;
    m.note(c, who.actor, 'transfer-rejected');
    m.tellWorkers(c);
  },
};

const recall: Act = {
  name: '撤回转办',
  roles: ANYBODY,
  why: ({ who, c }) => [
    ...duty(who, c).filter((reason) => reason !== 'transfer-pending'),
    ...when(c.offer === null, 'transfer-none'),
  ],
  words: ({ c }) => [`撤回转办 ${c.receipt}`],
  done: '转办已撤回，还由您这里办',
  apply: ({ m, who, c }) => {
    const to = c.offer?.to ?? '';
    c.offer = null;
    m.note(c, who.actor, 'transfer-recalled');
    m.tellWorkers({ queue: to, village: null }, who);
  },
};

const assign: Act = {
  name: '分派',
  roles: ANYBODY,
  why: ({ who, c }) => [
    ...when(who.role !== 'county', 'not-allowed'),
    ...when(!isOpen(c.stage), 'closed'),
    ...when(c.queue !== COUNTY, 'not-intake'),
    ...duty(who, c),
  ],
  words: ({ c, v }) => [`分派 ${c.receipt} ${v % 2 === 0 ? '望田镇' : '柏梁镇'}`],
  done: '已分派到',
  apply: ({ m, who, c, v }) => {
    m.move(c, v % 2 === 0 ? '411024104' : '411024102');
    m.note(c, who.actor, 'assigned');
    m.tellWorkers(c);
    m.tellHousehold(c);
  },
};

/** From one queue to another. */
export const CUSTODY_ACTS: readonly Act[] = [transfer, accept, reject, recall, assign];
