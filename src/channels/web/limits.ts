/** So many at once, and so many again with time. */
export interface Limit {
  burst: number;
  perSecond: number;
}

/** What is limited. A whole village may share one address (mobile networks do), so those limits are wide. */
export interface Limits {
  /** Of one session. */
  messages: Limit;
  photos: Limit;
  requests: Limit;
  /** Of one address. */
  address: Limit;
  newSessions: Limit;
}

export const LIMITS: Limits = {
  messages: { burst: 30, perSecond: 0.5 },
  photos: { burst: 15, perSecond: 0.1 },
  requests: { burst: 60, perSecond: 2 },
  address: { burst: 600, perSecond: 20 },
  newSessions: { burst: 100, perSecond: 0.1 },
};

/** Kept at most; the longest untouched go first. */
const MOST_KEPT = 50_000;

/** Counts what comes by kind and sender, in this process. */
export class RateLimiter {
  readonly #limits: Limits;
  readonly #clock: () => Date;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(limits: Limits, clock: () => Date) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Takes one; gives the seconds to wait when there is none left, else undefined. */
  take(kind: keyof Limits, sender: string): number | undefined {
    const { burst, perSecond } = this.#limits[kind];
    const now = this.#clock().getTime();
    const key = `${kind} ${sender}`;
    const known = this.#buckets.get(key) ?? { left: burst, at: now };
    const left = Math.min(burst, known.left + (Math.max(0, now - known.at) / 1000) * perSecond);
    const isEmpty = left < 1;
    this.#keep(key, { left: isEmpty ? left : left - 1, at: now });
    return isEmpty ? Math.max(1, Math.ceil((1 - left) / perSecond)) : undefined;
  }

  #keep(key: string, bucket: { left: number; at: number }): void {
    // Put anew, so that the map's order is that of use.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= MOST_KEPT) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
