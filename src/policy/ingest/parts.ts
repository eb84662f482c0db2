import { numberingOf } from './headings.ts';
import { attachmentOf, isDateLine, isFormula, signatureLines } from './matter.ts';
import type { Paragraph } from './paragraphs.ts';

/** A stretch of a document that counts its headings for itself. */
export interface Part {
  /** What stands before its articles' paths: nothing for the document proper, `附件2`, `印发通知`. */
  prefix: string[];
  title: string;
  paragraphs: Paragraph[];
}

/** The parts of a document and what is none: the table of contents, lists of attachments. */
export interface Parts {
  parts: Part[];
  leftOut: { paragraph: Paragraph; what: string }[];
}

/**
 * Parts a document: covering notice with numbered points of its own, the document proper, its attachments. Where a
 * notice without points covers attachments, the first of those is the document proper.
 */
export function partsOf(all: readonly Paragraph[]): Parts {
  const leftOut: Parts['leftOut'] = [];
  const paragraphs = withoutContents(all, leftOut);
  const texts = paragraphs.map((p) => p.text);
  const signatures = signatureLines(texts);
  const heads: { at: number; label: string; title: string }[] = [];
  const listed = new Set<number>();
  for (let i = 0; i < texts.length; i += 1) {
    const attachment = listed.has(i) ? undefined : attachmentOf(texts[i] ?? '');
    if (attachment === undefined) continue;
    const list = listFrom(texts, signatures, i, attachment.title === '' && attachment.hasMark);
    if (list === undefined) heads.push({ at: i, label: attachment.label, title: attachment.title });
    else for (const each of list) listed.add(each);
  }
  for (const i of [...listed].sort((a, b) => a - b)) {
    const paragraph = paragraphs[i];
    if (paragraph !== undefined) leftOut.push({ paragraph, what: '附件目录' });
  }
  const between = (from: number, to: number) =>
    paragraphs.slice(from, to).filter((_, i) => !listed.has(from + i));
  const parts: Part[] = heads.map(({ at, label, title }, i) => ({
    prefix: [label],
    title,
    paragraphs: between(at + 1, heads[i + 1]?.at ?? texts.length),
  }));
  return { parts: [...mainParts(between(0, heads[0]?.at ?? texts.length), parts), ...parts], leftOut };
}

/** The document before its attachments; takes the first of those for its own text when it is but their cover. */
function mainParts(main: Paragraph[], attachments: Part[]): Part[] {
  const isNumbered = (paragraphs: readonly Paragraph[]) =>
    paragraphs.some((p) => numberingOf(p.text) !== undefined);
  const first = attachments[0];
  if (first !== undefined && !isNumbered(main) && isNumbered(first.paragraphs)) {
    attachments.shift();
    return [{ prefix: [], title: '', paragraphs: [...main, ...first.paragraphs] }];
  }
  const cut = endOfNotice(main);
  if (cut === undefined) return [{ prefix: [], title: '', paragraphs: main }];
  return [
    { prefix: ['印发通知'], title: '印发通知', paragraphs: main.slice(0, cut) },
    { prefix: [], title: '', paragraphs: main.slice(cut) },
  ];
}

/** Where a numbered covering notice ends: after its date, when the headings start anew behind that. */
function endOfNotice(main: readonly Paragraph[]): number | undefined {
  const first = main.findIndex((p) => numberingOf(p.text) !== undefined);
  const date = main.findIndex((p, i) => i > first && isDateLine(p.text));
  if (first < 0 || date < 0) return undefined;
  const next = main.slice(date + 1).find((p) => numberingOf(p.text) !== undefined);
  return next !== undefined && numberingOf(next.text)?.value === 1 ? date + 1 : undefined;
}

/**
 * The lines of a list of attachments that starts here; undefined when the line heads an attachment itself. A list
 * ends with the signature, the imprint, an attachment or the text.
 */
function listFrom(
  texts: readonly string[],
  signatures: ReadonlySet<number>,
  at: number,
  isOpen: boolean,
): number[] | undefined {
  const list = [at];
  const isHeading = !isOpen && attachmentOf(texts[at] ?? '')?.title === '';
  if (isHeading) return undefined;
  for (let i = at + 1; ; i += 1) {
    const text = texts[i];
    if (text === undefined || signatures.has(i) || isFormula(text) || attachmentOf(text) !== undefined)
      return list;
    const isEntry =
      text.length <= 60 && !/[。；，]/.test(text) && (isOpen || numberingOf(text)?.style === 'arabic');
    if (!isEntry) return undefined;
    list.push(i);
  }
}

const LEADER = /(?:[.…·．‥]{3,}|\t+| {2,})\s*[-—（(]?\d{1,3}[-—）)]?$/;

/** Takes a table of contents out: from 目录 to where its first entry comes again as a heading. */
function withoutContents(all: readonly Paragraph[], leftOut: Parts['leftOut']): Paragraph[] {
  const start = all.findIndex((p) => /^目录$/.test(p.text));
  const entry = all[start + 1]?.text.replace(LEADER, '').replace(/\d{1,3}$/, '');
  const end = start < 0 || !entry ? -1 : all.findIndex((p, i) => i > start + 1 && p.text.startsWith(entry));
  return all.filter((paragraph, i) => {
    const isContents =
      (end > 0 && i >= start && i < end) ||
      (LEADER.test(paragraph.text) && numberingOf(paragraph.text) !== undefined);
    if (isContents) leftOut.push({ paragraph, what: '目录' });
    return !isContents;
  });
}
