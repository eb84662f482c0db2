/** A new id for an outgoing message; random, as `crypto.randomUUID` is not there on every page. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
