import { pino } from 'pino';
import { Delivery } from '../../src/channels/delivery.ts';
import { Reception } from '../../src/channels/reception.ts';
import { TelegramChannel, type TelegramParts } from '../../src/channels/telegram/channel.ts';
import type { Inbound, Reply } from '../../src/dialogue/message.ts';
import { parseRegion } from '../../src/regions/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import type { BotApiServer } from '../bot-api/server.ts';
import { EchoDialogue } from './echo-dialogue.ts';

export interface BotOptions {
  server: Pick<BotApiServer, 'url' | 'token'>;
  storage: Storage;
  answer?: (inbound: Inbound) => Reply[];
  clock?: () => Date;
  /** Overrides of the channel's own settings. */
  telegram?: Partial<TelegramParts>;
}

/** A program with Telegram on: channel, reception, dialogue, delivery, as the app wires them. */
export class Bot {
  readonly dialogue: EchoDialogue;
  readonly delivery: Delivery;
  readonly reception: Reception;
  readonly channel: TelegramChannel;
  readonly #log: string[] = [];

  constructor({ server, storage, answer, clock = () => new Date(), telegram = {} }: BotOptions) {
    const log = pino({ level: 'trace', base: null }, { write: (line: string) => void this.#log.push(line) });
    this.dialogue = new EchoDialogue(storage, answer);
    const channels = new Map<string, TelegramChannel>();
    this.delivery = new Delivery({ storage, clock, log, channels, lookEvery: 50 });
    this.reception = new Reception({ dialogue: this.dialogue, delivery: this.delivery, log, retryAfter: 50 });
    this.channel = new TelegramChannel({
      token: server.token,
      apiRoot: server.url,
      accept: (inbound) => this.reception.accept(inbound),
      verifyEntry: (code) => (code === 'good_code' ? parseRegion('411024104201') : undefined),
      log,
      retryAfter: 50,
      ...telegram,
    });
    channels.set('telegram', this.channel);
  }

  async start(): Promise<this> {
    await this.channel.start();
    await this.reception.start();
    this.delivery.start();
    return this;
  }

  async stop(): Promise<void> {
    await this.channel.stop();
    await this.reception.stop();
    await this.delivery.stop();
  }

  /** Everything logged, debug lines included. */
  get logged(): string {
    return this.#log.join('');
  }
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds = 8_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
