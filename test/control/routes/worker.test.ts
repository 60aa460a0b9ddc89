import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';

test('a worker that is held lets requests wait, and goes on when it is let go', async () => {
  const radio = await radioWithControlPlane();
  const idle = { waiting: 0, running: false, paused: false, unended: [] };
  expect(await radio.get('/worker')).toEqual(idle);
  expect(await radio.take('POST', '/worker/pause')).toEqual({ ...idle, paused: true });
  const answer = outcome(radio.mock, 'freq');
  await radio.mock.received(1);
  expect(await radio.get('/worker')).toEqual({ ...idle, paused: true, waiting: 1 });
  expect(await radio.take('POST', '/worker/resume')).toMatchObject({ paused: false });
  expect(await answer).toEqual(['4700']);
});

test('an empty object is taken where nothing is needed, anything else is not', async () => {
  const radio = await radioWithControlPlane();
  expect(await radio.take('POST', '/worker/pause', {})).toMatchObject({ paused: true });
  expect(await radio.refusal('POST', '/worker/resume', { now: true })).toBe(
    '400 OPTION_INVALID: body: now: is unknown; allowed: none',
  );
  expect(radio.mock.worker.figures.paused).toBe(true);
});
