import { isIPv4, isIPv6 } from 'node:net';

/** True if who listens on one of two hosts can keep the other from listening on the same port. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [normalHost(one), normalHost(other)];
  // On most systems :: takes IPv4 too.
  if (a === b || a === '::' || b === '::') return true;
  return (a === '0.0.0.0' && !isIPv6(b)) || (b === '0.0.0.0' && !isIPv6(a));
}

/** A host in one form: `localhost` is the loopback. */
export function normalHost(host: string): string {
  const name = host.toLowerCase();
  if (name === 'localhost') return '127.0.0.1';
  if (isIPv4(name) || !isIPv6(name)) return name;
  // The URL parser writes an IPv6 address in its shortest form.
  return new URL(`http://[${name}]`).hostname.slice(1, -1);
}
