/** What stands in a conversation shown again for what was no text. */
export const TEXTS = {
  form: '我在手机上填好的申报',
} as const;
