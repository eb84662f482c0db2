import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { CaseView } from '../../../dialogue/view.ts';
import type { FormProps, Said } from '../model.ts';
import { dismissInstall, install, installable } from '../offline/install.ts';
import { OFFLINE_TEXTS } from '../offline/texts.ts';
import { useSignal } from '../signal.ts';
import { withNumbers } from '../words.tsx';
import { copyText } from './copy.ts';
import { focusAfterAct, noteActed } from './focus.ts';
import { receiptImage } from './receipt-image.ts';
import { FORM_TEXTS as T } from './texts.ts';
import { Timeline } from './timeline.tsx';

/** The receipt just given: the number large, to copy and to keep, and what comes next. */
export function Receipt({ message, live, busy, send }: FormProps): JSX.Element | null {
  const { view } = message;
  if (view?.kind !== 'receipt') return null;
  // Whether it was filed now, or had been before: the first line says so.
  const [first = T.receiptTitle, ...lines] = view.lines;
  return (
    <CaseCard view={view} title={first} live={live}>
      <ReceiptNumber view={view} />
      <CaseBody view={{ ...view, lines }} heading={T.nextTitle} />
      <Ways buttons={message.buttons ?? []} busy={busy} send={send} />
      <InstallHint />
    </CaseCard>
  );
}

/** How a case stands: where it lies, its steps with their days, and what can be done. */
export function Status({ message, live, busy, send }: FormProps): JSX.Element | null {
  const { view } = message;
  if (view?.kind !== 'status') return null;
  const title = view.outcome === undefined ? T.statusTitle : T.outcomes[view.outcome];
  return (
    <CaseCard view={view} title={title} live={live}>
      {view.receipt === '' ? null : (
        <p class="status-receipt">
          {T.receiptNumber} <span class="receipt-inline">{view.receipt}</span>
        </p>
      )}
      <CaseBody view={view} heading={view.outcome === undefined ? T.nextTitle : T.pastTitle} />
      <Ways buttons={message.buttons ?? []} busy={busy} send={send} />
    </CaseCard>
  );
}

interface CaseCardProps {
  view: CaseView;
  title: string;
  live: boolean;
  children: JSX.Element | (JSX.Element | null)[];
}

function CaseCard({ view, title, live, children }: CaseCardProps): JSX.Element {
  const id = useId();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (live) focusAfterAct(head.current);
  }, [live]);
  const outcome = view.outcome === undefined ? '' : ` ${view.outcome}`;
  return (
    <section class={`form-case ${view.kind}${outcome}`} aria-labelledby={id}>
      <h3 class="case-title" id={id} ref={head} tabIndex={-1}>
        {title}
        {view.urgent === true ? <span class="case-urgent">{T.urgent}</span> : null}
      </h3>
      {children}
    </section>
  );
}

function ReceiptNumber({ view: { receipt, timeline } }: { view: CaseView }): JSX.Element {
  const [said, setSaid] = useState('');
  const [picture, setPicture] = useState<string | undefined>(undefined);
  useEffect(() => {
    return () => {
      if (picture !== undefined) URL.revokeObjectURL(picture);
    };
  }, [picture]);
  const copy = async () => setSaid((await copyText(receipt)) ? T.copied : T.copyByHand);
  const save = async () => {
    const image = await receiptImage(receipt, timeline);
    if (image === undefined) return setSaid(T.imageFailed);
    const url = URL.createObjectURL(image);
    setPicture(url);
    setSaid(T.imageHint);
    const link = document.createElement('a');
    link.href = url;
    link.download = T.imageName(receipt);
    link.click();
  };
  return (
    <div class="receipt-box">
      <p class="receipt-label">{T.receiptNumber}</p>
      <p class="receipt-number">
        <span class="sr-only">{[...receipt].join(' ')}</span>
        <span aria-hidden="true">
          {receipt.split('-').map((group) => (
            <span class="receipt-group" key={group}>
              {group}
            </span>
          ))}
        </span>
      </p>
      <div class="chip-row">
        <button type="button" class="chip" onClick={() => void copy()}>
          {T.copy}
        </button>
        <button type="button" class="chip" onClick={() => void save()}>
          {T.image}
        </button>
      </div>
      <p role="status" class="receipt-said">
        {said}
      </p>
      {picture === undefined ? null : <img class="receipt-picture" src={picture} alt={T.imageAlt(receipt)} />}
    </div>
  );
}

function CaseBody({ view, heading }: { view: CaseView; heading: string }): JSX.Element {
  return (
    <>
      {view.lines.map((line) => (
        <p key={line}>{withNumbers(line)}</p>
      ))}
      {view.timeline.length === 0 ? null : (
        <>
          <h4 class="timeline-title">{heading}</h4>
          <Timeline steps={view.timeline} />
        </>
      )}
      {view.notes.map((note) => (
        <p key={note} class="case-note">
          {withNumbers(note)}
        </p>
      ))}
    </>
  );
}

interface WaysProps {
  buttons: readonly { id: string; label: string }[];
  busy: boolean;
  send: (said: Said) => void;
}

function Ways({ buttons, busy, send }: WaysProps): JSX.Element | null {
  if (buttons.length === 0) return null;
  return (
    <div class="chip-row">
      {buttons.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          class="chip"
          disabled={busy}
          onClick={() => {
            noteActed();
            send({ action: id, label });
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** A quiet word, after something was got: the page can stand on the home screen. */
function InstallHint(): JSX.Element | null {
  const how = useSignal(installable);
  const { offer, ios, dismiss } = OFFLINE_TEXTS.install;
  if (how === undefined) return null;
  return (
    <p class="install-hint">
      {how === 'ask' ? (
        <button type="button" class="link" onClick={() => void install()}>
          {offer}
        </button>
      ) : (
        ios
      )}
      <button type="button" class="link" onClick={dismissInstall}>
        {dismiss}
      </button>
    </p>
  );
}
