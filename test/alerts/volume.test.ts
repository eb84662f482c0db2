import { expect, test } from 'vitest';
import { measure } from './volume.ts';

// The whole county, 20 000 households with 60 000 alerts, is measured by hand: see volume.ts.
test('a tenth of a county is imported and matched, while other chats go on', {
  timeout: 60_000,
}, async () => {
  const measured = await measure(2000, 6000);
  expect(measured.alerts).toEqual({ taken: 6000, exact: 4200, doubtful: 1200, unknown: 600 });
  expect(measured.heap).toBeLessThan(384);
});
