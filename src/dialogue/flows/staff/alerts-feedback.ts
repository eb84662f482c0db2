import { alertRefusalText, RESULT_LABELS, RESULTS, readQuarter } from '../../../alerts/index.ts';
import type { StaffMember } from '../../../casework/index.ts';
import type { RegionCode } from '../../../regions/index.ts';
import type { Scene } from '../../scene.ts';
import { ALERT_TEXTS as T } from './alerts-texts.ts';
import { staffButtons } from './buttons.ts';
import type { Act } from './command.ts';
import { XLSX } from './spreadsheets.ts';

/** 反馈 2026Q4 [部门]: what became of a quarter's alerts, in figures and as a spreadsheet. */
export async function giveFeedback(scene: Scene, staff: StaffMember, given: Act): Promise<void> {
  const { alerts } = scene.parts;
  const [, said = '', office = ''] = /^(\S*)\s*(.*)$/s.exec(given.text.trim()) ?? [];
  const quarter = readQuarter(said, scene.today);
  if (quarter === undefined) return scene.say(T.feedback.which, staffButtons(scene));
  const county = staff.region.slice(0, 6) as RegionCode;
  const unit = office.trim();
  if (staff.role === 'county' && unit !== '' && [...unit].length < 2) {
    return scene.say(T.feedback.unknownUnit, staffButtons(scene));
  }
  const asked = { county, quarter, ...(staff.role === 'county' && unit !== '' ? { unit } : {}) };
  const outcome = scene.outside(`feedback:${quarter}:${unit}`, (storage) =>
    alerts.feedback(storage, staff, asked),
  );
  if (!outcome.ok) return scene.say(alertRefusalText(outcome.reason), staffButtons(scene));
  const { feedback } = outcome;
  if (feedback.sheet === null) {
    return scene.say(T.feedback.none(quarter, feedback.unit), staffButtons(scene));
  }
  const counts = RESULTS.filter((result) => feedback.counts[result] > 0).map((result) =>
    T.feedback.count(RESULT_LABELS[result], feedback.counts[result]),
  );
  const text = [T.feedback.title(quarter, feedback.unit, feedback.rows), `${counts.join('，')}。`].join('\n');
  const name = T.feedback.file(quarter, feedback.unit);
  await scene.giveFile({ name, mime: XLSX, bytes: feedback.sheet }, text, staffButtons(scene));
}
