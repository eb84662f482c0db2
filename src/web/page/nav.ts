import { type Signal, signal } from './signal.ts';

/** What is on the screen: the first screen or the chat, with or without a sheet over it. */
export interface Where {
  screen: 'home' | 'chat';
  sheet?: 'places';
}

/** Where the person is on the page. The phone's back button goes one step back in it. */
export const where: Signal<Where> = signal<Where>({ screen: 'home' });

/** Takes up the browser's history; once, at the start. */
export function startNavigation(): void {
  const start = readState(history.state) ?? { screen: 'home' };
  // A sheet is not opened again by a reload.
  const { screen } = start;
  history.replaceState({ screen }, '');
  where.set({ screen });
  addEventListener('popstate', (event) => where.set(readState(event.state) ?? { screen: 'home' }));
}

/** The code that was scanned from the wall, as it stands in the address. */
export function scannedCode(): string | undefined {
  const { searchParams } = new URL(location.href);
  return searchParams.get('c') ?? searchParams.get('v') ?? undefined;
}

/** Takes the code out of the address, once the server has it: it does not belong into a link that is passed on. */
export function dropScannedCode(): void {
  const address = new URL(location.href);
  address.searchParams.delete('c');
  address.searchParams.delete('v');
  history.replaceState(history.state, '', address.pathname + address.search + address.hash);
}

export function goToChat(): void {
  if (where.value.screen === 'chat' && where.value.sheet === undefined) return;
  go({ screen: 'chat' });
}

export function goHome(): void {
  if (where.value.screen === 'home') return;
  history.back();
}

export function openSheet(sheet: NonNullable<Where['sheet']>): void {
  go({ ...where.value, sheet });
}

/** Closes the sheet as the back button does; settled when it is closed. */
export function closeSheet(): Promise<void> {
  if (where.value.sheet === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    addEventListener('popstate', () => resolve(), { once: true });
    history.back();
  });
}

function go(next: Where): void {
  history.pushState(next, '');
  where.set(next);
}

function readState(state: unknown): Where | undefined {
  if (typeof state !== 'object' || state === null || !('screen' in state)) return undefined;
  const screen = state.screen === 'chat' ? 'chat' : 'home';
  return 'sheet' in state && state.sheet === 'places' ? { screen, sheet: 'places' } : { screen };
}
