import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FaultSpec, startNetwork } from '../../src/index.js';
import { post, rpc } from '../support/json-rpc-client.js';
import { exchange } from '../support/raw-client.js';
import { running } from '../support/radio.js';

/** A radio among twenty that all hear each other: its map has 120,000 bytes. */
async function networkOf(json: 'radio' | 'compact') {
  const center = { latitude: 48, longitude: 11 };
  const network = await startNetwork({
    network: { seed: 7, generate: { nodes: 20, center, spacing: 100, served: 1 } },
    reply: { json },
    clock: 'virtual',
  });
  onTestFinished(() => network.close().then(() => undefined));
  const [radio] = network.radios;
  if (radio === undefined) throw new Error('there is no radio');
  return { network, radio };
}

/** How the radio writes a reply. */
const written = {
  radio: (result: string, id: string) => `{"result" : ${result}, "id" : ${id}, "jsonrpc" : "2.0"}`,
  compact: (result: string, id: string) => `{"result":${result},"id":${id},"jsonrpc":"2.0"}`,
};

describe.each(['radio', 'compact'] as const)('a long reply in the format %s', (json) => {
  const colon = json === 'radio' ? ': ' : ':';
  const shapes: readonly (readonly [FaultSpec, (result: string) => readonly [string, string]])[] = [
    [{ kind: 'wrong-id' }, (result) => [result, '2']],
    [{ kind: 'wrong-shape' }, (result) => [`{"value"${colon}${result}}`, '1']],
    [{ kind: 'wrong-shape', as: 'nested' }, (result) => [`[${result}]`, '1']],
    [{ kind: 'wrong-shape', as: 'empty' }, () => ['[]', '1']],
    [{ kind: 'stale' }, (result) => [result, '1']],
  ];

  test.each(['streamscape_data', 'network_status'])(
    'of %s is altered and stays the same otherwise',
    async (method) => {
      const { radio } = await networkOf(json);
      const plain = await post(radio, rpc(method));
      const [before = '', after = ''] = written[json]('|', '1').split('|');
      expect(plain.startsWith(before) && plain.endsWith(after)).toBe(true);
      const result = plain.slice(before.length, -after.length);
      for (const [fault, expected] of shapes) {
        radio.faults.add(fault);
        const altered = await post(radio, rpc(method));
        expect(altered === written[json](...expected(result)), JSON.stringify(fault)).toBe(true);
        expect(radio.journal.entries.at(-1)?.replyText === altered, `journal: ${JSON.stringify(fault)}`).toBe(
          true,
        );
        radio.faults.clear();
      }
    },
  );

  test('is altered by several faults in their order, the ones of a user among them', async () => {
    const { radio } = await networkOf(json);
    const plain: unknown = JSON.parse(await post(radio, rpc('streamscape_data')));
    radio.faults.add({ kind: 'wrong-shape', as: 'nested' });
    radio.faults.add({
      fault: {
        alter: (element) => {
          expect(Object.isFrozen('result' in element ? element.result : undefined)).toBe(true);
          return 'result' in element ? { ...element, result: { mine: element.result } } : element;
        },
      },
    });
    radio.faults.add({ kind: 'wrong-id' });
    const altered: unknown = JSON.parse(await post(radio, rpc('streamscape_data')));
    const { result } = plain as { result: unknown };
    expect(altered).toEqual({ result: { mine: [result] }, id: 2, jsonrpc: '2.0' });
  });
});

test('a stale map has the format that is in force, whatever it was when the map was sent before', async () => {
  const { network, radio } = await networkOf('radio');
  const request = rpc('streamscape_data');
  radio.faults.add({ kind: 'stale' });
  const spaced = await post(radio, request);
  await network.reload({ reply: { json: 'compact' } });
  const compact = await post(radio, request);
  expect(compact === JSON.stringify(JSON.parse(spaced))).toBe(true);
});

test('the same seed gives the same garbage, of a short reply and of a long one', async () => {
  const result = ['x'.repeat(300_000)];
  const mock = await running({ seed: 7, methods: [{ name: 'long', execute: () => result }] });
  mock.faults.add({ kind: 'garbage' });
  expect(await post(mock, rpc('freq'))).toBe('<;!?]^(:.%&>^=+~(!{$%&(=]@#!(#@+(>!^<|^*+!}/(}=:%]');
  const long = await post(mock, rpc('long'));
  expect(long).toHaveLength(300_000 + written.radio('[""]', '1').length);
  expect(createHash('sha256').update(long).digest('hex')).toBe(
    '8e93b90e885aed33e9db8f8677625713ed58a8611b9e5b72147f6529eb1d5f85',
  );
  expect(mock.journal.entries.at(-1)?.replyText === long).toBe(true);
});

test('a cut is counted over all copies of a line', async () => {
  const mock = await running();
  const request = `${rpc('zeroize')}\n`;
  const plain = await exchange(mock.maintenance.port, request);
  for (const cutAt of [0, 1, plain.length, plain.length + 1, 3 * plain.length - 1, 4 * plain.length]) {
    mock.faults.add({ fault: { deliver: (delivery) => ({ ...delivery, copies: 3, cutAt }) } });
    expect(await exchange(mock.maintenance.port, request)).toBe(plain.repeat(3).slice(0, cutAt));
    mock.faults.clear();
  }
});

test('the journal has the bytes of a reply that was cut, wherever that was', async () => {
  const mock = await running();
  const request = rpc('freq', 'é📡€');
  const whole = Buffer.from(await post(mock, request));
  // Through all characters of the id, which has some of two, three and four bytes.
  const from = whole.indexOf('é') - 1;
  for (let bytes = from; bytes <= from + 12; bytes += 1) {
    mock.faults.add({ kind: 'truncate', bytes, name: 'cut' });
    await post(mock, request);
    const { reply = [] } = mock.journal.entries.at(-1) ?? {};
    expect([...reply]).toEqual([...whole.subarray(0, bytes)]);
    mock.faults.remove('cut');
  }
});
