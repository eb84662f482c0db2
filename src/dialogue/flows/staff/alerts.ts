import type { TopicCommand } from './command.ts';

export const ALERTS_COMMANDS: readonly TopicCommand[] = [];
