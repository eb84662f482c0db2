import { type About, type Act, LOCAL, PLACE, reasonOf, shortOf } from './act.ts';
import { isOpen, ORDER } from './procedure.ts';
import { filing, when } from './reasons.ts';

/** What somebody wrote counts from now on. */
export function written(
  { m, who, c }: About,
  what: 'finding' | 'form' | 'review' | 'posting' | 'decision',
): void {
  c.written.push({ what, by: who.actor, at: m.now });
}

const form: Act = {
  name: '核实表',
  roles: PLACE,
  why: ({ who, c }) => filing(who, c, 'form'),
  words: formWords,
  done: '核实表存好了',
  apply: (about) => {
    const { m, who, c } = about;
    // With each answer the household's own figures are looked at again.
    for (const _ of formWords(about)) m.note(c, who.actor, 'read');
    m.note(c, who.actor, 'form-filed');
    written(about, 'form');
    c.labour = !nobodyWorks(about);
    if (c.stage === 'verification') c.handler = who;
  },
};

function formWords(about: About): string[] {
  return [
    `核实表 ${about.c.receipt} 4口人 ${nobodyWorks(about) ? 0 : 2}个劳动力`,
    ...['打工3万 种地8000 低保2400', '3000', '看病2万 上学3000', '住房有问题，其他都好', '没有'],
    ...['今天 李明、王芳', '老伴在县医院透析，欠了五万', '没有签名', '确认'],
  ];
}

function nobodyWorks({ v }: About): boolean {
  return v % 6 === 5;
}

const review: Act = {
  name: '评议',
  roles: LOCAL,
  why: ({ who, c }) => filing(who, c, 'review'),
  words: ({ c, v }) => [`评议 ${c.receipt} 12人 ${v % 5 === 4 ? '同意4 不同意8 没通过' : '全部同意'}`],
  done: '评议记好了',
  apply: (about) => {
    written(about, 'review');
    about.m.note(about.c, about.who.actor, 'review-filed');
    if (about.c.stage === 'village_review') about.c.handler = about.who;
  },
};

const posting: Act = {
  name: '张贴',
  roles: LOCAL,
  why: ({ who, c }) => filing(who, c, 'posting'),
  words: ({ c }) => [`张贴 ${c.receipt}`],
  done: ' 公示从',
  apply: (about) => {
    written(about, 'posting');
    about.m.note(about.c, about.who.actor, 'posted');
    if (about.c.stage === 'notice') about.c.handler = about.who;
  },
};

const protest: Act = {
  name: '异议',
  roles: PLACE,
  why: (about) => {
    const { c } = about;
    const isHung = isOpen(c.stage) && ORDER.indexOf(c.stage) >= ORDER.indexOf('notice');
    return [...when(!isHung, 'wrong-stage'), ...shortOf(about)];
  },
  words: (about) => [`异议 ${about.c.receipt} ${reasonOf(about)}`],
  done: '的公示异议记下了',
  apply: ({ m, who, c }) => {
    c.protests += 1;
    m.note(c, who.actor, 'protested');
    m.tellWorkers(c, who);
  },
};

const settle: Act = {
  name: '异议核查',
  roles: PLACE,
  why: (about) => {
    const { who, c } = about;
    const isWitness = c.written.some(
      ({ what, by }) => by === who.actor && (what === 'finding' || what === 'form'),
    );
    return [
      ...when(!isOpen(c.stage), 'closed'),
      ...when(c.offer !== null, 'transfer-pending'),
      ...when(c.protests === 0, 'no-protest'),
      ...when(isWitness, 'same-person'),
      ...shortOf(about),
    ];
  },
  words: (about) => {
    const which = about.c.protests > 1 ? '第1条 ' : '';
    return [`异议核查 ${about.c.receipt} ${which}${about.v % 2 === 0 ? '不' : ''}成立 ${reasonOf(about)}`];
  },
  done: '异议核查记好了',
  apply: ({ m, who, c }) => {
    c.protests -= 1;
    m.note(c, who.actor, 'protest-settled');
    m.tellWorkers(c, who);
  },
};

/** What is filed at the stages, and what is said against it. */
export const PAPER_ACTS: readonly Act[] = [form, review, posting, protest, settle];
