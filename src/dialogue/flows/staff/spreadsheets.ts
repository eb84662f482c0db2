/** The type of the spreadsheets that a chat gives. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Errors of the rooms that take spreadsheets, in the sender's words; by name, since each room has its own. */
const SAID: ReadonlySet<string> = new Set(['SheetError', 'AlertsError', 'RegisterError']);

/** What is wrong with a spreadsheet, as its sender is told. Any other error is the event's, and thrown again. */
export function problemOf(error: unknown): { problem: string } {
  if (error instanceof Error && SAID.has(error.name)) return { problem: error.message };
  throw error;
}
