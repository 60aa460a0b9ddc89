import { isIPv6 } from 'node:net';

/** A host to connect to, as a URL writes it: who listens on all addresses is reached on the loopback. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
