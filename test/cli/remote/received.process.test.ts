import { expect, test } from 'vitest';
import { outcome } from '../../support/json-rpc-client.js';
import { radioWithCli } from '../../support/cli-on-control-plane.js';

test('received waits for requests, and says how many have come', async () => {
  const { mock, silvus } = await radioWithCli();
  const waiting = silvus('received', '2', '--timeout', '50s');
  await outcome(mock, 'freq');
  await outcome(mock, 'nothing');
  expect(await waiting).toEqual({ code: 0, stdout: '2 received\n', stderr: '' });
  expect(JSON.parse((await silvus('received', '1', '--json')).stdout)).toEqual({ received: 2 });
  expect(await silvus('received', '3', '--timeout', '1ms')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'error: received: 2 of 3 requests within 1 ms\n',
  });
});

test.each([
  [['received'], /missing required argument 'count'/],
  [['received', '-1'], /unknown option|count/],
  [['received', '1.5'], /count: "1.5" is not allowed/],
  [['received', '1', '--timeout', 'soon'], /--timeout: "soon".*250ms, 30s/],
])('%j is wrong usage: 2', async (args, words) => {
  const { silvus } = await radioWithCli();
  const { code, stderr } = await silvus(...args);
  expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
});
