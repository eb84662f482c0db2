import type { ComponentType } from 'preact';
import type { Answered, Message } from '../../channels/web/wire.ts';
import type { FormSent } from '../../dialogue/view.ts';

/** What the person just did. `label` is what their own bubble shows. */
export type Said =
  | { text: string }
  | { action: string; label: string }
  | { photos: Blob[] }
  | { sheets: File[] }
  | { form: FormSent; label: string };

/** A message on its way to the server. Its id is made here and stays the same however often it is sent. */
export interface Outgoing {
  id: string;
  /** ISO time. */
  at: string;
  text?: string;
  action?: string;
  label?: string;
  form?: FormSent;
  photo?: Blob;
  /** A spreadsheet of a member of staff. */
  sheet?: File;
}

/** What became of it. */
export type Sent =
  | { state: 'answered'; answer: Answered }
  /** No signal: kept on this device, sent once when it returns. */
  | { state: 'kept' }
  | { state: 'refused'; problem: Problem };

/** Why something did not work, for the person. */
export interface Problem {
  /** The server's code, or `offline`, `slow`. */
  code: string;
  words: string;
  /** Whether trying again can help. */
  again: boolean;
  /** How long to wait before that, when the server said so. */
  seconds?: number;
}

/** What every part of the form is given. */
export interface FormProps {
  message: Message;
  /** It is the newest question: only this one takes an answer. */
  live: boolean;
  busy: boolean;
  send: (said: Said) => void;
}

export type FormPart = ComponentType<FormProps>;
