import { acknowledge, session, waitForReplies } from './api.ts';
import { online } from './offline/index.ts';
import { stopWaiting, takeReplies } from './store.ts';

const SECOND = 1000;
const LONGEST_PAUSE = 120 * SECOND;
/** Between two rounds, should the server answer at once: replies that are given again and again. */
const SHORTEST_PAUSE = 2 * SECOND;

let stop: AbortController | undefined;

/** Waits for what comes by itself, as long as the page is looked at and there is a signal. */
export function startPolling(): void {
  const follow = () => {
    const isWanted = document.visibilityState === 'visible' && online.value && session.value !== undefined;
    if (!isWanted) {
      stop?.abort();
      stop = undefined;
    } else if (stop === undefined) {
      stop = new AbortController();
      void poll(stop.signal);
    }
  };
  document.addEventListener('visibilitychange', follow);
  online.subscribe(follow);
  session.subscribe(follow);
  follow();
}

async function poll(stopped: AbortSignal): Promise<void> {
  let pause = SHORTEST_PAUSE;
  while (!stopped.aborted) {
    const began = Date.now();
    try {
      await acknowledge();
      const { replies } = await waitForReplies(stopped);
      if (replies.length > 0) {
        takeReplies(replies);
        stopWaiting();
      }
      pause = SHORTEST_PAUSE;
    } catch {
      // A server that is down, or says it is too much: not all phones of a village again at the same moment.
      pause = Math.min(LONGEST_PAUSE, pause * 2) * (0.75 + Math.random() / 2);
    }
    const rest = Math.max(pause > SHORTEST_PAUSE ? pause : SHORTEST_PAUSE - (Date.now() - began), 0);
    await sleep(rest, stopped);
  }
}

function sleep(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
