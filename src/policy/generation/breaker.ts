const FAILURES = 3;
const PAUSE_MS = 60_000;

/** Stops asking a model that keeps failing: nobody waits for it in vain. After a pause one question tries again. */
export class Breaker {
  readonly #clock: () => Date;
  #failures = 0;
  #openUntil = 0;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Whether the model may be asked now; a yes after a pause is for one question only. */
  admits(): boolean {
    if (this.#failures < FAILURES) return true;
    const now = this.#clock().getTime();
    if (now < this.#openUntil) return false;
    this.#openUntil = now + PAUSE_MS;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES) this.#openUntil = this.#clock().getTime() + PAUSE_MS;
  }
}
