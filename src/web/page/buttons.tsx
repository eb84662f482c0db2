import type { ButtonView } from '../../channels/web/wire.ts';
import { TEXTS } from './texts.ts';

export interface ButtonsProps {
  buttons: readonly ButtonView[];
  busy: boolean;
  press: (button: ButtonView) => void;
  label?: string;
}

/** Ways on under a reply, as chips of at least a thumb's height. */
export function Buttons({ buttons, busy, press, label = TEXTS.buttons }: ButtonsProps) {
  if (buttons.length === 0) return null;
  return (
    <fieldset class="chips">
      <legend class="sr-only">{label}</legend>
      {buttons.map((button) => (
        <button key={button.id} type="button" class="chip" disabled={busy} onClick={() => press(button)}>
          {button.label}
        </button>
      ))}
    </fieldset>
  );
}
