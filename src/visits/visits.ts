import type { Casework, Parts } from '../casework/index.ts';
import type { Register } from '../register/index.ts';

/** Cadre visits (干部走访): whom to visit by when, and what was found at the door. */
export class Visits {
  readonly parts: Parts;
  readonly casework: Casework;
  readonly register: Register;

  constructor(parts: Parts, rooms: { casework: Casework; register: Register }) {
    this.parts = parts;
    this.casework = rooms.casework;
    this.register = rooms.register;
  }
}
