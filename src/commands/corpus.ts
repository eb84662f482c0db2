import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkMeasures, checkProcedures, MeasureCatalogue, Procedures } from '../casework/index.ts';
import { readConfig } from '../config.ts';
import { addDocument, checkCorpus, loadCorpus } from '../policy/index.ts';
import { InvalidRegionError, parseRegion, type RegionCode } from '../regions/index.ts';
import { MonthlyChecks } from '../register/index.ts';
import { describeDocument, type Reported, reportText } from './corpus-report.ts';
import { UsageError } from './usage.ts';

const USAGE = `用法：
  corpus add 文件或文件夹 [--slug 名] [--jurisdiction 代码] [--title 标题] [--number 文号] [--issued YYYY-MM-DD]
  corpus check
  corpus report [文件名] [--json]`;

/** `corpus add | check | report`: puts documents into the corpus and shows what became of them. */
export async function corpus(args: string[]): Promise<void> {
  const [verb, ...rest] = args;
  const folder = readConfig().CORPUS_DIR;
  if (verb === 'add') await add(folder, rest);
  else if (verb === 'check') check(folder, rest);
  else if (verb === 'report') report(folder, rest);
  else throw new UsageError(USAGE);
}

async function add(folder: string, args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      slug: { type: 'string' },
      jurisdiction: { type: 'string' },
      title: { type: 'string' },
      number: { type: 'string' },
      issued: { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(USAGE);
  if (values.issued !== undefined && !isDay(values.issued))
    throw new UsageError(`--issued 应写成 YYYY-MM-DD：${values.issued}`);
  const jurisdiction = values.jurisdiction === undefined ? undefined : region(values.jurisdiction);
  const { outcome, document, ingested, warnings, drafted } = await addDocument(folder, path, {
    ...values,
    jurisdiction,
  });
  if (outcome === 'unchanged') {
    process.stdout.write(`这份文件已经在语料里：documents/${document.slug}，没有改动\n`);
    return;
  }
  process.stdout.write(reportText(describeDocument(document, ingested, warnings)));
  const file = join(folder, 'documents', document.slug, 'document.yaml');
  const review = drafted ? `请对照原件核对 ${file}（标题、文号、日期、适用地区、有效期）` : `已沿用 ${file}`;
  process.stdout.write(`下一步：${review}，再看一遍上面的修补，然后运行 npm run -s corpus -- check\n`);
}

function check(folder: string, args: string[]): void {
  parseArgs({ args });
  const loaded = loadCorpus(folder);
  const procedures = Procedures.load(join(folder, 'regions'));
  const checks = MonthlyChecks.load(join(folder, 'checks'));
  const measures = MeasureCatalogue.load(folder);
  const problems = [
    ...checkCorpus(loaded),
    ...checkProcedures(procedures, loaded),
    ...checkMeasures(measures, loaded),
    ...checks.problems(loaded),
  ];
  if (problems.length > 0) {
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    process.stderr.write(`语料检查没有通过：${problems.length} 个问题\n`);
    process.exitCode = 1;
    return;
  }
  const questions = loaded.questions.reduce((sum, entry) => sum + entry.questions.length, 0);
  process.stdout.write(
    `语料检查通过：${loaded.documents.size} 份文件，${loaded.articles.length} 条条文，${loaded.rules.length} 条规则，${questions} 个问法，${procedures.files.length} 份办理程序，${measures.entries.length} 条帮扶措施\n`,
  );
}

function report(folder: string, args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const [slug, ...more] = positionals;
  if (more.length > 0) throw new UsageError(USAGE);
  const loaded = loadCorpus(folder);
  const documents = [...loaded.documents.values()].filter(
    (document) => slug === undefined || document.slug === slug,
  );
  if (documents.length === 0) {
    throw new UsageError(`没有“${slug}”这份文件；有：${[...loaded.documents.keys()].join(' ')}`);
  }
  const reports = documents.flatMap((document): Reported[] => {
    const ingested = loaded.ingested.get(document.slug);
    return ingested === undefined ? [] : [describeDocument(document, ingested, [])];
  });
  process.stdout.write(
    values.json ? `${JSON.stringify(reports, null, 2)}\n` : reports.map(reportText).join('\n'),
  );
}

function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function region(code: string): RegionCode {
  try {
    return parseRegion(code);
  } catch (error) {
    if (error instanceof InvalidRegionError) throw new UsageError(error.message);
    throw error;
  }
}
