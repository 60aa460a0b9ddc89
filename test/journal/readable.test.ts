import { expect, test } from 'vitest';
import { maskKeys } from '../../src/core/secrets/key-material.js';
import { call, post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

test.each<[method: string, params: readonly unknown[], id: string | number]>([
  ['freq', ['4700'], 'sbkb5u0c'],
  ['frq', ['2490'], 1],
  ['nw_name', ['turn-key Team West 7'], 'freq-1'],
  ['nw_name', ['a network name of 32 characters.'], 2],
  ['node_labels', ['{"1":"Keyholder","2":"Camp A"}'], 3],
  ['system_name', ['SN-2024-000123-ABCDEF-77'], '123e4567-e89b-12d3-a456-426614174000'],
  ['supported_frequencies', [], '2026-11-29T04:37:32.123Z'],
  ['nodeid', ['00:11:22:33:44:55'], '12345678901234567890123456789012345'],
  ['enc_key_len', ['256'], 4],
  ['enc_disable', ['1'], 5],
  ['enc_profile', ['default'], 6],
  ['freq_bw', ['4700', '20'], 'ReadFrequencyAndBandwidthNow2'],
  ['ntp_server', ['fd00:1111:2222:3333:4444:5555:6666:7777'], 'test_of_beamform_enable_max_link_2'],
])('%s %j stays readable, id %j too', async (method, params, id) => {
  const radio = await running();
  const reply = await call(radio, method, [...params]);
  const request = JSON.stringify({ jsonrpc: '2.0', method, params, id });
  await post(radio, request);
  const [first, second] = radio.journal.entries;
  expect(first?.replyJson).toEqual(reply);
  expect(second?.requestText).toBe(request);
  expect(second?.commands[0]).toMatchObject({ method, params, id });
});

test('a certificate is public, a private key is not', async () => {
  const radio = await running();
  const { result } = await call(radio, 'generate_tls_cert');
  expect(radio.journal.entries[0]?.replyJson).toMatchObject({ result });
  const block = (label: string) =>
    `-----BEGIN ${label}-----\nMC4CAQAwBQYDK2VwBCIEIA==\nshort\n-----END ${label}-----\n`;
  expect(maskKeys(block('CERTIFICATE'))).toBe(block('CERTIFICATE'));
  expect(maskKeys(block('PRIVATE KEY'))).toMatch(/^\*+\n$/);
  expect(maskKeys(`${block('EC PRIVATE KEY').slice(0, 40)}x`)).toMatch(/^\*+$/);
});

test.each([
  '0123456789abcdef0123456789abcdef',
  '0X0123456789ABCDEF0123456789ABCDEF'.slice(2),
  '01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef',
  '01234567-89abcdef-01234567-89abcdef',
  'k3Jx9QmZ2Lw8VtB5Rn7Yc1PdHs4GfUa6EoIqKjTzXvM=',
  'k3Jx9QmZ2L\\/w8VtB5Rn7Yc1PdHs4GfUa6EoIqKjTzXvM',
])('%s is hidden', (text) => {
  expect(maskKeys(`a=${text}, b`)).toMatch(/^a=\*+=?, b$/);
});

test('a secret in force is hidden wherever it turns up, from 8 characters on', async () => {
  const radio = await running();
  radio.state.patch({ enc_key: 'tell-nobody' });
  await call(radio, 'nw_name', ['tell-nobody']);
  expect(radio.journal.entries[0]?.requestText).toContain('"***********"');
  radio.state.patch({ enc_key: '4700' });
  await call(radio, 'freq');
  expect(radio.journal.entries[1]?.replyText).toContain('"4700"');
});
