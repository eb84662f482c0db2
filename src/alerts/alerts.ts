import type { Casework, Parts } from '../casework/index.ts';
import type { Register } from '../register/index.ts';

/** Department alerts (部门预警), from the spreadsheet to the verdict at the door and the feedback to the department. */
export class Alerts {
  readonly parts: Parts;
  readonly casework: Casework;
  readonly register: Register;

  constructor(parts: Parts, rooms: { casework: Casework; register: Register }) {
    this.parts = parts;
    this.casework = rooms.casework;
    this.register = rooms.register;
  }
}
