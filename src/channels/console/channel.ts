import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createInterface, type Interface } from 'node:readline';
import {
  type Button,
  type FileContent,
  type Inbound,
  isSheetName,
  type Reply,
} from '../../dialogue/index.ts';
import { type Divisions, InvalidRegionError, parseRegion, type RegionCode } from '../../regions/index.ts';
import type { Channel } from '../channel.ts';
import type { FilesFolder } from './files.ts';
import { ROLE_NAMES, TEXTS } from './texts.ts';

/** The name under which terminal conversations are kept. */
const CHANNEL = 'console';
/** There is one person at a terminal. */
const USER = 'terminal';
/** A photo or sheet that is larger is not even read. */
const MOST_BYTES = 20 * 1024 * 1024;

interface Parts {
  divisions: Divisions;
  region: RegionCode;
  /** Takes an event; resolves once it is worked and its replies are sent. */
  accept: (inbound: Inbound) => Promise<void>;
  /** Where files are put that the conversation gives. */
  files: FilesFolder;
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
}

/** A conversation in a terminal: buttons are numbered, and a number presses one. */
export class ConsoleChannel implements Channel {
  readonly name = CHANNEL;
  readonly #parts: Parts;
  #as: NonNullable<Inbound['as']>;
  /** Buttons under the last message. */
  #buttons: Button[] = [];
  #lines: Interface | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#as = { region: parts.region, role: 'resident' };
  }

  parts(reply: Reply): Reply[] {
    return [reply];
  }

  async send(_address: string, { text, buttons = [], file }: Reply, content?: FileContent): Promise<void> {
    this.#buttons = buttons;
    const row = buttons.map(({ label }, i) => `[${i + 1}] ${label}`).join('  ');
    const lines = [text, ...(file === undefined ? [] : [await this.#keep(file.name, content)]), row];
    this.#parts.output.write(`${lines.filter((line) => line !== '').join('\n')}\n\n`);
  }

  /** Puts a file where the person can open it, and says where. */
  async #keep(name: string, content: FileContent | undefined): Promise<string> {
    return content === undefined ? TEXTS.fileGone(name) : TEXTS.file(await this.#parts.files.put(content));
  }

  /** Talks until /退出 or the end of input. */
  async run(): Promise<void> {
    const { input, output } = this.#parts;
    output.write(`${TEXTS.welcome}\n\n`);
    await this.#hand({ action: 'menu' });
    // Not before: lines that come while nobody iterates are lost.
    const lines = createInterface({ input, output, terminal: input.isTTY === true, prompt: TEXTS.prompt });
    this.#lines = lines;
    if (input.isTTY) lines.prompt();
    for await (const line of lines) {
      if (!(await this.#take(line.trim()))) break;
      if (input.isTTY) lines.prompt();
    }
    output.write(`${TEXTS.goodbye}\n`);
    this.stop();
  }

  /** Ends the conversation from outside. */
  stop(): void {
    this.#lines?.close();
  }

  /** Takes one line; false ends the conversation. */
  async #take(line: string): Promise<boolean> {
    if (line === '') return true;
    if (/^[/／]/.test(line)) return this.#command(line.slice(1).trim());
    const button = /^\d{1,2}$/.test(line) ? this.#buttons[Number(line) - 1] : undefined;
    await this.#hand(button === undefined ? { text: line } : { action: button.id });
    return true;
  }

  async #hand(
    message: Pick<Inbound, 'text' | 'action' | 'attachments' | 'attachmentProblem'>,
  ): Promise<void> {
    const event = { channel: CHANNEL, eventId: randomUUID(), userId: USER, as: this.#as };
    await this.#parts.accept({ ...event, ...message });
  }

  async #command(text: string): Promise<boolean> {
    const [name = '', ...rest] = text.split(/\s+/);
    const argument = rest.join(' ');
    if (['退出', 'exit', 'quit', 'q'].includes(name)) return false;
    if (name === '照片' || name === '文件') await this.#attach(argument);
    else if (name === '地区') this.#say(this.#moveTo(argument));
    else if (name === '角色') this.#say(this.#actAs(argument));
    else if (name === '帮助' || name === 'help' || name === '') this.#say(TEXTS.help);
    // What other channels write as a command (/申报, /来源) is said in words.
    else await this.#hand({ text });
    return true;
  }

  #say(text: string): void {
    this.#parts.output.write(`${text}\n\n`);
  }

  async #attach(path: string): Promise<void> {
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes === undefined) return this.#say(TEXTS.noFile(path));
    const isLarge = bytes.length > MOST_BYTES;
    if (!isLarge) return this.#hand({ attachments: [{ bytes, name: path }] });
    const isTable = isSheetName(path);
    await this.#hand({ attachmentProblem: isTable ? 'sheet-too-large' : 'too-large' });
  }

  #actAs(argument: string): string {
    const role = Object.hasOwn(ROLE_NAMES, argument) ? ROLE_NAMES[argument] : undefined;
    if (role === undefined) return TEXTS.unknownRole;
    this.#as = { ...this.#as, role };
    return TEXTS.role(argument);
  }

  #moveTo(argument: string): string {
    const region = this.#placeOf(argument);
    if (typeof region === 'object') return region.problem;
    this.#as = { ...this.#as, region };
    return TEXTS.place(this.#parts.divisions.nameOf(region));
  }

  #placeOf(argument: string): RegionCode | { problem: string } {
    const { divisions } = this.#parts;
    if (argument === '全国') return parseRegion('0');
    if (/^\d+$/.test(argument)) {
      try {
        return parseRegion(argument);
      } catch (error) {
        if (error instanceof InvalidRegionError) return { problem: error.message };
        throw error;
      }
    }
    const places = divisions.placesIn(argument).filter(({ length }) => length === argument.length);
    if (places.length === 0) return { problem: TEXTS.unknownPlace(argument) };
    // 抚顺 is the city and a county in it: the larger one holds both.
    const place = places.find(({ code }) => places.every((other) => other.code.startsWith(code)));
    if (place !== undefined) return place.code;
    const list = places.map(({ code }) => `${code} ${divisions.fullNameOf(code)}`).join('、');
    return { problem: TEXTS.severalPlaces(list) };
  }
}
