/** Why a model gave nothing that can be used: a word for the log, which holds nothing of question, answer or key. */
export type Reason =
  | `http_${number}`
  | 'connection'
  | 'content_type'
  | 'broken'
  | 'cut'
  | 'empty'
  | 'idle'
  | 'timeout'
  | 'too_long'
  | 'prompt_leak'
  | 'spent'
  | 'unverified'
  | 'incomplete';

/** A model's answer that cannot be used. */
export class ModelTrouble extends Error {
  readonly reason: Reason;
  /** How long the server asks to be left alone; ms. */
  readonly retryAfterMs: number | undefined;

  constructor(reason: Reason, retryAfterMs?: number) {
    super(reason);
    this.name = 'ModelTrouble';
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether another try may help. */
  get isPassing(): boolean {
    return this.reason === 'connection' || this.reason === 'http_429' || /^http_5/.test(this.reason);
  }
}
