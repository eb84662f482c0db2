import { type CaseView, MARKS } from '../../casework/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import { CASE_TEXTS as T } from '../case-texts.ts';
import type { Scene } from '../scene.ts';

/** The steps of a case with their days, as a resident reads them. */
export function timelineLines(scene: Scene, view: CaseView): string[] {
  const procedure = procedureOf(scene, view);
  const lines = view.timeline.map(({ stage, label, day, done, current, provisional, note }) => {
    const rule = procedure.rule(stage);
    const mark = done ? T.done : current ? T.current : T.coming;
    const until = rule?.sample === true ? T.about : T.by;
    const when = day === null ? '' : done ? T.on(dayText(day)) : until(dayText(day));
    const marks = [provisional && !done ? MARKS.provisional : '', note ?? ''].filter((each) => each !== '');
    const tail = marks.length === 0 ? '' : `（${marks.join('；')}）`;
    // The official names of the steps are no everyday words: each that is still to come is explained.
    return `${mark}${label}${when}${tail}${done || rule === undefined ? '' : `：${rule.resident}`}`;
  });
  const isSample = view.timeline.some(({ stage, done }) => !done && procedure.rule(stage)?.sample === true);
  return isSample ? [...lines, T.sample] : lines;
}

/** How a case stands, for the household. */
export function statusText(scene: Scene, view: CaseView): string {
  const lines: string[] = [T.of(view.receipt)];
  const place = scene.placeName(view.township) ?? scene.parts.divisions.nameOf(view.queue);
  lines.push(view.township === null ? T.atIntake(place) : T.at(place));
  if (view.paused) lines.push(T.paused(view.note ?? T.askWhat));
  else if (view.outcome !== null) lines.push(T.outcome[view.outcome]);
  if (!view.paused && view.note !== undefined) lines.push(T.note(view.note));
  return [...lines, '', ...timelineLines(scene, view)].join('\n');
}

function procedureOf(scene: Scene, { township, queue }: CaseView) {
  return scene.parts.procedures.of((township ?? queue).slice(0, 6) as RegionCode);
}

/** 2026-12-01 → 2026年12月1日: a deadline may lie in the next year. */
function dayText(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}
