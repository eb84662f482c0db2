import type { Unit } from '../storage/index.ts';
import type { Mapping } from './model.ts';

/** Whose sheets a mapping is for; `unit` is the department, and empty for the register. */
export interface MappingKey {
  county: string;
  kind: 'register' | 'alerts';
  unit: string;
}

/** Keeps the mapping that a person confirmed. */
export async function rememberMapping(unit: Unit, key: MappingKey, mapping: Mapping): Promise<void> {
  const values = { mapping_json: JSON.stringify(mapping), updated_at: unit.clock().toISOString() };
  await unit.db
    .insertInto('sheet_mappings')
    .values({ ...key, ...values })
    .onConflict((conflict) => conflict.columns(['county', 'kind', 'unit']).doUpdateSet(values))
    .execute();
}

/** What was confirmed last, or nothing. */
export async function rememberedMapping(unit: Unit, key: MappingKey): Promise<Mapping | undefined> {
  const row = await unit.db
    .selectFrom('sheet_mappings')
    .select('mapping_json')
    .where('county', '=', key.county)
    .where('kind', '=', key.kind)
    .where('unit', '=', key.unit)
    .executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.mapping_json) as Mapping);
}
