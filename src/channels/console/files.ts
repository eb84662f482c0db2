import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { FileContent } from '../../dialogue/index.ts';

/**
 * Where files that a terminal's conversation gives are put: readable by its user alone, under their own names, an earlier
 * file of the same name being kept.
 */
export class FilesFolder {
  #folder: string | undefined;

  /** @param folder made with the first file; without one it is a new one among the system's temporary folders */
  constructor(folder?: string) {
    this.#folder = folder;
  }

  /**
   * Writes a file.
   * @returns its path
   */
  async put({ name, bytes }: FileContent): Promise<string> {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'yimatong-files-'));
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const ending = extname(name);
    const stem = name.slice(0, name.length - ending.length);
    for (let number = 1; ; number++) {
      const path = join(this.#folder, number === 1 ? name : `${stem}-${number}${ending}`);
      try {
        await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
        return path;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
    }
  }
}
