import type { ReadValue } from './model.ts';

const CHINESE = '零一二三四五六七八九十';
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const BARE = /^(\d+(\.\d*)?|\.\d+)$/;

/** Reads an amount of money in yuan, rounded to the fen; `scale` is what one of the column's unit is worth. */
export function readAmount(plain: string, scale: number): ReadValue {
  const text = plain.replace(/\s/g, '').replace(/^['‘’]/, '');
  const negative = /^\(.*\)$/.test(text) || /^[-−]/.test(text);
  const bare = text
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^[-−+]/, '')
    .replace(/^(人民币|rmb|cny|¥)/i, '')
    .replace(/(元|圆|块|整|正|人民币)+$/, '');
  const unit = /^(.*?)(万|千|百)$/.exec(bare);
  const written = unit?.[1] ?? bare;
  if (!GROUPED.test(written) && !BARE.test(written)) return { fault: 'amount' };
  const factor = unit === null ? scaleOf(text, scale) : { 万: 10_000, 千: 1000, 百: 100 }[unit[2] ?? ''];
  const value = Math.round(Number(written.replaceAll(',', '')) * (factor ?? 1) * 100) / 100;
  return { value: negative && value !== 0 ? -value : value };
}

/** Who writes 元 behind the figure means yuan, whatever the column says. */
function scaleOf(text: string, scale: number): number {
  return /元\)?$/.test(text) ? 1 : scale;
}

/** Reads a whole number, as of people: `3`, `3.0`, `3人`, `三`. */
export function readInteger(plain: string): ReadValue {
  const text = plain.replace(/\s/g, '').replace(/(人|口|户|个|名|岁|年|月|天|次|亩|头|只|间|级|类)$/, '');
  const chinese = text === '两' ? 2 : text.length === 1 ? CHINESE.indexOf(text) : -1;
  if (chinese >= 0) return { value: chinese };
  return /^-?\d{1,9}(\.0+)?$/.test(text) ? { value: Number(text) } : { fault: 'integer' };
}
