/** Front door of the alerts room: what line departments report, matched to households and checked at their homes. */
export { Alerts } from './alerts.ts';
