import { expect } from 'vitest';
import { createSilvusMock } from '../../src/index.js';
import { radioTest as test, silvusTest } from '../../src/vitest/vitest.js';
import { maintain, outcome, post } from '../support/json-rpc-client.js';
import { rawClient } from '../support/raw-client.js';

test('stats() counts requests, commands by outcome, blackouts by cause, and connections', async ({
  radio,
  clock,
}) => {
  await outcome(radio, 'bw');
  await outcome(radio, 'nothing');
  await outcome(radio, 'power_dBm', ['99']);
  await post(radio, 'no JSON');
  await maintain(radio, 'zeroize');
  radio.faults.add({ kind: 'busy', times: 1 });
  await outcome(radio, 'bw');
  await outcome(radio, 'freq', ['2220']);
  await outcome(radio, 'freq');
  await clock.advance('30s');
  radio.blackout.begin('1s');
  expect(radio.stats()).toMatchObject({
    requests: 8,
    commands: { ok: 3, 'Method not found': 1, INVALID_RANGE: 1, fault: 1, UNAVAILABLE: 1 },
    waiting: 0,
    blackouts: { 'soft-boot': 1, manual: 1 },
    connections: { http: { accepted: 7, refused: 0 }, maintenance: { accepted: 1, refused: 0 } },
    ranMs: 30_000,
  });
});

silvusTest({ maintenance: { maxConnections: 1, atLimit: 'refuse' } })(
  'it shows what waits, what is open and what was refused',
  async ({ radio }) => {
    radio.worker.pause();
    const waiting = outcome(radio, 'freq');
    await radio.received(1);
    const held = await rawClient(radio.maintenance.port);
    const refused = new Promise((resolve) => radio.on('connection-refused', resolve));
    const second = await rawClient(radio.maintenance.port);
    await refused;
    expect(radio.stats()).toMatchObject({
      waiting: 1,
      connections: { http: { open: 1 }, maintenance: { open: 1, refused: 1 } },
    });
    held.socket.destroy();
    second.socket.destroy();
    radio.worker.resume();
    await waiting;
  },
);

test('health() says whether it takes requests, and what is out of the ordinary', async ({ radio }) => {
  const well = { ready: true, reasons: [], lifecycle: 'running', mode: 'normal', blackout: undefined };
  expect(radio.health()).toEqual(well);
  radio.blackout.begin('5s');
  expect(radio.health()).toEqual({
    ...well,
    reasons: ['the radio is in blackout: manual'],
    blackout: { cause: 'manual', leftMs: 5_000 },
  });
  await radio.blackout.end();
  radio.worker.pause();
  expect(radio.health()).toEqual({ ...well, ready: false, reasons: ['the worker is paused'] });
  radio.worker.resume();
  await radio.setMode('offline');
  expect(radio.health()).toMatchObject({
    ready: true,
    mode: 'offline',
    blackout: { cause: 'offline', leftMs: undefined },
  });
  await radio.close();
  expect(radio.health()).toMatchObject({ ready: false, lifecycle: 'closed' });
});

test('one that was never started is not ready', () => {
  expect(createSilvusMock().health()).toMatchObject({
    ready: false,
    lifecycle: 'created',
    reasons: ['the simulator is created'],
  });
});
