/** What a document's file states of it outside its text (a web page's information table). */
export interface StatedFacts {
  title?: string;
  number?: string;
  issuer?: string;
  /** As printed there. */
  issued?: string;
}

/** A document as text, one paragraph a line, and what a person should look at. */
export interface SourceText {
  text: string;
  /** What was removed, rebuilt or could not be read, in the operator's words. */
  warnings: string[];
  facts: StatedFacts;
}
