import { expect, test } from 'vitest';
import { createSilvusMock, loadModel } from '../../src/index.js';
import { P256Key } from '../../src/radio/tls/p256.js';
import { selfSigned } from '../../src/radio/tls/self-signed.js';
import { outcome, post, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

/** A certificate of so many lines of 76 characters, with its key. */
const pem = (lines: number): string => {
  const key = new P256Key(Buffer.alloc(32, 1));
  const textOf = (names: number): string => {
    // A name of 55 letters takes one line.
    const all = Array.from({ length: names }, () => 'x'.repeat(55));
    const content = { commonName: 'long', serialNumber: '01', from: 0, until: 1e12, names: all };
    const certificate = selfSigned(key, content);
    const base64 = certificate.replaceAll(/-----.*|\n/g, '');
    const written = base64.match(/.{1,76}/g) ?? [];
    if (written.length > lines) return textOf(names - 1);
    const block = `-----BEGIN CERTIFICATE-----\n${written.join('\n')}\n-----END CERTIFICATE-----\n`;
    return `${block}${key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}`;
  };
  return textOf(lines);
};
const labels = (length: number) => {
  const long = Array.from({ length: 116 }, (_, id) => [String(100_000 + id), 'x'.repeat(58)]);
  const text = JSON.stringify(Object.fromEntries(long));
  return `${text}${' '.repeat(length - text.length)}`;
};
const ports = (count: number) => Array.from({ length: count }, (_, port) => port + 1).join(',');

test.each<[string, readonly string[], readonly string[]]>([
  ['system_name', ['📡'.repeat(64)], ['📡'.repeat(65)]],
  ['nw_name', ['x'.repeat(32)], ['x'.repeat(33)]],
  ['enc_key', ['x'.repeat(64)], ['x'.repeat(65)]],
  ['enc_profile', ['x'.repeat(32)], ['x'.repeat(33)]],
  ['tls_cert', [pem(200)], [pem(201)]],
  ['qos_class', ['5', '0', ports(32)], ['5', '0', ports(33)]],
  ['save_node_labels_flash', ['1', labels(8_192)], ['1', labels(8_193)]],
  ['save_node_labels_flash', ['1', `{"1":"${'x'.repeat(64)}"}`], ['1', `{"1":"${'x'.repeat(65)}"}`]],
  ['ptt_mcast_group', ['15', '239.0.0.1'], ['16', '239.0.0.1']],
])('%s takes what is as long as may be, and nothing longer', async (method, longest, longer) => {
  const mock = await running();
  expect(await outcome(mock, method, longest)).toEqual(['']);
  expect(await outcome(mock, method, longer)).toBe('INVALID_RANGE');
});

test('a certificate of 200 lines is one', () => {
  expect(pem(200).split('\n').indexOf('-----END CERTIFICATE-----')).toBe(201);
  expect(pem(201).split('\n').indexOf('-----END CERTIFICATE-----')).toBe(202);
});

test('a list of frequencies ends at 4,096, whatever the steps of the model', async () => {
  const { defaults, ...model } = loadModel('default');
  const steps = async (end: string) => {
    const frequencyProfiles = [{ frequencies: [`1000:0.1:${end}`], bandwidth: '-1', antenna_mask: '1' }];
    const mock = await running({
      model: { ...model, frequencyProfiles, defaults: { ...defaults, freq: '1000' } },
    });
    return (await outcome(mock, 'supported_frequencies')) as string[];
  };
  expect(await steps('1409.5')).toHaveLength(4_096);
  // One more would be 4,097.
  for (const end of ['1409.6', '6000']) {
    const more = await steps(end);
    expect([more.length, more.at(-1)]).toEqual([4_096, '1409.5']);
  }
});

test('the longest reply of the largest model has about 1.6 MB, and one of more entries is no model', async () => {
  const { defaults, ...model } = loadModel('default');
  const number = (text: string) => text.padStart(32, '0');
  const range = [number('1000'), number('0.1'), number('1409.5')].join(':');
  const modelOf = (profiles: number, entries: number) => ({
    ...model,
    frequencyProfiles: Array.from({ length: profiles }, () => ({
      frequencies: Array.from({ length: entries }, () => range),
      bandwidth: '-1',
      antenna_mask: '15',
    })),
    defaults: { ...defaults, freq: '1000' },
  });
  const mock = await running({ model: modelOf(64, 256) });
  const { length } = await post(mock, rpc('supported_frequency_profiles'));
  expect(length).toBeGreaterThan(1_600_000);
  expect(length).toBeLessThan(1_700_000);
  expect(() => createSilvusMock({ model: modelOf(65, 1) })).toThrow('frequencyProfiles');
  expect(() => createSilvusMock({ model: modelOf(1, 257) })).toThrow('frequencies');
});
