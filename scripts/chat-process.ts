import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** One line of the `chat` command's output (design section 10). */
const Turn = z.object({
  user: z.string(),
  replies: z.array(
    z.object({
      text: z.string(),
      buttons: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
      receipt: z.string().optional(),
    }),
  ),
  step: z.string().nullable(),
  case: z.object({ receipt: z.string(), stage: z.string(), township: z.string().nullable() }).optional(),
});
export type ChatTurn = z.infer<typeof Turn>;

/** The `chat` command as a process that can be killed: what is said next starts it again on the same database. */
export class ChatProcess {
  readonly #args: string[];
  #child: ChildProcess | undefined;
  #lines: AsyncIterator<string> | undefined;

  constructor(args: string[]) {
    this.#args = args;
  }

  /** Says a line and waits for what is answered. */
  async say(user: string, text: string): Promise<ChatTurn> {
    return this.send({ user, text });
  }

  async send(line: { user: string; text?: string; action?: string; photo?: string }): Promise<ChatTurn> {
    this.#write(line);
    const answer = await this.#lines?.next();
    if (answer === undefined || answer.done) throw new Error(`chat ended after ${JSON.stringify(line)}`);
    return Turn.parse(JSON.parse(answer.value));
  }

  /** Says a line and kills the process at once, so that nobody knows how far it came. */
  async sayAndKill(user: string, text: string): Promise<void> {
    this.#write({ user, text });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
    await this.kill();
  }

  async kill(): Promise<void> {
    await this.#stopped((child) => child.kill('SIGKILL'));
  }

  async end(): Promise<void> {
    await this.#stopped((child) => child.stdin?.end());
  }

  async #stopped(stop: (child: ChildProcess) => void): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    stop(child);
    await gone;
  }

  #write(line: object): void {
    if (this.#child === undefined) {
      const child = spawn(
        process.execPath,
        ['--max-old-space-size=384', 'scripts/run.mjs', 'cli', 'chat', ...this.#args],
        { stdio: ['pipe', 'pipe', 'inherit'] },
      );
      this.#child = child;
      this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    }
    this.#child.stdin?.write(`${JSON.stringify(line)}\n`);
  }
}
