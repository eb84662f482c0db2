import type { Picture, Section } from '../print/model.ts';
import { dayWords, type Reading } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

const T = FILE_TEXTS.seen;

/** 照片和签字: all photos of the case, by what they show; scaled when the file is drawn. */
export async function seenSection({ unit, row }: Reading): Promise<Section> {
  const photos = await unit.db
    .selectFrom('photos')
    .selectAll()
    .where('case_id', '=', row.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const pictures: Picture[] = [];
  for (const [i, { id, subject_id, image_sealed, role, created_at }] of photos.entries()) {
    const image = await unit.subjects.openBytes(subject_id, image_sealed, `photos.image_sealed:${id}`);
    const what = role === null ? T.other : T.roles[role];
    pictures.push({ caption: T.caption(i + 1, what, dayWords(created_at)), image });
  }
  const blocks = pictures.length === 0 ? [] : [{ kind: 'pictures', pictures } as const];
  return { title: FILE_TEXTS.sections.seen, blocks };
}

/** Longest side of a photo on paper, in pixels: 300 to the inch at the size that it is printed. */
const LONGEST = 1000;

/** A photo as small as paper needs it; undefined for what is no picture. Fifty of them must go into one file. */
export async function forPaper(image: Uint8Array): Promise<Uint8Array | undefined> {
  // Loaded with the first photo that is printed.
  const { default: sharp } = await import('sharp');
  try {
    const small = await sharp(image, { failOn: 'none' })
      .rotate()
      .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 72 })
      .toBuffer();
    return new Uint8Array(small);
  } catch {
    return undefined;
  }
}
