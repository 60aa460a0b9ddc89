import { expect, test } from 'vitest';
import type { SilvusMock } from '../../src/index.js';
import { post, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { exchange } from '../support/raw-client.js';

const batch = (count: number) =>
  `[${Array.from({ length: count }, (_, id) => rpc('zeroize', id)).join(',')}]`;
const ports = {
  http: (mock: SilvusMock, body: string) => post(mock, body),
  maintenance: (mock: SilvusMock, body: string) => exchange(mock.maintenance.port, `${body}\n`),
};

test.each(Object.entries(ports))(
  'on %s a batch of 128 is answered, one of 129 is one Invalid Request',
  async (_, send) => {
    const mock = await running();
    const replies: unknown = JSON.parse(await send(mock, batch(128)));
    expect(replies).toEqual(
      Array.from({ length: 128 }, (_each, id) => ({ result: [''], id, jsonrpc: '2.0' })),
    );
    expect(JSON.parse(await send(mock, batch(129)))).toMatchObject({
      error: { code: -32600, message: 'Invalid Request' },
      id: null,
    });
  },
);

test('worker.maxBatch moves the limit', async () => {
  const mock = await running({ worker: { maxBatch: 2 } });
  expect(JSON.parse(await post(mock, batch(2)))).toHaveLength(2);
  expect(JSON.parse(await post(mock, batch(3)))).toMatchObject({ id: null });
});
