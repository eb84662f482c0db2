import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useSignal } from '../signal.ts';
import { waiting } from './outbox.ts';
import { localFormOpen } from './send.ts';
import { OFFLINE_TEXTS } from './texts.ts';

let Loaded: ComponentType | undefined;

/** The form on the device, at the end of the chat while it is open; its code is fetched ahead when there is a signal. */
export function LocalForm(): JSX.Element | null {
  const isOpen = useSignal(localFormOpen);
  const [, redraw] = useState({});
  useEffect(() => {
    if (!isOpen || Loaded !== undefined) return;
    import('./local/form.tsx').then(
      ({ LocalFormOpen }) => {
        Loaded = LocalFormOpen;
        redraw({});
      },
      // Never loaded on this device and no signal now: what was written is kept all the same.
      () => localFormOpen.set(false),
    );
  }, [isOpen]);
  if (!isOpen) return <Kept />;
  return Loaded === undefined ? null : <Loaded />;
}

/** A declaration that is filled and waits for a signal: said where it was filled, until its receipt stands there. */
function Kept(): JSX.Element | null {
  const isKept = useSignal(waiting).some(({ outgoing }) => outgoing.form !== undefined);
  if (!isKept) return null;
  return (
    <p class="local-form" role="status">
      {OFFLINE_TEXTS.local.kept}
    </p>
  );
}
