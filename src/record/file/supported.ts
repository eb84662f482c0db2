import type { Block, Section } from '../print/model.ts';
import { columns } from './checked.ts';
import { cited, dayWords, type Reading, shortDay, words } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

const T = FILE_TEXTS.supported;

/** 帮扶措施: each with the article it rests on, who answers for it, and how far it is. */
export function supportedSection(reading: Reading): Section {
  const { measures, removalProposed } = reading.support;
  const rows = measures.map((measure) => [
    words(reading, measure.title),
    measure.unit,
    measure.stateLabel,
    [
      T.planned(shortDay(measure.plannedOn)),
      ...(measure.startedOn === undefined ? [] : [T.started(shortDay(measure.startedOn))]),
      ...(measure.endedOn === undefined ? [] : [T.ended(shortDay(measure.endedOn))]),
    ].join('\n'),
    measure.basis === undefined ? T.ownWords : `${cited(measure.basis.title)}${measure.basis.article}`,
    words(reading, measure.note ?? ''),
  ]);
  const blocks: Block[] = [];
  if (rows.length > 0) {
    blocks.push({ kind: 'table', columns: columns(T.columns, [20, 14, 10, 20, 20, 16]), rows });
  }
  if (removalProposed) blocks.push({ kind: 'remark', text: T.proposed });
  return { title: FILE_TEXTS.sections.supported, blocks };
}

/** 跟踪回访 */
export async function followedSection(reading: Reading): Promise<Section> {
  const { followUps, nextFollowUp } = reading.support;
  const rows: string[][] = [];
  for (const { on, actor, incomeStable, text } of followUps) {
    const income = incomeStable === null ? T.away : incomeStable ? T.stable : T.unstable;
    rows.push([shortDay(on), await reading.actors.stacked(actor), income, words(reading, text)]);
  }
  const blocks: Block[] = [];
  if (rows.length > 0) blocks.push({ kind: 'table', columns: columns(T.follow, [20, 22, 14, 44]), rows });
  if (nextFollowUp !== null) blocks.push({ kind: 'remark', text: T.next(dayWords(nextFollowUp)) });
  return { title: FILE_TEXTS.sections.followed, blocks };
}
