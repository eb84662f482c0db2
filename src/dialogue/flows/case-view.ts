import { type CaseView, isOpen, MARKS } from '../../casework/index.ts';
import type { RegionCode } from '../../regions/index.ts';
import { CASE_TEXTS as T } from '../case-texts.ts';
import type { Scene } from '../scene.ts';
import type { CaseView as Shown, TimelineView } from '../view.ts';

type Entry = CaseView['timeline'][number];

/** The steps of a case with their days, as a resident reads them. */
export function timelineLines(scene: Scene, view: CaseView): string[] {
  const procedure = procedureOf(scene, view);
  const lines = view.timeline.map((entry) => {
    const { stage, label, day, done, current, provisional, note } = entry;
    const rule = procedure.rule(stage);
    const mark = done ? T.done : current ? T.current : T.coming;
    const until = rule?.sample === true ? T.about : T.by;
    const when = day === null ? '' : done ? T.on(dayText(day)) : until(dayText(day));
    const marks = [provisional && !done ? MARKS.provisional : '', note ?? ''].filter((each) => each !== '');
    const tail = marks.length === 0 ? '' : `（${marks.join('；')}）`;
    // The official names of the steps are no everyday words: each that is still to come is explained.
    return `${mark}${label}${when}${tail}${done || rule === undefined ? '' : `：${rule.resident}`}`;
  });
  return [...lines, ...notesOf(scene, view)];
}

/** A receipt just given, or how a case stands, for who lays it out. */
export function caseShown(
  scene: Scene,
  view: CaseView,
  { kind, lines }: { kind: Shown['kind']; lines: readonly string[] },
): Shown {
  const { outcome } = view;
  return {
    kind,
    receipt: view.receipt,
    lines: [...lines],
    ...(view.urgent ? { urgent: true as const } : {}),
    timeline: view.timeline.map((entry) => entryShown(scene, view, entry)),
    notes: notesOf(scene, view),
    ...(outcome === null ? {} : { outcome: view.stage === 'risk_removed' ? 'risk_removed' : outcome }),
  };
}

function entryShown(
  scene: Scene,
  view: CaseView,
  { stage, label, day, done, current, provisional, note }: Entry,
): TimelineView {
  const rule = procedureOf(scene, view).rule(stage);
  const isSample = !done && day !== null && rule?.sample === true;
  const marks = [
    ...(provisional && !done ? [MARKS.provisional] : []),
    ...(isSample ? [T.sampleMark] : []),
    ...(note === undefined ? [] : [note]),
  ];
  const said = day === null ? '' : shortDay(day, scene.today);
  return {
    label,
    when: done || said === '' ? said : isSample ? T.whenAbout(said) : T.whenBy(said),
    state: done ? 'done' : current ? 'current' : 'coming',
    explain: rule?.resident ?? '',
    marks,
  };
}

/** What has to be said with the days of a case. */
function notesOf(scene: Scene, view: CaseView): string[] {
  const procedure = procedureOf(scene, view);
  const isSample = view.timeline.some(({ stage, done }) => !done && procedure.rule(stage)?.sample === true);
  return isSample ? [T.sample] : [];
}

/** How a case stands, for the household: who has it, what came of it, and what else may help. */
function statusLines(scene: Scene, view: CaseView): string[] {
  const lines: string[] = [];
  const isDecided = view.outcome !== null && !isOpen(view.stage);
  if (view.township === null) lines.push(T.atIntake(scene.parts.divisions.nameOf(view.queue)));
  else if (!isDecided || view.outcome === 'included') lines.push(T.at(officeOf(scene, view)));
  if (view.paused) lines.push(T.paused(view.note ?? T.askWhat));
  else if (view.outcome !== null) lines.push(T.outcome[view.outcome]);
  if (!view.paused && view.note !== undefined) {
    lines.push(view.outcome === 'not_included' ? T.reason(view.note) : T.note(view.note));
  }
  if (isDecided && view.outcome === 'not_included') lines.push(...T.elseHelp);
  return lines;
}

/** Whose turn it is: the county's at its own step, else the township's in whose queue the case lies. */
function officeOf(scene: Scene, view: CaseView): string {
  const { divisions } = scene.parts;
  const county = view.queue.slice(0, 6) as RegionCode;
  const isCounty = isOpen(view.stage) && procedureOf(scene, view).rule(view.stage)?.owner === 'county';
  return isCounty
    ? divisions.nameOf(county)
    : (scene.placeName(view.township) ?? divisions.nameOf(view.queue));
}

/** How a case stands, in words and for who lays it out. */
export function status(scene: Scene, view: CaseView): { text: string; shown: Shown } {
  const lines = statusLines(scene, view);
  return {
    text: [T.of(view.receipt), ...lines, '', ...timelineLines(scene, view)].join('\n'),
    shown: caseShown(scene, view, { kind: 'status', lines }),
  };
}

function procedureOf(scene: Scene, { township, queue }: CaseView) {
  return scene.parts.procedures.of((township ?? queue).slice(0, 6) as RegionCode);
}

/** 2026-12-01 → 2026年12月1日: a deadline may lie in the next year. */
function dayText(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** The day with its year only where that is another than today's. */
function shortDay(day: string, today: string): string {
  const whole = dayText(day);
  return day.slice(0, 4) === today.slice(0, 4) ? whole.replace(/^\d{4}年/, '') : whole;
}
