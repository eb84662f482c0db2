import { ALERTS_COMMANDS } from './alerts.ts';
import type { TopicCommand } from './command.ts';
import { MEASURES_COMMANDS } from './measures.ts';
import { PROCEDURE_COMMANDS } from './procedure.ts';
import { RECORD_COMMANDS } from './record.ts';
import { REGISTER_COMMANDS } from './register.ts';
import { RIGHTS_COMMANDS } from './rights.ts';
import { VISITS_COMMANDS } from './visits.ts';
import { restOf } from './words.ts';

/** The commands of all topics, beside those of the case itself (`words.ts`); longer words first within a topic. */
export const TOPIC_COMMANDS: readonly TopicCommand[] = [
  ...PROCEDURE_COMMANDS,
  ...MEASURES_COMMANDS,
  ...VISITS_COMMANDS,
  ...ALERTS_COMMANDS,
  ...REGISTER_COMMANDS,
  ...RECORD_COMMANDS,
  ...RIGHTS_COMMANDS,
];

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
