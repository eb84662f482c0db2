import type { ComponentChildren } from 'preact';

/** Numbers that are dialled with one touch: emergency and service lines, mobile phones, numbers with their area. */
const DIAL = /^(?:110|119|120|12345|12356|12317|12393|1[3-9]\d{9}|0\d{2,3}-\d{7,8})$/;

/** Plain words, a paragraph a line, telephone numbers to touch. */
export function Words({ text }: { text: string }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{withNumbers(line)}</p>
      ))}
    </>
  );
}

/** The words with telephone numbers as links. */
export function withNumbers(line: string): ComponentChildren {
  return line.split(/(\d[\d-]{1,12}\d)/).map((part) =>
    DIAL.test(part) ? (
      <a key={part} href={`tel:${part}`}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
