/**
 * How long a county's year takes: a household sheet imported and as many alerts matched to it.
 *
 *     node --max-old-space-size=384 --import tsx test/alerts/volume.ts [households] [alerts]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createEngine } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { idCheck } from '../../src/declaration/id-number.ts';
import { Gazetteer, type RegionCode } from '../../src/regions/index.ts';
import { writeWorkbook } from '../../src/sheets/index.ts';
import { Keyring, randomId, Storage } from '../../src/storage/index.ts';

const COUNTY = '411024' as RegionCode;
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志海红梅'];

/** What a run came to. */
export interface Measured {
  households: number;
  alerts: { taken: number; exact: number; doubtful: number; unknown: number };
  /** Seconds of the clock. */
  seconds: { register: number; alerts: number };
  /** Longest that a short transaction of another chat waited meanwhile; ms. */
  longestWait: number;
  /** Longest that the loop of events stood still; ms. */
  longestPause: number;
  /** Megabytes in use at the most. */
  heap: number;
}

interface Person {
  name: string;
  id: string;
  township: string;
  village: string;
  household: number;
  head: boolean;
}

/** People of a county: three a household, in its true villages. */
function peopleOf(households: number): Person[] {
  const gazetteer = Gazetteer.load('corpus/gazetteer');
  const villages = gazetteer
    .townshipsOf(COUNTY)
    .flatMap(({ code, name }) =>
      gazetteer.villagesOf(code).map((village) => ({ township: name, village: village.name })),
    );
  const people: Person[] = [];
  for (let household = 0; household < households; household += 1) {
    const home = villages[household % villages.length] ?? { township: '', village: '' };
    for (let member = 0; member < 3; member += 1) {
      people.push({
        ...home,
        name: nameOf(people.length),
        id: idOf(people.length),
        household,
        head: member === 0,
      });
    }
  }
  return people;
}

function nameOf(n: number): string {
  const sign = (list: readonly string[], at: number) => list[at % list.length] ?? '';
  return sign(SURNAMES, n) + sign(GIVEN, Math.floor(n / 20)) + sign(GIVEN, Math.floor(n / 640));
}

/** The n-th number of the county: a day of birth and a serial of its own. */
function idOf(n: number): string {
  const day = String((n % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(n / 28) % 12) + 1).padStart(2, '0');
  const year = 1940 + (Math.floor(n / 336) % 70);
  const digits = `${COUNTY}${year}${month}${day}${String(Math.floor(n / 23520) + 1).padStart(3, '0')}`;
  return digits + idCheck(digits);
}

function registerSheet(people: readonly Person[]): Uint8Array {
  const columns = [
    '数据日期',
    '乡(镇)',
    '行政村',
    '户编号',
    '姓名',
    '证件号码',
    '人数',
    '与户主关系',
    '监测对象类别',
  ];
  const rows = people.map(({ name, id, township, village, household, head }) => [
    '202610',
    township,
    village,
    `4110240${household}`,
    name,
    id,
    3,
    head ? '户主' : '之子',
    '边缘易致贫户',
  ]);
  return writeWorkbook([{ name: '户', columns, rows }]);
}

/** Of ten rows seven name somebody on record by ID number, two by name and village, one somebody unknown. */
function alertSheet(people: readonly Person[], count: number): Uint8Array {
  const columns = ['姓名', '身份证号', '乡镇', '村', '病种', '个人自付金额', '结算日期'];
  const rows = Array.from({ length: count }, (_, n) => {
    const person = people[(n * 7) % people.length];
    if (person === undefined) return [];
    const kind = n % 10;
    const id = kind < 7 ? person.id : kind < 9 ? '' : idOf(200_000 + n);
    const name = kind === 9 ? `欧阳${nameOf(n).slice(1)}` : person.name;
    return [name, id, person.township, person.village, '高血压', 1000 + n, '2026-09-03'];
  });
  return writeWorkbook([{ name: '名单', columns, rows }]);
}

/** Imports a county's households and a department's alerts into a new database file. */
export async function measure(households: number, alerts: number): Promise<Measured> {
  const people = peopleOf(households);
  const [first, second] = [registerSheet(people), alertSheet(people, alerts)];
  const folder = mkdtempSync(join(tmpdir(), 'yimatong-volume-'));
  const storage = await Storage.open({
    url: join(folder, 'volume.db'),
    keyring: Keyring.parse(`t1:${Buffer.alloc(32, 7).toString('base64')}`),
    clock: () => new Date(),
    ids: randomId,
  });
  const pauses = monitorEventLoopDelay({ resolution: 10 });
  const watch = new Watch(storage);
  try {
    const engine = createEngine(readConfig({}), {
      storage,
      policy: {
        answerer: { ask: () => Promise.reject(new Error('nobody asks')) },
        corpus: { documents: new Map() },
      },
      log: { warn: () => undefined },
      settings: { region: COUNTY, personalData: () => 'allow' },
    });
    const began = performance.now();
    await engine.register.importSheet(storage, 'operator', { bytes: first, name: '户.xlsx', county: COUNTY });
    const middle = performance.now();
    watch.begin();
    pauses.enable();
    const given = {
      county: COUNTY,
      unit: '县医保局',
      bytes: second,
      name: '名单.xlsx',
      cause: '因病' as const,
    };
    const outcome = await engine.alerts.import(storage, 'operator', given);
    const ended = performance.now();
    await watch.end();
    if (!outcome.ok) throw new Error(outcome.reason);
    const { taken, counts } = outcome.report;
    return {
      households,
      alerts: { taken, exact: counts.exact, doubtful: counts.doubtful, unknown: counts.unknown },
      seconds: { register: seconds(middle - began), alerts: seconds(ended - middle) },
      longestWait: Math.round(watch.longest),
      longestPause: Math.round(pauses.max / 1e6),
      heap: watch.heap,
    };
  } finally {
    await watch.end();
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

/** Another chat beside the import: a short transaction now and then, and how long each had to wait. */
class Watch {
  readonly #storage: Storage;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();
  longest = 0;
  heap = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  begin(): void {
    this.#timer = setInterval(() => {
      this.heap = Math.max(this.heap, Math.round(process.memoryUsage().heapUsed / 1e6));
      this.#last = this.#last.then(() => this.#look());
    }, 100);
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#last;
  }

  async #look(): Promise<void> {
    const began = performance.now();
    await this.#storage.transaction((unit) =>
      unit.audit.append('volume', { actor: 'system', action: 'looked' }),
    );
    this.longest = Math.max(this.longest, performance.now() - began);
  }
}

if (process.argv[1]?.endsWith('volume.ts') === true) {
  const [households = 20_000, alerts = 60_000] = process.argv.slice(2).map(Number);
  const used = process.cpuUsage();
  const measured = await measure(households, alerts);
  const { user, system } = process.cpuUsage(used);
  process.stdout.write(`${JSON.stringify({ ...measured, cpu: seconds((user + system) / 1000) })}\n`);
}
