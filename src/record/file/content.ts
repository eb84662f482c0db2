import type { Fact, Section } from '../print/model.ts';

/** One household's file (一户一档), gathered and ready to be drawn: plain data, with everything personal in it. */
export interface FileContent {
  receipt: string;
  cover: readonly Fact[];
  /** The household's data was deleted by the archive's schedule: only what holds nothing personal is left. */
  erased: boolean;
  /** Numbers of documents are printed whole, not masked. */
  full: boolean;
  sections: readonly Section[];
  /** Who printed it (office and name), and when as ISO time. */
  printed: { by: string; at: string };
}
