import type { TopicCommand } from './command.ts';

export const MEASURES_COMMANDS: readonly TopicCommand[] = [];
