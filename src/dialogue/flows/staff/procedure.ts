import type { TopicCommand } from './command.ts';

export const PROCEDURE_COMMANDS: readonly TopicCommand[] = [];
