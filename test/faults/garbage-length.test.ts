import { expect } from 'vitest';
import { radioTest as test } from '../../src/vitest/vitest.js';
import { post, rpc } from '../support/json-rpc-client.js';

test('garbage has as many bytes as the reply that it stands for, whatever its letters take', async ({
  radio,
}) => {
  const request = rpc('freq', 'Übertragung 📡');
  const plain = await post(radio, request);
  radio.faults.add({ kind: 'garbage' });
  const garbage = await post(radio, request);
  expect(garbage).toMatch(/^<[^a-z0-9\s"]+$/i);
  expect(garbage).toHaveLength(Buffer.byteLength(plain));
});
