import type { Casework, Parts } from '../casework/index.ts';

/** What is printed of a case: the household's file (一户一档) and the public notice (公示). */
export class Records {
  readonly parts: Parts;
  readonly casework: Casework;

  constructor(parts: Parts, casework: Casework) {
    this.parts = parts;
    this.casework = casework;
  }
}
