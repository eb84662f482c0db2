import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { StepView } from '../../../dialogue/view.ts';
import { FORM_TEXTS as T } from './texts.ts';

type Pressed = { action: string; label: string };

interface ChoicesProps {
  view: StepView;
  busy: boolean;
  labelledBy: string;
  onChoose: (said: Pressed) => void;
}

/** Big chips to choose one, or to tick several and end with 选好了. */
export function Choices(props: ChoicesProps): JSX.Element | null {
  if (props.view.choices.length === 0) return null;
  return props.view.many === true ? <Several {...props} /> : <One {...props} />;
}

function One({ view, busy, labelledBy, onChoose }: ChoicesProps): JSX.Element {
  return (
    <fieldset class="chip-row" aria-labelledby={labelledBy}>
      {view.choices.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          class="chip"
          disabled={busy}
          onClick={() => onChoose({ action: id, label })}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

function Several({ view, busy, labelledBy, onChoose }: ChoicesProps): JSX.Element {
  const [ticked, setTicked] = useState(() =>
    view.choices.filter(({ chosen }) => chosen === true).map(({ id }) => id),
  );
  const [isMissing, setMissing] = useState(false);
  const tick = (id: string) => {
    setMissing(false);
    setTicked(ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]);
  };
  const finish = () => {
    const chosen = view.choices.filter(({ id }) => ticked.includes(id));
    if (chosen.length === 0) return setMissing(true);
    // One message for all of them: a weak signal carries one better than five.
    const kind = chosen[0]?.id.split(':')[0] ?? '';
    const values = chosen.map(({ id }) => id.slice(kind.length + 1)).join(',');
    onChoose({ action: `${kind}s:${values}`, label: chosen.map(({ label }) => label).join('、') });
  };
  return (
    <>
      <fieldset class="chip-row" aria-labelledby={labelledBy}>
        {view.choices.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            class="chip toggle"
            aria-pressed={ticked.includes(id)}
            disabled={busy}
            onClick={() => tick(id)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {isMissing ? (
        <p class="problem" role="alert">
          {T.chooseOne}
        </p>
      ) : null}
      <button type="button" class="form-primary" disabled={busy} onClick={finish}>
        {view.done?.label ?? T.done}
      </button>
    </>
  );
}
