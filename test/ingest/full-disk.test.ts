import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { addDocument } from '../../src/policy/index.ts';
import { corpusCopy, filesOf, fixture } from './reading.ts';

/** The call of `node:fs` that fails, and how often. */
const failing = vi.hoisted(() => ({ call: '', times: 0 }));

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const fail = (call: string) => {
    if (failing.call !== call || failing.times === 0) return;
    failing.times -= 1;
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };
  return {
    ...fs,
    writeFileSync: (...args: Parameters<typeof fs.writeFileSync>) => {
      fail('write');
      fs.writeFileSync(...args);
    },
    renameSync: (...args: Parameters<typeof fs.renameSync>) => {
      if (!String(args[1]).includes('.adding-')) fail('rename');
      fs.renameSync(...args);
    },
  };
});

const copy = corpusCopy();
afterAll(() => copy.remove());

describe('a disk that is full', () => {
  it.each(['write', 'rename'])('when it comes to %s: says so and leaves nothing behind', async (call) => {
    const before = filesOf(copy.folder);
    const names = readdirSync(copy.folder);
    Object.assign(failing, { call, times: 1 });
    const message = await addDocument(copy.folder, fixture('baofeng-utf8.html')).catch(String);
    expect(message).toContain('写不进语料目录（ENOSPC）');
    expect(filesOf(copy.folder)).toEqual(before);
    expect(readdirSync(copy.folder)).toEqual(names);
  });

  it('puts a dropped folder back as it was', async () => {
    const { cpSync } = await vi.importActual<typeof import('node:fs')>('node:fs');
    const folder = join(copy.folder, 'documents', 'dropped');
    cpSync(fixture('baofeng-utf8.html'), join(folder, 'source.html'));
    const before = filesOf(copy.folder);
    Object.assign(failing, { call: 'rename', times: 1 });
    expect(await addDocument(copy.folder, folder).catch(String)).toContain('ENOSPC');
    expect(filesOf(copy.folder)).toEqual(before);
  });

  it('that cannot even be put back stays where the message says', async () => {
    const folder = join(copy.folder, 'documents', 'dropped');
    Object.assign(failing, { call: 'rename', times: 2 });
    const message = await addDocument(copy.folder, folder).catch(String);
    const kept = /原来的文件夹在 (.*)$/.exec(String(message))?.[1] ?? '';
    expect(readdirSync(kept)).toEqual(['source.html']);
  });
});
