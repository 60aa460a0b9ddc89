import { expect, test } from 'vitest';
import { startSilvusMock } from '../../src/index.js';
import { folderWith } from '../support/folder.js';
import { outcome } from '../support/json-rpc-client.js';

/** How many listeners `process` has, by event. */
const listeners = () =>
  Object.fromEntries(process.eventNames().map((name) => [String(name), process.listenerCount(name)]));

test('a simulator adds no listener to process, whatever is done with it', async () => {
  const before = listeners();
  const mock = await startSilvusMock({
    control: { enabled: true },
    stateDir: folderWith(),
    timing: { preset: 'instant' },
  });
  await outcome(mock, 'setenvlinsingle', ['power_dBm']);
  await fetch(`${mock.control?.url ?? ''}/metrics`);
  mock.faults.add({ kind: 'latency', ms: 1 });
  await outcome(mock, 'freq', ['2490']);
  await mock.reload({ worker: { queueCapacity: 5 } });
  expect(listeners()).toEqual(before);
  await mock.reset();
  await mock.close();
  expect(listeners()).toEqual(before);
});
