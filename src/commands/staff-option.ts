import { type StaffMember, StaffRegister } from '../casework/index.ts';
import type { Unit } from '../storage/index.ts';
import { UsageError } from './usage.ts';

/**
 * The member of staff given by `--as`.
 * @throws UsageError when nobody with that number is in office
 */
export async function staffOption(unit: Unit, value: string): Promise<StaffMember> {
  const entry = (await new StaffRegister().list(unit)).find(({ id, active }) => active && id === value);
  if (entry === undefined) throw new UsageError('没有这个编号的在岗人员；用 staff list 查看');
  const { id, name, role, region, unit: office } = entry;
  return { id, name, role, region, unit: office };
}
