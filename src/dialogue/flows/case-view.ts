import { type CaseView, MARKS } from '../../casework/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import { CASE_TEXTS as T } from '../case-texts.ts';
import type { Scene } from '../scene.ts';

/** The steps of a case with their days, as a resident reads them. */
export function timelineLines(scene: Scene, view: CaseView): string[] {
  const procedure = scene.parts.procedures.of((view.township ?? view.queue).slice(0, 6) as RegionCode);
  const lines = view.timeline.map(({ stage, label, day, done, current, provisional, note }) => {
    const plain = procedure.rule(stage)?.resident;
    const mark = done ? T.done : current ? T.current : T.coming;
    const when = day === null ? '' : done ? T.on(dayText(day)) : T.by(dayText(day));
    const marks = [provisional && !done ? MARKS.provisional : '', note ?? ''].filter((each) => each !== '');
    const tail = marks.length === 0 ? '' : `（${marks.join('；')}）`;
    return `${mark}${label}${when}${tail}${current && plain !== undefined ? `：${plain}` : ''}`;
  });
  const isSample = view.timeline.some(({ stage, done }) => !done && procedure.rule(stage)?.sample === true);
  return isSample ? [...lines, T.sample] : lines;
}

/** How a case stands, for the household. */
export function statusText(scene: Scene, view: CaseView): string {
  const current = view.timeline.find((entry) => entry.current);
  const lines: string[] = [T.of(view.receipt)];
  const place = scene.placeName(view.township) ?? scene.parts.divisions.nameOf(view.queue);
  lines.push(view.township === null ? T.atIntake(place) : T.at(place));
  if (view.paused) lines.push(T.paused(view.note ?? T.askWhat));
  else if (view.outcome !== null) lines.push(T.outcome[view.outcome]);
  else if (current !== undefined) lines.push(T.now(current.label));
  if (!view.paused && view.outcome === null && view.dueOn !== null) {
    lines.push(T.due(dayText(view.dueOn), view.dueProvisional ? `（${MARKS.provisional}）` : ''));
  }
  if (!view.paused && view.note !== undefined) lines.push(T.note(view.note));
  return [...lines, '', ...timelineLines(scene, view)].join('\n');
}

/** 2026-12-01 → 2026年12月1日: a deadline may lie in the next year. */
function dayText(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}
