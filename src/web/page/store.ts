import type { Answered, Message, SessionAnswer } from '../../channels/web/wire.ts';
import { ApiError, markShown, send, session } from './api.ts';
import { masked } from './masked.ts';
import type { Outgoing, Problem, Said, Sent } from './model.ts';
import { goToChat, where } from './nav.ts';
import { onDelivered, pending, sendOrKeep } from './offline/index.ts';
import { type Signal, signal } from './signal.ts';
import { TEXTS } from './texts.ts';

/** A message on the page, with what became of it when it is mine. */
export interface Line {
  message: Message;
  outgoing?: Outgoing;
  state?: 'sending' | 'refused';
  problem?: Problem;
}

/** What the server is working on for me. */
export interface Waiting {
  id: string;
  /** A question in the person's own words, for which documents are looked through. */
  isQuestion: boolean;
}

export const messages: Signal<Line[]> = signal<Line[]>([]);
export const waiting: Signal<Waiting[]> = signal<Waiting[]>([]);
/** Words of what just came, for the screen reader and for reading out. */
export const newest: Signal<Message[]> = signal<Message[]>([]);
/** Replies that came while the first screen was shown. */
export const unread: Signal<number> = signal(0);
/** The person's vote on an answer, by the question's id. */
export const votes: Signal<Record<string, string>> = signal<Record<string, string>>({});

/** Something to tell once that is no message of the chat. */
export const told: Signal<string> = signal('');

export { session };

/** Said without a bubble and without leaving the screen: a vote, the place chip. */
export interface Manner {
  quiet?: true;
}

/** The promise of the message sent last: the next waits, so that answers stand in the order of the questions. */
let line: Promise<unknown> = Promise.resolve();

/** Says something to the assistant. Settled with what became of it; of several photos, of the last. */
export async function say(said: Said, { quiet }: Manner = {}): Promise<Sent | undefined> {
  told.set('');
  if (quiet === undefined) goToChat();
  let sent: Sent | undefined;
  for (const outgoing of outgoingOf(said)) {
    if (quiet === undefined) {
      const message = { id: outgoing.id, at: outgoing.at, from: 'me', text: labelOf(outgoing) } as const;
      messages.update((lines) => [...lines, { message, outgoing, state: 'sending' }]);
    }
    sent = await dispatch(outgoing);
  }
  return sent;
}

/** Sends a message again that did not go through, under the same id. */
export async function sayAgain(outgoing: Outgoing): Promise<void> {
  setState(outgoing.id, 'sending');
  await dispatch(outgoing);
}

/** Puts the replies of an answer on the page. */
export function take(answer: Answered): void {
  const known = session.value;
  if (known !== undefined) session.set(standingIn(known, answer));
  takeReplies(answer.replies);
}

/** Puts replies on the page: those that stand there already come twice after a lost connection. */
export function takeReplies(replies: readonly Message[]): void {
  const ids = new Set(messages.value.map(({ message }) => message.id));
  const fresh = replies.filter(({ id }) => !ids.has(id));
  markShown(replies.map(({ id }) => id));
  if (fresh.length === 0) return;
  messages.update((lines) => [...lines, ...fresh.map((message) => ({ message }))]);
  if (where.value.screen === 'home') unread.update((count) => count + fresh.length);
  newest.set(fresh);
}

/** Takes up the conversation as the server knows it, with what this page has besides. */
function takeHistory(answer: SessionAnswer): void {
  const ids = new Set(answer.history.map(({ id }) => id));
  const own = messages.value.filter(({ message }) => !ids.has(message.id));
  messages.set([...answer.history.map((message) => ({ message })), ...own]);
  markShown(answer.history.filter(({ from }) => from === 'us').map(({ id }) => id));
}

const listeners = new Set<(outgoing: Outgoing, sent: Sent) => void>();

/** Calls the listener with everything said that was answered, and with the answer. */
export function onSaid(listener: (outgoing: Outgoing, sent: Sent) => void): void {
  listeners.add(listener);
}

/** Takes up what is kept on the device, and hears of it when it has arrived. */
export function startStore(): void {
  onDelivered((outgoing, sent) => settle(outgoing, sent));
  // At once, before anybody asks for news: what stands in the history is none.
  const stop = session.subscribe(() => {
    if (session.value === undefined) return;
    stop();
    takeHistory(session.value);
  });
  const showKept = () => {
    const ids = new Set(messages.value.map(({ message }) => message.id));
    const missing = pending.value.filter((one) => !ids.has(one.id) && hasBubble(one));
    if (missing.length === 0) return;
    const lines = missing.map((outgoing) => ({
      message: { id: outgoing.id, at: outgoing.at, from: 'me' as const, text: labelOf(outgoing) },
      outgoing,
    }));
    messages.update((before) => [...before, ...lines]);
  };
  pending.subscribe(showKept);
  showKept();
}

async function dispatch(outgoing: Outgoing): Promise<Sent> {
  const isQuestion = outgoing.text !== undefined;
  waiting.update((all) => [...all, { id: outgoing.id, isQuestion }]);
  const before = line;
  const way = outgoing.sheet === undefined ? sendOrKeep : sendSheet;
  const work = before.then(() => way(outgoing));
  line = work.catch(() => undefined);
  let sent: Sent;
  try {
    sent = await work;
  } catch {
    sent = { state: 'refused', problem: { code: 'broken', words: TEXTS.problems.broken, again: true } };
  }
  settle(outgoing, sent);
  return sent;
}

/** A list of many people is kept on no device: without a signal it is not sent, and may be sent again by hand. */
async function sendSheet(outgoing: Outgoing): Promise<Sent> {
  try {
    return { state: 'answered', answer: await send(outgoing) };
  } catch (error) {
    if (error instanceof ApiError) return { state: 'refused', problem: error.problem };
    throw error;
  }
}

function settle(outgoing: Outgoing, sent: Sent): void {
  const { id } = outgoing;
  // Replies of what is still worked on come later: until then it is waited for.
  const isWorking = sent.state === 'answered' && sent.answer.working === true;
  if (isWorking) setTimeout(() => giveUp(id), LONGEST_WAIT);
  else stopWaiting(id);
  if (sent.state === 'refused') {
    const isShown = messages.value.some(({ message }) => message.id === id);
    if (isShown) setState(id, 'refused', sent.problem);
    else told.set(sent.problem.words);
  } else setState(id, undefined);
  if (sent.state !== 'answered') return;
  showForm(outgoing);
  take(sent.answer);
  for (const listener of listeners) listener(outgoing, sent);
}

/** A form that was filled on the device stands before its answer as something that I said, as in the history. */
function showForm({ id, at, form, label = '' }: Outgoing): void {
  if (form === undefined || messages.value.some(({ message }) => message.id === id)) return;
  messages.update((lines) => [...lines, { message: { id, at, from: 'me', text: label } }]);
}

/** What came by itself is what was waited for; with an id, that one is waited for no longer. */
export function stopWaiting(id?: string): void {
  waiting.update((all) => (id === undefined ? [] : all.filter((one) => one.id !== id)));
}

/** How long an answer that is still worked on is waited for; ms. */
const LONGEST_WAIT = 90_000;

function giveUp(id: string): void {
  if (!waiting.value.some((one) => one.id === id)) return;
  stopWaiting(id);
  setState(id, 'refused', { code: 'slow', words: TEXTS.problems.slow, again: true });
}

function setState(id: string, state: Line['state'], problem?: Problem): void {
  messages.update((lines) =>
    lines.map((one) => {
      if (one.message.id !== id) return one;
      const { message, outgoing } = one;
      return {
        message,
        ...(outgoing === undefined ? {} : { outgoing }),
        ...(state === undefined ? {} : { state }),
        ...(problem === undefined ? {} : { problem }),
      };
    }),
  );
}

function standingIn(known: SessionAnswer, { step, case: held, place, staff }: Answered): SessionAnswer {
  const { case: _before, staff: _was, ...rest } = known;
  return {
    ...rest,
    step,
    place,
    ...(held === undefined ? {} : { case: held }),
    ...(staff === undefined ? {} : { staff }),
  };
}

function outgoingOf(said: Said): Outgoing[] {
  const at = new Date().toISOString();
  if ('photos' in said) return said.photos.map((photo) => ({ id: newId(), at, photo }));
  if ('sheets' in said) return said.sheets.map((sheet) => ({ id: newId(), at, sheet }));
  return [{ id: newId(), at, ...said }];
}

/** Whether a kept message stands in the chat: votes and the place chip do not, a form is told by the device's own. */
function hasBubble({ action = '', form }: Outgoing): boolean {
  return form === undefined && !/^(?:vote|here):/.test(action);
}

function labelOf({ text, label, photo, sheet }: Outgoing): string {
  if (sheet !== undefined) return sheet.name;
  return photo === undefined ? masked(text ?? label ?? '') : TEXTS.photo;
}

/** A random id. `randomUUID` is missing in old browsers and on pages without https. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
