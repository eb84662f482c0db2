/** Whether the person has just acted within the form, so that the next question may take the focus. */
let acted = false;

/** The control that was pressed is about to vanish: the next question takes the focus. */
export function noteActed(): void {
  acted = true;
}

/** Moves the focus to a new question, if the one before was answered here; never when the page is opened. */
export function focusAfterAct(element: HTMLElement | null): void {
  if (!acted || element === null) return;
  acted = false;
  element.focus({ preventScroll: true });
}
