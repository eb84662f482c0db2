import { createInterface } from 'node:readline';
import { type Answer, type Answerer, type Corpus, MAX_QUESTION, type Role } from '../../policy/index.ts';
import { type Divisions, InvalidRegionError, parseRegion, type RegionCode } from '../../regions/index.ts';
import { ROLE_NAMES, TEXTS, VALIDITY_NAMES } from './texts.ts';

/** What the terminal chat talks to. */
export interface ChatParts {
  answerer: Pick<Answerer, 'ask'>;
  corpus: Pick<Corpus, 'documents'>;
  divisions: Divisions;
  /** Today as YYYY-MM-DD. */
  today: () => string;
}

/** A conversation in a terminal: who asks, from where, and what the last answer rested on. */
export class ConsoleChat {
  readonly #parts: ChatParts;
  #region: RegionCode;
  #role: Role = 'resident';
  #last: Answer | undefined;

  constructor(parts: ChatParts, region: RegionCode) {
    this.#parts = parts;
    this.#region = region;
  }

  welcome(): string {
    return TEXTS.welcome(this.#parts.divisions.nameOf(this.#region));
  }

  /** Replies to one line; undefined ends the conversation. */
  async reply(line: string): Promise<string | undefined> {
    const text = line.slice(0, MAX_QUESTION).trim();
    if (text === '') return '';
    if (/^[/／]/.test(text)) return this.#command(text.slice(1));
    this.#last = await this.#parts.answerer.ask({
      question: line,
      region: this.#region,
      role: this.#role,
      today: this.#parts.today(),
    });
    return [this.#last.answer, ...this.#sources(2), '', TEXTS.nextSteps].join('\n');
  }

  #command(text: string): string | undefined {
    const [name = '', ...rest] = text.split(/\s+/);
    const argument = rest.join(' ');
    if (['退出', 'exit', 'quit', 'q'].includes(name)) return undefined;
    if (name === '帮助' || name === 'help' || name === '') return TEXTS.help;
    if (name === '地区') return this.#moveTo(argument);
    if (name === '来源')
      return this.#last === undefined ? TEXTS.noSources : this.#sources().join('\n') || TEXTS.noSources;
    if (name !== '角色') return TEXTS.unknownCommand(text);
    const role = Object.hasOwn(ROLE_NAMES, argument) ? ROLE_NAMES[argument] : undefined;
    if (role === undefined) return TEXTS.unknownRole;
    this.#role = role;
    return TEXTS.role(argument);
  }

  #moveTo(argument: string): string {
    const { divisions } = this.#parts;
    if (/^\d+$/.test(argument)) {
      try {
        this.#region = parseRegion(argument);
      } catch (error) {
        if (error instanceof InvalidRegionError) return error.message;
        throw error;
      }
      return TEXTS.place(divisions.nameOf(this.#region));
    }
    const places = divisions.placesIn(argument).filter(({ length }) => length === argument.length);
    // 抚顺 is the city and a county in it: the larger one holds both.
    const place = places.find(({ code }) => places.every((other) => other.code.startsWith(code)));
    if (argument === '全国') this.#region = parseRegion('0');
    else if (places.length === 0) return TEXTS.unknownPlace(argument);
    else if (place === undefined) {
      return TEXTS.severalPlaces(
        places.map(({ code }) => `${code} ${divisions.fullNameOf(code)}`).join('、'),
      );
    } else this.#region = place.code;
    return TEXTS.place(divisions.nameOf(this.#region));
  }

  #sources(most = Number.POSITIVE_INFINITY): string[] {
    const { documents } = this.#parts.corpus;
    const citations = this.#last?.citations.slice(0, most) ?? [];
    if (citations.length === 0) return [];
    const lines = citations.map(({ document, number, article, quote, validity }, i) => {
      const title = documents.get(document)?.title ?? document;
      return `  ${i + 1}. 《${title}》${number} ${article}【${VALIDITY_NAMES[validity]}】\n     “${quote}”`;
    });
    return ['', TEXTS.sources, ...lines];
  }
}

/** Runs the chat on a terminal or a pipe until /退出 or the end of input. */
export async function runConsole(
  chat: ConsoleChat,
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): Promise<void> {
  output.write(`${chat.welcome()}\n\n`);
  const lines = createInterface({ input, output, terminal: input.isTTY === true, prompt: TEXTS.prompt });
  if (input.isTTY) lines.prompt();
  for await (const line of lines) {
    const reply = await chat.reply(line);
    if (reply === undefined) break;
    if (reply !== '') output.write(`${reply}\n\n`);
    if (input.isTTY) lines.prompt();
  }
  output.write(`${TEXTS.goodbye}\n`);
  lines.close();
}
