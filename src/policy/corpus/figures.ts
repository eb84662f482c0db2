/** Arabic figures of a text, as printed, full-width digits read as half-width ones. */
export function figuresIn(text: string): string[] {
  return text.normalize('NFKC').match(/\d+(?:\.\d+)?/g) ?? [];
}
