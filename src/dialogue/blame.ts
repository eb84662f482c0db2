/** What may be told of an error: its kind and where it arose. Its message may quote what somebody wrote. */
export function blame(error: unknown): { error: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  // A message of several lines could pass for a place.
  const places = error.stack?.slice(error.stack.indexOf(error.message) + error.message.length);
  const at = places
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 3)
    .map((line) => line.trim())
    .join(' < ');
  return { error: `${error.name}${code}`, ...(at === undefined || at === '' ? {} : { at }) };
}
