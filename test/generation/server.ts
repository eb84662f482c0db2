/**
 * A language model's server, as a process of its own: OpenAI's chat completions with server-sent events over real HTTP,
 * which does what it is told to and remembers what it was sent. Says its address in its first line and ends with its
 * standard input. `POST /play` takes what to do with the next requests (the last goes on for all further ones),
 * `GET /heard` gives what came.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Heard, Play } from './plays.ts';

let plays: Play[] = [];
const heard: Heard[] = [];

const server = createServer(async (request, response) => {
  const body = await read(request);
  if (request.url === '/play') {
    plays = JSON.parse(body) as Play[];
    heard.length = 0;
    return response.end('{}');
  }
  if (request.url === '/heard') return response.end(JSON.stringify(heard));
  heard.push({ url: request.url ?? '', headers: { ...request.headers }, body });
  const play = plays.length > 1 ? plays.shift() : plays[0];
  await perform(play ?? { do: 'silence' }, response);
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

async function perform(play: Play, response: ServerResponse): Promise<void> {
  if (play.do === 'silence') return;
  if (play.do === 'hang up') {
    response.destroy();
    return;
  }
  if (play.do === 'status') {
    const error = { message: play.message ?? 'no', type: 'error', code: null };
    response.writeHead(play.status, { 'content-type': 'application/json', ...play.headers });
    response.end(JSON.stringify({ error }));
    return;
  }
  if (play.do === 'page') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<html><body>${play.text}</body></html>`);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  if (play.do === 'flood') return flood(response, play.text);
  send(response, { role: 'assistant', content: '' });
  // By twos, so that a line and a number come in pieces.
  for (let at = 0; at < play.text.length; at += 2) {
    send(response, { content: play.text.slice(at, at + 2) });
    if (play.pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, play.pauseMs));
  }
  if (play.end === 'stall') return;
  if (play.end === 'cut') return void setTimeout(() => response.destroy(), 20);
  if (play.end === 'broken') response.write('data: {"id":"x","choices":[{"delta":{"content":"坏\n\n');
  if (play.end !== 'unfinished') send(response, {}, play.end === 'length' ? 'length' : 'stop');
  if (play.tokens !== undefined) {
    const usage = { prompt_tokens: 0, completion_tokens: play.tokens, total_tokens: play.tokens };
    response.write(`data: ${JSON.stringify({ ...chunk(), choices: [], usage })}\n\n`);
  }
  if (play.end !== 'unfinished') response.write('data: [DONE]\n\n');
  response.end();
}

/** Ten megabytes, or as many as somebody wants to read. */
function flood(response: ServerResponse, text: string): void {
  let left = 10_000_000;
  const pour = () => {
    while (left > 0 && !response.destroyed) {
      left -= text.length;
      if (!send(response, { content: text })) return void response.once('drain', pour);
    }
    response.end();
  };
  pour();
}

function send(response: ServerResponse, delta: object, reason: string | null = null): boolean {
  const choices = [{ index: 0, delta, finish_reason: reason }];
  return response.write(`data: ${JSON.stringify({ ...chunk(), choices })}\n\n`);
}

function chunk() {
  return { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'test' };
}
