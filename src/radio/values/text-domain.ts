import { type Domain, integerDomain, parseNumber } from './domain.js';
import { nodeIdRange, nodeIds } from './node-id.js';

/** Texts that match a pattern, up to a maximum length. */
export function textDomain(
  pattern: RegExp,
  maxLength: number,
  allowed: string,
  examples: readonly string[],
): Domain {
  return {
    kind: 'text',
    allowed,
    examples,
    holds: (text) => text.length <= maxLength && pattern.test(text),
  };
}

const byte = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const address = new RegExp(`^${byte}(\\.${byte}){3}$`);

/** IPv4 addresses: four numbers from 0 to 255 without leading zeros. */
export const ipDomain: Domain = textDomain(address, 15, 'an IPv4 address such as 172.20.0.1', [
  '172.20.0.1',
  '0.0.0.0',
  '255.255.255.255',
]);

const asNumber = (ip: string) => ip.split('.').reduce((sum, each) => sum * 256 + Number(each), 0);

/** Netmasks: one bits, then zero bits. */
export const netmaskDomain: Domain = {
  kind: 'text',
  allowed: 'a netmask such as 255.255.0.0',
  examples: ['255.255.0.0', '255.255.255.255', '0.0.0.0', '255.254.0.0'],
  holds: (text) => {
    if (!ipDomain.holds(text)) return false;
    // The number of addresses that a netmask covers is a power of two.
    const addresses = 2 ** 32 - asNumber(text);
    return Number.isInteger(Math.log2(addresses));
  },
};

/** Multicast addresses, or an empty text for no address. */
export const multicastDomain: Domain = {
  kind: 'text',
  allowed: 'a multicast address, 224.0.0.0 to 239.255.255.255, or an empty text for none',
  examples: ['239.0.0.10', '224.0.0.0', '239.255.255.255', ''],
  holds: (text) => text === '' || (ipDomain.holds(text) && /^2(2[4-9]|3\d)\./.test(text)),
};

/** Two SNR limits in dB with an underscore between them, the lower first: `10_20`. */
export const levelPairDomain: Domain = {
  kind: 'text',
  allowed: 'two SNR limits from 0 to 150 dB, the lower first: 10_20',
  examples: ['10_20', '0_150', '7_7'],
  holds: (text) => {
    const [lower, upper] = /^(\d{1,3})_(\d{1,3})$/.exec(text)?.slice(1).map(Number) ?? [];
    return lower !== undefined && upper !== undefined && lower <= upper && upper <= 150;
  },
};

/** Ports of UDP and TCP; 0 means none. */
export const portDomain: Domain = integerDomain(0, 65_535);

/** An address and a port as older firmware joins them. */
export const joinedAddressDomain: Domain = {
  kind: 'text',
  allowed: 'an IPv4 address and a port with an underscore between them: 172.20.0.2_5100',
  examples: ['172.20.0.2_5100', '0.0.0.0_0', '255.255.255.255_65535'],
  holds: (text) => {
    const [ip = '', port = '', ...more] = text.split('_');
    return more.length === 0 && ipDomain.holds(ip) && portDomain.holds(port);
  },
};

/** Node IDs of 20 bits, as a whole number or as floating-point programs write one: `310061`, `310061.0`. */
export const nodeIdDomain: Domain = {
  ...integerDomain(nodeIds.min, nodeIds.max),
  allowed: `a node ID, ${nodeIdRange}, such as 310061 or 310061.0`,
};

/** A node ID without decimals: `310061.0` is `310061`. */
export function nodeIdOf(text: string): string {
  return String(parseNumber(text) ?? text);
}
