import type { Selectable } from 'kysely';
import type { CaseFile, PapersOfCase, Parts, SupportOfCase } from '../../casework/index.ts';
import { shanghaiDay } from '../../casework/index.ts';
import { maskId } from '../../declaration/index.ts';
import type { Schema, Unit } from '../../storage/index.ts';
import type { Actors } from './actors.ts';

/** A case being read for its file: what every part of the file is made from. */
export interface Reading {
  unit: Unit;
  parts: Parts;
  row: Selectable<Schema['cases']>;
  file: CaseFile;
  papers: PapersOfCase;
  support: SupportOfCase;
  actors: Actors;
  /** Numbers of documents are shown whole. */
  full: boolean;
}

/** ID numbers and bank accounts, however they are grouped: fifteen digits and more. Telephones are shorter. */
const LONG_NUMBER = /(?<![\dA-Za-z])\d(?:[ -]?\d){14,18}(?:[ -]?[Xx])?(?![\dA-Za-z])/g;

/** What somebody wrote, with long numbers masked: people tell them in the middle of their story. */
export function words({ full }: Pick<Reading, 'full'>, text: string): string {
  if (full) return text;
  return text
    .normalize('NFC')
    .replace(/[０-９Ｘｘ]/g, (sign) => sign.normalize('NFKC'))
    .replace(LONG_NUMBER, (number) => maskId(number.replace(/[ -]/g, '')));
}

/** 2026年11月2日 of a day or an instant. */
export function dayWords(at: string): string {
  const [year = '', month = '', date = ''] = shortDay(at).split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** 2026-11-02 of a day or an instant: for a table's narrow column. */
export function shortDay(at: string): string {
  return at.length > 10 ? shanghaiDay(new Date(at)) : at;
}

/** 2026-11-02 09:00 of an instant, in Asia/Shanghai. */
export function timeWords(at: string): string {
  const there = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${there.slice(0, 10)} ${there.slice(11, 16)}`;
}

/** A document's title as it is cited; a short one has its marks already (鄢陵县《2023年工作要点》). */
export function cited(title: string): string {
  return title.includes('《') ? title : `《${title}》`;
}
