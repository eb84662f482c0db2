import type { Procedures } from '../casework/index.ts';
import { CAUSES, type Cause } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';
import { AlertsError, type GivenSheet, type Sender } from './model.ts';
import { SHEET_TEXTS as T } from './texts.ts';

/** The line departments that a county's region file names, each once. */
export function departmentsOf(procedures: Pick<Procedures, 'of'>, county: RegionCode): string[] {
  const procedure = procedures.of(county);
  return [...new Set(CAUSES.flatMap((cause) => procedure.departments(cause).map(({ unit }) => unit)))];
}

/** A department as the region file calls it: its sheets come under one name, whoever sends them. */
export function departmentCalled(
  procedures: Pick<Procedures, 'of'>,
  county: RegionCode,
  said: string,
): string {
  const name = said.trim();
  if ([...name].length < 2 || [...name].length > 30) throw new AlertsError(T.unit);
  const procedure = procedures.of(county);
  return departmentsOf(procedures, county).find((unit) => procedure.isSameOffice(unit, name)) ?? name;
}

/** The causes that a department is responsible for. */
export function causesOf(procedures: Pick<Procedures, 'of'>, county: RegionCode, unit: string): Cause[] {
  const procedure = procedures.of(county);
  return CAUSES.filter((cause) =>
    procedure.departments(cause).some((department) => procedure.isSameOffice(department.unit, unit)),
  );
}

/**
 * The department whose name stands in a file's name or title (医保局高额费用名单.xlsx); undefined when none or several do.
 */
export function departmentIn(
  procedures: Pick<Procedures, 'of'>,
  county: RegionCode,
  text: string,
): string | undefined {
  const named = departmentsOf(procedures, county).filter((unit) => {
    const stem = unit.replace(/^[县市区]/, '').replace(/(?:局|委员会|委|联合会|联|厅|办)$/, '');
    return text.includes(unit) || (stem.length >= 2 && text.includes(stem)) || text.includes(unit.slice(1));
  });
  return named.length === 1 ? named[0] : undefined;
}

/** Whether somebody may send in a department's sheet: the county any, a department its own, a township never. */
export function maySend(
  procedures: Pick<Procedures, 'of'>,
  by: Sender,
  { county, unit }: Pick<GivenSheet, 'county' | 'unit'>,
): boolean {
  if (by === 'operator') return true;
  if (by.region !== county) return false;
  if (by.role === 'county') return true;
  return by.role === 'department' && by.unit !== null && procedures.of(county).isSameOffice(by.unit, unit);
}
