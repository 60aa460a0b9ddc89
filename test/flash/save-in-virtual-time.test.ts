import { expect, test } from 'vitest';
import { virtualClock } from '../../src/index.js';
import { folderWith } from '../support/folder.js';
import { outcome } from '../support/json-rpc-client.js';
import { runningIn, settingsOnDisk } from '../support/state-folder.js';

test('device time stands still while flash is written: no deadline passes meanwhile', async () => {
  const clock = virtualClock();
  const folder = folderWith();
  const options = { clock, worker: { processingTime: '1s' }, deadlines: { rfWrite: '2s' } } as const;
  const mock = await runningIn(folder, options);
  mock.state.patch({ max_link_distance: 96 });
  const saved = outcome(mock, 'setenvlinsingle', ['max_link_distance']);
  await mock.received(1);
  await clock.advance('1h');
  expect(settingsOnDisk(folder)).toMatchObject({ max_link_distance: ['96'] });
  expect(await saved).toEqual(['']);
  expect(clock.pendingTimers()).toBe(0);
});
