import { Readable } from 'node:stream';
import { runCommand } from '../../src/commands/index.ts';
import type { Run } from './command-line.ts';

/**
 * Runs a command as `run` does, but within this process, which takes a tenth of the time of starting one: for whatever
 * is not about the process itself. One at a time. What is logged goes past it, to the process's own standard error.
 */
export async function call(args: string[], input = '', env: Record<string, string> = {}): Promise<Run> {
  const collected: Run = { code: null, out: '', err: '' };
  const restore = [
    replace(
      process.stdout,
      'write',
      collector((text) => (collected.out += text)),
    ),
    replace(
      process.stderr,
      'write',
      collector((text) => (collected.err += text)),
    ),
    replace(process, 'stdin', Readable.from(input === '' ? [] : [Buffer.from(input)], { objectMode: false })),
    replace(process, 'env', { ...process.env, ...env }),
    keepListeners(),
  ];
  const exitCode = process.exitCode;
  process.exitCode = undefined;
  try {
    await runCommand(args);
    return { ...collected, code: Number(process.exitCode ?? 0) };
  } finally {
    process.exitCode = exitCode;
    for (const undo of restore) undo();
  }
}

/** Puts something in a property's place until the function returned is called. */
function replace(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, enumerable: true, writable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, before);
  };
}

function collector(add: (text: string) => void): (chunk: string | Uint8Array) => boolean {
  return (chunk) => {
    add(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    return true;
  };
}

/** Takes away again what a command wants to be done when its process ends. */
function keepListeners(): () => void {
  const events = ['exit', 'SIGINT', 'SIGTERM'] as const;
  const before = events.map((event) => process.listeners(event as 'SIGINT'));
  return () => {
    for (const [i, event] of events.entries()) {
      for (const listener of process.listeners(event as 'SIGINT')) {
        if (!before[i]?.includes(listener)) process.off(event, listener);
      }
    }
  };
}
