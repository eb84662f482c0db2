import type { RegionCode } from '../regions/index.ts';
import type { CaseRow, Parts } from './model.ts';
import { PLACES } from './texts.ts';

/** The name of a queue: a township's, or the county's intake. */
export function queueName(parts: Parts, queue: RegionCode): string {
  if (queue.length <= 6) return PLACES.intake(parts.divisions.nameOf(queue));
  return parts.gazetteer.place(queue)?.name ?? parts.divisions.nameOf(queue);
}

/** Where a case's household lives, as far as a list may say it: township and village. */
export function placeName(parts: Parts, row: Pick<CaseRow, 'queue' | 'village'>): string {
  const queue = queueName(parts, row.queue as RegionCode);
  const village = row.village === null ? undefined : parts.gazetteer.place(row.village as RegionCode)?.name;
  return village === undefined ? queue : queue + spoken(village);
}

/** A village committee's name as the village is called: 晋庄村委会 is 晋庄村 to everybody. */
function spoken(name: string): string {
  return name.replace(/村?(?:村民委员会|村委会)$/, '村').replace(/(?:社区)?(?:居民委员会|居委会)$/, '社区');
}

/** Whether a code is a queue of this county: its intake or one of its townships. */
export function isQueueOf(parts: Parts, county: RegionCode, queue: RegionCode): boolean {
  if (queue === county) return true;
  if (queue.length !== 9 || !queue.startsWith(county)) return false;
  return !parts.gazetteer.knows(county) || parts.gazetteer.place(queue) !== undefined;
}
