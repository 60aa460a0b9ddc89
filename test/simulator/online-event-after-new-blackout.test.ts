import { expect, test } from 'vitest';
import { runningInVirtualTime } from '../support/radio.js';

/** The ports take a moment to open. */
test('a radio that goes dark again while its ports open is not said to be online', async () => {
  const { mock } = await runningInVirtualTime({ blackout: 'refuse' });
  const said: string[] = [];
  for (const event of ['blackout', 'offline', 'online'] as const) mock.on(event, () => said.push(event));
  mock.blackout.begin('10s');
  const back = mock.blackout.end();
  mock.blackout.begin('10s');
  await back;
  expect(said).toEqual(['blackout', 'blackout']);
  await mock.blackout.end();
  expect(said).toEqual(['blackout', 'blackout', 'online']);
  said.length = 0;
  await Promise.all([
    mock.setMode('offline'),
    mock.setMode('normal'),
    mock.setMode('offline'),
    mock.setMode('normal'),
  ]);
  expect(said).toEqual(['offline', 'offline', 'online']);
});
