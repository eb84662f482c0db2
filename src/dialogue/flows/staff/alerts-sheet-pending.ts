import { z } from 'zod';
import type { StaffMember } from '../../../casework/index.ts';
import { CAUSES } from '../../../declaration/index.ts';
import type { RegionCode } from '../../../regions/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { askFor } from './asking.ts';

/** Name of the command that all answers about a sheet come to. */
export const COMMAND = 'sheet';

/** A spreadsheet on its way in: what was said of it so far. */
export const Pending = z.object({
  file: z.string(),
  name: z.string(),
  asked: z.enum(['kind', 'unit', 'cause', 'columns', 'table', 'ready']),
  unit: z.string().optional(),
  cause: z.enum(CAUSES).optional(),
  table: z.number().optional(),
  mapping: z.record(z.string(), z.string()),
});
export type Pending = z.infer<typeof Pending>;

/** The county whose alerts a member sends in. */
export function countyOf(staff: StaffMember): RegionCode {
  return staff.region.slice(0, 6) as RegionCode;
}

/** Asks for the next thing about a sheet, with what was said of it put aside. */
export function ask(scene: Scene, pending: Pending, question: string, choices: readonly Button[]): void {
  const { unit, cause, table, ...rest } = pending;
  const kept = {
    ...rest,
    ...(unit === undefined ? {} : { unit }),
    ...(cause === undefined ? {} : { cause }),
    ...(table === undefined ? {} : { table }),
  };
  askFor(scene, { command: COMMAND, ref: pending.file, kept }, question, choices);
}

/** Buttons say which file they are of: one pressed late must not import another. */
export function button(pending: Pending, act: string, label: string, rest = ''): Button {
  const words = [act, markOf(pending), rest].filter((part) => part !== '').join(' ');
  return { id: `staff:${COMMAND}:${words}`, label };
}

/** By which a button names its file. */
export function markOf({ file }: Pending): string {
  return file.slice(0, 8);
}
