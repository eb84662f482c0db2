import { dayText } from '../../../casework/index.ts';
import type { Filed, Home } from '../../../visits/index.ts';
import { VISIT_TEXTS as T } from './visits-texts.ts';

/** What a list or a card says beside a name. */
export function marksOf({ monitored, openCase, last, pending }: Home, today: string): string {
  const { marks, outcomes } = T;
  return [
    monitored ? marks.monitored : '',
    openCase === undefined ? '' : marks.open(openCase),
    last === undefined
      ? ''
      : last.outcome !== 'away' && pending.length === 0
        ? marks.done
        : marks.last(dayText(last.on, today), outcomes[last.outcome]),
  ].join('');
}

/** What came of filing, in words. */
export function saying(visits: readonly Filed[]): string[] {
  const names = (of: readonly Filed[]) => of.map(({ household }) => household.name).join('、');
  const filed = visits.filter(({ kind }) => kind === 'filed');
  const again = visits.filter(({ kind }) => kind === 'repeated');
  const before = visits.filter(({ kind }) => kind === 'found-before');
  const [first] = filed;
  const lines: string[] = [];
  if (filed.length === 1 && first !== undefined) lines.push(...sayingOf(first));
  else if (first !== undefined) {
    lines.push(T.filed.many(filed.length, names(filed), T.outcomes[first.outcome]));
  }
  const [repeated] = again;
  if (repeated !== undefined) {
    const receipt = repeated.case?.receipt;
    const mark = receipt === undefined ? '' : T.filed.receipt(receipt);
    lines.push(T.filed.repeated(names(again) + mark, T.outcomes[repeated.outcome]));
  }
  for (const { household, case: known } of before) {
    const mark = known?.receipt === undefined ? '' : T.filed.receipt(known.receipt);
    lines.push(T.filed.before(household.name, mark));
  }
  return lines;
}

function sayingOf({ household, outcome, case: opened }: Filed): string[] {
  if (outcome !== 'found') return [T.filed[outcome](household.name)];
  const { receipt, joined = false, urgent = false } = opened ?? {};
  const text =
    receipt === undefined
      ? T.filed.elsewhere(household.name)
      : joined
        ? T.filed.joined(household.name, receipt)
        : T.filed.opened(household.name, receipt);
  return urgent ? [text, T.filed.urgent] : [text];
}
