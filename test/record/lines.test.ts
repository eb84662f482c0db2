import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/record/print/lines.ts';

/** Every Chinese sign is one wide, everything else half. */
const widthOf = (piece: string) => [...piece].reduce((sum, sign) => sum + (/[ -~]/.test(sign) ? 0.5 : 1), 0);

const set = (text: string, width: number) => linesOf(text, width, widthOf);

describe('text is set in lines as Chinese is', () => {
  test('anywhere between characters, and no line is too wide', () => {
    expect(set('老伴去年住院花了八万多', 4)).toEqual(['老伴去年', '住院花了', '八万多']);
  });

  test.each([
    ['老伴去年，住院花了', ['老伴去', '年，住院', '花了']],
    ['看病花了（八万多）', ['看病花了', '（八万', '多）']],
    ['他说：“不要紧。”', ['他说：', '“不要', '紧。”']],
  ])('%s: no line begins with a comma or ends with an opening bracket', (text, lines) => {
    expect(set(text, 4)).toEqual(lines);
  });

  test('numbers and words stay whole; one that is wider than a line does not', () => {
    expect(set('电话13903741234打不通', 6)).toEqual(['电话', '13903741234', '打不通']);
    expect(set('花了80,000.50元', 5)).toEqual(['花了', '80,000.50', '元']);
    expect(set('0123456789012345', 4)).toEqual(['01234567', '89012345']);
  });

  test('paragraphs stay apart, and empty ones are lines', () => {
    expect(set('一\n\n二', 4)).toEqual(['一', '', '二']);
  });

  test('a line of nothing but full stops is broken all the same', () => {
    const lines = set('。'.repeat(50), 4);
    expect(lines.join('')).toBe('。'.repeat(50));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(4);
  });
});
