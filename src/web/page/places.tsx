import { useEffect, useRef, useState } from 'preact/hooks';
import type { Place } from '../../channels/web/wire.ts';
import { openSession, placesWithin, session } from './api.ts';
import { Icon } from './icons.tsx';
import { last } from './last.ts';
import { closeSheet, where } from './nav.ts';
import { useSignal } from './signal.ts';
import { say, told, unread } from './store.ts';
import { TEXTS } from './texts.ts';

const T = TEXTS.places;
/** Length of a village's code: nothing is finer. */
const VILLAGE = 12;
/** Length of a township's code: from here on a place may be chosen. */
const TOWNSHIP = 9;

/** The sheet in which the place is chosen: townships, then villages. Over everything, with the focus kept within. */
export function PlaceSheet() {
  const { sheet } = useSignal(where);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (sheet !== 'places' || element === null || element.open) return;
    const before = document.activeElement;
    // Old phones have no modal dialogs: there it lies over the page all the same.
    if (typeof element.showModal === 'function') element.showModal();
    else element.setAttribute('open', '');
    const outside = (event: Event) => {
      if (event.target === element) void closeSheet();
    };
    element.addEventListener('click', outside);
    return () => {
      element.removeEventListener('click', outside);
      if (element.open) element.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [sheet]);
  if (sheet !== 'places') return null;
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby="places-title"
      onCancel={(event) => {
        event.preventDefault();
        void closeSheet();
      }}
    >
      <div class="sheet-body">
        <header>
          <h2 id="places-title">{T.title}</h2>
          <button type="button" class="tool" onClick={() => void closeSheet()}>
            <Icon name="close" />
            {T.close}
          </button>
        </header>
        <Chooser />
      </div>
    </dialog>
  );
}

function Chooser() {
  /** The way down so far; empty at the top. */
  const [path, setPath] = useState<Place[]>([]);
  const [typed, setTyped] = useState('');
  const inner = last(path);
  const { places, state, again } = usePlaces(inner);
  const wanted = typed.trim();
  const found = useSearch(places, inner, wanted);

  const down = (place: Place) => {
    if (place.code.length >= VILLAGE) return choose(place);
    setTyped('');
    setPath([...path, place]);
  };
  return (
    <>
      {inner !== undefined && (
        <button type="button" class="link" onClick={() => setPath(path.slice(0, -1))}>
          <Icon name="left" />
          {T.back}
        </button>
      )}
      <label class="search">
        <Icon name="search" />
        <span class="sr-only">{T.search}</span>
        <input
          type="search"
          value={typed}
          placeholder={T.search}
          autocomplete="off"
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <p class="state" role="status">
        {state === 'loading' && T.loading}
        {wanted !== '' && state === 'there' && (found.length === 0 ? T.none : T.found(found.length))}
        {wanted === '' && state === 'there' && places.length === 0 && T.empty}
      </p>
      {state === 'failed' && (
        <p class="trouble">
          {T.failed}{' '}
          <button type="button" class="chip" onClick={again}>
            {TEXTS.again}
          </button>
        </p>
      )}
      <ul class="places">
        {inner !== undefined && wanted === '' && inner.code.length >= TOWNSHIP && (
          <li class="whole">
            <button type="button" onClick={() => choose(inner)}>
              {T.whole(inner.name)}
            </button>
          </li>
        )}
        {found.map((place) => (
          <li key={place.code}>
            <button type="button" onClick={() => down(place)}>
              {place.name}
              {place.code.length < VILLAGE && <Icon name="right" />}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

async function choose(place: Place): Promise<void> {
  const isAtHome = where.value.screen === 'home';
  await closeSheet();
  const said = { action: `here:${place.code}`, label: place.name };
  // On the first screen the chip itself shows that it is done; a refusal is said in the chat.
  if (!isAtHome) return void (await say(said));
  const before = unread.value;
  const sent = await say(said, { quiet: true });
  if (sent?.state !== 'answered') return;
  unread.set(before);
  told.set(TEXTS.placeChanged(place.name));
}

type Fetching = 'loading' | 'there' | 'failed';

function usePlaces(inner: Place | undefined): { places: Place[]; state: Fetching; again: () => void } {
  const [places, setPlaces] = useState<Place[]>([]);
  const [state, setState] = useState<Fetching>('loading');
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isOld = false;
    setState('loading');
    setPlaces([]);
    placesIn(inner, tries).then(
      (fetched) => {
        if (isOld) return;
        setPlaces(fetched);
        setState('there');
      },
      () => !isOld && setState('failed'),
    );
    return () => {
      isOld = true;
    };
  }, [inner, tries]);
  return { places, state, again: () => setTries(tries + 1) };
}

/** The try is named, so that a failed one is made again. */
async function placesIn(inner: Place | undefined, _try: number): Promise<Place[]> {
  if (inner !== undefined) return placesWithin(inner.code);
  const { region } = session.value ?? (await openSession());
  return placesWithin(region.code);
}

/** What was typed is looked for here, and among the villages of all townships shown. */
function useSearch(places: readonly Place[], inner: Place | undefined, wanted: string): Place[] {
  const [deeper, setDeeper] = useState<Place[]>([]);
  const isWanted = wanted !== '' && inner === undefined;
  useEffect(() => {
    setDeeper([]);
    if (!isWanted) return;
    let isOld = false;
    const look = async () => {
      for (const township of places.filter(({ code }) => code.length === TOWNSHIP)) {
        const villages = await placesWithin(township.code);
        if (isOld) return;
        const named = villages.map(({ code, name }) => ({ code, name: township.name + name }));
        setDeeper((before) => [...before, ...named]);
      }
    };
    // Without signal the townships alone are searched.
    look().catch(() => undefined);
    return () => {
      isOld = true;
    };
  }, [isWanted, places]);
  if (wanted === '') return [...places];
  return [...places, ...deeper].filter(({ name }) => name.includes(wanted)).slice(0, MOST);
}

/** Most places found that are shown: who sees more types on. */
const MOST = 30;
