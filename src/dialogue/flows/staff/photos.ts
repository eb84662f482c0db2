import type { CaseFile, StaffMember } from '../../../casework/index.ts';
import type { Scene } from '../../scene.ts';
import { refuse } from './asking.ts';
import { caseButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { PHOTO_TEXTS as T } from './photos-texts.ts';

/** As many at once as a phone's screen bears; the others follow by a button. */
const PAGE = 9;

export const PHOTOS_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'photos',
    words: /^(?:看照片|查看照片)/,
    roles: ['village', 'township', 'county'],
    about: 'case',
    help: T.help,
    run: showPhotos,
  },
];

/**
 * 看照片: the photos of a case, one by one. Who may see them is decided by the casework room, which notes the reading of
 * each.
 */
async function showPhotos(scene: Scene, staff: StaffMember, { ref, text }: Act): Promise<void> {
  const { unit } = scene;
  const { casework } = scene.parts;
  const opened = await casework.open(unit, staff, ref);
  if (!opened.ok) return refuse(scene, opened);
  const { receipt, photos } = opened.file;
  if (photos.length === 0) return scene.say(T.none(receipt), caseButtons(scene, opened.file));
  const last = Math.ceil(photos.length / PAGE);
  const at = Math.min(Math.max(1, Number(/\d{1,3}/.exec(text.normalize('NFKC'))?.[0] ?? 1)), last);
  const first = (at - 1) * PAGE;
  for (const [i, { id }] of photos.slice(first, first + PAGE).entries()) {
    const photo = await casework.photo(unit, staff, ref, id);
    if (!photo.ok) return refuse(scene, photo);
    const number = first + i + 1;
    const file = { name: T.name(receipt, number), mime: photo.mime, bytes: photo.image };
    await scene.giveFile(file, T.one(receipt, number, photos.length));
  }
  sayRest(scene, opened.file, at, last);
}

/** What comes after the photos: the next ones, or what can be done with the case. */
function sayRest(scene: Scene, file: CaseFile, at: number, last: number): void {
  const { receipt, photos } = file;
  if (at < last) {
    const next = { id: `staff:photos:${receipt} ${at + 1}`, label: T.next };
    scene.say(T.more(photos.length - at * PAGE), [next, ...caseButtons(scene, file)]);
  } else scene.say(T.all(photos.length), caseButtons(scene, file));
}
