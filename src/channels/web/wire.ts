import type { ButtonView, FormSent, FormTexts, View } from '../../dialogue/view.ts';

/** What the resident's page and the server say to each other: pure types, which both import. */
export type { ButtonView, FormSent, FormTexts, View };

/** One message of the conversation. Ids never change: a message that comes twice is shown once. */
export interface Message {
  /** Of `us` the outbox's, to be acknowledged by `seen`; of `me` the id that the page gave it. */
  id: string;
  /** ISO time. */
  at: string;
  from: 'me' | 'us';
  /** Of `me` with long numbers starred; what a button was called when one was pressed. */
  text: string;
  buttons?: ButtonView[];
  receipt?: string;
  view?: View;
  /** Photos that came with a message of `me`. */
  photos?: number;
  file?: FileView;
}

/** A file that came with a message of `us`: GET /api/files/<id> gives it, for a day. */
export interface FileView {
  id: string;
  name: string;
  mime: string;
  /** How many. */
  bytes: number;
  /** Its time is over. */
  gone?: true;
}

/** A division: county, township or village. */
export interface Place {
  code: string;
  /** As people say it, without the county where one county is served: 望田镇, 望田镇武岗村. */
  name: string;
}

/** Where the conversation stands. */
export interface Standing {
  /** The question now open, by the contract's step ids; null when none is. */
  step: string | null;
  /** The declared case in hand. */
  case?: { receipt: string; stage: string; township: string | null };
  /** Where the person is, as far as it is known. */
  place: Place | null;
  /** A member of staff, who may send spreadsheets too. */
  staff?: true;
}

/** POST /api/session */
export interface SessionAnswer extends Standing {
  /** To be sent back in the header `x-csrf` with every POST. */
  csrf: string;
  /** The division served. */
  region: Place;
  /** The last messages, oldest first, those not acknowledged yet included. */
  history: Message[];
  /** `link`: this page answers questions and takes no declaration. */
  personalData: 'allow' | 'link';
  /** Something to tell the person once, e.g. that the scanned code is none of ours. */
  notice?: string;
}

/** POST /api/messages, POST /api/photos, POST /api/files */
export interface Answered extends Standing {
  /** Replies to this message, and whatever else waits for the person, oldest first. */
  replies: Message[];
  /** It is recorded and still being worked on: the replies come by GET /api/replies. */
  working?: true;
}

/**
 * GET /api/replies: what waits for the person. Waits up to 25 seconds when there is nothing. What was given and not yet
 * acknowledged is given again at once, so acknowledge (POST /api/seen) before asking again.
 */
export interface RepliesAnswer {
  replies: Message[];
}

/** GET /api/places?within=<code>: counties of a city, townships of a county, villages of a township. */
export interface PlacesAnswer {
  within: Place;
  places: Place[];
}

/** GET /api/form */
export type FormAnswer = FormTexts;

/** What went wrong, for the page to act on. `session`: begin anew by POST /api/session and send again, same id. */
export type FailureCode =
  | 'bad-request'
  | 'session'
  | 'csrf'
  | 'origin'
  | 'not-found'
  | 'gone'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'unavailable';

/** Every answer that is no success: 400 / 401 / 403 / 404 / 410 / 413 / 415 / 429 / 503, the last two with Retry-After. */
export interface Failure {
  /** A Chinese sentence for the person. */
  error: string;
  code: FailureCode;
}

/** POST /api/messages: words, a button's id or a form filled without signal; one of them. */
export interface MessageRequest {
  /** Made on the device, random; the same id is worked once and answered the same. */
  id: string;
  text?: string;
  action?: string;
  form?: FormSent;
  /** Messages of `us` that the page has shown. */
  seen?: string[];
}

/** POST /api/seen */
export interface SeenRequest {
  seen: string[];
}
