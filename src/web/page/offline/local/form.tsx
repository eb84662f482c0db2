import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message, View } from '../../../../channels/web/wire.ts';
import { FormStep, Review } from '../../form/index.ts';
import type { Said } from '../../model.ts';
import { useSignal } from '../../signal.ts';
import { formTexts } from '../form-texts.ts';
import { hereNow } from '../here.ts';
import { newId } from '../ids.ts';
import { online } from '../online.ts';
import { heldMessages, hold, sendLater, waiting, withdraw } from '../outbox.ts';
import { forgetPhotos, notePhoto } from '../photos.ts';
import { leaveLocalForm } from '../send.ts';
import { OFFLINE_TEXTS } from '../texts.ts';
import { draft, type LocalDraft, setDraft } from './draft.ts';
import {
  again,
  formOf,
  goBack,
  type LocalContext,
  localReview,
  localStep,
  localView,
  takeAnswer,
} from './journey.ts';

const T = OFFLINE_TEXTS.local;

/** The form on the device: the same questions in the same shape, checked here, sent as one when there is a signal. */
export function LocalFormOpen(): JSX.Element | null {
  const filled = useSignal(draft);
  const isOnline = useSignal(online);
  useSignal(waiting);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [refused, setRefused] = useState(false);
  const [hasActed, setActed] = useState(false);
  const texts = useSignal(formTexts);
  if (texts === undefined) return null;

  const here = filled.here ?? hereNow();
  const context: LocalContext = {
    texts,
    here,
    now: new Date(),
    photos: heldMessages().length,
    online: isOnline,
  };
  const step = localStep(filled, context);
  const view = step === 'review' ? localReview(filled, context) : localView(step, filled, context, problem);
  if (view === undefined) return null;

  const send = (said: Said) => {
    setActed(true);
    const outcome = act(said, step, filled, context);
    setProblem(outcome === undefined ? undefined : outcome.problem);
    setRefused(outcome === undefined && 'action' in said && said.action === 'consent:none');
  };
  const message = messageOf(step, view, filled);
  const Part = view.kind === 'review' ? Review : FormStep;
  return (
    <section class="local-form" aria-labelledby="local-form-title">
      <h2 id="local-form-title" class="local-form-title">
        {T.title}
      </h2>
      {hasActed && !isOnline ? null : <p class="local-form-note">{isOnline ? T.back : T.start}</p>}
      {refused ? T.refused.map((line) => <p key={line}>{line}</p>) : null}
      {/* A new question is a new field: nothing typed for the one before stays in it. */}
      <InView key={message.id}>
        <Part message={message} live={true} busy={false} send={send} />
      </InView>
    </section>
  );
}

/** Brings the form into view with each new question. */
function InView({ children }: { children: JSX.Element }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.parentElement?.scrollIntoView({ block: 'start' }), []);
  return <div ref={place}>{children}</div>;
}

function messageOf(step: string, view: View, { township }: LocalDraft): Message {
  const id = `local-${step}${township === undefined ? '' : '-village'}`;
  return { id, at: '', from: 'us', text: '', view };
}

/** Does what was pressed or written; gives what was wrong with it. */
function act(
  said: Said,
  step: string,
  filled: LocalDraft,
  context: LocalContext,
): { problem: string } | undefined {
  if ('photos' in said) {
    for (const photo of said.photos) {
      notePhoto(photo, 'kept');
      void hold({ id: newId(), at: new Date().toISOString(), photo });
    }
    return undefined;
  }
  if ('action' in said && control(said.action, filled, context)) return undefined;
  if ('action' in said && said.action === 'consent:none') {
    // Without consent nothing that was said is kept on the device either.
    void erase({ ...filled, values: {}, skipped: [] });
    return undefined;
  }
  const taken = takeAnswer(filled, step, said, context);
  if ('problem' in taken) return taken;
  void setDraft(taken.draft);
  return undefined;
}

function control(action: string, filled: LocalDraft, context: LocalContext): boolean {
  const edited = /^edit:(.+)$/.exec(action)?.[1];
  if (edited !== undefined) void setDraft(again(filled, edited));
  else if (action === 'back') void setDraft(goBack(filled, context));
  else if (action === 'later') void leaveLocalForm({ erase: false });
  else if (action === 'drop') void erase(undefined);
  else if (action === 'submit') void submit(filled, context);
  else return false;
  return true;
}

/** Takes everything off the device; `rest` goes on with an empty form. */
async function erase(rest: LocalDraft | undefined): Promise<void> {
  for (const { id } of heldMessages()) await withdraw(id);
  forgetPhotos();
  if (rest === undefined) await leaveLocalForm({ erase: true });
  else await setDraft(rest);
}

/** 确认提交: kept as one declaration with its photos, sent once as soon as there is a signal. */
async function submit(filled: LocalDraft, { here }: LocalContext): Promise<void> {
  const form = formOf(filled, here);
  if (form === undefined) return;
  await leaveLocalForm({ erase: true });
  forgetPhotos();
  for (const photo of heldMessages()) await sendLater(photo);
  await sendLater({ id: newId(), at: new Date().toISOString(), form, label: T.sent });
}
