import { type Signal, signal } from './signal.ts';

/** How this device shows the page. Nothing about the person is kept here. */
export const large: Signal<boolean> = remembered('large');
export const aloud: Signal<boolean> = remembered('aloud');

const DRAFT = 'ymt-draft';

/** Puts the type size on the page and keeps it there. */
export function startSettings(): void {
  const show = () => document.documentElement.classList.toggle('large', large.value);
  large.subscribe(show);
  show();
}

/** What was typed and not sent: it survives a reload, not the closing of the page. */
export function readDraft(): string {
  return quietly(() => sessionStorage.getItem(DRAFT)) ?? '';
}

export function keepDraft(text: string): void {
  quietly(() => (text === '' ? sessionStorage.removeItem(DRAFT) : sessionStorage.setItem(DRAFT, text)));
}

function remembered(name: string): Signal<boolean> {
  const key = `ymt-${name}`;
  const setting = signal(quietly(() => localStorage.getItem(key)) === '1');
  setting.subscribe(() => {
    quietly(() => localStorage.setItem(key, setting.value ? '1' : '0'));
  });
  return setting;
}

/** Storage may be shut (private mode, a full phone): the page works without. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
