import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { linesOf, run } from '../commands/command-line.ts';
import { call } from '../commands/in-process.ts';
import { SHORT_FORM } from './person.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimatong-chat-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A line of output as the contract has it. */
const Output = z.strictObject({
  user: z.string(),
  replies: z.array(
    z.strictObject({
      text: z.string().min(1),
      buttons: z.array(z.strictObject({ id: z.string().min(1), label: z.string().min(1) })),
      receipt: z.string().optional(),
    }),
  ),
  step: z
    .enum([
      'filer',
      'relation',
      'consent',
      'name',
      'id_number',
      'phone',
      'place',
      'causes',
      'story',
      'photos',
      'household',
      'income',
      'review',
    ])
    .nullable(),
  case: z
    .strictObject({ receipt: z.string(), stage: z.string(), township: z.string().nullable() })
    .optional(),
});
type Output = z.infer<typeof Output>;

function lines(user: string, ...said: (string | object)[]): string {
  return said
    .map((each) => JSON.stringify({ user, ...(typeof each === 'string' ? { text: each } : each) }))
    .join('\n');
}

function outputs(result: Parameters<typeof linesOf>[0]): Output[] {
  return linesOf(result).map((line) => Output.parse(JSON.parse(line)));
}

describe('chat', () => {
  test('a declaration from the first line to the receipt, in the order of the lines', async () => {
    const result = await run(['chat'], lines('zhang', '我要申报', ...SHORT_FORM, { action: 'submit' }));
    expect(result.code).toBe(0);
    const turns = outputs(result);
    expect(turns).toHaveLength(SHORT_FORM.length + 2);
    expect(turns.map(({ step }) => step).at(-1)).toBeNull();
    const last = turns.at(-1);
    const receipt = last?.replies.find((reply) => reply.receipt !== undefined)?.receipt;
    expect(last?.case).toEqual({ receipt, stage: 'received', township: '411024104' });
  });

  test('a bad line is said and the next goes on; nothing but JSON is printed', async () => {
    const input = ['nonsense', '{"user":"a"}', '{"text":"你好"}', '{"user":"a","text":"你好"}'].join('\n');
    const result = await call(['chat'], input);
    const [first, second, third, fourth] = linesOf(result).map((line) => JSON.parse(line) as object);
    expect(first).toHaveProperty('error');
    expect(second).toMatchObject({ user: 'a', error: expect.any(String) });
    expect(third).toHaveProperty('error');
    expect(Output.parse(fourth).replies[0]?.buttons.map(({ id }) => id)).toContain('declare');
  });

  test('--entry begins as if the code of the village was scanned', async () => {
    const said = ['我要申报', '给自己家报', '都同意', '张建国', '跳过', '13803741234'];
    const result = await call(['chat', '--entry', '411024104210'], lines('a', ...said));
    const turns = outputs(result);
    expect(turns[0]?.replies.map(({ text }) => text).join()).toContain('武岗村');
    expect(turns.at(-1)?.step).toBe('causes');
  });

  test.each([
    ['--entry', '411024999999'],
    ['--entry', '411024'],
    ['--region', 'abc'],
    ['--today', '2026-13-01'],
    ['--nonsense', 'x'],
  ])('a wrong %s ends with 2 and a message', async (option, value) => {
    const result = await call(['chat', option, value], lines('a', '你好'));
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/[\u4e00-\u9fff]|option/);
    expect(result.out).toBe('');
  });

  test('a photo that cannot be read or is none is answered in Chinese', async () => {
    const pdf = join(folder, '材料.jpg');
    writeFileSync(pdf, '%PDF-1.4 text');
    const large = join(folder, 'large.jpg');
    writeFileSync(large, Buffer.alloc(20 * 1024 * 1024, 255));
    const photos = [join(folder, 'missing.jpg'), pdf, large, folder].map((photo) => ({ photo }));
    const turns = outputs(await call(['chat'], lines('a', '我要申报', ...photos)));
    const texts = turns.slice(1).map(({ replies }) => replies[0]?.text ?? '');
    expect(texts[0]).toContain('没收到');
    expect(texts[1]).toContain('PDF');
    expect(texts[2]).toContain('太大');
    expect(texts[3]).toContain('没收到');
    expect(turns.every(({ step }) => step === 'filer')).toBe(true);
  });

  test('without --db nothing is left behind', async () => {
    const left = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('yimatong-chat-') && !name.includes('test'));
    const before = left();
    await run(['chat'], lines('a', '你好'));
    expect(left()).toEqual(before);
  });

  test('what a cadre did is told with the next line, first', async () => {
    const db = join(folder, 'news.db');
    const added = await call([
      'staff',
      'add',
      '--name',
      '李干部',
      '--role',
      'township',
      '--region',
      '411024104',
      '--db',
      db,
    ]);
    const { code } = z
      .object({ staff: z.string(), code: z.string(), expires: z.iso.datetime() })
      .parse(JSON.parse(added.out));
    const input = [
      lines('zhang', '我要申报', ...SHORT_FORM, '确认提交'),
      lines('li', `绑定 ${code}`, '待办', '领取 1', '推进 1'),
      lines('zhang', '谢谢'),
    ].join('\n');
    const turns = outputs(await call(['chat', '--db', db], input));
    const thanks = turns.at(-1);
    expect(thanks?.user).toBe('zhang');
    expect(thanks?.replies.length).toBeGreaterThan(1);
    expect(thanks?.replies[0]?.text).toContain('干部');
    expect(thanks?.case?.stage).toBe('verification');
  });
});

/** The command as a process that can be killed between or within lines. */
class Session {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;

  constructor(db: string) {
    this.#child = spawn(process.execPath, ['scripts/run.mjs', 'cli', 'chat', '--db', db]);
    this.#child.stdin.on('error', () => {});
    this.#lines = createInterface({ input: this.#child.stdout });
  }

  send(text: string): void {
    this.#child.stdin.write(`${lines('zhang', text)}\n`);
  }

  async say(text: string): Promise<Output> {
    const answer = new Promise<string>((resolve) => this.#lines.once('line', resolve));
    this.send(text);
    return Output.parse(JSON.parse(await answer));
  }

  kill(): Promise<void> {
    return new Promise((resolve) => {
      this.#child.once('close', () => resolve());
      this.#child.kill('SIGKILL');
    });
  }
}

describe('kill -9', { timeout: 120_000 }, () => {
  let session: Session | undefined;
  afterEach(() => session?.kill());

  test('between any two lines loses nothing', async () => {
    const db = join(folder, 'between.db');
    const said = ['我要申报', ...SHORT_FORM, '确认提交'];
    let last: Output | undefined;
    for (const [i, text] of said.entries()) {
      // A new process for every third line.
      if (i % 3 === 0) {
        await session?.kill();
        session = new Session(db);
      }
      last = await session?.say(text);
    }
    expect(last?.case?.township).toBe('411024104');
  });

  test('within a line: the same line sent again after the restart doubles nothing', async () => {
    const db = join(folder, 'within.db');
    const receipts = new Set<string>();
    session = new Session(db);
    for (const text of ['我要申报', ...SHORT_FORM]) await session.say(text);
    for (const delay of [0, 5, 15, 30, 60]) {
      session.send('确认提交');
      await new Promise((resolve) => setTimeout(resolve, delay));
      await session.kill();
      session = new Session(db);
    }
    const filed = await session.say('确认提交');
    for (const { receipt } of filed.replies) if (receipt !== undefined) receipts.add(receipt);
    expect(receipts).toEqual(new Set([filed.case?.receipt]));
  });
});

describe('staff', () => {
  const db = join(folder, 'staff.db');

  test('add, list, code and remove', async () => {
    const args = [
      '--name',
      '王主任',
      '--role',
      'department',
      '--region',
      '411024',
      '--unit',
      '县医保局',
      '--db',
      db,
    ];
    const added = JSON.parse((await call(['staff', 'add', ...args])).out) as { staff: string; code: string };
    const listed = JSON.parse((await call(['staff', 'list', '--db', db])).out) as object;
    expect(listed).toMatchObject({
      staff: added.staff,
      name: '王主任',
      unit: '县医保局',
      active: true,
      bound: false,
    });
    const renewed = JSON.parse((await call(['staff', 'code', added.staff, '--db', db])).out) as {
      code: string;
    };
    expect(renewed.code).not.toBe(added.code);
    expect((await call(['staff', 'remove', added.staff, '--db', db])).code).toBe(0);
    expect((await call(['staff', 'code', added.staff, '--db', db])).code).toBe(2);
  });

  test.each([
    [['add', '--name', '王', '--role', 'king', '--region', '411024']],
    [['add', '--name', '王', '--role', 'township', '--region', '411024']],
    [['add', '--name', '王', '--role', 'township']],
    [['promote']],
    [['remove']],
    [['list', 'x']],
  ])('%j ends with 2 and a message in Chinese', async (args) => {
    const result = await call(['staff', ...args, '--db', db]);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/[\u4e00-\u9fff]/);
  });

  test('a database that is not there is said, not made', async () => {
    const result = await call(['staff', 'list', '--db', join(folder, 'none.db')]);
    expect(result.code).toBe(2);
    expect(readdirSync(folder)).not.toContain('none.db');
  });
});
