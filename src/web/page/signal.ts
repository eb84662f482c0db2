import { useEffect, useState } from 'preact/hooks';

/** A value that components watch. */
export interface Signal<T> {
  readonly value: T;
  set(value: T): void;
  update(change: (value: T) => T): void;
  /** Calls the listener after each change; gives back how to stop it. */
  subscribe(listener: () => void): () => void;
}

/** A signal that starts with a value. */
export function signal<T>(initial: T): Signal<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  const set = (value: T): void => {
    if (Object.is(value, current)) return;
    current = value;
    for (const listener of [...listeners]) listener();
  };
  return {
    get value() {
      return current;
    },
    set,
    update: (change) => set(change(current)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The signal's value now; the component is drawn again when it changes. */
export function useSignal<T>(watched: Signal<T>): T {
  const [, redraw] = useState({});
  useEffect(() => {
    // What changed between drawing and watching would be missed.
    redraw({});
    return watched.subscribe(() => redraw({}));
  }, [watched]);
  return watched.value;
}
