import type { Sent } from '../model.ts';
import { type Signal, signal } from '../signal.ts';

/** A photo taken on this page for the form that is open. */
export interface PhotoOnPage {
  /** Tells it from the others on this page. */
  id: number;
  blob: Blob;
  state: 'sending' | 'received' | 'kept' | 'failed';
  /** Why it failed, in the person's words. */
  words?: string;
}

/** The photos of the open form, in the order taken; they go with the page, the server or the keep has them. */
export const photosOnPage: Signal<PhotoOnPage[]> = signal<PhotoOnPage[]>([]);

let taken = 0;

/** Notes what became of a photo. */
export function notePhoto(blob: Blob, state: PhotoOnPage['state'], sent?: Sent): void {
  const words = sent?.state === 'refused' ? sent.problem.words : undefined;
  photosOnPage.update((photos) => {
    const known = photos.find((photo) => photo.blob === blob);
    taken += known === undefined ? 1 : 0;
    const id = known?.id ?? taken;
    const next: PhotoOnPage = { id, blob, state, ...(words === undefined ? {} : { words }) };
    return known === undefined ? [...photos, next] : photos.map((photo) => (photo === known ? next : photo));
  });
}

/** Takes a photo off the page. */
export function dropPhoto(blob: Blob): void {
  photosOnPage.update((photos) => photos.filter((photo) => photo.blob !== blob));
}

/** The form is filed or given up. */
export function forgetPhotos(): void {
  photosOnPage.set([]);
}
