import type { Gazetteer } from '../regions/index.ts';

/** A button as channels show it; its id comes back as an action. */
export interface Button {
  id: string;
  label: string;
}

/** One message: a question or a page with its buttons. */
export interface Prompt {
  text: string;
  buttons: Button[];
}

/** The places that a question offers to pick from. */
export type Places = Pick<Gazetteer, 'counties' | 'place' | 'townshipsOf' | 'villagesOf'>;
