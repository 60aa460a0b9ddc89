import type { Domain } from './domain.js';
import { ipDomain } from './text-domain.js';

/** A device on the radio's wired network. */
type WiredClient = Readonly<Record<'ip' | 'mac', string>>;

const maxClients = 32;
const macPattern = /^[\da-f]{2}(:[\da-f]{2}){5}$/i;

/** Parses wired clients, `172.20.0.2 02:00:00:00:00:01, …`; undefined if the text is malformed. */
export function parseClients(text: string): readonly WiredClient[] | undefined {
  if (text === '') return [];
  const parts = text.split(', ', maxClients + 1).map((each) => each.split(' '));
  const isClient = ([ip = '', mac = '', ...more]: readonly string[]) =>
    ipDomain.holds(ip) && macPattern.test(mac) && more.length === 0;
  if (parts.length > maxClients || !parts.every(isClient)) return undefined;
  return parts.map(([ip = '', mac = '']) => ({ ip, mac }));
}

/** The wired clients as one text. */
export const clientsDomain: Domain = {
  kind: 'text',
  allowed: `at most ${maxClients} clients as "172.20.0.2 02:00:00:00:00:01", with a comma and a blank between; an empty text for none`,
  examples: [
    '',
    '172.20.0.2 02:00:00:00:00:01',
    '172.20.0.2 02:00:00:00:00:01, 172.20.0.3 C4:7C:8D:00:00:02',
  ],
  holds: (text) => parseClients(text) !== undefined,
};

/** MAC address of a radio in the lists of others: the prefix is known (interface.md H.3), its end is an assumption. */
export function radioMac(nodeid: number): string {
  const bytes = [16, 8, 0].map((shift) => ((nodeid >> shift) & 255).toString(16).padStart(2, '0'));
  return `c4:7c:8d:${bytes.join(':')}`;
}
