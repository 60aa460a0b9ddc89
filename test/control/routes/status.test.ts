import { version as node } from 'node:process';
import { expect, test } from 'vitest';
import { controlledInVirtualTime } from '../../support/control-plane-client.js';
import { outcome } from '../../support/json-rpc-client.js';
import { textOf } from '../../support/markdown.js';

test('the status is all in one', async () => {
  const radio = await controlledInVirtualTime({ seed: 7 });
  const { mock } = radio;
  await outcome(mock, 'freq');
  mock.faults.add({ kind: 'busy' });
  mock.blackout.begin('5s');
  expect(await radio.get('/status')).toEqual({
    node: '1',
    lifecycle: 'running',
    seed: 7,
    model: 'default',
    mode: 'normal',
    http: mock.http,
    maintenance: mock.maintenance,
    clock: { nowMs: 0, wallTime: radio.clock.wallTime(), virtual: true, scale: null },
    worker: { waiting: 0, running: false, paused: false, unended: [] },
    blackout: { cause: 'manual', leftMs: 5_000 },
    faults: 1,
    scenario: null,
    health: { ready: true, reasons: ['the radio is in blackout: manual'] },
    stats: mock.stats(),
  });
});

test('the health is 200 while it is ready, else 503', async () => {
  const radio = await controlledInVirtualTime();
  const ready = { ready: true, reasons: [], lifecycle: 'running', mode: 'normal', blackout: null };
  expect(await radio.ask('GET', '/health')).toMatchObject({ status: 200, body: ready });
  radio.mock.worker.pause();
  const held = { ...ready, ready: false, reasons: ['the worker is paused'] };
  expect(await radio.ask('GET', '/health')).toMatchObject({ status: 503, body: held });
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(textOf('package.json')) as { version: string };
  const radio = await controlledInVirtualTime();
  expect(await radio.get('/version')).toEqual({ name: 'silvus-mock', version, node: node.slice(1) });
});
