/** What stands in a field and is not sent yet: it survives a reload and goes with the browser's session. */
const PREFIX = 'field:';

/** What was typed for a step before the page was drawn anew. */
export function fieldText(step: string): string {
  try {
    return sessionStorage.getItem(PREFIX + step) ?? '';
  } catch {
    return '';
  }
}

/** Keeps what stands in the field of a step; empty takes it away. */
export function keepFieldText(step: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(PREFIX + step);
    else sessionStorage.setItem(PREFIX + step, text);
  } catch {
    // Private mode: it lives as long as the page.
  }
}

/** Forgets what was typed for all other steps: they are answered. */
export function forgetOtherFields(step: string): void {
  try {
    const others = Object.keys(sessionStorage).filter(
      (key) => key.startsWith(PREFIX) && key !== PREFIX + step,
    );
    for (const key of others) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
