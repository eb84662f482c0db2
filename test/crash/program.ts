import { type ChildProcess, spawn } from 'node:child_process';

/** The real program as `npm start` runs it, without a terminal: killed and started again at will. */
export class Program {
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  /** What it wrote to standard error. */
  log = '';

  constructor(env: Record<string, string>) {
    this.#env = { ...process.env, ...env };
  }

  start(): void {
    const child = spawn(process.execPath, ['--max-old-space-size=384', 'scripts/run.mjs', 'main'], {
      env: this.#env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.log += text;
    });
    this.#child = child;
  }

  /** kill -9. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Told to stop, as a service manager does. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  }
}
