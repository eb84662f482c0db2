import type { StaffMember } from '../../../casework/index.ts';
import type { FileNote } from '../../journal.ts';
import type { Scene } from '../../scene.ts';
import { ALERTS_COMMANDS, takeSheet } from './alerts.ts';
import type { TopicCommand } from './command.ts';
import { MEASURES_COMMANDS } from './measures.ts';
import { PHOTOS_COMMANDS } from './photos.ts';
import { PROCEDURE_COMMANDS } from './procedure.ts';
import { RECORD_COMMANDS } from './record.ts';
import { REGISTER_COMMANDS } from './register.ts';
import { RIGHTS_COMMANDS } from './rights.ts';
import { STAFF_TEXTS } from './texts.ts';
import { VISITS_COMMANDS } from './visits.ts';
import { restOf } from './words.ts';

const N = STAFF_TEXTS.topics;

/** The topics of commands beside those of the case itself (`words.ts`), as 帮助 lists them; longer words first within one. */
export const TOPICS: readonly { name: string; commands: readonly TopicCommand[] }[] = [
  { name: N.papers, commands: [...PHOTOS_COMMANDS, ...PROCEDURE_COMMANDS] },
  { name: N.support, commands: MEASURES_COMMANDS },
  { name: N.visits, commands: VISITS_COMMANDS },
  { name: N.alerts, commands: ALERTS_COMMANDS },
  { name: N.register, commands: REGISTER_COMMANDS },
  { name: N.record, commands: RECORD_COMMANDS },
  { name: N.rights, commands: RIGHTS_COMMANDS },
];

export const TOPIC_COMMANDS: readonly TopicCommand[] = TOPICS.flatMap(({ commands }) => commands);

/** Takes a spreadsheet that came without a command: asks what it is. */
export const FILE_HANDLER: (scene: Scene, staff: StaffMember, file: FileNote) => Promise<void> = takeSheet;

/** A topic's command by its name. */
export function topicCommand(name: string): TopicCommand | undefined {
  return TOPIC_COMMANDS.find((command) => command.name === name);
}

/** The topic's command that a text begins with, and the rest of it. */
export function readTopicCommand(text: string): { command: TopicCommand; rest: string } | undefined {
  for (const command of TOPIC_COMMANDS) {
    const rest = restOf(text, command.words);
    if (rest !== undefined) return { command, rest };
  }
  return undefined;
}
