import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { maskId, maskPhone } from '../../../declaration/mask.ts';
import type { FormSent } from '../../../dialogue/view.ts';
import { Picture } from '../picture.tsx';
import { useSignal } from '../signal.ts';
import { choiceLabel, formTexts, placeText } from './form-texts.ts';
import { draft, draftOf, setDraft } from './local/draft.ts';
import { online } from './online.ts';
import { lasting, tryNow, type Waiting, waiting, withdraw } from './outbox.ts';
import { localFormOpen, startLocalForm } from './send.ts';
import { OFFLINE_TEXTS as T } from './texts.ts';

const EMERGENCY = ['110', '119', '120'];

/** Above the input row: that there is no signal, and what waits on this device. Nothing when all is well. */
export function OfflineNotice(): JSX.Element | null {
  const isOnline = useSignal(online);
  const waits = useSignal(waiting);
  const isLasting = useSignal(lasting);
  const isOpen = useSignal(localFormOpen);
  const filled = useSignal(draft);
  const texts = useSignal(formTexts);
  const isLeft = filled.left === true;
  if (isOnline && waits.length === 0 && !isLeft) return null;
  const hasBegun = isLeft || Object.keys(filled.values).length > 0;
  // Filed already, or about to be: a second form of the same household is not offered.
  const isDeclared = waits.some(
    ({ outgoing: { form, action } }) => form !== undefined || action === 'submit',
  );
  return (
    <section class="offline" aria-label={T.region}>
      <div role="status">
        {isOnline || isOpen ? null : <p class="offline-line">{T.noSignalLong}</p>}
        {waits.length > 0 ? <p class="offline-line">{T.count(waits.length)}</p> : null}
        {!isLasting && (waits.length > 0 || isOpen) ? (
          <p class="offline-line warn">{T.keptInMemory}</p>
        ) : null}
      </div>
      {waits.length === 0 ? null : (
        <ul class="offline-list">
          {waits.map((each) => (
            <WaitingRow key={each.outgoing.id} {...each} />
          ))}
        </ul>
      )}
      {(isOnline && !isLeft) || isOpen || isDeclared || texts === undefined ? null : (
        <button type="button" class="chip" onClick={() => void startLocalForm()}>
          {hasBegun ? T.resumeHere : T.declareHere}
        </button>
      )}
      {isOnline ? null : (
        <p class="offline-phones">
          {T.emergency}
          {EMERGENCY.map((number) => (
            <a key={number} href={`tel:${number}`}>
              {number}
            </a>
          ))}
        </p>
      )}
    </section>
  );
}

function WaitingRow({ outgoing, state, problem }: Waiting): JSX.Element {
  const [isSeen, setSeen] = useState(false);
  const [isSure, setSure] = useState(false);
  const { form, photo } = outgoing;
  const name =
    form !== undefined ? T.form : photo !== undefined ? T.photo : (outgoing.label ?? outgoing.text ?? '');
  return (
    <li class="offline-item">
      <p>
        <span class="offline-name">{name}</span>
        <span class={`offline-state ${state}`}>{T.states[state]}</span>
      </p>
      {problem === undefined ? null : <p class="problem">{problem.words}</p>}
      {isSeen && form !== undefined ? <FormRows form={form} /> : null}
      {isSeen && photo !== undefined ? <Picture photo={photo} /> : null}
      {state === 'sending' ? null : (
        <p class="links">
          {form === undefined && photo === undefined ? null : (
            <button type="button" class="link" aria-expanded={isSeen} onClick={() => setSeen(!isSeen)}>
              {isSeen ? T.hide : T.see}
            </button>
          )}
          {form === undefined ? null : (
            <button type="button" class="link" onClick={() => void change(outgoing.id, form)}>
              {T.change}
            </button>
          )}
          <button
            type="button"
            class="link"
            onClick={() => (isSure ? void withdraw(outgoing.id) : setSure(true))}
          >
            {isSure ? T.removeSure : T.remove}
          </button>
          <button type="button" class="link" onClick={tryNow}>
            {T.tryNow}
          </button>
        </p>
      )}
    </li>
  );
}

/** Takes a declaration that waits back into the form on the device. */
async function change(id: string, form: FormSent): Promise<void> {
  await withdraw(id);
  await setDraft(draftOf(form));
  await startLocalForm();
}

function FormRows({ form }: { form: FormSent }): JSX.Element {
  const texts = useSignal(formTexts);
  const labels: Record<string, string> = texts?.labels ?? {};
  const rows: [string, string | undefined][] = [
    ['name', form.name],
    ['id_number', form.idNumber === undefined ? undefined : maskId(form.idNumber)],
    ['phone', form.phone === undefined ? undefined : maskPhone(form.phone)],
    ['place', form.place === undefined ? undefined : placeText(form.place)],
    ['causes', form.causes.map((cause) => choiceLabel('causes', `cause:${cause}`) ?? cause).join('、')],
    ['story', form.story],
  ];
  return (
    <dl class="form-rows">
      {rows.map(([step, value]) =>
        value === undefined || value === '' ? null : (
          <div class="form-row" key={step}>
            <dt>{labels[step] ?? ''}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
