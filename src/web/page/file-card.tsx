import { useState } from 'preact/hooks';
import type { FileView } from '../../channels/web/wire.ts';
import { Icon } from './icons.tsx';
import { TEXTS } from './texts.ts';

const T = TEXTS.file;

/** A file that came with a reply: a picture is shown at once, anything may be saved as long as its time lasts. */
export function FileCard({ file }: { file: FileView }) {
  const [isGone, setGone] = useState(file.gone === true);
  if (isGone) return <p class="note">{T.gone(file.name)}</p>;
  // The worker leaves it to the network, and the server lets nobody keep it.
  const address = `/api/files/${encodeURIComponent(file.id)}`;
  return (
    <>
      {file.mime.startsWith('image/') && (
        <img class="picture given" src={address} alt={file.name} onError={() => setGone(true)} />
      )}
      <a class="file" href={address}>
        <Icon name="file" />
        <span class="file-name">{file.name}</span>
        <span class="note">{sizeText(file.bytes)}</span>
        <span>{T.save}</span>
      </a>
    </>
  );
}

function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
