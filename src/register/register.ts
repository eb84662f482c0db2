import type { Parts } from '../casework/index.ts';

/** The county's households on record: their sheets, who somebody is, what the monthly checks find, two records of one. */
export class Register {
  readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }
}
