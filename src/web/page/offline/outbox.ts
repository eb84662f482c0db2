import { ApiError, send } from '../api.ts';
import type { Outgoing, Problem, Sent } from '../model.ts';
import { type Signal, signal } from '../signal.ts';
import { type Keep, openKeep, type Record } from './keep.ts';
import { online } from './online.ts';
import { dropPhoto } from './photos.ts';

/** Something on its way, as the person may see it. */
export interface Waiting {
  outgoing: Outgoing;
  /** `refused`: the server will not take it as it is; the person decides. */
  state: 'waiting' | 'sending' | 'refused';
  problem?: Problem;
}

interface Item extends Waiting {
  /** Belongs to a form that is still being filled: not sent before it is. */
  held: boolean;
  /** Who waits for the answer right now. */
  resolve?: (sent: Sent) => void;
}

/** What stands sealed on the device of an item, beside its photo. */
interface Kept {
  outgoing: Omit<Outgoing, 'photo'>;
  held: boolean;
}

/** Pauses between tries without signal, in milliseconds; the last goes on. */
const PAUSES = [2000, 5000, 15_000, 30_000, 60_000];
const PREFIX = 'out:';
const UNKNOWN: Problem = { code: 'offline', words: '', again: true };

/** What waits on this device and is shown: not what goes out right away, nor what belongs to an unfinished form. */
export const waiting: Signal<Waiting[]> = signal<Waiting[]>([]);
/** The same, as the rest of the page asks for it. */
export const pending: Signal<Outgoing[]> = signal<Outgoing[]>([]);
/** Whether what is kept survives closing the page. */
export const lasting: Signal<boolean> = signal(true);

const items: Item[] = [];
const listeners = new Set<(outgoing: Outgoing, sent: Sent) => void>();
let keep: Promise<Keep> | undefined;
let pumping = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The device's keep, opened once. */
export function deviceKeep(): Promise<Keep> {
  keep ??= openKeep(() => Date.now()).then((opened) => {
    lasting.set(opened.lasting);
    return opened;
  });
  return keep;
}

/** Takes up what an earlier page left behind, and sends it. */
export async function takeUpKept(): Promise<void> {
  for (const record of await (await deviceKeep()).all()) {
    const kept = keptOf(record);
    if (kept === undefined || items.some(({ outgoing }) => outgoing.id === kept.outgoing.id)) continue;
    const outgoing: Outgoing = {
      ...kept.outgoing,
      ...(record.photo === undefined ? {} : { photo: record.photo }),
    };
    items.push({ outgoing, state: 'waiting', held: kept.held });
  }
  show();
  void pump();
}

function keptOf({ id, value }: Record): Kept | undefined {
  return id.startsWith(PREFIX) && typeof value === 'object' && value !== null && 'outgoing' in value
    ? (value as Kept)
    : undefined;
}

/** Keeps a message on the device until the server has answered it, and sends it: in order, with one and the same id. */
export async function sendNow(outgoing: Outgoing): Promise<Sent> {
  await store({ outgoing, state: 'waiting', held: false });
  return new Promise((resolve) => {
    const item = find(outgoing.id);
    if (item === undefined) return resolve({ state: 'kept' });
    item.resolve = resolve;
    void pump();
  });
}

/** Keeps a message and sends it when it can be; nobody waits for it. */
export async function sendLater(outgoing: Outgoing): Promise<void> {
  await store({ outgoing, state: 'waiting', held: false });
  show();
  void pump();
}

/** Keeps a message with a form that is still being filled. */
export async function hold(outgoing: Outgoing): Promise<void> {
  await store({ outgoing, state: 'waiting', held: true });
  show();
}

/** Messages held for the form, oldest first. */
export function heldMessages(): Outgoing[] {
  return items.filter(({ held }) => held).map(({ outgoing }) => outgoing);
}

/** Takes a message off the device, unsent. */
export async function withdraw(id: string): Promise<void> {
  const at = items.findIndex(({ outgoing }) => outgoing.id === id);
  if (at >= 0) items.splice(at, 1);
  show();
  await (await deviceKeep()).remove(PREFIX + id);
}

/** Takes a photo off the device, unsent. */
export async function withdrawPhoto(photo: Blob): Promise<void> {
  dropPhoto(photo);
  const item = items.find(({ outgoing }) => outgoing.photo === photo);
  if (item !== undefined) await withdraw(item.outgoing.id);
}

/** Tells of what was kept and has now arrived, or was refused. */
export function onDelivered(listener: (outgoing: Outgoing, sent: Sent) => void): void {
  listeners.add(listener);
}

/** Tries at once: the signal may be back, or the person asks for it. */
export function tryNow(): void {
  failures = 0;
  clearTimeout(timer);
  for (const item of items)
    if (item.state === 'refused' && item.problem?.again === true) item.state = 'waiting';
  void pump();
}

async function store(item: Item): Promise<void> {
  const { outgoing, held } = item;
  const known = find(outgoing.id);
  if (known === undefined) items.push(item);
  else Object.assign(known, { state: item.state, held });
  const { photo, ...words } = outgoing;
  const kept: Kept = { outgoing: words, held };
  const record: Record = { id: PREFIX + outgoing.id, at: Date.parse(outgoing.at), value: kept };
  try {
    await (await deviceKeep()).put(photo === undefined ? record : { ...record, photo });
  } catch {
    // No room left on the device: it stays in memory, and the person is told.
    lasting.set(false);
  }
}

function find(id: string): Item | undefined {
  return items.find(({ outgoing }) => outgoing.id === id);
}

/** Sends what waits, one after the other, until nothing does or there is no signal. */
async function pump(): Promise<void> {
  if (pumping) return;
  pumping = true;
  clearTimeout(timer);
  try {
    for (let item = next(); item !== undefined; item = next()) {
      const pause = await sendOne(item);
      if (pause === undefined) continue;
      timer = setTimeout(() => void pump(), pause);
      for (const { resolve } of items.filter(({ held }) => !held)) resolve?.({ state: 'kept' });
      for (const each of items) delete each.resolve;
      break;
    }
  } finally {
    pumping = false;
    show();
  }
}

function next(): Item | undefined {
  return items.find(({ held, state }) => !held && state === 'waiting');
}

/** Sends one; a number says that it has to wait so long for the next try. */
async function sendOne(item: Item): Promise<number | undefined> {
  item.state = 'sending';
  show();
  try {
    const answer = await send(item.outgoing);
    failures = 0;
    online.set(true);
    await withdraw(item.outgoing.id);
    tell(item, { state: 'answered', answer });
    return undefined;
  } catch (error) {
    // Whatever else went wrong: nothing is known to have arrived, so it is kept and tried again.
    return unsent(item, error instanceof ApiError ? error.problem : UNKNOWN);
  }
}

async function unsent(item: Item, problem: Problem): Promise<number | undefined> {
  if (problem.code === 'offline') {
    online.set(false);
    item.state = 'waiting';
    failures += 1;
    return PAUSES[Math.min(failures, PAUSES.length) - 1] ?? 60_000;
  }
  // Somebody looks at it and has its words before them: they decide whether to send again.
  if (item.resolve !== undefined) {
    await withdraw(item.outgoing.id);
    tell(item, { state: 'refused', problem });
    return undefined;
  }
  if (problem.again) {
    item.state = 'waiting';
    failures += 1;
    return Math.max((problem.seconds ?? 0) * 1000, PAUSES[Math.min(failures, PAUSES.length) - 1] ?? 60_000);
  }
  Object.assign(item, { state: 'refused', problem });
  tell(item, { state: 'refused', problem });
  return undefined;
}

function tell({ outgoing, resolve }: Item, sent: Sent): void {
  if (resolve !== undefined) resolve(sent);
  else for (const listener of listeners) listener(outgoing, sent);
}

/** What somebody waits for right now is on its way, not left behind. */
function show(): void {
  const shown = items.filter(({ held, resolve }) => !held && resolve === undefined);
  waiting.set(
    shown.map(({ outgoing, state, problem }) => ({
      outgoing,
      state,
      ...(problem === undefined ? {} : { problem }),
    })),
  );
  pending.set(shown.map(({ outgoing }) => outgoing));
}
