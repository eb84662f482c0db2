/** Something that goes wrong on the way, once or several times. */
export interface Failure {
  method: string;
  times?: number;
  /** Only for this chat. */
  chat?: number;
  /**
   * `error`: refused with a code; `garbage`: a gateway's HTML page; `cut before`: the connection breaks, nothing done;
   * `cut after`: done, but the connection breaks before the answer; `slow`: answered late.
   */
  how:
    | { kind: 'error'; code: number; description?: string; retryAfter?: number }
    | { kind: 'garbage'; status: number }
    | { kind: 'cut before' | 'cut after' }
    | { kind: 'slow'; milliseconds: number };
  /** Called when it strikes, at `cut after` once the request has taken effect. */
  onStrike?: () => void;
}

/** The failures still to come. */
export class Failures {
  readonly #coming: (Failure & { left: number })[] = [];

  add(failure: Failure): void {
    this.#coming.push({ ...failure, left: failure.times ?? 1 });
  }

  /** The failure that strikes this request, if any; counts down. */
  take(method: string, chat: number | undefined): Failure | undefined {
    const failure = this.#coming.find(
      (one) =>
        one.left > 0 &&
        one.method.toLowerCase() === method.toLowerCase() &&
        (one.chat === undefined || one.chat === chat),
    );
    if (failure !== undefined) failure.left -= 1;
    return failure;
  }
}
