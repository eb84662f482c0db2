import { join } from 'node:path';
import { CAUSES } from '../../declaration/index.ts';
import { ancestors, NATION, type RegionCode } from '../../regions/index.ts';
import type { AlertsRule, DepartmentRule, ProcedureContent, StageRule } from './content.ts';
import { conform, DataFileError, dataFiles, readDataFile } from './data-file.ts';
import { officeLine } from './offices.ts';
import { Procedure } from './procedure.ts';
import { RegionFile, type StagePart, type Waits, WholeStage } from './region-file.ts';
import { mergeRemoval } from './removal.ts';
import { mergeRights } from './rights-rule.ts';
import { OPEN_STAGES, STAGES, type Stage } from './stage.ts';

/** Stages that a county may do without. */
const SKIPPABLE: readonly Stage[] = [
  'verification',
  'village_review',
  'notice',
  'township_review',
  'county_decision',
];

/** The procedures of all divisions: the nation's defaults, overridden by the nearer files stage by stage, key by key. */
export class Procedures {
  readonly #folder: string;
  readonly #files: ReadonlyMap<RegionCode, RegionFile>;
  readonly #merged = new Map<string, Procedure>();

  constructor(files: readonly RegionFile[], folder = 'corpus/regions') {
    this.#folder = folder;
    this.#files = new Map(files.map((file) => [file.region, file]));
    if (!this.#files.has(NATION)) throw new DataFileError(folder, '缺 0.yaml（全国的默认程序）');
    // Merged at once, so that a wrong file stops the start and not a resident's declaration.
    for (const region of this.#files.keys()) this.of(region);
  }

  /**
   * Reads `<code>.yaml` of a folder, each checked, and merges them.
   * @throws DataFileError naming the file and the key
   */
  static load(folder: string): Procedures {
    const files = dataFiles(folder).map((name) => {
      const file = readDataFile(folder, name, RegionFile);
      const path = join(folder, `${name}.yaml`);
      if (file.region !== name)
        throw new DataFileError(path, `region：文件名和里面的代码（${file.region}）不一致`);
      if (file.region.length > 6) throw new DataFileError(path, 'region：程序最细写到县级（6 位代码）');
      if (file.region === NATION && file.approvedBy !== null) {
        throw new DataFileError(path, 'approvedBy：全国默认值不能代县里审核，请在县（市）的文件里填');
      }
      return file;
    });
    return new Procedures(files, folder);
  }

  /** The files as read, the nation's among them. */
  get files(): readonly RegionFile[] {
    return [...this.#files.values()];
  }

  /** The procedure that holds in a division. Places under the same files share one. */
  of(region: RegionCode): Procedure {
    const county = region.slice(0, 6) as RegionCode;
    const known = this.#merged.get(county);
    if (known !== undefined) return known;
    const chain = [NATION, ...ancestors(county).reverse()].flatMap((code) => this.#files.get(code) ?? []);
    const procedure = new Procedure(this.#merge(county, chain));
    this.#merged.set(county, procedure);
    return procedure;
  }

  #merge(region: RegionCode, chain: readonly RegionFile[]): ProcedureContent {
    const nearest = chain.at(-1);
    const path = join(this.#folder, `${nearest?.region ?? NATION}.yaml`);
    const approvedBy = nearest?.approvedBy ?? null;
    const content: ProcedureContent = {
      region,
      files: chain.map((file) => file.region),
      approved: approvedBy !== null,
      approvedBy,
      approvedOn: nearest?.approvedOn ?? null,
      stages: STAGES.flatMap((stage) => mergeStage(path, stage, chain, approvedBy !== null)),
      total: last(chain, (file) => file.total) ?? null,
      decisionAt: last(chain, (file) => file.decisionAt) ?? ['county_decision'],
      lines: last(chain, (file) => file.lines) ?? [],
      departments: mergeDepartments(chain, approvedBy !== null),
      officeNames: chain.flatMap((file) => file.officeNames),
      contacts: byId(chain.map((file) => file.contacts)),
      openingHours: last(chain, (file) => file.openingHours) ?? null,
      visitDays: last(chain, (file) => file.visitDays) ?? [],
      reviewCycles: byId(chain.map((file) => file.reviewCycles)),
      alerts: mergeAlerts(chain, approvedBy !== null),
      waits: mergeWaits(chain),
      removal: mergeRemoval(
        chain.map((file) => file.removal),
        approvedBy !== null,
      ),
      rights: mergeRights(
        chain.map((file) => file.rights),
        approvedBy !== null,
      ),
      notes: chain.flatMap((file) => file.notes),
    };
    assertSound(path, content);
    return content;
  }
}

/** Each wait as the nearest file that sets it has it. */
function mergeWaits(chain: readonly RegionFile[]): Waits {
  const of = (key: keyof Waits) => last(chain, (file) => file.waits[key]) ?? null;
  return { papers: of('papers'), supplement: of('supplement'), transfer: of('transfer') };
}

/** The value of the nearest file that sets it; a set null counts. */
function last<T>(chain: readonly RegionFile[], read: (file: RegionFile) => T | undefined): T | undefined {
  return chain.map(read).findLast((value) => value !== undefined);
}

function mergeStage(
  path: string,
  stage: Stage,
  chain: readonly RegionFile[],
  approved: boolean,
): StageRule[] {
  let part: StagePart = {};
  let sources: StageRule['sources'] = [];
  let limitFrom = NATION;
  for (const file of chain) {
    const nearer = file.stages[stage];
    if (nearer === undefined) continue;
    // A farther document no longer states what a nearer file sets; nor does a note on a limit outlive the limit.
    sources = sources
      .map((source) => ({ ...source, states: source.states.filter((key) => nearer[key] === undefined) }))
      .filter((source) => source.states.length > 0);
    if (nearer.source !== undefined) sources = [nearer.source, ...sources];
    if (nearer.limit !== undefined) {
      limitFrom = file.region;
      const { note: _note, confirm: _confirm, ...rest } = part;
      part = rest;
    }
    part = { ...part, ...nearer };
  }
  if (part.skip === true) return [];
  const whole = conform(`${path}（合并后 stages.${stage}）`, WholeStage, part);
  const [source] = sources;
  return [
    {
      stage,
      ...whole,
      sample: !approved && !sources.some(({ states }) => states.includes('limit')),
      limitFrom,
      confirm: part.confirm ?? false,
      ...(source === undefined
        ? {}
        : { source: { document: source.document, path: source.path, quote: source.quote } }),
      sources,
      ...(part.note === undefined ? {} : { note: part.note }),
    },
  ];
}

/** Each cause's departments as the nearest file that names any has them. */
function mergeDepartments(chain: readonly RegionFile[], approved: boolean): DepartmentRule[] {
  return CAUSES.flatMap((cause) => {
    const file = chain.findLast((each) => each.departments[cause] !== undefined);
    return (file?.departments[cause] ?? []).map(({ unit, office, confirm, note, source }) => ({
      cause,
      unit: office ?? (file !== undefined && file.region.length < 6 ? officeLine(unit) : unit),
      printed: unit,
      sample: !approved && (confirm || office !== undefined || source === undefined),
      ...(note === undefined ? {} : { note }),
      ...(source === undefined ? {} : { source }),
    }));
  });
}

/** The limit as the nearest file sets it; a sample unless that file's own source states it. */
function mergeAlerts(chain: readonly RegionFile[], approved: boolean): AlertsRule {
  const nearest = chain.findLast(({ alerts }) => alerts?.limit !== undefined)?.alerts;
  const stated = nearest?.source?.states.includes('limit') === true;
  return { limit: nearest?.limit ?? null, sample: !approved && !stated };
}

/** Entries of all files, the nearest first; of one id the nearest. */
function byId<T extends { id: string }>(lists: readonly (readonly T[])[]): T[] {
  const found = new Map<string, T>();
  for (const entry of [...lists].reverse().flat()) if (!found.has(entry.id)) found.set(entry.id, entry);
  return [...found.values()];
}

/** What no single file shows but the merged procedure must keep. */
function assertSound(path: string, { stages, total, decisionAt }: ProcedureContent): void {
  const has = (stage: Stage) => stages.some((rule) => rule.stage === stage);
  for (const stage of STAGES) {
    if (!has(stage) && !SKIPPABLE.includes(stage)) {
      throw new DataFileError(path, `stages.${stage}.skip：这个环节不能省`);
    }
  }
  for (const stage of decisionAt) {
    if (!has(stage)) throw new DataFileError(path, `decisionAt：${stage} 已省去，不能在那里决定`);
  }
  const lastOpen = OPEN_STAGES.findLast(has);
  if (!decisionAt.some((stage) => stage === lastOpen)) {
    throw new DataFileError(
      path,
      `decisionAt：最后一个环节 ${lastOpen ?? ''} 必须能作决定，不然件会停在那里`,
    );
  }
  for (const { stage, limit, warnBefore } of stages) {
    if (limit !== null && warnBefore >= limit) {
      throw new DataFileError(
        path,
        `stages.${stage}.warnBefore：提前${warnBefore}天提醒，时限只有${limit}天`,
      );
    }
  }
  if (total !== null) assertWithinTotal(path, stages, total);
}

function assertWithinTotal(
  path: string,
  stages: readonly StageRule[],
  total: NonNullable<ProcedureContent['total']>,
): void {
  const within = OPEN_STAGES.slice(OPEN_STAGES.indexOf(total.from), OPEN_STAGES.indexOf(total.to) + 1);
  const rules = stages.filter((rule) => (within as readonly Stage[]).includes(rule.stage));
  const sum = rules
    .filter((rule) => rule.countsFrom === 'stage')
    .reduce((days, rule) => days + (rule.limit ?? 0), 0);
  if (sum > total.limit) {
    throw new DataFileError(path, `total.limit：各环节时限合计${sum}个工作日，超过总时限${total.limit}个`);
  }
  for (const { stage, limit, countsFrom } of rules) {
    if (countsFrom === 'received' && limit !== null && limit > total.limit) {
      throw new DataFileError(path, `stages.${stage}.limit：${limit}个工作日，超过总时限${total.limit}个`);
    }
  }
}
