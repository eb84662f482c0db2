import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../channels/web/wire.ts';
import { last } from './last.ts';
import { MessageView } from './message-view.tsx';
import { LocalForm, localFormOpen } from './offline/index.ts';
import { useSignal } from './signal.ts';
import { type Line, messages, newest, waiting } from './store.ts';
import { TEXTS } from './texts.ts';

/** The conversation. What is new is brought into view from its first line, for it is read from there. */
export function Chat() {
  const lines = useSignal(messages);
  const isLocal = useSignal(localFormOpen);
  const isBusy = useSignal(waiting).length > 0;
  const list = useRef<HTMLElement>(null);
  useNewestInView(list, lines);
  const open = isLocal ? new Set<string>() : openOnes(lines);
  return (
    <section class="chat" aria-label={TEXTS.chat} ref={list}>
      {lines.map((line) => {
        const live = open.has(line.message.id);
        return <MessageView key={line.message.id} line={line} live={live} busy={live && isBusy} />;
      })}
      <Working />
      <LocalForm />
    </section>
  );
}

/** Replies that still take an answer: what came since I last said something; of questions only the newest. */
function openOnes(lines: readonly Line[]): Set<string> {
  const open = new Set<string>();
  let hasQuestion = false;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const message = lines[at]?.message;
    if (message === undefined || message.from === 'me') break;
    const isQuestion = message.view?.kind === 'step' || message.view?.kind === 'review';
    if (!isQuestion || !hasQuestion) open.add(message.id);
    hasQuestion ||= isQuestion;
  }
  return open;
}

/** Three dots; after 3 s what is being done; after 15 s a way on. */
function Working() {
  const [first] = useSignal(waiting);
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    setPassed(0);
    if (first === undefined) return;
    const timers = [200, 3000, 15_000].map((after) => setTimeout(() => setPassed(after), after));
    return () => timers.forEach(clearTimeout);
  }, [first]);
  if (first === undefined || passed === 0) return null;
  return (
    <div class="working" role="status">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {passed < 3000 && <span class="sr-only">{TEXTS.working}</span>}
      {passed >= 3000 && <span>{first.isQuestion ? TEXTS.looking : TEXTS.working}</span>}
      {passed >= 15_000 && (
        <p>
          {TEXTS.slow}{' '}
          <a class="chip" href="tel:12345">
            {TEXTS.slowCall}
          </a>
        </p>
      )}
    </div>
  );
}

function useNewestInView(place: RefObject<HTMLElement | null>, lines: readonly Line[]): void {
  const fresh = useSignal(newest);
  const count = useRef(0);
  useEffect(() => {
    const list = place.current;
    const before = count.current;
    count.current = lines.length;
    if (list === null || lines.length === 0 || lines.length === before) return;
    const mine = last(lines)?.message.from === 'me';
    const isFirstLook = before === 0;
    const target = mine || isFirstLook ? last(lines)?.message.id : firstToRead(fresh)?.id;
    const article = target === undefined ? null : find(list, target);
    if (article === null) return;
    article.scrollIntoView({ block: 'start' });
    // The button that was pressed is gone: the keyboard goes on from what it led to.
    const hasFocus = document.activeElement !== null && document.activeElement !== document.body;
    if (!mine && !isFirstLook && !hasFocus) article.focus({ preventScroll: true });
  }, [place, lines, fresh]);
}

/** So many characters of kind words may stand above what was asked for. */
const KIND_WORDS = 40;

/** The newest answer; kind words before it can be passed over, telephone numbers and all else that is longer cannot. */
function firstToRead(fresh: readonly Message[]): Message | undefined {
  const [first] = fresh;
  if (first?.view !== undefined || (first?.buttons ?? []).length > 0) return first;
  const isKind = first !== undefined && first.text.length <= KIND_WORDS && !/\d{3}/.test(first.text);
  return isKind && fresh[1]?.view?.kind === 'answer' ? fresh[1] : first;
}

function find(list: HTMLElement, id: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
}
