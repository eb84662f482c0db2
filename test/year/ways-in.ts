import { pick } from './act.ts';
import type { Command, Numbers } from './commands.ts';
import { alertsOf, checksAlert, declared, reported } from './households.ts';
import type { Alert, Member, Year } from './model.ts';
import { assertDone, householdAt, SAYS_NOT_FOUND, type World } from './world.ts';

const CAUSES = [['因病'], ['住房'], ['因病', '住房']] as const;

/** The first way in: a household fills the form. */
export class Declares implements Command {
  readonly #numbers: Numbers;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  check(): boolean {
    return true;
  }

  async run(m: Year, world: World): Promise<void> {
    const { n, v, mishap } = this.#numbers;
    const household = pick(m.households, n);
    if (household === undefined) return;
    world.begin();
    const urgent = v % 9 === 8;
    const placed = v % 8 !== 7;
    const causes = pick(CAUSES, v) ?? [];
    const { name, idNumber, phone, village } = household;
    const form = {
      ...{ filer: 'self', consent: 'all', notice: world.notice, consentedAt: world.county.now.toISOString() },
      ...{ name, idNumber, phone, place: placed ? village : '不知道', causes: [...causes], submit: true },
      story: urgent ? '房子塌了，没地方住' : '老伴去年得了癌症，住院花了八万多',
    };
    const before = m.openOf(household);
    const { text } = await world.hear(household.chat, { form }, mishap);
    assertDone(text, before === undefined ? '申报交上去了' : '没有另立新件', `${household.chat} declares`);
    household.actor = world.county.residentOf(household.chat);
    const c = declared(m, household, { causes, urgent, placed });
    m.count(before === undefined ? 'declared' : 'declared again');
    await world.check(c, `${household.chat} declares`);
  }

  toString(): string {
    return `declares${JSON.stringify(this.#numbers)}`;
  }
}

/** The second: a cadre of the village at the door. */
export class Visits implements Command {
  readonly #numbers: Numbers;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  check(): boolean {
    return true;
  }

  async run(m: Year, world: World): Promise<void> {
    const { n, v, mishap } = this.#numbers;
    const who = pick(
      m.members.filter(({ role }) => role === 'village'),
      n,
    );
    const household = who && householdAt(m, who, Math.floor(n / 7));
    if (who === undefined || household === undefined) return;
    const what = `${who.chat} visits ${household.chat}`;
    world.begin();
    if (v % 3 === 2) {
      const { text } = await world.hear(who.chat, `走访 ${household.name} 没事`, mishap);
      if (!/没事，记好了|已经记了有情况|已经记过/.test(text)) throw new Error(`${what}: ${text}`);
      m.count('nothing found');
      return world.check(m.openOf(household), what);
    }
    const urgent = v % 10 === 9;
    const words = `${urgent ? '家里断粮了' : '房子漏雨很厉害'}，第${world.next()}回看`;
    const { text } = await world.hear(who.chat, `走访 ${household.name} ${words}`, mishap);
    assertDone(text, m.openOf(household) === undefined ? '已经立件' : '已经补充进去', what);
    const told = { source: 'cadre' as const, causes: urgent ? [] : ['住房'], urgent };
    m.count(m.openOf(household) === undefined ? 'found' : 'found again');
    await world.check(reported(m, household, who, told), what);
  }

  toString(): string {
    return `visits${JSON.stringify(this.#numbers)}`;
  }
}

/** The third: a department's sheet. The same file a second time changes nothing. */
export class SheetComes implements Command {
  readonly #numbers: Numbers;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  check(): boolean {
    return true;
  }

  async run(m: Year, world: World): Promise<void> {
    const { n, wild } = this.#numbers;
    const household = pick(m.households, n);
    if (household === undefined) return;
    world.begin();
    const { storage } = world.county;
    const ids = async () =>
      (await storage.reading.db.selectFrom('alerts').select('id').execute()).map(({ id }) => id);
    const before = new Set(await ids());
    const illness = `肺炎${'甲乙丙丁戊己庚辛'[world.next() % 8]}`;
    const line = [household.name, household.idNumber, illness, m.today, world.next()].join(',');
    const bytes = new TextEncoder().encode(`姓名,身份证号,病种,结算日期,自付金额\n${line}\n`);
    for (let time = 0; time <= (wild ? 1 : 0); time += 1) {
      await world.hear('医保局', { sheet: { name: '高额费用.csv', bytes } }, 'none');
      const { text } = await world.hear('医保局', '导入', 'none');
      assertDone(text, time === 0 ? '预警导入好了' : '已经导入过', 'the sheet of 医保局');
    }
    const fresh = (await ids()).filter((id) => !before.has(id));
    if (fresh.length !== 1) throw new Error(`${fresh.length} alerts of one row`);
    m.alerts.push({ id: fresh[0] ?? '', household, cause: '因病', state: 'new' });
    m.count(`alert imported${wild ? ' twice' : ''}`);
    await world.check(m.openOf(household), 'the sheet of 医保局');
  }

  toString(): string {
    return `sheet${JSON.stringify(this.#numbers)}`;
  }
}

/** What a cadre found where a department had given warning. */
export class ChecksAlert implements Command {
  readonly #numbers: Numbers;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  check(m: Readonly<Year>): boolean {
    return this.#pair(m) !== undefined;
  }

  async run(m: Year, world: World): Promise<void> {
    const pair = this.#pair(m);
    if (pair === undefined) return;
    const { who, alert } = pair;
    const { household } = alert;
    const what = `${who.chat} 预警 ${household.chat}`;
    const { v, mishap } = this.#numbers;
    world.begin();
    const outcome = (['case', 'case', 'clear', 'gone'] as const)[v % 4] ?? 'clear';
    const words = { case: `有困难 住院花了五万，第${world.next()}回看`, clear: '没事', gone: '人不在了' };
    const { text } = await world.hear(who.chat, `预警 ${alert.id} ${words[outcome]}`, mishap);
    if (!checksAlert(who, alert)) {
      assertDone(text, SAYS_NOT_FOUND, what);
      m.deny(who);
      m.count('预警 refused');
      return world.check(m.openOf(household), what);
    }
    const before = m.openOf(household);
    for (const each of alertsOf(m, household)) each.state = outcome;
    m.count(`预警 ${outcome}`);
    if (outcome !== 'case') {
      assertDone(text, '记好了', what);
      return world.check(before, what);
    }
    assertDone(text, before === undefined ? '已立件' : '补充', what);
    const told = { source: 'department' as const, causes: [alert.cause], urgent: false };
    await world.check(reported(m, household, who, told), what);
  }

  #pair(m: Year): { who: Member; alert: Alert } | undefined {
    const { n, wild } = this.#numbers;
    const waiting = m.alerts.filter(({ state }) => state === 'new');
    const local = m.members.filter(({ role }) => role === 'village' || role === 'township');
    const pairs = waiting.flatMap((alert) => local.map((who) => ({ who, alert })));
    return pick(wild ? pairs : pairs.filter(({ who, alert }) => checksAlert(who, alert)), n);
  }

  toString(): string {
    return `预警${JSON.stringify(this.#numbers)}`;
  }
}

/** Time passes. */
export class Waits implements Command {
  readonly #hours: number;

  constructor(hours: number) {
    this.#hours = hours;
  }

  check(): boolean {
    return true;
  }

  async run(_: Year, world: World): Promise<void> {
    world.wait(this.#hours * 3_600_000);
  }

  toString(): string {
    return `waits ${this.#hours} h`;
  }
}

/** The process ends and another one goes on with the file. */
export class Restarts implements Command {
  check(): boolean {
    return true;
  }

  async run(m: Year, world: World): Promise<void> {
    await world.county.restart();
    m.count('restarted');
  }

  toString(): string {
    return 'restarts';
  }
}
