import { type About, type Act, ANYBODY, isShort, PLACE, pick, reasonOf, shortOf, UPPER } from './act.ts';
import type { Measure, Task } from './model.ts';
import { OFFICES } from './procedure.ts';
import { duty, isEnded, post, type Reason, supporting, unmet, when } from './reasons.ts';

/** Whom a measure in a cadre's own words names, and whether that is a line department. */
const OWN = ['望田镇政府', '县民政局', '县残联'] as const;

const planOwn: Act = {
  name: '措施自定',
  roles: PLACE,
  why: ({ who, c }) => supporting(who, c),
  words: ({ c, v }) => [`措施 ${c.receipt} 自定 修门口第${c.measures.length + 1}段路 ${pick(OWN, v)}`],
  done: '安排好了：',
  apply: ({ m, who, c, v }) => {
    const unit = pick(OWN, v) ?? '';
    c.measures.push({ id: '', state: 'planned', ended: null });
    m.note(c, who.actor, 'measures-planned');
    if (OFFICES.includes(unit) && c.tasks.every((task) => task.unit !== unit)) {
      m.giveTask(c, { unit, cause: c.causes[0] ?? '其他' }, who);
    }
    m.tellHousehold(c);
  },
};

/** A measure that is not over, else any. */
function measureOf({ c, v }: About): Measure | undefined {
  const going = c.measures.filter(({ state }) => state === 'planned' || state === 'running');
  return v % 5 === 4 || going.length === 0 ? pick(c.measures, v) : pick(going, v);
}

function step(
  { name, word, done, action }: { name: string; word: string; done: string; action: string },
  state: Measure['state'],
): Act {
  return {
    name,
    roles: UPPER,
    why: (about) => {
      const measure = measureOf(about);
      const isOver = measure?.state === 'done' || measure?.state === 'dropped';
      return [
        ...supporting(about.who, about.c),
        ...when(isOver, 'measure-ended'),
        ...(state === 'dropped' ? shortOf(about) : []),
      ];
    },
    words: (about) => [
      `${word} ${measureOf(about)?.id ?? ''} ${state === 'running' ? '' : reasonOf(about)}`.trim(),
    ],
    done,
    apply: (about) => {
      const { m, who, c } = about;
      const measure = measureOf(about);
      if (measure === undefined) return;
      measure.state = state;
      if (state !== 'running') {
        measure.ended = m.now;
        m.tellHousehold(c);
      }
      m.note(c, who.actor, action);
    },
  };
}

const START = { name: '措施落实', word: '措施落实', done: '记好了，在落实', action: 'measure-started' };
const FINISH = { name: '措施完成', word: '措施完成', done: '记好了，已落实', action: 'measure-done' };
const DROP = { name: '措施停', word: '措施停', done: '记好了，停了', action: 'measure-dropped' };

const followUp: Act = {
  name: '回访',
  roles: PLACE,
  why: ({ c }) => when(c.stage !== 'included' && c.stage !== 'support', 'not-supported'),
  words: (about) => [`回访 ${about.c.receipt} ${FOUND[foundBy(about)]}，去看过了`],
  done: '回访记好了',
  apply: (about) => {
    const { m, who, c } = about;
    const stable = { stable: true, unstable: false, away: null }[foundBy(about)];
    // The very same words of the same member on one day are one visit.
    const { actor: by } = who;
    if (c.visits.some((visit) => visit.day === m.today && visit.by === by && visit.stable === stable)) return;
    c.visits.push({ at: m.now, day: m.today, stable, by });
    m.note(c, who.actor, 'followed-up');
  },
};

const FOUND = { stable: '稳定', unstable: '不稳定', away: '没人在家' } as const;

function foundBy({ v }: About): keyof typeof FOUND {
  if (v % 16 === 15) return 'unstable';
  return v % 8 === 7 ? 'away' : 'stable';
}

/** What is looked at of a household is recorded; nothing is looked at where something else stands in the way. */
function removalRead({ m, who, c }: About, reasons: readonly Reason[]): void {
  if (reasons.every((reason) => reason === 'removal-unmet')) m.note(c, who.actor, 'read');
}

const remove: Act = {
  name: '风险消除',
  roles: UPPER,
  why: (about) => {
    const { m, who, c } = about;
    const supported = c.stage === 'support';
    return [
      ...duty(who, c),
      ...when(!supported, 'not-supported'),
      ...when(c.proposal !== null, 'removal-proposed'),
      ...shortOf(about),
      ...when(supported && unmet(m, c, how(about)) > 0, 'removal-unmet'),
    ];
  },
  words: (about) => [
    `风险消除 ${about.c.receipt} ${how(about) === 'support' ? '帮扶' : '自然'} ${reasonOf(about)}`,
  ],
  done: ({ who }) => (who.role === 'county' ? '风险消除，已办结' : '已提出风险消除，等县里定'),
  refused: removalRead,
  apply: (about) => {
    const { m, who, c } = about;
    removalRead(about, []);
    c.written.push({ what: 'removal', by: who.actor, at: m.now });
    if (who.role === 'county') return removed(about);
    c.proposal = how(about);
    m.note(c, who.actor, 'removal-proposed');
    m.tellCounty();
  },
};

function how({ v }: About): 'support' | 'natural' {
  return v % 3 === 0 ? 'natural' : 'support';
}

function removed({ m, who, c }: About): void {
  m.enter(c, 'risk_removed', null);
  c.handler = null;
  c.proposal = null;
  m.note(c, who.actor, 'risk-removed');
  m.tellHousehold(c);
  m.tellWorkers(c, who);
}

const confirm: Act = {
  name: '同意消除',
  roles: ['county'],
  why: ({ m, who, c }) => [
    ...post(who, c),
    ...when(c.proposal === null, 'removal-none'),
    ...when(c.proposal !== null && unmet(m, c, c.proposal) > 0, 'removal-unmet'),
  ],
  words: ({ c }) => [`同意消除 ${c.receipt}`],
  done: '风险消除，已办结',
  refused: removalRead,
  apply: (about) => {
    removalRead(about, []);
    removed(about);
  },
};

const decline: Act = {
  name: '不同意消除',
  roles: ['county'],
  why: (about) => [
    ...post(about.who, about.c),
    ...when(about.c.proposal === null, 'removal-none'),
    ...shortOf(about),
  ],
  words: (about) => [`不同意消除 ${about.c.receipt} ${reasonOf(about)}`],
  done: '没有同意消除，接着帮扶',
  apply: ({ m, who, c }) => {
    c.proposal = null;
    m.note(c, who.actor, 'removal-declined');
    m.tellWorkers(c, who);
  },
};

const restore: Act = {
  name: '重新监测',
  roles: UPPER,
  why: (about) => [
    ...when(about.c.stage !== 'risk_removed', 'not-removed'),
    ...when(about.m.openOf(about.c.household) !== undefined, 'household-open'),
    ...shortOf(about),
  ],
  words: (about) => [`重新监测 ${about.c.receipt} ${reasonOf(about)}`],
  done: '重新监测，回到帮扶',
  apply: ({ m, who, c }) => {
    m.enter(c, 'support', null);
    c.handler = null;
    m.note(c, who.actor, 'restored');
    m.tellHousehold(c);
    m.tellWorkers(c, who);
  },
};

/** A task in the state that is asked for, else any. */
export function taskOf({ c, v }: About, state: Task['state']): Task | undefined {
  const fitting = c.tasks.filter((task) => task.state === state);
  return v % 5 === 4 || fitting.length === 0 ? pick(c.tasks, v) : pick(fitting, v);
}

/** A department answers what was given to it, as long as there is anything to help with. */
const reply: Act = {
  name: '回复',
  roles: ANYBODY,
  unseen: true,
  why: (about) => {
    const task = taskOf(about, 'waiting');
    if (task?.unit !== about.who.unit || isEnded(about.c)) return ['not-found'];
    return when(task?.state !== 'waiting', 'answered');
  },
  words: async (about, ids) => {
    const task = taskOf(about, 'waiting');
    return [`回复 ${task === undefined ? 'x'.repeat(24) : await ids.task(about.c, task)} 已经上门办好了`];
  },
  done: '回复好了，办件的乡镇会看到',
  refused: ({ m, who }, [reason]) => {
    if (reason === 'not-found') m.deny(who);
  },
  apply: (about) => {
    const { m, who, c } = about;
    const task = taskOf(about, 'waiting');
    if (task === undefined) return;
    task.state = 'unchecked';
    m.note(c, who.actor, 'task-answered');
    // The village cannot check it.
    m.tellWorkers({ ...c, village: null });
  },
};

/** Whether the reply holds is looked at by those who work the case; what does not is asked for again. */
const check: Act = {
  name: '核查',
  roles: UPPER,
  why: (about) => {
    const task = taskOf(about, 'unchecked');
    return [
      ...when(isEnded(about.c), 'closed'),
      ...when(task?.state === 'waiting', 'not-answered'),
      ...when(task?.state === 'kept' || task?.state === 'redo', 'checked'),
      ...(isRedo(about) ? shortOf(about) : []),
    ];
  },
  words: async (about, ids) => {
    const task = taskOf(about, 'unchecked');
    const id = task === undefined ? 'x'.repeat(24) : await ids.task(about.c, task);
    return [`核查 ${id} ${isRedo(about) ? `重办 ${reasonOf(about)}` : '属实'}`];
  },
  done: (about) => (isRedo(about) ? '已请部门重办' : '记为属实'),
  apply: (about) => {
    const { m, who, c } = about;
    const task = taskOf(about, 'unchecked');
    if (task === undefined) return;
    const again = isRedo(about);
    task.state = again ? 'redo' : 'kept';
    m.note(c, who.actor, 'task-checked');
    if (again) m.giveTask(c, { unit: task.unit, cause: task.cause, again: true });
    else m.tellOffice(task.unit);
  },
};

function isRedo(about: About): boolean {
  return about.v % 3 === 0 || isShort(about);
}

export const SUPPORT_ACTS: readonly Act[] = [
  planOwn,
  step(START, 'running'),
  step(FINISH, 'done'),
  step(DROP, 'dropped'),
  ...[followUp, remove, confirm, decline, restore, reply, check],
];

/** What needs a measure, or a task, to be about. */
export function isAboutNothing(act: Act, { c }: About): boolean {
  if (act.name.startsWith('措施') && act !== planOwn) return c.measures.length === 0;
  return (act === reply || act === check) && c.tasks.length === 0;
}
