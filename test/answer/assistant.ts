import { createPolicy } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Answer, Role } from '../../src/policy/index.ts';
import { parseRegion } from '../../src/regions/index.ts';

/** The real assistant on the real corpus and model, as `npm start` has it. */
export const app = await createPolicy(readConfig({}));

export const YANLING = '411024';
export const NANYANG = '411300';
export const GANZHOU = '360700';
export const FUSHUN = '210400';
export const CENTRAL = '0';

export function ask(
  region: string,
  question: string,
  role: Role = 'resident',
  today = '2026-11-22',
): Promise<Answer> {
  return app.answerer.ask({ region: parseRegion(region), question, role, today });
}

/** Everything that an asker reads: the answer and its quotes. */
export function read(answer: Answer): string {
  return [answer.answer, ...answer.citations.map((c) => c.quote)].join('\n');
}
