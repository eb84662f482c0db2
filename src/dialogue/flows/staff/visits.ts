import type { TopicCommand } from './command.ts';

export const VISITS_COMMANDS: readonly TopicCommand[] = [];
