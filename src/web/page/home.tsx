import { session } from './api.ts';
import { Icon, type IconName } from './icons.tsx';
import { last } from './last.ts';
import { goToChat } from './nav.ts';
import { localFormOpen } from './offline/index.ts';
import { useSignal } from './signal.ts';
import { messages, say, unread } from './store.ts';
import { TEXTS } from './texts.ts';

type TileName = keyof typeof TEXTS.tiles;

const TILES: readonly { name: TileName; icon: IconName }[] = [
  { name: 'declare', icon: 'declare' },
  { name: 'ask', icon: 'ask' },
  { name: 'status', icon: 'status' },
  { name: 'human', icon: 'human' },
];

/** The first screen: what can be done here, and nothing else. */
export function Home() {
  const step = useSignal(session)?.step ?? null;
  const isLocal = useSignal(localFormOpen);
  const lines = useSignal(messages);
  const isBegun = step !== null || isLocal;
  const open = (name: TileName) => {
    const isOnPage = isLocal || ['step', 'review'].includes(last(lines)?.message.view?.kind ?? '');
    if (name === 'resume' && isOnPage) goToChat();
    else void say({ action: name, label: TEXTS.tiles[name].label });
  };
  return (
    <section class="home" aria-labelledby="greeting">
      <h2 id="greeting">{TEXTS.greeting}</h2>
      <div class="tiles">
        {TILES.map(({ name, icon }) => {
          const shown = name === 'declare' && isBegun ? 'resume' : name;
          const { label, hint } = TEXTS.tiles[shown];
          return (
            <button
              key={name}
              type="button"
              class={name === 'declare' ? 'tile first' : 'tile'}
              onClick={() => open(shown)}
            >
              <Icon name={icon} />
              <b>{label}</b>
              <span>{hint}</span>
            </button>
          );
        })}
      </div>
      <LastTalk />
      <h2 class="common" id="common">
        {TEXTS.commonHeading}
      </h2>
      <ul class="chips" aria-labelledby="common">
        {TEXTS.common.map(({ label, question }) => (
          <li key={label}>
            <button type="button" class="chip" title={question} onClick={() => void say({ text: question })}>
              {label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The way back to what was said before. */
function LastTalk() {
  const count = useSignal(unread);
  if (useSignal(messages).length === 0) return null;
  return (
    <button type="button" class={count > 0 ? 'last fresh' : 'last'} onClick={goToChat}>
      {count > 0 ? TEXTS.newReplies : TEXTS.lastTalk}
      <Icon name="right" />
    </button>
  );
}
