/** A command called in a way that it does not take; the program exits with 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Today in Asia/Shanghai as YYYY-MM-DD. */
export function todayInShanghai(now: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now);
}

/** Errors said in the operator's words, by name (their rooms are not loaded for it); a stack trace would hide them. */
export const EXPECTED_ERRORS: ReadonlySet<string> = new Set([
  'UsageError',
  'ConfigError',
  'IngestError',
  'ModelError',
  'GazetteerError',
  'InvalidRegionError',
  'StorageError',
  'DataFileError',
  'StaffError',
  'TelegramSetupError',
  'AlertsError',
  'SheetError',
  'RegisterError',
]);
