import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ReviewView } from '../../../dialogue/view.ts';
import type { FormProps, Said } from '../model.ts';
import { closedBefore, isOpenStill } from '../offline/closed.ts';
import { noteOpenStep } from '../offline/local/draft.ts';
import { useSignal } from '../signal.ts';
import { withNumbers } from '../words.tsx';
import { forgetOtherFields } from './field-text.ts';
import { focusAfterAct, noteActed } from './focus.ts';
import { FORM_TEXTS as T } from './texts.ts';

/** All answers on one card before they are filed. */
export function Review({ message, live, busy, send }: FormProps): JSX.Element | null {
  const closed = useSignal(closedBefore);
  const { view } = message;
  if (view?.kind !== 'review') return null;
  const isOpen = live && isOpenStill(message, closed);
  return <ReviewCard view={view} live={isOpen} busy={busy} send={send} />;
}

interface ReviewCardProps {
  view: ReviewView;
  live: boolean;
  busy: boolean;
  send: (said: Said) => void;
}

function ReviewCard({ view, live, busy, send }: ReviewCardProps): JSX.Element {
  const id = useId();
  const title = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!live) return;
    noteOpenStep(undefined);
    forgetOtherFields('review');
    focusAfterAct(title.current);
  }, [live]);
  const act = (action: string, label: string) => {
    noteActed();
    send({ action, label });
  };
  return (
    <section class="form-review" aria-labelledby={id}>
      {view.preface.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {view.problem === undefined ? null : (
        <p class="problem" role="alert">
          {view.problem}
        </p>
      )}
      <p class="review-title" id={id} ref={title} tabIndex={-1}>
        {view.title}
      </p>
      <dl class="form-rows">
        {view.rows.map(({ step, label, value, edit }) => (
          <div class="form-row" key={step}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            {live && edit !== undefined ? (
              <dd class="form-row-edit">
                <button
                  type="button"
                  class="link"
                  aria-label={T.editOf(label)}
                  disabled={busy}
                  onClick={() => act(edit, T.editOf(label))}
                >
                  {T.edit}
                </button>
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
      {view.notes.map((note) => (
        <p key={note} class="review-note">
          {withNumbers(note)}
        </p>
      ))}
      {live ? <Submit view={view} busy={busy} act={act} /> : null}
    </section>
  );
}

type Act = (action: string, label: string) => void;

/** One green button that cannot be pressed twice, and the ways round it. */
function Submit({ view, busy, act }: { view: ReviewView; busy: boolean; act: Act }): JSX.Element {
  const [isPressed, setPressed] = useState(false);
  // Two touches may come before anything is drawn anew.
  const pressed = useRef(false);
  const wasBusy = useRef(false);
  useEffect(() => {
    // It came back without the page going on: it did not work, and may be pressed again.
    if (wasBusy.current && !busy) {
      pressed.current = false;
      setPressed(false);
    }
    wasBusy.current = busy;
  }, [busy]);
  const submit = () => {
    if (pressed.current || busy) return;
    pressed.current = true;
    setPressed(true);
    act(view.submit.id, view.submit.label);
  };
  return (
    <>
      <button type="button" class="form-primary" disabled={isPressed || busy} onClick={submit}>
        {isPressed ? T.submitting : view.submit.label}
      </button>
      {view.links.length === 0 ? null : (
        <p class="links">
          {view.links.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              class="link"
              disabled={isPressed || busy}
              onClick={() => act(id, label)}
            >
              {label}
            </button>
          ))}
        </p>
      )}
    </>
  );
}
