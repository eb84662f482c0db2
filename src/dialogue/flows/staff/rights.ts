import type { TopicCommand } from './command.ts';

export const RIGHTS_COMMANDS: readonly TopicCommand[] = [];
