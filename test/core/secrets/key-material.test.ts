import { expect, test } from 'vitest';
import { randomSource } from '../../../src/core/random.js';
import { keySpans, maskKeys } from '../../../src/core/secrets/key-material.js';

const random = randomSource(14).stream('keys');
const bytes = (count: number) =>
  Buffer.from(Array.from({ length: count }, () => Math.floor(random.real() * 256)));

const inDigits = (alphabet: string, key: Buffer): string => {
  const base = BigInt(alphabet.length);
  let text = '';
  for (let rest = BigInt(`0x${key.toString('hex')}`); rest > 0n; rest /= base)
    text = alphabet.charAt(Number(rest % base)) + text;
  return text;
};
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const pairs = (key: Buffer, separator: string) => [...key].map((byte) => hexByte(byte)).join(separator);
const hexByte = (byte: number) => byte.toString(16).padStart(2, '0');

test.each<[string, number, (key: Buffer) => string]>([
  ['hexadecimal', 16, (key) => key.toString('hex')],
  ['capital hexadecimal', 16, (key) => key.toString('hex').toUpperCase()],
  ['pairs with colons', 16, (key) => pairs(key, ':')],
  ['pairs with blanks', 16, (key) => pairs(key, ' ')],
  ['hexadecimal', 32, (key) => key.toString('hex')],
  ['base64', 32, (key) => key.toString('base64')],
  ['base64 of addresses', 32, (key) => key.toString('base64url')],
  ['base64 in JSON that escapes slashes', 32, (key) => key.toString('base64').replaceAll('/', '\\/')],
  ['base64 in an address', 32, (key) => encodeURIComponent(key.toString('base64'))],
  ['base32', 32, (key) => inDigits(base32, key).padStart(52, 'A')],
  ['base58', 32, (key) => inDigits(base58, key)],
])('of 20,000 keys in %s, of %i bytes, at most two stay readable', (_, size, write) => {
  let missed = 0;
  for (let count = 0; count < 20_000; count += 1) {
    const key = write(bytes(size));
    const text = `{"a":"${key}"}`;
    if (keySpans(text).every(([from, to]) => to - from < key.length - 6)) missed += 1;
  }
  expect(missed).toBeLessThanOrEqual(2);
});

test('128 bits in base64 stay readable, as an identifier of this length would', () => {
  const text = 'k3Jx9QmZ2Lw8VtB5Rn7Yc1';
  expect(maskKeys(text)).toBe(text);
});

test.each([
  'sbkb5u0c',
  '123e4567-e89b-12d3-a456-426614174000',
  '123e4567-e89b-12d3-a456-426614174000-223e4567-e89b-12d3-a456-426614174001',
  'ReadFrequencyAndBandwidthOfAllNodesInTheNetworkNow2',
  'getHttp2ServerSessionTimeoutFromConfigurationV3',
  'a_rather_long_name_of_a_setting_in_snake_case_no_4711',
  'SCREAMING_SNAKE_CASE_OF_MORE_THAN_FORTY_CHARACTERS_2',
  '/opt/Silvus/firmware/release-2024/Build-17/images/StreamCaster-4200E',
  '/home/user/projects/silvus-mock/src/core/secrets/key-material.ts',
  'http://172.20.1.17:8080/streamscape_api?method=supported_frequencies&page=2',
  'The quick brown fox jumps over 13 lazy dogs, and then rests until 12:30.',
  '2026-11-29T04:37:32.123Z/2026-11-29T05:37:32.123Z',
  '00:11:22:aa:bb:cc',
  '00:11:22:aa:bb:cc:dd:ee',
  'fd00:1111:2222:3333:4444:5555:6666:7777',
  '1234567890123456789012345678901234567890123456789012345678901234567890',
  '00000000-11111111-22222222-33333333-44444444',
  'ffffffffffffffffffffffffffffffffffffffff',
  '-'.repeat(80),
  'ab '.repeat(30),
  '00:01:'.repeat(30),
])('%s stays readable', (text) => {
  expect(maskKeys(text)).toBe(text);
  expect(maskKeys(JSON.stringify({ [text]: [text] }))).toBe(JSON.stringify({ [text]: [text] }));
});

test('a long word of the same letter stays readable', () => {
  expect(maskKeys('x'.repeat(100_000))).toBe('x'.repeat(100_000));
});

const key = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

test('a key is found wherever it begins, and what stands around it is kept', () => {
  for (let before = 0; before < 200; before += 1) {
    const text = `${'ab '.repeat(70).slice(0, before)} ${key} ${'ab '.repeat(before)}`;
    expect(maskKeys(text)).toBe(text.replace(key, '*'.repeat(32)));
  }
});

test('a key at the beginning or at the end of a very long word hides the word', () => {
  const long = 'x'.repeat(3_000);
  expect(maskKeys(`${key}${long}`)).toMatch(/^\*+$/);
  expect(maskKeys(`a ${long}${key} b`)).toMatch(/^a \*+ b$/);
});

test('of a word of more than 1,024 characters the first and the last 512 are examined', () => {
  const middle = `${'X'.repeat(496)}${key}${'X'.repeat(496)}`;
  expect(maskKeys(middle)).toBe('*'.repeat(1_024));
  expect(maskKeys(`${middle}X`)).toHaveLength(1_025);
  expect(maskKeys(`${middle}X`)).toBe(`${middle}X`);
});

test('behind 1,000 keys all is hidden', () => {
  const behind = (count: number) => maskKeys(`${`${key},`.repeat(count)}plain`).slice(-6);
  expect(behind(999)).toBe(',plain');
  expect(behind(1_000)).toBe('******');
  expect(behind(1_001)).toBe('******');
});

test('PEM blocks without an end reach up to the next quote, and behind 100 of them all is hidden', () => {
  const open = '-----BEGIN PRIVATE KEY-----';
  expect(maskKeys(`["${open}abc","d"]`)).toBe(`["${'*'.repeat(open.length + 3)}","d"]`);
  const certificate = '-----BEGIN CERTIFICATE-----x-----END CERTIFICATE-----';
  expect(maskKeys(certificate.repeat(100))).toBe(certificate.repeat(100));
  expect(maskKeys(certificate.repeat(101)).slice(-10)).toBe('*'.repeat(10));
});
