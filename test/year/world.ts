import { formTexts } from '../../src/dialogue/index.ts';
import { parseRegion } from '../../src/regions/index.ts';
import type { Ids } from './act.ts';
import { compare, newestCase } from './compare.ts';
import { type Answer, County, type Message, type Mishap } from './county.ts';
import { type Case, type Household, type Member, type Role, Year } from './model.ts';
import { COUNTY } from './procedure.ts';
import { type Reason, SAYS } from './reasons.ts';

const STAFF: readonly [chat: string, role: Role, region: string, unit?: string][] = [
  ['晋庄村甲', 'village', '411024104205'],
  ['晋庄村乙', 'village', '411024104205'],
  ['任庄村甲', 'village', '411024104206'],
  ['温寨村甲', 'village', '411024102222'],
  ['竹园村甲', 'village', '411024105205'],
  ['望田镇甲', 'township', '411024104'],
  ['望田镇乙', 'township', '411024104'],
  ['柏梁镇甲', 'township', '411024102'],
  ['柏梁镇乙', 'township', '411024102'],
  ['马坊镇甲', 'township', '411024105'],
  ['县里甲', 'county', COUNTY],
  ['县里乙', 'county', COUNTY],
  ['医保局', 'department', COUNTY, '县医保局'],
  ['卫健委', 'department', COUNTY, '县卫健委'],
  ['住建局', 'department', COUNTY, '县住建局'],
  ['民政局', 'department', COUNTY, '县民政局'],
  ['督导', 'supervisor', COUNTY],
];

const VILLAGES: readonly [code: string, township: string, village: string][] = [
  ['411024104205', '望田镇', '晋庄村'],
  ['411024104206', '望田镇', '任庄村'],
  ['411024102222', '柏梁镇', '温寨村'],
  ['411024105205', '', '竹园村'],
];

/** The real county and the model of it, side by side. */
export class World {
  readonly county: County;
  readonly m: Year;
  readonly ids: Ids;
  #nth = 0;

  private constructor(county: County, m: Year) {
    this.county = county;
    this.m = m;
    this.ids = { task: (c, task) => taskId(county, c, c.tasks.indexOf(task)) };
  }

  static async open(url: string, at: Date, households: number): Promise<World> {
    const m = new Year();
    const world = new World(await County.open(url, at), m);
    m.now = at.getTime();
    for (const [chat, role, region, unit] of STAFF) {
      const post = { role, region, ...(unit === undefined ? {} : { unit }) };
      const id = await world.county.hire(chat, post);
      m.members.push({ chat, actor: `staff:${id}`, ...post });
    }
    await world.#settle(households);
    await world.county.told();
    return world;
  }

  /** Takes the register in: every household is on record by its head's ID number. */
  async #settle(households: number): Promise<void> {
    const rows: string[] = [];
    const month = this.m.today.slice(0, 7).replace('-', '');
    for (let n = 0; n < households; n += 1) {
      const [code = '', , village = ''] = VILLAGES[n % VILLAGES.length] ?? [];
      const township = this.county.engine.gazetteer.place(parseRegion(code.slice(0, 9)))?.name ?? '';
      const household: Household = {
        chat: `户${n}`,
        name: nameOf(n),
        idNumber: idNumberOf(n),
        phone: `138${String(10_000_000 + n)}`,
        village: code,
        actor: '',
      };
      this.m.households.push(household);
      rows.push([month, township, village, n, household.name, household.idNumber, '本人', '', ''].join(','));
    }
    const header = '数据日期,乡(镇),行政村,户编号,姓名,证件号码,与户主关系,监测对象类别,风险是否已消除';
    const bytes = new TextEncoder().encode([header, ...rows].join('\n'));
    const { engine, storage } = this.county;
    const given = { bytes, name: '底册.csv', county: parseRegion(COUNTY) };
    const report = await engine.register.importSheet(storage, 'operator', given);
    if (report.taken !== households) throw new Error(JSON.stringify(report.faults.slice(0, 3)));
  }

  wait(ms: number): void {
    this.county.wait(ms);
    this.m.now = this.county.now.getTime();
  }

  /** A number that was not used before. */
  next(): number {
    this.#nth += 1;
    return this.#nth;
  }

  get notice(): string {
    return formTexts(this.county.engine.gazetteer, parseRegion(COUNTY)).notice.version;
  }

  /** Says one thing after the other in a chat, until something is refused; all that was answered. */
  async say(chat: string, messages: readonly Message[], mishap: Mishap, caseId = ''): Promise<string> {
    const heard: string[] = [];
    for (const [i, message] of messages.entries()) {
      const answer = await this.county.hear(chat, message, i === messages.length - 1 ? mishap : 'none');
      heard.push(answer.text);
      const asked = `case:${caseId}`;
      if (answer.buttons.includes(asked)) heard.push((await this.county.hear(chat, `!${asked}`)).text);
      if (isRefusal(heard.join('\n'))) break;
    }
    return heard.join('\n');
  }

  hear(chat: string, message: Message, mishap: Mishap): Promise<Answer> {
    return this.county.hear(chat, message, mishap);
  }

  /** That a case, and who was told of what was done with it, is as the model has it. */
  async check(c: Case | undefined, what: string): Promise<void> {
    if (c !== undefined && c.id === '') Object.assign(c, await newestCase(this.county, this.m, c));
    if (c !== undefined) await compare(this.county, c, what);
    const told = await this.county.told();
    const missed = [...this.m.told].filter((chat) => !told.has(chat));
    const wrong = [...told].filter((chat) => !this.m.told.has(chat) && !this.m.mayHear.has(chat));
    if (missed.length + wrong.length > 0) {
      throw new Error(
        `${what}: told ${wrong.join(', ')} who must not hear of it; not told: ${missed.join(', ')}`,
      );
    }
  }

  begin(): void {
    this.m.told = new Set();
    this.m.mayHear = new Set();
    this.wait(1000);
  }
}

/** What whoever may not know of a thing reads, as if there were none. */
export const SAYS_NOT_FOUND = SAYS['not-found'];

function isRefusal(text: string): boolean {
  return Object.values(SAYS).some((words) => text.includes(words));
}

/** That a refusal is one of those that apply. */
export function assertRefused(text: string, reasons: readonly Reason[], what: string): void {
  if (!reasons.some((reason) => text.includes(SAYS[reason]))) {
    throw new Error(`${what}: to be refused for ${reasons.join(', ')}, but: ${text}`);
  }
}

export function assertDone(text: string, done: string, what: string): void {
  if (!text.includes(done)) throw new Error(`${what}: to be done (${done}), but: ${text}`);
}

async function taskId({ storage }: County, c: Case, index: number): Promise<string> {
  const rows = await storage.reading.db
    .selectFrom('tasks')
    .select(['id', 'unit', 'cause', 'follows', 'created_at', 'replied_at', 'check_result'])
    .where('case_id', '=', c.id)
    .execute();
  const task = c.tasks[index];
  const state = (row: (typeof rows)[number]) =>
    row.check_result ?? (row.replied_at === null ? 'waiting' : 'unchecked');
  const found = rows.find(
    (row) => row.unit === task?.unit && state(row) === task.state && (row.follows !== null) === task.again,
  );
  if (found === undefined) throw new Error(`no task of ${task?.unit} in ${c.receipt}`);
  return found.id;
}

const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'国建华明军平志文玉春秋江海山林石永福贵祥'];

function nameOf(n: number): string {
  const [a, b, c] = [n % 20, Math.floor(n / 20) % 20, Math.floor(n / 400) % 20];
  return `${FAMILY[a]}${GIVEN[b]}${GIVEN[(a + c + 7) % 20]}`;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** One that passes its check (GB 11643). */
function idNumberOf(n: number): string {
  const [month, day] = [1 + (n % 12), 1 + (Math.floor(n / 12) % 28)];
  const two = (part: number) => String(part).padStart(2, '0');
  const digits = `4110241965${two(month)}${two(day)}${String(n % 1000).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (WEIGHTS[i] ?? 0), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}

/** A household that a member looks after, or any. */
export function householdAt(m: Year, who: Member, n: number): Household | undefined {
  const own = m.households.filter(({ village }) => village.startsWith(who.region));
  return own[n % Math.max(1, own.length)];
}
