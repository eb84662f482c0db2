/** Front door of the alerts room: what line departments report, matched to households and checked at their homes. */
export { Alerts } from './alerts.ts';
export { correctColumns } from './columns.ts';
export { readQuarter } from './feedback.ts';
export {
  type AlertFile,
  type AlertItem,
  type AlertOutcome,
  type AlertRefusal,
  type Choice,
  type Counts,
  type GivenSheet,
  type ImportReport,
  type Preview,
  RESULTS,
  type Sender,
  type Settled,
  type Verdict,
} from './model.ts';
export type { WhoItIs } from './recognising.ts';
export { alertRefusalText, RESULT_LABELS } from './texts.ts';
