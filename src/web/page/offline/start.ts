import { ApiError, openSession } from '../api.ts';
import { loadFormTexts } from './form-texts.ts';
import { watchInstall } from './install.ts';
import { draft, takeUpDraft } from './local/draft.ts';
import { online } from './online.ts';
import { heldMessages, takeUpKept, tryNow, waiting } from './outbox.ts';
import { notePhoto } from './photos.ts';
import { followDeliveries, startLocalForm } from './send.ts';

/** Pauses between two looks whether the signal is back, in milliseconds; the last goes on. */
const LOOKS = [3000, 6000, 15_000, 30_000, 60_000];

/** Once, at start: takes up what is kept, follows the signal, and registers the worker that opens the page without one. */
export function startOffline(): void {
  watchInstall();
  followDeliveries();
  addEventListener('online', () => online.set(true));
  addEventListener('offline', () => online.set(false));
  online.subscribe(() => {
    if (!online.value) lookLater(0);
    else {
      tryNow();
      void loadFormTexts();
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    if (!online.value) void look(0);
    else if (waiting.value.length > 0) tryNow();
  });
  void look(0);
  void takeUp();
  whenIdle(() => {
    registerWorker();
    void warmUp();
  });
}

let looking: ReturnType<typeof setTimeout> | undefined;

function lookLater(looks: number): void {
  clearTimeout(looking);
  looking = setTimeout(() => void look(looks + 1), LOOKS[Math.min(looks, LOOKS.length - 1)]);
}

/** A phone that shows bars may reach nobody: only an answer tells that there is a signal. */
async function look(looks: number): Promise<void> {
  clearTimeout(looking);
  // A page that nobody looks at is looked after when it is seen again.
  if (document.visibilityState !== 'visible') return;
  try {
    await openSession();
    online.set(true);
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'offline') return;
    online.set(false);
    lookLater(looks);
  }
}

async function takeUp(): Promise<void> {
  await takeUpDraft();
  await takeUpKept();
  for (const { photo } of heldMessages()) if (photo !== undefined) notePhoto(photo, 'kept');
  // The page was closed or drawn anew in the middle of the form on the device.
  if (draft.value.open) await startLocalForm();
  else if (waiting.value.length > 0 || draft.value.left === true) await loadFormTexts();
}

/** What is needed without signal is fetched while there is one, after everything else. */
async function warmUp(): Promise<void> {
  const texts = await loadFormTexts();
  if (texts !== undefined) await import('./local/form.tsx').catch(() => undefined);
}

function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  // Private modes and plain http refuse it: the page works without.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}

function whenIdle(work: () => void): void {
  const run = () => setTimeout(work, 300);
  if (document.readyState === 'complete') run();
  else addEventListener('load', run, { once: true });
}
