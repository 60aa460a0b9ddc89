import { expect, test } from 'vitest';
import {
  ipDomain,
  multicastDomain,
  netmaskDomain,
  nodeIdDomain,
  nodeIdOf,
} from '../../../src/radio/values/text-domain.js';

test.each([
  ['0.0.0.0', true],
  ['255.255.255.255', true],
  ['172.20.187.45', true],
  ['256.0.0.1', false],
  ['1.2.3', false],
  ['1.2.3.4.5', false],
  ['01.2.3.4', false],
  [' 1.2.3.4', false],
  ['1.2.3.4\n', false],
  ['1.2.3.４', false],
  ['::1', false],
])('%j is an address: %s', (text, allowed) => {
  expect(ipDomain.holds(text)).toBe(allowed);
});

test.each([
  ['255.255.255.0', true],
  ['255.255.255.255', true],
  ['255.128.0.0', true],
  ['0.0.0.0', true],
  ['255.0.255.0', false],
  ['0.0.0.255', false],
  ['24', false],
])('%j is a netmask: %s', (text, allowed) => {
  expect(netmaskDomain.holds(text)).toBe(allowed);
});

test.each([
  ['224.0.0.0', true],
  ['239.255.255.255', true],
  ['', true],
  ['223.255.255.255', false],
  ['240.0.0.0', false],
  ['22.4.0.0', false],
])('%j is a multicast address or none: %s', (text, allowed) => {
  expect(multicastDomain.holds(text)).toBe(allowed);
});

test.each([
  ['310061', true],
  ['310061.0', true],
  ['1048575', true],
  ['1048576', false],
  ['0', false],
  ['310061.5', false],
  ['node', false],
])('%j is a node ID: %s', (text, allowed) => {
  expect(nodeIdDomain.holds(text)).toBe(allowed);
});

test('a node ID is the same however it is written', () => {
  expect(['310061', '310061.0', '0310061'].map(nodeIdOf)).toEqual(['310061', '310061', '310061']);
});
