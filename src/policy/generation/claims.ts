/** A sentence that a model wrote, with the numbers of the passages that it says it rests on. */
export interface Claim {
  text: string;
  passages: number[];
}

/** `[1] 句子。` or `[1,3] 句子。`: one claim a line, so that it can be checked while the rest still comes. */
const LINE = /^[-*•\s]*[[【(（]\s*(\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)\s*[\]】)）]\s*[:：]?\s*(\S.*)$/u;

/** Puts a stream together to lines and reads claims from them. A line that is no claim counts as one that failed. */
export class ClaimReader {
  #rest = '';
  /** Lines that were no claims. */
  unread = 0;

  /** The claims that a piece of the stream completes. */
  push(piece: string): Claim[] {
    const lines = (this.#rest + piece).split(/\r?\n/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#read(line));
  }

  /** The claim of a last line without an end. */
  end(): Claim[] {
    const line = this.#rest;
    this.#rest = '';
    return this.#read(line);
  }

  #read(line: string): Claim[] {
    if (line.trim() === '') return [];
    const match = LINE.exec(line.trim());
    if (match === null) {
      this.unread += 1;
      return [];
    }
    const passages = (match[1] ?? '').split(/[,，、]/).map(Number);
    return sentencesOf(match[2] ?? '').map((text) => ({ text, passages }));
  }
}

/** Each sentence of a line is a claim of its own. */
function sentencesOf(text: string): string[] {
  return (text.match(/[^。！？]+[。！？]?[”』」]?/gu) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[。！？][”』」]?$/u.test(sentence) ? sentence : `${sentence}。`));
}
