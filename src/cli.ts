import { runCommand } from './commands/index.ts';

// A reader that has seen enough (`| head`) ends the program, not with an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await runCommand(process.argv.slice(2));
