import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { StepView } from '../../../dialogue/view.ts';
import { formTexts } from '../offline/form-texts.ts';
import { problemOf } from '../offline/local/checks.ts';
import { fieldText, keepFieldText } from './field-text.ts';
import { focusAfterAct } from './focus.ts';
import { FORM_TEXTS as T } from './texts.ts';

export interface FieldProps {
  id: string;
  view: StepView;
  busy: boolean;
  /** Ids of what describes the field: example and problem. */
  described: string;
  onAnswer: (text: string) => void;
}

type Entry = HTMLInputElement | HTMLTextAreaElement;

/** Where an answer is typed: the right keyboard for it, and what is wrong with it said beside it. */
export function Field({ id, view, busy, described, onAnswer }: FieldProps): JSX.Element {
  const [text, setText] = useState(() => fieldText(view.step));
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const entry = useRef<Entry>(null);
  useEffect(() => focusAfterAct(entry.current), []);
  useEffect(() => {
    if (view.problem !== undefined) entry.current?.focus();
  }, [view.problem]);

  const change = (value: string) => {
    setText(value);
    setWrong(undefined);
    keepFieldText(view.step, value);
  };
  const answer = () => {
    if (busy) return;
    const problem = wrongWith(view, text);
    setWrong(problem);
    if (problem === undefined) onAnswer(text.trim());
    else entry.current?.focus();
  };
  const wrongId = `${id}wrong`;
  const common = {
    id,
    ref: entry as never,
    value: text,
    'aria-describedby': [described, wrong === undefined ? '' : wrongId].join(' ').trim(),
    'aria-invalid': wrong !== undefined || view.problem !== undefined,
    onInput: (event: Event) => change((event.target as Entry).value),
  };
  return (
    <form
      class="step-field"
      onSubmit={(event) => {
        event.preventDefault();
        answer();
      }}
      noValidate
    >
      {wrong === undefined ? null : (
        <p class="problem" id={wrongId} role="alert">
          {wrong}
        </p>
      )}
      <div class="step-entry">
        {view.input === 'long' ? (
          <textarea {...common} rows={4} maxLength={2000} />
        ) : (
          <input {...common} {...keyboardOf(view)} maxLength={200} />
        )}
        {view.input === 'id' ? (
          <button type="button" class="step-x" onClick={() => withX(text, change, entry.current)}>
            {T.idX}
          </button>
        ) : null}
      </div>
      <button type="submit" class="form-primary" disabled={busy}>
        {T.next}
      </button>
    </form>
  );
}

/** Keyboards of figures have no X. */
function withX(text: string, change: (value: string) => void, entry: Entry | null): void {
  if (!/x$/i.test(text)) change(`${text}X`);
  entry?.focus();
}

function keyboardOf({ input, step }: StepView): JSX.IntrinsicElements['input'] {
  switch (input) {
    case 'id':
      return { class: 'step-id', type: 'text', inputMode: 'numeric', autoComplete: 'off', spellcheck: false };
    case 'phone':
      return { type: 'tel', inputMode: 'tel', autoComplete: 'tel' };
    default:
      return { type: 'text', autoComplete: step === 'name' ? 'name' : 'off', enterKeyHint: 'next' };
  }
}

/** What can be told without asking the server: a number that cannot be right. Words are the server's to read. */
function wrongWith({ step, input }: StepView, text: string): string | undefined {
  if (text.trim() === '') return T.empty;
  const isNumber = /^[\dXx\s\-+()０-９]+$/.test(text.trim());
  if ((input !== 'id' && input !== 'phone') || !isNumber) return undefined;
  const kind = problemOf(step, text, new Date());
  return kind === undefined ? undefined : formTexts.value?.problems[kind];
}
