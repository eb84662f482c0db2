import type { Block, Section } from '../print/model.ts';
import { columns } from './checked.ts';
import { dayWords, type Reading, timeWords } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

const T = FILE_TEXTS.audited;

/**
 * 查阅和打印记录: how long the case's audit chain is and where it begins and ends, by which the paper can be compared with
 * the log for ever; and who read the file for what, by office and not by name.
 */
export async function auditedSection(reading: Reading): Promise<Section> {
  const { unit, row } = reading;
  const entries = await unit.db
    .selectFrom('audit')
    .select(['seq', 'at', 'actor', 'action', 'detail_json', 'previous', 'hash'])
    .where('chain', '=', row.id)
    .orderBy('seq')
    .execute();
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return { title: FILE_TEXTS.sections.audited, blocks: [] };
  const linked = entries.every(
    ({ seq, previous }, i) => seq === i + 1 && (i === 0 || previous === entries[i - 1]?.hash),
  );
  const chain: Block = {
    kind: 'facts',
    facts: [
      [T.chain, T.count(entries.length, dayWords(first.at))],
      [T.first, grouped(first.hash)],
      [T.last, grouped(last.hash)],
      [T.whole, linked ? T.isWhole : T.isBroken],
      [T.checkpoint, await checkpoint(reading)],
    ],
  };
  const reads = await readings(reading, entries);
  return { title: FILE_TEXTS.sections.audited, blocks: [chain, ...reads] };
}

/** In groups of eight, as a hash is compared by eye. */
function grouped(hash: string): string {
  return hash.replace(/.{8}(?=.)/g, '$& ');
}

async function checkpoint({ unit, row }: Reading): Promise<string> {
  const head = await unit.db
    .selectFrom('checkpoint_heads')
    .select(['day', 'seq'])
    .where('chain', '=', row.id)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return head === undefined ? T.unsigned : T.signed(dayWords(head.day), head.seq);
}

interface Read {
  at: string;
  actor: string;
  action: string;
  detail_json: string;
}

async function readings({ actors }: Reading, entries: readonly Read[]): Promise<Block[]> {
  const counts = new Map<string, { who: string; why: string; times: number; last: string }>();
  for (const { at, actor, action, detail_json } of entries) {
    if (action !== 'read') continue;
    const who = actor.startsWith('resident:') ? T.self : await actors.office(actor);
    const why = purposeOf(detail_json);
    const known = counts.get(`${who} ${why}`);
    counts.set(`${who} ${why}`, { who, why, times: (known?.times ?? 0) + 1, last: at });
  }
  if (counts.size === 0) return [{ kind: 'text', text: T.noReads }];
  const rows = [...counts.values()].map(({ who, why, times, last }) => [
    who,
    why,
    String(times),
    timeWords(last),
  ]);
  return [{ kind: 'table', columns: columns(T.reads, [36, 24, 12, 28]), rows }];
}

/** A purpose in words; one of a later program is never printed as its code. */
function purposeOf(json: string): string {
  const { purpose = '' } = JSON.parse(json) as { purpose?: string };
  return Object.entries(T.purposes).find(([each]) => each === purpose)?.[1] ?? T.otherPurpose;
}
