import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createSilvusMock } from '../../src/index.js';

test('started, closed and started again: the third step rejects', async () => {
  const mock = createSilvusMock();
  await mock.start();
  const closing = mock.close();
  await expect(mock.start()).rejects.toMatchObject({ code: 'ALREADY_CLOSED' });
  await closing;
  await expect(mock.start()).rejects.toMatchObject({ code: 'ALREADY_CLOSED' });
});

test('nobody waits for requests at a simulator that is closed', async () => {
  const mock = createSilvusMock();
  await mock.start();
  const early = mock.received(1);
  await mock.close();
  await early;
  await mock.received(2);
});

test('nobody waits for requests at a simulator that could not start', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const mock = createSilvusMock({ maintenance: { port } });
  const early = mock.received(1);
  await expect(mock.start()).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  await early;
  await mock.received(1);
  await new Promise((resolve) => taken.close(resolve));
});
