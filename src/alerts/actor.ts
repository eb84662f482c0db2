import type { Sender } from './model.ts';

/** The pseudonym under which a sender stands in the audit log. */
export function actorOf(by: Sender): string {
  return by === 'operator' ? 'operator' : `staff:${by.id}`;
}
