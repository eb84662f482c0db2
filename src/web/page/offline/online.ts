import { type Signal, signal } from '../signal.ts';

/** Whether there is a signal, as far as the browser and the last tries tell. */
export const online: Signal<boolean> = signal(typeof navigator === 'undefined' || navigator.onLine !== false);
