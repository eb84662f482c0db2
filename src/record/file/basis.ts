import type { Stage } from '../../casework/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import type { BasisDocuments } from '../documents.ts';
import type { Block, Section } from '../print/model.ts';
import { columns } from './checked.ts';
import { cited, type Reading, words } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

const T = FILE_TEXTS.basis;

/** Where a document says something, with its very words. */
interface Quoted {
  document: string;
  path: readonly string[];
  quote: string;
}

/**
 * 依据: the articles that this case was handled by. Those of the procedure for the stages that it went through and the
 * departments that it was given to, and those of its measures. What rests on no document is a sample, and not here.
 */
export async function basisSection(
  reading: Reading,
  documents: BasisDocuments,
  today: string,
): Promise<Section> {
  const rows = new Map<string, string[]>();
  const add = (use: string, { document, path, quote }: Quoted) => {
    const known = documents.find(document, today);
    const title = known === undefined ? document : `${cited(known.title)}${known.number ?? ''}`;
    const state = known === undefined ? '' : T.states[known.state];
    rows.set(`${use} ${document} ${path.join('/')} ${quote}`, [
      use,
      `${title}\n${path.join('')}`,
      quote,
      state,
    ]);
  };
  const procedure = reading.parts.procedures.of(reading.row.county as RegionCode);
  for (const stage of await passed(reading)) {
    const rule = procedure.rule(stage);
    for (const source of rule?.sources ?? []) add(T.stage(rule?.label ?? stage), source);
  }
  for (const { cause, unit } of reading.file.tasks) {
    for (const rule of procedure.departments(cause)) {
      const isThis = procedure.isSameOffice(rule.unit, unit) && rule.source !== undefined;
      if (isThis && rule.source !== undefined) add(T.department(cause), rule.source);
    }
  }
  const line = procedure.lineOf(Number(reading.row.opened_at.slice(0, 4)));
  if (line !== undefined) add(T.line, line.source);
  for (const { title, basis } of reading.support.measures) {
    if (basis !== undefined) add(T.measure(words(reading, title)), { ...basis, path: [basis.article] });
  }
  const blocks: Block[] =
    rows.size === 0
      ? [{ kind: 'text', text: T.none }]
      : [{ kind: 'table', columns: columns(T.columns, [17, 32, 37, 14]), rows: [...rows.values()] }];
  return { title: FILE_TEXTS.sections.basis, blocks };
}

async function passed({ unit, row }: Reading): Promise<Stage[]> {
  const stages = await unit.db
    .selectFrom('case_stages')
    .select('stage')
    .where('case_id', '=', row.id)
    .orderBy('position')
    .execute();
  return [...new Set(stages.map(({ stage }) => stage as Stage))];
}
