import { type Parts, shanghaiDay } from '../casework/index.ts';
import { type RegionCode, villageName, withPost } from '../regions/index.ts';
import type { Unit } from '../storage/index.ts';
import type { Looked } from './model.ts';
import { RIGHTS as T } from './texts.ts';

/**
 * Who of an office read a household's data, the newest first: what of the audit log is the household's to know. Several
 * readings of one day, post and purpose are one line.
 * @param chains of its cases, and of the household itself
 */
export async function lookedAt(unit: Unit, parts: Parts, chains: readonly string[]): Promise<Looked[]> {
  const entries = await unit.db
    .selectFrom('audit')
    .select(['at', 'actor', 'detail_json'])
    .where('chain', 'in', ['', ...chains])
    .where((eb) => eb.or([eb('actor', 'like', 'staff:%'), eb('actor', '=', 'operator')]))
    .orderBy('at', 'desc')
    .orderBy('chain')
    .orderBy('seq', 'desc')
    .execute();
  const posts = new Map<string, string>();
  const found = new Map<string, Looked>();
  for (const { at, actor, detail_json } of entries) {
    const { purpose } = JSON.parse(detail_json) as { purpose?: string };
    if (purpose === undefined) continue;
    let who = posts.get(actor);
    if (who === undefined) {
      who = await postOf(unit, parts, actor);
      posts.set(actor, who);
    }
    const line = { on: shanghaiDay(new Date(at)), who, why: whyOf(purpose) };
    found.set(Object.values(line).join(' '), line);
  }
  return [...found.values()];
}

function whyOf(purpose: string): string {
  return Object.entries(T.purposes).find(([each]) => each === purpose)?.[1] ?? T.otherPurpose;
}

async function postOf(unit: Unit, parts: Parts, actor: string): Promise<string> {
  if (actor === 'operator') return T.operator;
  const row = await unit.db
    .selectFrom('staff')
    .select(['role', 'region', 'unit'])
    .where('id', '=', actor.replace(/^staff:/, ''))
    .executeTakeFirst();
  return row === undefined ? T.gone : (row.unit ?? withPost(placeOf(parts, row.region), T.roles[row.role]));
}

/** A division by name; a village with its township. */
export function placeOf({ gazetteer, divisions }: Parts, code: string): string {
  if (code.length < 9) return divisions.nameOf(code as RegionCode);
  const township = gazetteer.place(code.slice(0, 9) as RegionCode)?.name ?? '';
  const village = code.length === 12 ? gazetteer.place(code as RegionCode)?.name : undefined;
  return township + (village === undefined ? '' : villageName(village));
}
