import { expect, test } from 'vitest';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { call } from '../../support/json-rpc-client.js';

test('worker pause has calls wait, worker resume lets them through', async () => {
  const { mock, silvus, named } = await radioWithCli();
  expect(await silvus('worker', 'pause')).toEqual({ code: 0, stdout: 'paused, 0 waiting\n', stderr: named });
  const reply = call(mock, 'freq');
  await mock.received(1);
  expect((await silvus('worker', 'pause')).stdout).toBe('paused, 1 waiting\n');
  const resumed = await silvus('worker', 'resume', '--json');
  expect(JSON.parse(resumed.stdout)).toMatchObject({ paused: false });
  expect((await reply).result).toEqual(['4700']);
});
