import type { TopicCommand } from './command.ts';

export const RECORD_COMMANDS: readonly TopicCommand[] = [];
