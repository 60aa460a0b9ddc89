import { expect, test } from 'vitest';
import { running } from '../support/radio.js';

test('where there is no room for the faults of degraded, the mode stays and none of them is on', async () => {
  const mock = await running();
  for (let count = 0; count < 253; count += 1) mock.faults.add({ kind: 'latency', ms: 1 });
  const before = mock.faults.list();
  await expect(mock.setMode('degraded')).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  expect(mock.mode).toBe('normal');
  expect(mock.faults.list()).toEqual(before);
});
