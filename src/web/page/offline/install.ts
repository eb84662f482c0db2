import { type Signal, signal } from '../signal.ts';

/** The browser's offer to put the page on the home screen; Chromium's own event, in no library of types. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

const DISMISSED = 'install-dismissed';

/** How the page can be put on the home screen: by the browser's own question, or by hand on an iPhone. */
export const installable: Signal<'ask' | 'by-hand' | undefined> = signal<'ask' | 'by-hand' | undefined>(
  undefined,
);

let offer: InstallEvent | undefined;

/** Holds back the browser's own banner: it is offered quietly, after the first receipt. */
export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallEvent;
    if (!isDismissed()) installable.set('ask');
  });
  addEventListener('appinstalled', () => installable.set(undefined));
  const isStandalone = matchMedia('(display-mode: standalone)').matches;
  const isIPhone = /iPhone|iPad/.test(navigator.userAgent) && !/MicroMessenger/.test(navigator.userAgent);
  if (isIPhone && !isStandalone && !isDismissed()) installable.set('by-hand');
}

/** Asks the browser to put the page on the home screen. */
export async function install(): Promise<void> {
  installable.set(undefined);
  await offer?.prompt();
  offer = undefined;
}

/** Never offered again on this device. */
export function dismissInstall(): void {
  installable.set(undefined);
  try {
    localStorage.setItem(DISMISSED, '1');
  } catch {
    // Private mode: it is offered again another time.
  }
}

function isDismissed(): boolean {
  try {
    return localStorage.getItem(DISMISSED) !== null;
  } catch {
    return false;
  }
}
