import type { Cause } from '../declaration/index.ts';
import { type Mapping, rememberedMapping } from '../sheets/index.ts';
import type { Unit } from '../storage/index.ts';
import { causesOf } from './departments.ts';
import { faultSheet } from './fault-sheet.ts';
import { LABELS } from './fields.ts';
import { AlertsError, type AlertsParts, type GivenSheet, type RowFault } from './model.ts';
import { type AlertRead, type OpenedSheet, openSheet, readAlerts } from './reading.ts';
import { SHEET_TEXTS as T } from './texts.ts';

/** A sheet as it was given, opened: with the columns of this department's last one, and the cause if it is sure. */
export async function openGiven(
  parts: Pick<AlertsParts, 'procedures'>,
  unit: Unit,
  given: GivenSheet,
): Promise<{ opened: OpenedSheet; cause: Cause | undefined; causes: Cause[] }> {
  if (given.county.length !== 6) throw new AlertsError(T.county);
  const key = { county: given.county, kind: 'alerts', unit: given.unit } as const;
  const opened = openSheet(given, await rememberedMapping(unit, key));
  const causes = causesOf(parts.procedures, given.county, given.unit);
  const [only] = causes.length === 1 ? causes : [];
  return { opened, cause: given.cause ?? only, causes };
}

/** What is left of a sheet once its rows are read: the cells themselves take ten times the room. */
export interface GivenRows {
  alerts: AlertRead[];
  faults: RowFault[];
  faultSheet: Uint8Array | null;
  mapping: Mapping;
  hash: string;
}

/**
 * Opens a sheet that is to be imported and reads its rows.
 * @throws AlertsError, SheetError in the operator's words
 */
export async function readGiven(
  parts: Pick<AlertsParts, 'procedures'>,
  unit: Unit,
  given: GivenSheet,
): Promise<GivenRows> {
  const { opened, cause } = await openGiven(parts, unit, given);
  const { missing, mapping, hash, table } = opened;
  if (missing.length > 0) throw new AlertsError(T.missing(missing.map((field) => LABELS[field]).join('、')));
  if (cause === undefined && mapping.cause === undefined) throw new AlertsError(T.whichCause);
  const { alerts, faults } = readAlerts(opened, cause);
  return {
    alerts,
    faults,
    faultSheet: faults.length === 0 ? null : faultSheet(table, faults),
    mapping,
    hash,
  };
}
