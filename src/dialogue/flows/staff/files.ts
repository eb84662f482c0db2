import type { StaffMember } from '../../../casework/index.ts';
import type { Scene } from '../../scene.ts';
import { bindStaff, continueStaff, staffCommand } from './staff.ts';
import { FILE_HANDLER, readTopicCommand, topicCommand } from './topics.ts';

/**
 * Takes the spreadsheets of a message: by the command that the words beside them are, or that waits for one, else each by
 * itself in order. False when there are none.
 */
export async function takeFiles(scene: Scene): Promise<boolean> {
  const { files, staff } = scene;
  if (files.length === 0) return false;
  // Sent while the chat was a member's, or before its channel was closed to personal data: nobody's to read any more.
  if (staff === undefined || !scene.mayTakePersonalData) {
    for (const { id } of files) await scene.dropFile(id);
    return false;
  }
  if (await byCommand(scene, staff)) return true;
  for (const file of files) await FILE_HANDLER(scene, staff, file);
  return true;
}

/** Works the words beside the sheets; true when the sheets are done with them. */
async function byCommand(scene: Scene, staff: StaffMember): Promise<boolean> {
  const { awaited } = scene.state;
  const hasWords = scene.text !== '' || scene.payload.action !== undefined;
  if (hasWords) {
    if (await bindStaff(scene)) return false;
    if (await staffCommand(scene)) return readTopicCommand(scene.text)?.command.takesFiles === true;
  }
  if (awaited?.kind !== 'staff') return false;
  const { command, subject: ref, kept } = awaited;
  const waits = topicCommand(command);
  if (waits?.takesFiles !== true) {
    if (hasWords) await continueStaff(scene, awaited);
    return false;
  }
  delete scene.state.awaited;
  await waits.run(scene, staff, { command, ref, text: scene.text, ...(kept === undefined ? {} : { kept }) });
  return true;
}
