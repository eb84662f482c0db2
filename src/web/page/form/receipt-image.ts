import type { TimelineView } from '../../../dialogue/view.ts';
import { FORM_TEXTS as T } from './texts.ts';

const WIDTH = 720;
const MARGIN = 48;
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';
const INK = '#1F2A27';
const GREEN = '#1B7F5C';
const MUTED = '#5B6B66';

/** The receipt as a picture for the album; undefined where the browser cannot draw one. */
export async function receiptImage(
  receipt: string,
  timeline: readonly TimelineView[],
): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = 400 + timeline.length * 84;
  const pen = canvas.getContext('2d');
  if (pen === null) return undefined;
  pen.fillStyle = '#FFFFFF';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = 'top';
  write(pen, T.receiptNumber, MARGIN, 34, MUTED);
  write(pen, receipt.split('-').join(' '), MARGIN + 44, 76, INK, true);
  write(pen, T.imageKeep, MARGIN + 150, 30, INK);
  write(pen, T.nextTitle, MARGIN + 226, 34, GREEN, true);
  timeline.forEach(({ label, when, state }, at) => {
    const y = MARGIN + 290 + at * 84;
    dot(pen, y + 20, state !== 'coming');
    write(pen, label, y, 32, INK, state === 'current', MARGIN + 44);
    if (when !== '') write(pen, when, y + 40, 26, MUTED, false, MARGIN + 44);
  });
  return new Promise((resolve) => canvas.toBlob((image) => resolve(image ?? undefined), 'image/png'));
}

/** A line of text, made narrower where it would leave the picture. */
function write(
  pen: CanvasRenderingContext2D,
  text: string,
  y: number,
  size: number,
  colour: string,
  isBold = false,
  x = MARGIN,
): void {
  pen.font = `${isBold ? 'bold ' : ''}${size}px ${FONT}`;
  pen.fillStyle = colour;
  pen.fillText(text, x, y, WIDTH - MARGIN - x);
}

function dot(pen: CanvasRenderingContext2D, y: number, isFilled: boolean): void {
  pen.beginPath();
  pen.arc(MARGIN + 14, y, 11, 0, Math.PI * 2);
  pen.lineWidth = 4;
  pen.strokeStyle = GREEN;
  pen.fillStyle = isFilled ? GREEN : '#FFFFFF';
  pen.fill();
  pen.stroke();
}
