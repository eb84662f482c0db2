/** An ID number as it may be shown: area and last four. */
export function maskId(id: string): string {
  return `${id.slice(0, 6)}${'*'.repeat(Math.max(0, id.length - 10))}${id.slice(-4)}`;
}

/** A telephone number as it may be shown: `138****1234`, `0374-***1234`. */
export function maskPhone(phone: string): string {
  const area = /^(0\d{2,3})-/.exec(phone)?.[1];
  const local = area === undefined ? phone : phone.slice(area.length + 1);
  const head = area === undefined ? (local.length === 11 ? local.slice(0, 3) : '') : `${area}-`;
  const rest = area === undefined ? local.slice(head.length) : local;
  return `${head}${'*'.repeat(Math.max(0, rest.length - 4))}${rest.slice(-4)}`;
}
