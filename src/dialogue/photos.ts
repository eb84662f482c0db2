import type { Metadata } from 'sharp';
import type { Attachment } from './message.ts';

/** Why a file is not taken as a photo. */
export type PhotoProblem = 'too-large' | 'too-many-pixels' | 'pdf' | 'not-a-picture' | 'unreadable';

/** Largest file, most pixels, longest edge kept, most photos of one draft. */
export const PHOTO_LIMITS = { bytes: 10 * 1024 * 1024, pixels: 50_000_000, edge: 2000, count: 9 } as const;

/** Most memory for a picture that must be unpacked as a whole; phones send none so large in such a form. */
const UNPACKED_BYTES = 80 * 1024 * 1024;

const QUALITY = 80;

/**
 * Makes a safe picture of what somebody sent: the type is told by the content and not by the name, the image is turned
 * upright, made small and written anew, so that nothing of its metadata (place, device, time) is left. One file is
 * worked on at a time: a large photo unpacks to two hundred megabytes.
 */
export class PhotoIntake {
  #last: Promise<unknown> = Promise.resolve();

  /** The picture as a small JPEG, or why there is none. */
  take({ bytes }: Attachment): Promise<{ jpeg: Uint8Array } | { problem: PhotoProblem }> {
    const result = this.#last.then(() => convert(bytes));
    this.#last = result.catch(() => undefined);
    return result;
  }
}

async function convert(bytes: Uint8Array): Promise<{ jpeg: Uint8Array } | { problem: PhotoProblem }> {
  if (bytes.length > PHOTO_LIMITS.bytes) return { problem: 'too-large' };
  const kind = kindOf(bytes);
  if (kind === 'pdf') return { problem: 'pdf' };
  if (kind === undefined) return { problem: 'not-a-picture' };
  // Loaded with the first photo: most conversations never have one.
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  try {
    const about = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (about.width * about.height > PHOTO_LIMITS.pixels || unpackedBytes(about) > UNPACKED_BYTES) {
      return { problem: 'too-many-pixels' };
    }
    const jpeg = await sharp(bytes, { limitInputPixels: PHOTO_LIMITS.pixels, sequentialRead: true })
      .rotate()
      .resize({
        width: PHOTO_LIMITS.edge,
        height: PHOTO_LIMITS.edge,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .toBuffer();
    return { jpeg: new Uint8Array(jpeg) };
  } catch {
    // What sharp says of a broken file helps nobody who sent one.
    return { problem: 'unreadable' };
  }
}

/** What a picture takes in memory that cannot be read line by line; 0 for the usual ones, which can. */
function unpackedBytes({
  format,
  width,
  height,
  channels,
  depth,
  isProgressive,
  orientation,
}: Metadata): number {
  const isByLine = format === 'jpeg' || (format === 'png' && (orientation ?? 1) === 1);
  if (isByLine && !isProgressive) return 0;
  // A progressive JPEG keeps its coefficients: two bytes each, colours mostly at a quarter of the pixels.
  if (format === 'jpeg') return width * height * 3;
  return width * height * channels * (depth === 'uchar' ? 1 : 2);
}

/** The kind of file by its first bytes. */
function kindOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf' | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (/^....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1|avif)/s.test(head)) return 'heic';
  if (head.includes('%PDF')) return 'pdf';
  return undefined;
}
