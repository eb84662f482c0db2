import { session } from './api.ts';
import { Icon } from './icons.tsx';
import { last } from './last.ts';
import { goHome, openSheet, where } from './nav.ts';
import { aloud, large } from './settings.ts';
import { useSignal } from './signal.ts';
import { canSpeak, speak, stopSpeaking } from './speech.ts';
import { spokenOf } from './spoken.ts';
import { messages } from './store.ts';
import { TEXTS } from './texts.ts';

/** Always in sight: the name, the way home, the size of the type, reading out, and the place. */
export function Header() {
  const { screen } = useSignal(where);
  return (
    <header class="header">
      <div class="inner">
        <div class="top">
          {screen === 'chat' && (
            <button type="button" class="tool home-tool" onClick={goHome}>
              <Icon name="home" />
              {TEXTS.home}
            </button>
          )}
          <h1>{TEXTS.name}</h1>
          <div class="tools">
            <LargeSwitch />
            {canSpeak && <AloudSwitch />}
          </div>
        </div>
        <PlaceChip />
      </div>
    </header>
  );
}

function LargeSwitch() {
  const isLarge = useSignal(large);
  return (
    <button
      type="button"
      class="tool"
      aria-pressed={isLarge}
      title={TEXTS.largeHint}
      onClick={() => large.set(!isLarge)}
    >
      {isLarge && <Icon name="check" />}
      {TEXTS.large}
    </button>
  );
}

function AloudSwitch() {
  const isAloud = useSignal(aloud);
  const turn = () => {
    aloud.set(!isAloud);
    if (isAloud) return stopSpeaking();
    const newest = last(messages.value.filter(({ message }) => message.from === 'us'));
    // Within the touch itself: some phones speak only after one.
    if (newest !== undefined && where.value.screen === 'chat') {
      speak(newest.message.id, spokenOf(newest.message));
    }
  };
  return (
    <button type="button" class="tool" aria-pressed={isAloud} title={TEXTS.aloudHint} onClick={turn}>
      <Icon name={isAloud ? 'check' : 'sound'} />
      {TEXTS.aloud}
    </button>
  );
}

/** Where the person is, in the words of the place: answers hold for there. */
function PlaceChip() {
  const known = useSignal(session);
  const county = known?.region.name ?? '';
  const place = known?.place ?? null;
  const isCounty = place === null || place.code === known?.region.code;
  const name = isCounty ? county : place.name.startsWith(county) ? place.name : `${county} ${place.name}`;
  return (
    <button
      type="button"
      class="place"
      aria-haspopup="dialog"
      aria-label={isCounty ? undefined : TEXTS.placeChange(name)}
      onClick={() => openSheet('places')}
    >
      <Icon name="pin" />
      <span>
        {name}
        {isCounty && <b>{TEXTS.placeUnknown}</b>}
      </span>
      <Icon name="down" />
    </button>
  );
}
