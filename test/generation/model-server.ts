import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { runBundled } from '../bot-api/child.ts';
import type { Heard, Play } from './plays.ts';

/** The misbehaving server (`server.ts`), seen from a test. */
export class ModelServer {
  readonly #child: ChildProcess;
  readonly #url: string;

  static async start(): Promise<ModelServer> {
    const child = await runBundled(new URL('./server.ts', import.meta.url));
    if (child.stdout === null) throw new Error('no standard output');
    const lines = createInterface({ input: child.stdout });
    const url = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      child.once('exit', () => reject(new Error('the server did not start')));
    });
    return new ModelServer(child, url);
  }

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.#url = url;
  }

  get baseUrl(): string {
    return `${this.#url}/v1`;
  }

  /** What it does with the next requests; it forgets what came before. */
  async plays(...plays: Play[]): Promise<void> {
    await fetch(`${this.#url}/play`, { method: 'POST', body: JSON.stringify(plays) });
  }

  async heard(): Promise<Heard[]> {
    return (await (await fetch(`${this.#url}/heard`)).json()) as Heard[];
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin?.end();
    await ended;
  }
}
