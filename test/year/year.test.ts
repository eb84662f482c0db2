import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { ACTS, type Command, type Numbers, StaffActs } from './commands.ts';
import { Declares, Waits } from './ways-in.ts';
import { commands, live } from './year.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-year-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Weeks of a county in which anybody does anything at any time: messages come twice, the process dies and is started
 * again, two reach for one case. After each command the case is as the model has it, and who had to hear of it did; at
 * the end all cases, their histories and audit chains are. `npm run -s year` lives through whole years of it.
 */
test.each([
  // Through the Spring Festival with its made-up Saturdays; over New Year into a year that has no calendar yet.
  { at: '2026-01-30T09:00:00+08:00', seed: 11 },
  { at: '2026-12-14T09:00:00+08:00', seed: 12 },
])('a county from $at on agrees with the model', async ({ at, seed }) => {
  const given = fc.sample(commands(80, 45), { seed, numRuns: 1 })[0] ?? [];
  const m = await live(given, { url: join(folder, `${seed}.db`), at, households: 12 });
  expect(m.cases.length).toBeGreaterThan(2);
});

const DAY = 24;

function plain(v = 0): Numbers {
  return { n: 0, v, wild: false, mishap: 'none' };
}

/** By the act's name, with which of its ways. */
function says(name: string, v = 0): Command {
  const act = ACTS.find((each) => each.name === name);
  if (act === undefined) throw new Error(`no act ${name}`);
  return new StaffActs(act, plain(v));
}

test('one case goes the whole way: verified, noticed, decided, supported, its risk removed and taken back', async () => {
  const ran = new Set<Command>();
  const way = [
    new Declares(plain()),
    ...['推进', '核实表', '推进', '评议', '推进', '张贴', '异议', '异议核查', '推进', '推进'].map((name) =>
      says(name),
    ),
    ...['决定', '推进', '措施自定', '措施落实', '措施完成', '回复', '核查', '回复'].map((name) => says(name)),
    // The first reply does not hold and is asked for again.
    ...[says('核查', 1), says('回访'), new Waits(185 * DAY), says('回访')],
    ...[says('风险消除', 1), says('同意消除'), says('重新监测')],
  ];
  const watched = way.map((command) => watch(command, ran));
  const m = await live(watched, {
    ...{ url: join(folder, 'way.db'), at: '2026-03-02T09:00:00+08:00', households: 1 },
  });
  expect(way.filter((command) => !ran.has(command)).map(String)).toEqual([]);
  expect(m.cases[0]?.lines.map(({ stage }) => stage)).toEqual([
    ...['received', 'verification', 'village_review', 'notice', 'township_review', 'county_decision'],
    ...['included', 'support', 'risk_removed', 'support'],
  ]);
});

function watch(command: Command, ran: Set<Command>): Command {
  return {
    check: (m) => command.check(m),
    run: async (m, world) => {
      await command.run(m, world);
      ran.add(command);
    },
    toString: () => command.toString(),
  };
}
