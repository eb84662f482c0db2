import { formPages } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import type { FormTexts } from './view.ts';

/**
 * The form's questions, notice and words about what may be wrong, for a device that fills it without signal.
 * @param region the county whose townships are offered; of a wider division the place is written in words
 */
export function formTexts(gazetteer: Parameters<typeof formPages>[0], region: RegionCode): FormTexts {
  return formPages(gazetteer, region);
}
