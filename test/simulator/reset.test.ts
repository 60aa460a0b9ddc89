import { expect } from 'vitest';
import { radioTest as test, silvusTest } from '../../src/vitest/vitest.js';
import { collected } from '../support/events.js';
import { call, httpRequest, keepAlive, outcome, rpc } from '../support/json-rpc-client.js';
import { exchange, rawClient } from '../support/raw-client.js';

test('reset puts state, flash, mode, blackout, faults, journal and a held worker back', async ({ radio }) => {
  const begun = radio.state.readAll();
  await outcome(radio, 'max_link_distance', ['5']);
  await outcome(radio, 'setenvlinsingle', ['max_link_distance']);
  await outcome(radio, 'freq', ['2220']);
  await radio.setMode('degraded');
  radio.faults.add({ kind: 'busy' });
  radio.worker.pause();
  await radio.reset();
  expect(radio.state.readAll()).toEqual(begun);
  expect(radio.state.saved()).toMatchObject({ max_link_distance: ['1000'], freq: ['4700'] });
  expect(radio.mode).toBe('normal');
  expect(radio.blackout.current).toBeUndefined();
  expect(radio.faults.list()).toEqual([]);
  expect(radio.journal.entries).toEqual([]);
  expect(radio.journal.total).toBe(0);
  expect(radio.worker.figures).toMatchObject({ paused: false, waiting: 0, running: false });
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  expect(radio.journal.entries.map(({ n }) => n)).toEqual([1]);
});

silvusTest({ worker: { processingTime: '1s' } })(
  'what runs and what waits is answered UNAVAILABLE first, and leaves no trace',
  async ({ radio }) => {
    const [running, waiting] = [
      call(radio, 'max_link_distance', ['5']),
      call(radio, 'max_link_distance', ['6']),
    ];
    await radio.received(2);
    const reset = radio.reset();
    const refused = { message: 'UNAVAILABLE', data: { detail: { reason: 'reset' } } };
    expect([(await running).error, (await waiting).error]).toMatchObject([refused, refused]);
    await reset;
    expect(radio.state.read('max_link_distance')).toEqual(['1000']);
    expect(radio.journal.entries).toEqual([]);
  },
);

test('a reboot that was to come does not come', async ({ radio, clock }) => {
  await outcome(radio, 'radio_reset');
  await radio.reset();
  await clock.advance('1h');
  expect(radio.stats().blackouts).toEqual({});
  expect(radio.blackout.current).toBeUndefined();
});

test('ports, open connections, listeners and stats stay', async ({ radio }) => {
  const { port } = radio.http;
  const commands = collected(radio, 'command');
  const client = await rawClient(port);
  client.socket.write(keepAlive(rpc('freq', 1)));
  await client.until(/"id" : 1,/);
  await radio.reset();
  client.socket.write(keepAlive(rpc('freq', 2)));
  await client.until(/"id" : 2,/);
  client.socket.destroy();
  expect(radio.http.port).toBe(port);
  expect(commands).toHaveLength(2);
  expect(radio.stats()).toMatchObject({ requests: 2, commands: { ok: 2 } });
});

test('a reply that a fault holds back comes at once', async ({ radio }) => {
  radio.faults.add({ kind: 'latency', ms: '1h' });
  const late = outcome(radio, 'freq');
  await radio.journal.waitFor({ method: 'freq' });
  await radio.reset();
  expect(await late).toEqual(['4700']);
});

silvusTest({ seed: 3, worker: { processingTime: '20ms..50ms' } })(
  'chance begins anew: the same requests get the same bytes and times',
  async ({ radio, clock }) => {
    const play = async () => {
      radio.faults.add({ kind: 'garbage', probability: 0.5 });
      const replies: string[] = [];
      const begun = clock.now();
      for (let sent = 0; sent < 12; sent += 1) {
        const reply = exchange(radio.http.port, httpRequest(rpc('nodeid', sent % 3)));
        await radio.received(sent + 1);
        await clock.runUntilIdle();
        replies.push(await reply);
      }
      return { replies, tookMs: clock.now() - begun };
    };
    const first = await play();
    await radio.reset();
    expect(await play()).toEqual(first);
    expect(first.replies.filter((reply) => reply.includes('310061')).length).toBeLessThan(12);
  },
);

test('the options stay: what a simulator was started with is its start', async ({ radio }) => {
  await radio.reset();
  expect(radio.mode).toBe('normal');
});

silvusTest({ mode: 'offline' })('a mode that was configured comes back', async ({ radio }) => {
  await radio.setMode('normal');
  expect(await outcome(radio, 'freq')).toEqual(['4700']);
  await radio.reset();
  expect(radio.mode).toBe('offline');
  expect(await outcome(radio, 'freq')).toBe('UNAVAILABLE');
});
