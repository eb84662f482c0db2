import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { StepView } from '../../../dialogue/view.ts';
import type { FormProps, Said } from '../model.ts';
import { closedBefore, isOpenStill } from '../offline/closed.ts';
import { noteAnswering, noteOpenStep } from '../offline/local/draft.ts';
import { useSignal } from '../signal.ts';
import { Choices } from './choices.tsx';
import { Field } from './field.tsx';
import { forgetOtherFields } from './field-text.ts';
import { focusAfterAct, noteActed } from './focus.ts';
import { PhotoField } from './photo-field.tsx';
import { FORM_TEXTS as T } from './texts.ts';

/** One question of the form. Only the newest takes an answer; an older one is text. */
export function FormStep({ message, live, busy, send }: FormProps): JSX.Element | null {
  const closed = useSignal(closedBefore);
  const { view } = message;
  if (view?.kind !== 'step') return null;
  if (!live || !isOpenStill(message, closed)) return <PastStep view={view} />;
  return <LiveStep view={view} busy={busy} send={send} />;
}

interface LiveStepProps {
  view: StepView;
  busy: boolean;
  send: (said: Said) => void;
}

/** An answered question: its notice and explanations, read once, are folded away. */
function PastStep({ view }: { view: StepView }): JSX.Element {
  const { before, question, after } = parted(view.ask);
  const more = [...before, ...after];
  return (
    <div class="form-step step-past">
      <Lines lines={view.preface} />
      <p>{question}</p>
      {more.length === 0 ? null : (
        <details>
          <summary>{T.more}</summary>
          <Lines lines={more} />
        </details>
      )}
    </div>
  );
}

/** The line that asks, among those that explain. */
function parted(ask: readonly string[]): { before: string[]; question: string; after: string[] } {
  let at = ask.length - 1;
  for (let each = at; each >= 0; each -= 1) {
    if (!/[？：]$/.test(ask[each] ?? '')) continue;
    at = each;
    break;
  }
  return { before: ask.slice(0, Math.max(0, at)), question: ask[at] ?? '', after: ask.slice(at + 1) };
}

function LiveStep({ view, busy, send }: LiveStepProps): JSX.Element {
  const id = useId();
  const hasField = takesText(view);
  useEffect(() => {
    noteOpenStep(view.step);
    forgetOtherFields(view.step);
    return () => noteOpenStep(undefined);
  }, [view.step]);

  const answer = (said: Said) => {
    noteAnswering(view.step, said);
    noteActed();
    send(said);
  };
  const go = (said: { action: string; label: string }) => {
    if (said.action.startsWith('skip')) return answer(said);
    noteActed();
    send(said);
  };
  const described = [view.example, view.problem].map((words, at) =>
    words === undefined ? '' : `${id}${at === 0 ? 'example' : 'problem'}`,
  );
  return (
    <section class="form-step" aria-labelledby={`${id}ask`}>
      <Question id={id} view={view} />
      {hasField ? (
        <Field
          key={view.step}
          id={`${id}field`}
          view={view}
          busy={busy}
          described={described.join(' ').trim()}
          onAnswer={(text) => answer({ text })}
        />
      ) : null}
      {view.input === 'photo' ? <PhotoField busy={busy} onPhotos={(photos) => answer({ photos })} /> : null}
      <Choices view={view} busy={busy} labelledBy={`${id}ask`} onChoose={answer} />
      <Links view={view} busy={busy} onChoose={go} />
    </section>
  );
}

function takesText({ input }: StepView): boolean {
  return input !== 'none' && input !== 'photo';
}

/** What is asked, with all that is said about it. Without a field the question itself takes the focus. */
function Question({ id, view }: { id: string; view: StepView }): JSX.Element {
  const head = useRef<HTMLParagraphElement>(null);
  const hasField = takesText(view);
  useEffect(() => {
    if (!hasField) focusAfterAct(head.current);
  }, [hasField]);
  const { before, question, after } = parted(view.ask);
  return (
    <>
      <Progress view={view} />
      <Lines lines={view.preface} />
      <Lines lines={before} />
      <p class="step-ask" id={`${id}ask`} ref={head} tabIndex={-1}>
        {hasField ? <label for={`${id}field`}>{question}</label> : question}
      </p>
      <Lines lines={after} />
      {view.example === undefined ? null : (
        <p class="step-example" id={`${id}example`}>
          {T.example(view.example)}
        </p>
      )}
      {view.problem === undefined ? null : (
        <p class="problem" id={`${id}problem`} role="alert">
          {view.problem}
        </p>
      )}
    </>
  );
}

function Progress({ view: { at, of } }: { view: StepView }): JSX.Element | null {
  if (at === undefined || of === undefined) return null;
  return (
    <p class="step-progress">
      <span>{T.progress(at, of)}</span>
      {/* The words beside it say the same. */}
      <progress max={of} value={at} aria-hidden="true" />
    </p>
  );
}

function Lines({ lines }: { lines: readonly string[] }): JSX.Element {
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}

function Links({
  view,
  busy,
  onChoose,
}: {
  view: StepView;
  busy: boolean;
  onChoose: (said: { action: string; label: string }) => void;
}): JSX.Element | null {
  if (view.links.length === 0) return null;
  return (
    <fieldset class="links" aria-label={T.otherLinks}>
      {view.links.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          class="link"
          disabled={busy}
          onClick={() => onChoose({ action: id, label })}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
