/**
 * Drives scripted people through the `chat` command and judges where their declarations end up.
 *
 *   npx tsx scripts/conversations.ts [FILE]     (default test/eval/conversations.jsonl)
 *
 * A line of the file is one conversation: what is said first, what is answered at each step (the n-th entry when the
 * step is asked for the n-th time, then the last again), and twists: at a step, once, something else is said or the
 * process is killed. Prints what went wrong, and the share that ended in the right queue.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ChatProcess, type ChatTurn } from './chat-process.ts';

const Twist = z.object({
  at: z.string(),
  say: z.array(z.string()).optional(),
  /** `before`: killed while the step is open; `during`: killed right after the next answer was written, which is then said again. */
  kill: z.enum(['before', 'during']).optional(),
});
const Conversation = z.object({
  id: z.string(),
  county: z.string(),
  entry: z.string().nullish(),
  kinds: z.array(z.string()),
  say: z.array(z.string()),
  answers: z.record(z.string(), z.array(z.string())),
  twists: z.array(Twist).default([]),
  expect: z.object({
    /** Township code, or null for the county intake. */
    township: z.string().nullable(),
    /** The conversation that declared this household before: no second case may come of this one. */
    sameAs: z.string().optional(),
  }),
});
export type Conversation = z.infer<typeof Conversation>;

export interface Verdict {
  id: string;
  kinds: string[];
  right: boolean;
  problem?: string;
  turns: number;
  receipt?: string;
  transcript: string[];
}

const DEFAULTS: Record<string, string> = {
  consent: '同意',
  photos: '没有',
  household: '跳过',
  income: '跳过',
  review: '确认提交',
};
const MOST_TURNS = 45;

export function readConversations(file: string): Conversation[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Conversation.parse(JSON.parse(line)));
}

/** Runs the conversations, one process for those of the same county and entry code, and judges each. */
export async function runConversations(conversations: readonly Conversation[]): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'conversations-'));
  const groups = new Map<string, Conversation[]>();
  for (const conversation of conversations) {
    const key = `${conversation.county} ${conversation.entry ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), conversation]);
  }
  const verdicts: Verdict[] = [];
  try {
    for (const [key, group] of groups) {
      const [county = '', entry = ''] = key.split(' ');
      const args = ['--db', join(folder, `${county}.db`), '--region', county];
      const chat = new ChatProcess(entry === '' ? args : [...args, '--entry', entry]);
      for (const conversation of group) verdicts.push(await converse(chat, conversation));
      await chat.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return judgeDoubles(conversations, verdicts);
}

async function converse(chat: ChatProcess, conversation: Conversation): Promise<Verdict> {
  const transcript: string[] = [];
  const asked = new Map<string, number>();
  const twists = [...conversation.twists];
  let turn: ChatTurn | undefined;
  const say = async (text: string, kill = false) => {
    transcript.push(`> ${text}${kill ? '  (killed)' : ''}`);
    if (kill) await chat.sayAndKill(conversation.id, text);
    turn = await chat.say(conversation.id, text);
    transcript.push(...turn.replies.map((reply) => `< ${reply.text}`), `  [${turn.step}]`);
  };
  const verdict = (problem?: string): Verdict => ({
    id: conversation.id,
    kinds: conversation.kinds,
    right: problem === undefined,
    ...(problem === undefined ? {} : { problem }),
    turns: transcript.filter((line) => line.startsWith('>')).length,
    ...(turn?.case === undefined ? {} : { receipt: turn.case.receipt }),
    transcript,
  });

  for (const text of conversation.say) await say(text);
  for (let i = 0; i < MOST_TURNS && turn?.case === undefined; i += 1) {
    const step = turn?.step ?? 'none';
    const twist = twists.find(({ at }) => at === step);
    if (twist !== undefined) {
      twists.splice(twists.indexOf(twist), 1);
      if (twist.kill === 'before') await chat.kill();
      for (const text of twist.say ?? []) await say(text);
      if (twist.kill !== 'during' && twist.say !== undefined) continue;
    }
    const known = step === 'none' ? ['我要申报'] : conversation.answers[step];
    const count = asked.get(step) ?? 0;
    asked.set(step, count + 1);
    const answer = known?.[Math.min(count, known.length - 1)] ?? DEFAULTS[step];
    if (answer === undefined) return verdict(`nothing to say at step ${step}`);
    await say(answer, twist?.kill === 'during');
    if (conversation.expect.sameAs !== undefined && step === 'review') break;
  }
  if (conversation.expect.sameAs !== undefined) return verdict();
  if (turn?.case === undefined) return verdict(`no case; stuck at ${turn?.step}`);
  const { township } = turn.case;
  if (township !== conversation.expect.township)
    return verdict(`queue ${township} instead of ${conversation.expect.township}`);
  return verdict();
}

/** Receipts are all different, except for a household that declares again. */
function judgeDoubles(conversations: readonly Conversation[], verdicts: Verdict[]): Verdict[] {
  const owners = new Map<string, string>();
  return verdicts.map((verdict) => {
    const sameAs = conversations.find(({ id }) => id === verdict.id)?.expect.sameAs;
    if (verdict.receipt === undefined) return verdict;
    const owner = owners.get(verdict.receipt);
    owners.set(verdict.receipt, owner ?? verdict.id);
    const wrong = sameAs === undefined ? owner !== undefined : owner !== sameAs;
    return wrong ? { ...verdict, right: false, problem: `receipt of ${owner ?? 'a new case'}` } : verdict;
  });
}

async function main(): Promise<void> {
  const file = process.argv[2] ?? 'test/eval/conversations.jsonl';
  const only = process.argv[3];
  const conversations = readConversations(file).filter(({ id }) => only === undefined || id === only);
  const verdicts = await runConversations(conversations);
  for (const { id, kinds, right, problem, transcript } of verdicts) {
    if (!right || only !== undefined) {
      console.log(`\n## ${id} (${kinds.join(', ')}): ${problem ?? 'right'}\n${transcript.join('\n')}`);
    }
  }
  const right = verdicts.filter((verdict) => verdict.right).length;
  const turns = verdicts.reduce((sum, verdict) => sum + verdict.turns, 0) / verdicts.length;
  console.log(
    `\n${right} of ${verdicts.length} right (${((100 * right) / verdicts.length).toFixed(1)} %), ${turns.toFixed(1)} messages each`,
  );
  for (const kind of new Set(verdicts.flatMap(({ kinds }) => kinds))) {
    const of = verdicts.filter(({ kinds }) => kinds.includes(kind));
    console.log(`  ${kind}: ${of.filter((verdict) => verdict.right).length} of ${of.length}`);
  }
}

if (process.argv[1]?.endsWith('conversations.ts')) await main();
