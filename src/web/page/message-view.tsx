import type { ButtonView, Message } from '../../channels/web/wire.ts';
import { Answer, Listen } from './answer.tsx';
import { Buttons } from './buttons.tsx';
import { FileCard } from './file-card.tsx';
import { FormPartView } from './form-part.tsx';
import { Icon } from './icons.tsx';
import { memo } from './memo.ts';
import { pending } from './offline/index.ts';
import { Picture } from './picture.tsx';
import { useSignal } from './signal.ts';
import { canSpeak } from './speech.ts';
import { type Line, say, sayAgain } from './store.ts';
import { TEXTS } from './texts.ts';
import { Words } from './words.tsx';

const press = ({ id, label }: ButtonView) => void say({ action: id, label });

/** One message of the chat. Only the newest question of ours takes an answer. */
export const MessageView = memo(({ line, live, busy }: { line: Line; live: boolean; busy: boolean }) =>
  line.message.from === 'me' ? <Mine line={line} /> : <Ours line={line} live={live} busy={busy} />,
);

function Mine({ line: { message, outgoing, state, problem } }: { line: Line }) {
  const isKept = useSignal(pending).some(({ id }) => id === message.id) && state === undefined;
  return (
    <article class="mine" data-id={message.id}>
      <div class="bubble">
        <span class="sr-only">{TEXTS.me}：</span>
        {outgoing?.photo === undefined ? <p>{wordsOf(message)}</p> : <Picture photo={outgoing.photo} />}
      </div>
      {isKept && <p class="state">{TEXTS.kept}</p>}
      {state === 'refused' && problem !== undefined && (
        <p class="trouble" role="alert">
          {problem.words}{' '}
          {problem.again && outgoing !== undefined && (
            <button type="button" class="chip" onClick={() => void sayAgain(outgoing)}>
              <Icon name="again" />
              {TEXTS.again}
            </button>
          )}
        </p>
      )}
    </article>
  );
}

/** Of a number that a person sent, the history has but a star. */
function wordsOf({ text, photos = 1 }: Message): string {
  if (text === '') return TEXTS.photos(photos);
  return text === '＊' ? TEXTS.hiddenNumber : text;
}

function Ours({ line: { message }, live, busy }: { line: Line; live: boolean; busy: boolean }) {
  const { view } = message;
  return (
    <article class={`ours ${view?.kind ?? 'plain'}`} data-id={message.id} tabIndex={-1}>
      <span class="sr-only">{TEXTS.us}：</span>
      {content({ message }, live, busy)}
      {/* The answer has its own; the form's parts are long and have much in them. */}
      {view === undefined && live && canSpeak && message.text.length > 60 && (
        <div class="votes">
          <Listen message={message} />
        </div>
      )}
    </article>
  );
}

function content({ message }: Line, live: boolean, busy: boolean) {
  const { view, text, file, buttons = [] } = message;
  if (view?.kind === 'answer') return <Answer {...{ message, view, live, busy, press }} />;
  if (view !== undefined && view.kind !== 'menu') {
    return <FormPartView {...{ message, live, busy, kind: view.kind }} send={(said) => void say(said)} />;
  }
  return (
    <>
      <Words text={text} />
      {file !== undefined && <FileCard file={file} />}
      {live && <Buttons buttons={buttons} busy={busy} press={press} />}
    </>
  );
}
