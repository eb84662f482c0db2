import type { Cause } from '../declaration/index.ts';
import type { Unit } from '../storage/index.ts';
import type { SheetPlace } from './places.ts';
import type { AlertData } from './reading.ts';

/** Names differ by blanks and by the dot of a foreign name only in writing. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[•・‧∙．.]/g, '·');
}

function who({ name, idNumber, place: written }: AlertData, place: SheetPlace): string {
  if (idNumber !== undefined) return idNumber;
  return `${plainName(name)}|${place.village ?? place.township ?? written ?? ''}`;
}

/**
 * Of all that makes a row this one: department, cause, person, date and amount. Row and file do not count: a row that
 * comes again in the next quarter's sheet is the same.
 */
export function rowLookups(
  { vault }: Pick<Unit, 'vault'>,
  { unit, cause, data, place }: { unit: string; cause: Cause; data: AlertData; place: SheetPlace },
): string[] {
  const parts = [unit, cause, who(data, place), data.date ?? '', data.amount ?? ''];
  return vault.lookups('alert.row', JSON.stringify(parts));
}

/** Of the person: by ID number, else by name and village; none when neither is told. */
export function personLookups(
  { vault }: Pick<Unit, 'vault'>,
  data: Pick<AlertData, 'name' | 'idNumber'>,
  place: Pick<SheetPlace, 'village'>,
): string[] {
  if (data.idNumber !== undefined) return vault.lookups('alert.person', data.idNumber);
  if (place.village === null) return [];
  return vault.lookups('alert.person', `${plainName(data.name)}|${place.village}`);
}
