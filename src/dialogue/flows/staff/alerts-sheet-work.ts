import { alertRefusalText, type GivenSheet, type Preview } from '../../../alerts/index.ts';
import type { StaffMember } from '../../../casework/index.ts';
import type { Storage } from '../../../storage/index.ts';
import type { Scene } from '../../scene.ts';
import { countyOf, type Pending } from './alerts-sheet-pending.ts';
import { ALERT_TEXTS as T } from './alerts-texts.ts';
import { staffButtons } from './buttons.ts';
import { problemOf, XLSX } from './spreadsheets.ts';

/** Takes the sheet in and says what it came to. */
export async function importNow(scene: Scene, staff: StaffMember, pending: Pending): Promise<void> {
  const { alerts } = scene.parts;
  const outcome = await worked(scene, staff, pending, 'import', (storage, given) =>
    alerts.import(storage, staff, given),
  );
  if (outcome === undefined) return;
  const { report } = outcome;
  if (report.kind !== 'nothing') await scene.dropFile(pending.file);
  scene.say(T.report(report, pending.unit ?? ''), staffButtons(scene));
  if (report.faultSheet === null) return;
  const file = { name: T.faultFile, mime: XLSX, bytes: report.faultSheet };
  await scene.giveFile(file, T.faults(report.faults.length), staffButtons(scene));
}

/** What would become of the sheet; undefined when that was told to be nothing. */
export async function previewed(
  scene: Scene,
  staff: StaffMember,
  pending: Pending,
): Promise<Preview | undefined> {
  const { alerts } = scene.parts;
  const outcome = await worked(scene, staff, pending, 'preview', (storage, given) =>
    alerts.preview(storage, staff, given),
  );
  return outcome?.preview;
}

/**
 * Work on the sheet, outside the transaction; undefined when it came to nothing and that was said. What is wrong with a
 * sheet is no failure of the event.
 */
async function worked<Came extends object>(
  scene: Scene,
  staff: StaffMember,
  pending: Pending,
  what: 'preview' | 'import',
  work: (storage: Storage, given: GivenSheet) => Promise<({ ok: true } & Came) | Refusal>,
): Promise<Came | undefined> {
  const file = await scene.readFile(pending.file);
  if (file === undefined) {
    scene.say(T.sheet.gone, staffButtons(scene));
    return undefined;
  }
  const { unit = '', cause, table, mapping } = pending;
  const given: GivenSheet = {
    county: countyOf(staff),
    unit,
    ...file,
    mapping,
    ...(cause === undefined ? {} : { cause }),
    ...(table === undefined ? {} : { table }),
  };
  const { asked: _asked, ...said } = pending;
  const outcome = scene.outside(`${what}:${JSON.stringify(said)}`, (storage) =>
    work(storage, given).catch((error: unknown) => problemOf(error)),
  );
  if ('problem' in outcome) {
    scene.say(T.sheet.failed(outcome.problem), staffButtons(scene));
    return undefined;
  }
  if (outcome.ok) return outcome;
  scene.say(alertRefusalText(outcome.reason), staffButtons(scene));
  return undefined;
}

type Refusal = { ok: false; reason: Parameters<typeof alertRefusalText>[0] };
