import { describe, expect, test } from 'vitest';
import { networksOf, senderOf } from '../../src/channels/web/address.ts';

describe('by what a sender is counted', () => {
  test.each([
    ['10.0.0.9', undefined, '10.0.0.9'],
    ['10.0.0.9', '1.2.3.4', '10.0.0.9'],
    ['127.0.0.1', '1.2.3.4', '1.2.3.4'],
    ['::ffff:127.0.0.1', '6.6.6.6, 1.2.3.4', '1.2.3.4'],
    ['127.0.0.1', '6.6.6.6, 1.2.3.4, 192.168.7.7', '1.2.3.4'],
    ['127.0.0.1', 'nonsense', '127.0.0.1'],
    ['127.0.0.1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::7', undefined, '2001:db8:0:0::/64'],
    ['::1', '1.2.3.4', '1.2.3.4'],
  ])('%s with %s counts as %s', (socket, forwarded, sender) => {
    const trusted = networksOf(['127.0.0.1', '192.168.0.0/16', '::1']);
    expect(senderOf(socket, forwarded, trusted)).toBe(sender);
  });
});
