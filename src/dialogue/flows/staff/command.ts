import type { StaffMember } from '../../../casework/index.ts';
import type { Scene } from '../../scene.ts';
import type { Kept } from '../../state.ts';

/** A command with what it is about and what was said to it. */
export interface Act {
  command: string;
  /** Receipt or id; empty for a command that is about none. */
  ref: string;
  /** Words behind the command and the number; empty when there were none. */
  text: string;
  /** What a command of several steps has put aside until its next message. */
  kept?: Kept;
}

/** A command of one topic: each topic's file lists its own, `topics.ts` all of them. */
export interface TopicCommand {
  /** Small letters; a button's id is `staff:<name>:<ref or words>`. */
  name: string;
  /** What it begins with, anchored (`^走访`). */
  words: RegExp;
  roles: readonly StaffMember['role'][];
  /** `case`: a number of the list, receipt or id comes first and is asked for; `words`: takes what is said as it is. */
  about: 'case' | 'words';
  /** While it waits for its next message (`askFor`), a spreadsheet without words comes to it too, with an empty text. */
  takesFiles?: true;
  /** What is an answer while it waits, though another command begins so. */
  answers?: RegExp;
  /** A form of several questions: 返回 is its own, a question in between puts its open one again, and leaving it says this. */
  guided?: { left: string };
  /** The line of 帮助 that tells of it. */
  help: string;
  run(scene: Scene, staff: StaffMember, given: Act): Promise<void>;
}
