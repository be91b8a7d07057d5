import { BlockList, isIP } from 'node:net';

/** Whose word about the hop before it is believed: addresses and networks in CIDR form. */
export function trustedHops(list: readonly string[]): BlockList {
  const trusted = new BlockList();
  for (const entry of list) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  return trusted;
}

/**
 * Where a request really comes from: from the socket backwards through `X-Forwarded-For`, as long as the hop that said
 * it is trusted. What a caller writes there themselves stands before the first hop that is not.
 */
export function sourceOf(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList,
): string {
  let source = bare(socketAddress ?? '') ?? 'unknown';
  const hops = (forwardedFor ?? '').slice(-2000).split(',');
  while (isTrusted(source, trusted)) {
    const before = bare(hops.pop() ?? '');
    if (before === null) break; // no further word, or one that is no address
    source = before;
  }
  return countedAs(source);
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Without port (Azure adds one), brackets, zone and the IPv6 form of an IPv4 address; null when it is no address. */
function bare(text: string): string | null {
  const trimmed = text.trim();
  const inner =
    /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed)?.[1] ??
    /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(trimmed)?.[1] ??
    trimmed;
  const address = inner.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
}

/** A whole IPv6 /64 is one: whoever has one address there has all of them. */
function countedAs(source: string): string {
  if (isIP(source) !== 6) return source;
  const [head = '', tail] = new URL(`http://[${source}]`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
