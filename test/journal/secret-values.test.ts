import { expect } from 'vitest';
import { radioTest as test } from '../../src/vitest/vitest.js';
import type { Delivery, Fault, SilvusMock } from '../../src/index.js';
import { call, outcome, post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

const secret = 'tell-nobody-1234';

/** All that the journal has of each exchange, as texts. */
const kept = (radio: SilvusMock) =>
  radio.journal.entries.map(({ request, reply, commands }) => [
    Buffer.from(request).toString(),
    Buffer.from(reply ?? []).toString(),
    JSON.stringify(commands),
  ]);

test('a key is in no journal, neither as it was sent nor as it was answered', async ({ radio }) => {
  expect(await outcome(radio, 'enc_key', [secret])).toEqual(['']);
  expect(await outcome(radio, 'enc_key')).toEqual([secret]);
  expect(JSON.stringify(await outcome(radio, 'print_all_settings'))).toContain(secret);
  const refused = await call(radio, 'enc_key', [`${secret} ${secret}`]);
  expect(refused.error?.message).toBe('INVALID_RANGE');
  expect(JSON.stringify(refused)).not.toContain(secret);
  const entries = kept(radio);
  expect(entries).toHaveLength(4);
  expect(entries.flat().join('\n')).not.toContain(secret);
  // All else is there, at its length.
  expect(entries[1]?.[1]).toBe(`{"result" : ["${'*'.repeat(secret.length)}"], "id" : 1, "jsonrpc" : "2.0"}`);
  expect(entries[3]?.[1]).toContain('"field": "enc_key"');
});

const order = (sleep: string) => ({ sleep, api_list: [{ method: 'enc_key', params: [secret] }] });
const write = { method: 'enc_key', params: [secret], id: 1 };

test.each<[string, unknown]>([
  ['without jsonrpc', write],
  ['without jsonrpc, in a batch', [write, { jsonrpc: '2.0', method: 'nodeid', id: 2 }]],
  ['whose id is none', { ...write, jsonrpc: '2.0', id: {} }],
  ['in a batch that is too long', Array.from({ length: 129 }, () => ({ jsonrpc: '2.0', ...write }))],
  ['whose method is escaped', JSON.stringify(write).replace('_', '\\u005f')],
  ['that is cut', JSON.stringify({ jsonrpc: '2.0', ...write }).slice(0, -9)],
  ['with a wrong escape', `{"jsonrpc":"2.0","met\\hod":"enc_key","params":["${secret}"]}`],
  ['in an order that is refused', order('x')],
  [
    'in a call of such an order',
    { jsonrpc: '2.0', id: 1, method: 'deferred_execution_api', params: [order('x')] },
  ],
  ['in an order that is no request', { method: 'deferred_execution_api', params: order('1') }],
  [
    'that is saved with its value',
    { jsonrpc: '2.0', id: 1, method: 'setenvlinsingle', params: ['enc_key', secret] },
  ],
  [
    'in an order to a misspelt method',
    { jsonrpc: '2.0', id: 1, method: 'deferred_execution', params: [JSON.stringify(order('1'))] },
  ],
  [
    'in an order to a misspelt method, escaped',
    {
      jsonrpc: '2.0',
      id: 1,
      method: 'deferred_execution',
      params: [JSON.stringify(order('1')).replace('_', '\\u005f').replace('params', '\\u0070arams')],
    },
  ],
  [
    'in a call that is a parameter',
    { jsonrpc: '2.0', id: 1, method: 'freq', params: [JSON.stringify(write)] },
  ],
])('a key is in no journal where its request is refused: one %s', async (_, given) => {
  const radio = await running();
  const reply = await post(radio, typeof given === 'string' ? given : JSON.stringify(given));
  expect(reply).toContain('"error"');
  expect(kept(radio)).toHaveLength(1);
  // A value is shown cut at 64 characters: its beginning tells as much.
  expect(kept(radio).flat().join('\n')).not.toContain(secret.slice(0, 6));
});

test('a secret is in no journal where a method of your own tells of it', async () => {
  const params = [{ name: 'pin', kind: 'text', secret: true }] as const;
  const radio = await running({
    methods: [
      {
        name: 'refuses',
        params,
        execute: ({ params: [value = ''] }, { refusal }) => {
          throw refusal('INVALID_RANGE', { field: 'pin', value });
        },
      },
      {
        name: 'patches',
        params,
        execute: ({ params: [pin = ''] }, { settings }) => settings.patch({ freq: pin }),
      },
    ],
  });
  for (const method of ['refuses', 'patches'])
    expect((await call(radio, method, [secret])).error?.data).toMatchObject({ detail: { value: secret } });
  expect(kept(radio)).toHaveLength(2);
  expect(kept(radio).flat().join('\n')).not.toContain(secret);
});

test.each<[string, Fault]>([
  ['a delivery that is the key alone', { deliver: (delivery) => ({ ...delivery, text: secret }) }],
  ['a result that is the key', { alter: (element) => ({ id: element.id, result: [secret] }) }],
])('a key in a short reply is in no journal where a fault puts it there: %s', async (_, fault) => {
  const radio = await running();
  await outcome(radio, 'enc_key', [secret]);
  radio.faults.add({ match: { method: 'nodeid' }, fault });
  const body = await post(radio, '{"jsonrpc":"2.0","method":"nodeid","id":1}');
  expect(body).toContain(secret);
  expect(kept(radio).flat().join('\n')).not.toContain(secret);
  expect(kept(radio)[1]?.[1]).toHaveLength(body.length);
});

test('a reply with a key that a fault has garbled is sent, and in no journal', async () => {
  const radio = await running();
  await call(radio, 'enc_key', [secret]);
  const fault = {
    deliver: (each: Delivery) => ({ ...each, text: each.text?.replace('"result"', '"re\\qsult"') }),
  };
  radio.faults.add({ name: 'garbled', fault });
  expect(await post(radio, '{"jsonrpc":"2.0","method":"enc_key","id":1}')).toContain(secret);
  expect(kept(radio)).toHaveLength(2);
  expect(kept(radio).flat().join('\n')).not.toContain(secret);
});

test.each([5_000, 20_000, 1_000_000])(
  'a refused secret of %i bytes is in no journal after it',
  async (length) => {
    const radio = await running();
    const long = 'é, to tell nobody; '.repeat(length / 20);
    expect((await call(radio, 'enc_key', [long])).error?.message).toBe('INVALID_RANGE');
    await post(radio, JSON.stringify({ jsonrpc: '2.0', method: 'freq', id: `of ${long}` }));
    const text = kept(radio).flat().join('\n');
    expect(text).not.toContain('nobody');
    expect(text).toContain('"of ***');
  },
);
