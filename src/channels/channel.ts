import type { FileContent, Reply } from '../dialogue/index.ts';

/** A platform by which people are written to. */
export interface Channel {
  /** As in `conversations.channel`. */
  readonly name: string;
  /**
   * The platform messages that a reply becomes: one, or several where it is too long for one. A message with nothing to
   * show becomes none.
   */
  parts(reply: Reply): Reply[];
  /**
   * Sends one part; resolves once the platform has accepted it.
   * @param file content of the part's file; undefined when it has none, or none any more
   * @throws RetryLater or Undeliverable
   */
  send(address: string, part: Reply, file?: FileContent): Promise<void>;
}

/** The platform cannot take the message now. */
export class RetryLater extends Error {
  /** How long the platform asks to wait; undefined leaves it to the sender. */
  readonly seconds: number | undefined;

  /** @param reason without personal data: it is logged and stored */
  constructor(reason: string, seconds?: number) {
    super(reason);
    this.name = 'RetryLater';
    this.seconds = seconds;
  }
}

/** The message will never arrive: the person blocked us, the chat is gone. */
export class Undeliverable extends Error {
  /** @param reason without personal data: it is logged and stored */
  constructor(reason: string) {
    super(reason);
    this.name = 'Undeliverable';
  }
}
