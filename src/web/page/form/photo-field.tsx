import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { withdrawPhoto } from '../offline/outbox.ts';
import { dropPhoto, type PhotoOnPage, photosOnPage } from '../offline/photos.ts';
import { Picture } from '../picture.tsx';
import { useSignal } from '../signal.ts';
import { shrinkPhoto } from './shrink.ts';
import { FORM_TEXTS as T } from './texts.ts';

interface PhotoFieldProps {
  busy: boolean;
  onPhotos: (photos: Blob[]) => void;
}

/** Photos from the camera or the album, made small on the phone, with what became of each. */
export function PhotoField({ busy, onPhotos }: PhotoFieldProps): JSX.Element {
  const photos = useSignal(photosOnPage);
  const [preparing, setPreparing] = useState(0);
  const take = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    // The same photo may be taken again.
    input.value = '';
    if (files.length === 0) return;
    setPreparing(files.length);
    const small: Blob[] = [];
    for (const file of files) small.push(await shrinkPhoto(file));
    setPreparing(0);
    onPhotos(small);
  };
  return (
    <div class="photo-field">
      <PickPhoto label={T.camera} isCamera={true} busy={busy || preparing > 0} onPick={take} />
      <PickPhoto label={T.album} isCamera={false} busy={busy || preparing > 0} onPick={take} />
      <ul class="photo-list" aria-label={T.photos}>
        {photos.map((photo) => (
          <PhotoRow
            key={photo.id}
            photo={photo}
            onAgain={() => {
              dropPhoto(photo.blob);
              onPhotos([photo.blob]);
            }}
          />
        ))}
      </ul>
      <p role="status" class="photo-preparing">
        {preparing > 0 ? T.photoStates.preparing : ''}
      </p>
    </div>
  );
}

interface PickPhotoProps {
  label: string;
  isCamera: boolean;
  busy: boolean;
  onPick: (input: HTMLInputElement) => Promise<void>;
}

/** The browser's own field for files, with a face that a thumb can hit. */
function PickPhoto({ label, isCamera, busy, onPick }: PickPhotoProps): JSX.Element {
  return (
    <label class={`photo-pick ${isCamera ? 'form-primary' : 'chip'}${busy ? ' busy' : ''}`}>
      <input
        class="sr-only"
        type="file"
        accept="image/*"
        {...(isCamera ? { capture: 'environment' as const } : { multiple: true })}
        disabled={busy}
        onChange={(event) => void onPick(event.currentTarget)}
      />
      {label}
    </label>
  );
}

function PhotoRow({ photo, onAgain }: { photo: PhotoOnPage; onAgain: () => void }): JSX.Element {
  return (
    <li class={`photo-row ${photo.state}`}>
      <Picture photo={photo.blob} />
      <span role="status">{photo.words ?? T.photoStates[photo.state]}</span>
      {photo.state === 'sending' ? <progress aria-hidden="true" /> : null}
      {photo.state === 'kept' ? (
        <button type="button" class="link" onClick={() => void withdrawPhoto(photo.blob)}>
          {T.remove}
        </button>
      ) : null}
      {photo.state === 'failed' ? (
        <button type="button" class="chip" onClick={onAgain}>
          {T.again}
        </button>
      ) : null}
    </li>
  );
}
