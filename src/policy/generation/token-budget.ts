import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * How many tokens may be spent on a day (Asia/Shanghai), kept in a file a day, so that a restart does not forget and
 * several processes on one machine share it. Every change is one short line added to the end, which the system does as a
 * whole; the sum of the lines is what is spent. What a call may need is put down before it is made: a crash in its middle
 * leaves it spent.
 */
export class TokenBudget {
  readonly #file: string;
  readonly #limit: number;
  readonly #clock: () => Date;
  #day = '';

  /** @param file path to which the day is added */
  constructor(file: string, limit: number, clock: () => Date) {
    this.#file = file;
    this.#limit = limit;
    this.#clock = clock;
  }

  /**
   * Puts tokens down for a call; undefined when the day's are used up.
   * @returns puts down what was spent instead; only the first call counts
   * @throws when nothing can be written: without a count nothing is spent
   */
  take(tokens: number): ((spent: number) => void) | undefined {
    const file = this.#today();
    this.#add(file, tokens);
    if (sumOf(file) > this.#limit) {
      this.#add(file, -tokens);
      return undefined;
    }
    let isOpen = true;
    return (spent) => {
      if (isOpen) this.#add(file, Math.max(0, Math.ceil(spent)) - tokens);
      isOpen = false;
    };
  }

  /** Tokens of today, with what running calls may need. */
  spent(): number {
    return sumOf(this.#today());
  }

  #add(file: string, tokens: number): void {
    appendFileSync(file, `${tokens}\n`, { mode: 0o600 });
  }

  #today(): string {
    const day = new Date(this.#clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    if (day !== this.#day) this.#begin(day);
    return `${this.#file}-${day}`;
  }

  /** A new day: the counts of days before are of no use. */
  #begin(day: string): void {
    const folder = dirname(this.#file);
    mkdirSync(folder, { recursive: true });
    const prefix = `${basename(this.#file)}-`;
    for (const name of readdirSync(folder)) {
      const rest = name.startsWith(prefix) ? name.slice(prefix.length) : '';
      if (/^\d{4}-\d\d-\d\d$/.test(rest) && rest < day) rmSync(join(folder, name), { force: true });
    }
    this.#day = day;
  }
}

/** A line that a full disk cut short counts as nothing more than its digits say. */
function sumOf(file: string): number {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return text.split('\n').reduce((sum, line) => sum + (Number(line) || 0), 0);
}
