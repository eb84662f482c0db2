import type { JSX } from 'preact';
import type { TimelineView } from '../../../dialogue/view.ts';
import { FORM_TEXTS as T } from './texts.ts';

/** The steps of a case from top to bottom, with their days; the present one is filled, later ones are hollow. */
export function Timeline({ steps }: { steps: readonly TimelineView[] }): JSX.Element {
  return (
    <ol class="timeline">
      {steps.map(({ label, when, state, explain, marks }) => (
        <li
          key={label}
          class={`timeline-step ${state}`}
          {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}
        >
          <p class="timeline-name">
            {label}
            <span class="timeline-state">{T.states[state]}</span>
          </p>
          {when === '' ? null : <p class="timeline-when">{when}</p>}
          {explain === '' ? null : <p class="timeline-explain">{explain}</p>}
          {marks.map((mark) => (
            <span key={mark} class="timeline-mark">
              {mark}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
