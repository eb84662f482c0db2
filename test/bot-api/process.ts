import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { runBundled } from './child.ts';

/** The Bot API server in a process of its own, for tests whose own process must not be disturbed. */
export class BotApiProcess {
  readonly url: string;
  readonly token: string;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  #next = 1;

  static async start(): Promise<BotApiProcess> {
    const child = await runBundled(new URL('./main.ts', import.meta.url));
    if (child.stdout === null) throw new Error('no standard output');
    const lines = createInterface({ input: child.stdout });
    const first = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      child.once('exit', () => reject(new Error('the server did not start')));
    });
    const server = new BotApiProcess(child, JSON.parse(first) as { url: string; token: string });
    lines.on('line', (line) => server.#hear(line));
    return server;
  }

  private constructor(child: ChildProcess, { url, token }: { url: string; token: string }) {
    this.#child = child;
    this.url = url;
    this.token = token;
  }

  /** Does what a person does, by the names of `Person`: `does(1001, 'says', '你好')`. */
  async does(person: number, action: string, ...details: unknown[]): Promise<unknown> {
    const id = this.#next++;
    const answer = new Promise<{ result?: unknown; error?: string }>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    this.#child.stdin?.write(`${JSON.stringify({ id, person, do: action, with: details })}\n`);
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(error);
    return result;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin?.end();
    await ended;
  }

  #hear(line: string): void {
    const { id, ...answer } = JSON.parse(line) as { id: number; result?: unknown; error?: string };
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }
}
