import { EMPTY, setDraft } from './local/draft.ts';
import { forgetPhotos } from './photos.ts';

/** Everything that was filled into the form and is not sent goes from this device. */
export async function forgetForm(): Promise<void> {
  forgetPhotos();
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith('field:')) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
  await setDraft(EMPTY);
}
