import type { Block, Section } from '../print/model.ts';
import { columns } from './checked.ts';
import { dayWords, type Reading, shortDay, words } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

const N = FILE_TEXTS.notes;
const O = FILE_TEXTS.objected;
const M = FILE_TEXTS.moved;
const K = FILE_TEXTS.tasks;

/** 办理意见和决定: decisions first since they are what is looked for, then what else was written on the way. */
export async function handledSection(reading: Reading): Promise<Section> {
  const blocks: Block[] = [];
  const decisions = reading.file.notes.filter(({ kind }) => kind === 'decision');
  for (const { at, actor, text } of decisions) {
    blocks.push({ kind: 'heading', text: `${dayWords(at)}　${N.decision}` });
    const named = await reading.actors.named(actor);
    blocks.push({ kind: 'text', text: `${words(reading, text)}（${named}）` });
  }
  const apart = ['decision', 'verification', 'objection'];
  const others = reading.file.notes.filter(({ kind }) => !apart.includes(kind));
  if (others.length > 0) {
    const rows: string[][] = [];
    for (const { kind, at, actor, text } of others) {
      rows.push([shortDay(at), label(kind), await reading.actors.stacked(actor), words(reading, text)]);
    }
    blocks.push({ kind: 'table', columns: columns(N.columns, [16, 16, 24, 44]), rows });
  }
  return { title: FILE_TEXTS.sections.handled, blocks };
}

/** What a note is; one of a later program has at least its own word. */
function label(kind: string): string {
  return Object.entries(N.kinds).find(([each]) => each === kind)?.[1] ?? kind;
}

/** 不同意见和复核: each objection with what was found afterwards, and by whom. */
export async function objectedSection(reading: Reading): Promise<Section> {
  const { notes } = reading.file;
  const blocks: Block[] = [];
  const objections = notes.filter(({ kind }) => kind === 'objection');
  for (const [i, { at, text }] of objections.entries()) {
    const next = objections[i + 1]?.at;
    const after = notes.filter(
      (note) =>
        (note.kind === 'verification' || note.kind === 'decision') &&
        note.at > at &&
        (next === undefined || note.at <= next),
    );
    blocks.push(
      { kind: 'heading', text: O.heading(dayWords(at)) },
      { kind: 'text', text: words(reading, text) },
    );
    if (after.length === 0) blocks.push({ kind: 'remark', text: O.waiting });
    const lines: string[] = [];
    for (const note of after) {
      const named = await reading.actors.named(note.actor);
      lines.push(`${dayWords(note.at)}　${label(note.kind)}（${named}）：${words(reading, note.text)}`);
    }
    if (lines.length > 0) blocks.push({ kind: 'text', text: lines.join('\n') });
  }
  return { title: FILE_TEXTS.sections.objected, blocks };
}

/** 转办: every offer to another queue, also those that were not taken. */
export async function movedSection(reading: Reading): Promise<Section> {
  const { unit, row, actors } = reading;
  const offers = await unit.db
    .selectFrom('transfers')
    .selectAll()
    .where('case_id', '=', row.id)
    .orderBy('requested_at')
    .orderBy('id')
    .execute();
  const rows: string[][] = [];
  for (const offer of offers) {
    const reason =
      row.subject_id === null
        ? undefined
        : await unit.subjects.open(
            row.subject_id,
            offer.reason_sealed,
            `transfers.reason_sealed:${offer.id}`,
          );
    const result =
      offer.resolved_at === null || offer.resolution === null
        ? M.waiting
        : `${shortDay(offer.resolved_at)} ${M.results[offer.resolution]}`;
    rows.push([
      shortDay(offer.requested_at),
      queueName(reading, offer.from_queue),
      queueName(reading, offer.to_queue),
      await actors.stacked(`staff:${offer.requested_by}`),
      words(reading, reason ?? ''),
      result,
    ]);
  }
  const blocks: Block[] =
    rows.length === 0 ? [] : [{ kind: 'table', columns: columns(M.columns, [16, 13, 13, 20, 22, 16]), rows }];
  return { title: FILE_TEXTS.sections.moved, blocks };
}

/** A township's name, or the county's intake. */
export function queueName({ parts, row }: Pick<Reading, 'parts' | 'row'>, queue: string): string {
  if (queue === row.county) return FILE_TEXTS.timeline.intake;
  const place = parts.gazetteer.place(queue as Parameters<typeof parts.gazetteer.place>[0]);
  return place?.name ?? parts.divisions.nameOf(queue as Parameters<typeof parts.divisions.nameOf>[0]);
}

/** 部门任务: what each line department was given, what it answered, and what the check of the answer found. */
export function tasksSection(reading: Reading): Section {
  const rows = reading.file.tasks.map((task) => [
    task.unit,
    task.cause,
    shortDay(task.createdOn),
    task.dueOn === null ? FILE_TEXTS.timeline.noLimit : shortDay(task.dueOn),
    replyWords(reading, task),
    [K.states[task.state], words(reading, task.check ?? '')].filter((part) => part !== '').join('：'),
  ]);
  const blocks: Block[] =
    rows.length === 0 ? [] : [{ kind: 'table', columns: columns(K.columns, [14, 11, 16, 16, 26, 17]), rows }];
  return { title: FILE_TEXTS.sections.tasks, blocks };
}

/** What a department answered; of an erased household only that it did. */
function replyWords(reading: Reading, { reply, repliedOn }: Reading['file']['tasks'][number]): string {
  if (repliedOn === undefined) return K.waiting;
  return K.on(shortDay(repliedOn), reply === undefined ? K.erased : words(reading, reply));
}
