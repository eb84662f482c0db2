import type { TopicCommand } from './command.ts';

export const REGISTER_COMMANDS: readonly TopicCommand[] = [];
