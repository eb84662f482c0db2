import { useEffect, useState } from 'preact/hooks';
import { ApiError, openSession, session } from './api.ts';
import { Chat } from './chat.tsx';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Home } from './home.tsx';
import { goToChat, where } from './nav.ts';
import { localFormOpen, OfflineNotice, online } from './offline/index.ts';
import { PlaceSheet } from './places.tsx';
import { aloud } from './settings.ts';
import { useSignal } from './signal.ts';
import { speak } from './speech.ts';
import { spokenOf } from './spoken.ts';
import { newest, told, unread } from './store.ts';
import { TEXTS } from './texts.ts';

/** The page. */
export function App() {
  const { screen } = useSignal(where);
  useStart();
  const notice = useSignal(told);
  useArrivals(screen);
  useEffect(() => {
    if (screen === 'home') scrollTo(0, 0);
  }, [screen, notice]);
  const isLocal = useSignal(localFormOpen);
  useEffect(() => {
    if (isLocal) goToChat();
  }, [isLocal]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('words')?.focus()}>
        {TEXTS.skip}
      </button>
      <Header />
      <main class="inner">
        {notice !== '' && (
          <p class="notice" role="status">
            {notice}
          </p>
        )}
        {screen === 'home' ? <Home /> : <Chat />}
      </main>
      <footer class="footer">
        <div class="inner">
          <OfflineNotice />
          <Composer />
        </div>
      </footer>
      <PlaceSheet />
      <Announcer />
    </>
  );
}

/** Begins the session; tries again after a while, and when the signal returns. */
function useStart(): void {
  const isOnline = useSignal(online);
  const known = useSignal(session);
  const [tries, setTries] = useState(0);
  const isOpen = known !== undefined;
  useEffect(() => {
    if (isOpen || !isOnline) return;
    let timer: number | undefined;
    beginAt(tries).catch((error: unknown) => {
      // Without a signal, what stands above the input row says so.
      const isOffline = error instanceof ApiError && error.problem.code === 'offline';
      if (!isOffline) told.set(TEXTS.problems.broken);
      timer = setTimeout(() => setTries(tries + 1), AGAIN_AFTER);
    });
    return () => clearTimeout(timer);
  }, [isOpen, isOnline, tries]);
  useEffect(() => {
    // The session may also have begun with the first message.
    const answer = session.value;
    if (!isOpen || answer === undefined) return;
    told.set(answer.notice ?? '');
    // Who was in the middle of the form goes on there.
    if (answer.step !== null && answer.history.length > 0) goToChat();
  }, [isOpen]);
}

/** Milliseconds between tries to begin. */
const AGAIN_AFTER = 8000;

/** The try is named, so that a failed one is made again. */
async function beginAt(_try: number): Promise<void> {
  await openSession();
}

/** What comes is read out where that is wished, and counted where it is not seen. */
function useArrivals(screen: 'home' | 'chat'): void {
  const fresh = useSignal(newest);
  useEffect(() => {
    const [first] = fresh;
    if (first === undefined) return;
    if (aloud.value) speak(first.id, fresh.map(spokenOf).join('\n'));
  }, [fresh]);
  useEffect(() => {
    if (screen === 'chat') unread.set(0);
  }, [screen]);
}

/** Says what came to a screen reader, once. */
function Announcer() {
  const fresh = useSignal(newest);
  return (
    <div class="sr-only" aria-live="polite">
      {fresh.map((message) => (
        <p key={message.id}>{spokenOf(message)}</p>
      ))}
    </div>
  );
}
