import type { Casework, Parts } from '../casework/index.ts';
import type { Register } from '../register/index.ts';

/** Copy, correction, withdrawal of consent, erasure: asked for by residents, answered by staff. */
export class Rights {
  readonly parts: Parts;
  readonly casework: Casework;
  readonly register: Register;

  constructor(parts: Parts, rooms: { casework: Casework; register: Register }) {
    this.parts = parts;
    this.casework = rooms.casework;
    this.register = rooms.register;
  }
}
