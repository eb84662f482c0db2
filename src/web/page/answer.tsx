import type { ButtonView, Message, View } from '../../channels/web/wire.ts';
import { Buttons } from './buttons.tsx';
import { Icon, type IconName } from './icons.tsx';
import { useSignal } from './signal.ts';
import { canSpeak, speak, speaking, stopSpeaking } from './speech.ts';
import { spokenOf } from './spoken.ts';
import { say, votes } from './store.ts';
import { TEXTS } from './texts.ts';
import { withNumbers } from './words.tsx';

type AnswerView = Extract<View, { kind: 'answer' }>;
type SourceView = AnswerView['sources'][number];

export interface AnswerProps {
  message: Message;
  view: AnswerView;
  live: boolean;
  busy: boolean;
  press: (button: ButtonView) => void;
}

/** Most next steps under an answer. */
const STEPS = 3;

/** A policy answer: the plain words, what they rest on behind one line, ways on, a vote. */
export function Answer({ message, view, live, busy, press }: AnswerProps) {
  const { sentences, notes, sources, question } = view;
  const buttons = live ? (message.buttons ?? []) : [];
  const choices = buttons.filter(({ id }) => id.startsWith('choice:'));
  const steps = buttons.filter(({ id }) => !/^(?:choice:|vote:|sources$)/.test(id)).slice(0, STEPS);
  return (
    <>
      <div class="sentences">
        {sentences.map((sentence) => (
          <p key={sentence}>{withNumbers(sentence)}</p>
        ))}
      </div>
      {notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      {sources.length > 0 && <Sources sources={sources} />}
      <Buttons buttons={choices} busy={busy} press={press} label={TEXTS.choices} />
      <Buttons buttons={steps} busy={busy} press={press} label={TEXTS.onward} />
      <fieldset class="votes">
        <legend class="sr-only">{TEXTS.votes.label}</legend>
        {question !== undefined && <Votes question={question} />}
        {canSpeak && <Listen message={message} />}
      </fieldset>
    </>
  );
}

function Sources({ sources }: { sources: readonly SourceView[] }) {
  return (
    <details class="basis">
      <summary>
        <span>{TEXTS.basis(sources.length)}</span>
        <Icon name="right" />
      </summary>
      <ol>
        {sources.map((source) => (
          <li key={`${source.title} ${source.article} ${source.quote}`}>
            <Source source={source} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Source({
  source: { title, number, article, quote, used, validity, badge },
}: {
  source: SourceView;
}) {
  return (
    <>
      <p class="source">
        《{title.replace(/^《|》$/g, '')}》{number !== '' && <span class="number">{number}</span>}
      </p>
      <p class="article">
        <span>{article}</span>
        <span class={`badge ${validity}`}>{badge}</span>
      </p>
      <blockquote aria-label={TEXTS.quoteLabel}>{marked(quote, used)}</blockquote>
    </>
  );
}

/** The quote with the words that answer marked; as it is where they do not stand in it as one piece. */
function marked(quote: string, used: string) {
  const at = used === '' ? -1 : quote.indexOf(used);
  if (at < 0) return quote;
  return (
    <>
      {quote.slice(0, at)}
      <mark>{used}</mark>
      {quote.slice(at + used.length)}
    </>
  );
}

const VOTES: readonly { vote: 'up' | 'down' | 'other'; icon: IconName }[] = [
  { vote: 'up', icon: 'up' },
  { vote: 'down', icon: 'thumbDown' },
  { vote: 'other', icon: 'other' },
];

function Votes({ question }: { question: string }) {
  const given = useSignal(votes)[question];
  const cast = async (vote: 'up' | 'down' | 'other') => {
    if (given === vote) return;
    votes.update((all) => ({ ...all, [question]: vote }));
    const sent = await say({ action: `vote:${vote}:${question}`, label: TEXTS.votes[vote] }, { quiet: true });
    if (sent?.state !== 'refused') return;
    votes.update(({ [question]: _lost, ...others }) =>
      given === undefined ? others : { ...others, [question]: given },
    );
  };
  return (
    <>
      {VOTES.map(({ vote, icon }) => (
        <button
          key={vote}
          type="button"
          class="vote"
          aria-pressed={given === vote}
          onClick={() => void cast(vote)}
        >
          <Icon name={given === vote ? 'check' : icon} />
          {TEXTS.votes[vote]}
        </button>
      ))}
    </>
  );
}

/** Reads the message out, or stops. */
export function Listen({ message }: { message: Message }) {
  const isSpeaking = useSignal(speaking) === message.id;
  return (
    <button
      type="button"
      class="vote"
      onClick={() => (isSpeaking ? stopSpeaking() : speak(message.id, spokenOf(message)))}
    >
      <Icon name={isSpeaking ? 'stop' : 'sound'} />
      {isSpeaking ? TEXTS.stop : TEXTS.listen}
    </button>
  );
}
