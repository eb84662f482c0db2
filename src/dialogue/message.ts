import type { Role } from '../policy/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { FormSent, View } from './view.ts';

/** A button under a reply. Its id comes back as an inbound `action`. */
export interface Button {
  id: string;
  label: string;
}

/** A file of a chat. Its content lies in `files` for a short time and is opened by id, by that chat alone. */
export interface FileRef {
  id: string;
  name: string;
  mime: string;
  /** How many. */
  bytes: number;
}

/** One message to a person. */
export interface Reply {
  text: string;
  buttons?: Button[];
  /** Set on the message that gives a receipt number. */
  receipt?: string;
  /** What a page shows of it; `text` says the same. */
  view?: View;
  /** A file that goes with it. */
  file?: FileRef;
}

/** A photo or spreadsheet that came with a message, as the platform gave it. */
export interface Attachment {
  bytes: Uint8Array;
  /** Name or type that the sender's device claims; the content decides. */
  name?: string;
}

/** One message from a person, whatever the channel. */
export interface Inbound {
  channel: string;
  /** The platform's id of the event: the same event is worked once. */
  eventId: string;
  /** The platform's id of the person. */
  userId: string;
  /** Where replies go (a chat's id), when it is not the person's own id. */
  address?: string;
  text?: string;
  /** Id of the button pressed. */
  action?: string;
  attachments?: Attachment[];
  /** Why an attachment could not be fetched. */
  attachmentProblem?: 'too-large' | 'sheet-too-large' | 'unavailable' | 'unsupported';
  /** Where the person is, as their phone told on their wish; degrees. */
  location?: { latitude: number; longitude: number };
  /** Village whose code was scanned: a verified division code. */
  entry?: string;
  /** Set at a terminal, where one person tries out every place and role: whose documents answer, and for whom. */
  as?: { region: RegionCode; role: Role };
  /** A declaration that was filled on the person's device without signal. */
  form?: FormSent;
  /** The person edited an earlier message: the text is a correction of what it said. */
  edited?: true;
}

/** What a turn of the conversation came to. */
export interface Turn {
  replies: Reply[];
  /** The question now open, by the contract's step ids; null when none is. */
  step: string | null;
  /** The declared case in hand. */
  case?: { receipt: string; stage: string; township: string | null };
}
