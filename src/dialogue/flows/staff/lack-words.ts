import { type Done, dayText, type MissingPaper, type PaperNeed } from '../../../casework/index.ts';
import type { Scene } from '../../scene.ts';
import { PROCEDURE_TEXTS as T } from './procedure-texts.ts';

/**
 * What is still wanted on file, and the command that adds it; the present stage's apart from the decision's.
 * @param hinted what the stage wants was said already
 */
export function lackWords(
  scene: Scene,
  { lacking = [], without = [], receipt, stage }: Done,
  { hinted = false } = {},
): string[] {
  const county = scene.staff?.region;
  const now = county === undefined ? [] : (scene.parts.procedures.of(county).rule(stage)?.papers ?? []);
  // At the county's own stage the form is what its decision waits for, and no hint of the stage tells of it.
  const isHere = (need: PaperNeed) => now.includes(need) && stage !== 'county_decision';
  const [here, later] = [lacking.filter(isHere), lacking.filter((need) => !isHere(need))];
  return [
    ...(without.length === 0 ? [] : [T.lack.without(needNames(without))]),
    ...(here.length === 0 || hinted ? [] : [T.lack.needs(commandsOf(here, receipt))]),
    ...(later.length === 0 ? [] : [T.lack.later(commandsOf(later, receipt))]),
  ];
}

function commandsOf(needs: readonly PaperNeed[], receipt: string): string {
  const words = needs.map((need) => T.lack.one(T.needs[need].name, T.needs[need].command));
  return words.join('、').replaceAll('编号', receipt);
}

/** 入户核实表、村级评议的记录 */
export function needNames(needs: readonly PaperNeed[]): string {
  return needs.map((need) => T.needs[need].name).join('、');
}

/** What the green channel let wait, with the day by which each is to be added. */
export function missingWords(missing: readonly MissingPaper[], today: string): string {
  return missing
    .map(({ need, dueOn }) => {
      const { name } = T.needs[need];
      if (dueOn === null) return name;
      const day = dayText(dueOn, today);
      return dueOn < today ? T.lacking.late(name, day) : T.lacking.item(name, day);
    })
    .join('、');
}
