import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Chats } from './chats.ts';
import { type Failure, Failures } from './failures.ts';
import { type BotState, METHODS } from './methods.ts';
import { Person } from './person.ts';
import { readParameters } from './request-body.ts';
import { ApiError, type Update } from './shapes.ts';
import { UpdateQueue } from './updates.ts';
import type { WebhookPusher } from './webhook.ts';

/** A method call that reached the server. */
export interface Call {
  method: string;
  fields: Map<string, string>;
}

/**
 * A local server that speaks the Bot API over HTTP to one bot, after the official documentation and the texts of
 * telegram-bot-api. Tests steer it as people do, by `person` and `group`, and disturb it by `fail`.
 */
export class BotApiServer {
  readonly token: string;
  readonly calls: Call[] = [];
  readonly #http: Server;
  readonly #failures = new Failures();
  readonly #state: BotState;
  #nextGroup = -1_000_001;

  /** Starts to listen; `webhookDelay` is the pause before a failed webhook delivery is tried again. */
  static async start(
    options: { token?: string; port?: number; webhookDelay?: number } = {},
  ): Promise<BotApiServer> {
    const server = new BotApiServer(
      options.token ?? '7000000001:AAE-local_test_token_0123456789abcde',
      options,
    );
    await new Promise<void>((resolve, reject) => {
      server.#http.once('error', reject);
      server.#http.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return server;
  }

  private constructor(token: string, options: { webhookDelay?: number }) {
    this.token = token;
    this.#state = {
      chats: new Chats(),
      updates: new UpdateQueue(),
      webhook: undefined,
      webhookDelay: options.webhookDelay ?? 30,
      commands: [],
      asked: new Map(),
    };
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** What a bot's `apiRoot` is set to. */
  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  get commands(): BotState['commands'] {
    return this.#state.commands;
  }

  get webhook(): WebhookPusher | undefined {
    return this.#state.webhook;
  }

  /** Updates that the bot has not confirmed. */
  get pending(): readonly Update[] {
    return this.#state.updates.pending;
  }

  person(id: number, name = `群众${id}`): Person {
    const user = { id, is_bot: false, first_name: name };
    return new Person(this.#state, user, { id, type: 'private', first_name: name });
  }

  /** A group chat as its members see it. */
  group(title: string, ...members: number[]): Person[] {
    const chat = { id: this.#nextGroup--, type: 'group' as const, title };
    return members.map((id) => new Person(this.#state, { id, is_bot: false, first_name: `群众${id}` }, chat));
  }

  fail(failure: Failure): void {
    this.#failures.add(failure);
  }

  /** Gives an update a second time. */
  repeat(update: Update): void {
    this.#state.updates.repeat(update);
  }

  called(method: string): Call[] {
    return this.calls.filter((call) => call.method.toLowerCase() === method.toLowerCase());
  }

  async stop(): Promise<void> {
    this.#state.webhook?.close();
    const closed = new Promise((resolve) => this.#http.close(resolve));
    this.#http.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname);
    if (file !== null) return this.#serveFile(response, file[1] ?? '', file[2] ?? '');
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
    if (token === undefined) return refuse(response, new ApiError(404, 'Not Found'));
    if (decodeURIComponent(token) !== this.token) return refuse(response, new ApiError(401, 'Unauthorized'));
    const handle = METHODS.get(method.toLowerCase());
    if (handle === undefined) return refuse(response, new ApiError(404, 'Not Found: method not found'));

    const hungUp = new AbortController();
    response.once('close', () => hungUp.abort());
    const parameters = await readParameters(request, url, hungUp.signal);
    this.calls.push({ method, fields: parameters.fields });
    const failure = this.#failures.take(method, Number(parameters.fields.get('chat_id')));
    if (failure !== undefined && (await strikesBefore(failure, response))) return;
    try {
      const result = await handle(this.#state, parameters);
      if (failure?.how.kind === 'cut after') {
        failure.onStrike?.();
        response.destroy();
      } else answer(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refuse(response, error);
    }
  }

  #serveFile(response: ServerResponse, token: string, path: string): void {
    const failure = this.#failures.take('file', undefined);
    const bytes = this.#state.chats.fileAt(path);
    if (decodeURIComponent(token) !== this.token) refuse(response, new ApiError(401, 'Unauthorized'));
    else if (failure?.how.kind === 'error') refuse(response, new ApiError(failure.how.code, 'Not Found'));
    else if (bytes === undefined) refuse(response, new ApiError(404, 'Not Found'));
    else {
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length });
      if (failure === undefined) response.end(bytes);
      else response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    }
  }
}

/** True when the failure has answered in the method's place. */
async function strikesBefore({ how, onStrike }: Failure, response: ServerResponse): Promise<boolean> {
  if (how.kind !== 'cut after') onStrike?.();
  if (how.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, how.milliseconds));
  if (how.kind === 'cut before') response.destroy();
  if (how.kind === 'garbage')
    response.writeHead(how.status, { 'content-type': 'text/html' }).end('<html>gateway</html>');
  if (how.kind === 'error') {
    const wait = how.retryAfter === undefined ? '' : `Too Many Requests: retry after ${how.retryAfter}`;
    refuse(
      response,
      new ApiError(how.code, how.description ?? (wait || 'Internal Server Error'), how.retryAfter),
    );
  }
  return how.kind !== 'slow' && how.kind !== 'cut after';
}

function refuse(response: ServerResponse, error: ApiError): void {
  answer(response, error.code, {
    ok: false,
    error_code: error.code,
    description: error.message,
    ...(error.retryAfter === undefined ? {} : { parameters: { retry_after: error.retryAfter } }),
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
