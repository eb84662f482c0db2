import { inChunks, type Unit } from '../storage/index.ts';

/**
 * Which of some households have taken back their consent to checks by departments, and not given it anew since: what
 * departments see of them holds neither name nor telephone any more.
 */
export async function checksStopped(unit: Unit, householdIds: readonly string[]): Promise<Set<string>> {
  const stopped = new Set<string>();
  for (const ids of inChunks([...new Set(householdIds)])) {
    const rows = await unit.db
      .selectFrom('rights_requests')
      .select(['household_id', 'created_at'])
      .where('household_id', 'in', ids)
      .where('kind', '=', 'withdraw_consent')
      .where('scope', '=', 'data-checks')
      .execute();
    for (const { household_id, created_at } of rows) {
      if (household_id === null || (await consentedSince(unit, household_id, created_at))) continue;
      stopped.add(household_id);
    }
  }
  return stopped;
}

/** Whether a declaration made later says yes again. */
async function consentedSince(unit: Unit, householdId: string, since: string): Promise<boolean> {
  const rows = await unit.db
    .selectFrom('declarations')
    .select('consents_json')
    .where('household_id', '=', householdId)
    .where('created_at', '>', since)
    .execute();
  return rows.some(({ consents_json }) => {
    const consents = JSON.parse(consents_json) as { kind: string; given: boolean; at: string }[];
    return consents.some(({ kind, given, at }) => kind === 'data-checks' && given && at > since);
  });
}
