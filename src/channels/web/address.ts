import { BlockList, isIP, isIPv6 } from 'node:net';

/** Reads addresses and networks (`127.0.0.1`, `10.0.0.0/8`) into what can be asked whether it holds one. */
export function networksOf(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', prefix] = text.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/**
 * By what a sender is counted: the nearest address that is none of our own proxies'. What a proxy says is believed only
 * from these, for anybody can write the header. An IPv6 line has a whole network of addresses and counts as one.
 * @param forwarded the header X-Forwarded-For
 */
export function senderOf(
  socket: string | undefined,
  forwarded: string | undefined,
  trusted: BlockList,
): string {
  const hops = [...(forwarded ?? '').split(',').map((hop) => hop.trim()), socket ?? ''].map(plain);
  let sender = hops.pop() ?? '';
  while (isIP(sender) !== 0 && trusted.check(sender, isIPv6(sender) ? 'ipv6' : 'ipv4')) {
    const next = hops.pop();
    // What is no address was not written by a proxy of ours.
    if (next === undefined || isIP(next) === 0) break;
    sender = next;
  }
  return isIPv6(sender) ? networkOf(sender) : sender;
}

/** `::ffff:10.0.0.1` and `10.0.0.1` are the same. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** The first 64 bits. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  const groups = [...front, ...zeros, ...back].slice(0, 4).map((group) => Number.parseInt(group, 16) || 0);
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`;
}
