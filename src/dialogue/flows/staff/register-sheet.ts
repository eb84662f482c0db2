import type { StaffMember } from '../../../casework/index.ts';
import type { RegionCode } from '../../../regions/index.ts';
import type { SheetGiven } from '../../../register/index.ts';
import type { Storage } from '../../../storage/index.ts';
import type { Scene } from '../../scene.ts';
import { askFor } from './asking.ts';
import { staffButtons } from './buttons.ts';
import type { Act } from './command.ts';
import { REGISTER_TEXTS as T } from './register-texts.ts';
import { problemOf } from './spreadsheets.ts';

/** The command that waits for whether a sheet is to be taken in. */
export const SHEET_COMMAND = 'register';

/** Takes a spreadsheet that its sender calls the county's household sheet (底册): shows what it holds, and asks. */
export async function takeRegisterSheet(
  scene: Scene,
  staff: StaffMember,
  file: { id: string; name: string },
): Promise<void> {
  const preview = await worked(scene, staff, file.id, 'preview', (storage, given) =>
    scene.parts.register.previewSheet(storage, `staff:${staff.id}`, given),
  );
  if (preview === undefined) return;
  const kept = { file: file.id, name: file.name };
  askFor(scene, { command: SHEET_COMMAND, ref: file.id, kept }, T.preview(file.name, preview), [
    { id: `staff:${SHEET_COMMAND}:go ${markOf(file.id)}`, label: T.buttons.go },
    { id: `staff:${SHEET_COMMAND}:drop ${markOf(file.id)}`, label: T.buttons.drop },
  ]);
}

/** The answer to it; another answer shows the sheet again. */
export async function answerSheet(
  scene: Scene,
  staff: StaffMember,
  file: { id: string; name: string },
  { text }: Pick<Act, 'text'>,
): Promise<void> {
  const said = text.normalize('NFKC').trim();
  if (said === `drop ${markOf(file.id)}` || /^不/.test(said)) {
    await scene.dropFile(file.id);
    return scene.say(T.dropped, staffButtons(scene));
  }
  if (said === `go ${markOf(file.id)}` || /^(?:录入|确认|确定|好的?|可以)[。!！]*$/.test(said)) {
    const report = await worked(scene, staff, file.id, 'import', (storage, given) =>
      scene.parts.register.importSheet(storage, `staff:${staff.id}`, given),
    );
    if (report === undefined) return;
    await scene.dropFile(file.id);
    return scene.say(T.report(report), staffButtons(scene));
  }
  await takeRegisterSheet(scene, staff, file);
}

/** Work on the sheet outside the transaction; undefined when it came to nothing and that was said. */
async function worked<Came extends object>(
  scene: Scene,
  staff: StaffMember,
  fileId: string,
  what: 'preview' | 'import',
  work: (storage: Storage, given: SheetGiven) => Promise<Came>,
): Promise<Came | undefined> {
  const file = await scene.readFile(fileId);
  if (file === undefined) {
    scene.say(T.gone, staffButtons(scene));
    return undefined;
  }
  const county = staff.region.slice(0, 6) as RegionCode;
  const outcome = scene.outside(`register-${what}:${fileId}`, (storage) =>
    work(storage, { ...file, county }).catch((error: unknown) => problemOf(error)),
  );
  if (!('problem' in outcome)) return outcome;
  scene.say(T.failed(outcome.problem), staffButtons(scene));
  return undefined;
}

function markOf(fileId: string): string {
  return fileId.slice(0, 8);
}
