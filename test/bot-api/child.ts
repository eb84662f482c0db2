import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles a test's program and runs it as a process of its own by plain Node (a TypeScript loader would cost each start
 * the better part of a second). Errors go to this process' standard error.
 */
export async function runBundled(entry: URL, args: string[] = []): Promise<ChildProcess> {
  // Under the project, so that packages are found.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'test-'));
  const bundle = join(folder, `${basename(entry.pathname, '.ts')}.mjs`);
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const child = spawn(process.execPath, [bundle, ...args], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return child;
}
