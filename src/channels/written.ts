import type { Button, FileRef, Reply } from '../dialogue/index.ts';

/** A reply as it was written into the outbox; undefined when it is not one. */
export function readReply(payload: string): Reply | undefined {
  const { text, buttons, file } = JSON.parse(payload) as {
    text?: unknown;
    buttons?: Button[];
    file?: FileRef;
  };
  if (typeof text !== 'string') return undefined;
  return {
    text,
    ...(Array.isArray(buttons) ? { buttons } : {}),
    ...(typeof file?.id === 'string' ? { file } : {}),
  };
}

/** Where a conversation's platform delivers, out of its sealed address. */
export function readAddress(json: string): string | undefined {
  const { address } = JSON.parse(json) as { address?: unknown };
  return typeof address === 'string' ? address : undefined;
}
