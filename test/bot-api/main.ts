/**
 * The server as a process of its own. Says `{"url","token"}` in its first line, then takes a line
 * `{"id","person","do","with"}` for what a person does (a method of `Person`) and answers `{"id","result"}` or
 * `{"id","error"}`. Ends with its standard input.
 */
import { createInterface } from 'node:readline';
import type { Person } from './person.ts';
import { BotApiServer } from './server.ts';

interface Order {
  id: number;
  person: number;
  do: string;
  with?: unknown[];
}

const [token, port] = process.argv.slice(2);
const server = await BotApiServer.start({
  ...(token === undefined ? {} : { token }),
  ...(port === undefined ? {} : { port: Number(port) }),
});
const people = new Map<number, Person>();
say({ url: server.url, token: server.token });

for await (const line of createInterface({ input: process.stdin })) void obey(JSON.parse(line) as Order);
await server.stop();

async function obey(order: Order): Promise<void> {
  try {
    const person = people.get(order.person) ?? server.person(order.person);
    people.set(order.person, person);
    const method: unknown = Reflect.get(person, order.do);
    if (typeof method !== 'function') throw new Error(`a person cannot ${order.do}`);
    say({ id: order.id, result: (await Reflect.apply(method, person, order.with ?? [])) ?? null });
  } catch (error) {
    say({ id: order.id, error: error instanceof Error ? error.message : String(error) });
  }
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
