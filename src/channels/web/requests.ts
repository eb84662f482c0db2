import { z } from 'zod';
import { FormSentShape } from '../../dialogue/index.ts';
import type { MessageRequest as Message, SeenRequest as Seen } from './wire.ts';

/** The requests of the page, read before anything is believed. */

const OutgoingId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const SeenIds = z.array(z.string().min(1).max(64)).max(200);
const words = (most: number) => z.string().max(most);

export const MessageRequest = z
  .object({
    id: OutgoingId,
    text: words(10_000).exactOptional(),
    action: z.string().min(1).max(256).exactOptional(),
    form: FormSentShape.exactOptional(),
    seen: SeenIds.exactOptional(),
  })
  .refine(
    ({ text, action, form }) => [text, action, form].filter((one) => one !== undefined).length === 1,
  ) satisfies z.ZodType<Message>;

export const PhotoQuery = z.object({ id: OutgoingId });

export const FileQuery = z.object({ id: OutgoingId, name: words(300).min(1) });

export const SeenRequest = z.object({ seen: SeenIds }) satisfies z.ZodType<Seen>;

/** `entry`: the code of the address that was opened, where a service worker kept it from the server. */
export const SessionRequest = z.object({ entry: words(200).exactOptional() });
