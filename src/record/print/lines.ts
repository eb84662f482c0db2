/** What must not begin a line (避头) and what must not end one (避尾). */
const NOT_FIRST = /^[，。、；：？！…—·～）》」』】〕〉”’％%‰℃,.;:?!)\]}]/u;
const NOT_LAST = /[（《「『【〔〈“‘([{￥¥$]$/u;
/** A run that is kept together: a number, a word, a date of digits. */
const PIECE = /[A-Za-z0-9](?:[A-Za-z0-9._/:@#&*+-]|,(?=\d))*|\s|./gsu;
/** How far a break is moved back for the sake of punctuation; a line of nothing else is broken anywhere. */
const MOST_BACK = 6;

/**
 * Breaks a text into lines as Chinese is set: anywhere between characters, but not so that a line begins with a comma or
 * ends with an opening bracket; numbers and words stay whole where they fit.
 * @param width in the unit of `widthOf`
 */
export function linesOf(text: string, width: number, widthOf: (piece: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => broken(paragraph, width, widthOf));
}

function broken(paragraph: string, width: number, widthOf: (piece: string) => number): string[] {
  const pieces = (paragraph.match(PIECE) ?? []).flatMap((piece) =>
    widthOf(piece) > width ? [...piece] : [piece],
  );
  const lines: string[] = [];
  let start = 0;
  while (start < pieces.length) {
    const end = breakAfter(pieces, start, width, widthOf);
    lines.push(pieces.slice(start, end).join('').trimEnd());
    start = end;
    while (pieces[start] === ' ') start += 1;
  }
  return lines.length === 0 ? [''] : lines;
}

/** Index of the first piece that does not stand on the line that begins at `start`; at least one does. */
function breakAfter(
  pieces: readonly string[],
  start: number,
  width: number,
  widthOf: (piece: string) => number,
): number {
  let used = 0;
  let end = start;
  while (end < pieces.length) {
    used += widthOf(pieces[end] ?? '');
    if (used > width && end > start) break;
    end += 1;
  }
  if (end === pieces.length) return end;
  for (let at = end; at > start && end - at <= MOST_BACK; at -= 1) {
    if (!NOT_FIRST.test(pieces[at] ?? '') && !NOT_LAST.test(pieces[at - 1] ?? '')) return at;
  }
  return end;
}
