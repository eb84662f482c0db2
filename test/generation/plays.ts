/** What the server does with a request. */
export type Play =
  | { do: 'silence' }
  | { do: 'hang up' }
  | { do: 'status'; status: number; headers?: Record<string, string>; message?: string }
  | { do: 'page'; text: string }
  | { do: 'flood'; text: string }
  | {
      do: 'say';
      text: string;
      /** How it ends, when not as it should. */
      end?: 'cut' | 'unfinished' | 'stall' | 'broken' | 'length';
      /** Told in `usage`. */
      tokens?: number;
      pauseMs?: number;
    };

/** A request as it came. */
export interface Heard {
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
