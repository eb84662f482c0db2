/** Front door of what works without signal. Small: it is loaded with the first screen. */
export { forgetForm } from './forget.ts';
export { LocalForm } from './local-form.tsx';
export { OfflineNotice } from './notice.tsx';
export { online } from './online.ts';
export { onDelivered, pending } from './outbox.ts';
export { localFormOpen, sendOrKeep } from './send.ts';
export { startOffline } from './start.ts';
