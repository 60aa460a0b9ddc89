import { expect, test } from 'vitest';
import { runByVitest } from '../support/vitest-project.js';

test('after each test its radio is closed, and nothing of it is left', async () => {
  const { code, stdout, stderr } = await runByVitest(`
    import { afterAll, expect } from 'vitest';
    import { silvusTest } from 'silvus-mock/vitest';
    const radios = [];
    for (const name of ['one', 'two', 'three']) silvusTest({ allowUnused: true }).concurrent(name, async ({ radio, clock }) => {
      radios.push(radio);
      radio.blackout.begin('30s');
      radio.worker.pause();
      radio.faults.add({ kind: 'latency', ms: 60_000 });
      expect(clock.pendingTimers()).toBe(1);
    });
    afterAll(async () => {
      // Node.js names a handle for a turn or two after it was closed; one that is left runs into the deadline.
      while (process.getActiveResourcesInfo().includes('TCPServerWrap'))
        await new Promise((resolve) => setImmediate(resolve));
      expect(radios.map(({ lifecycle }) => lifecycle)).toEqual(['closed', 'closed', 'closed']);
      expect(radios.map(({ clock }) => clock.pendingTimers())).toEqual([0, 0, 0]);
      expect(new Set(radios.map(({ http }) => http.port)).size).toBe(3);
    });
  `);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('3 passed');
});

test('a close that is not clean fails the test that passed, with the journal', async () => {
  const { code, stderr } = await runByVitest(`
    import { connect } from 'node:net';
    import { expect } from 'vitest';
    import { silvusTest } from 'silvus-mock/vitest';
    const test = silvusTest({
      close: { grace: '50ms' },
      http: { maxBodyBytes: 16_777_216, writeTimeout: '1h' },
      journal: { maxBytes: 67_108_864 },
    });
    test('leaves a client that does not read', async ({ radio }) => {
      const body = JSON.stringify({ jsonrpc: '2.0', method: 'zeroize', id: 'x'.repeat(8_000_000) });
      const socket = connect(radio.http.port, '127.0.0.1').on('error', () => undefined);
      socket.pause();
      socket.write('POST /streamscape_api HTTP/1.1\\r\\nContent-Length: ' + body.length + '\\r\\n\\r\\n' + body);
      await radio.journal.waitFor({ method: 'zeroize' });
    });
  `);
  expect(code).toBe(1);
  expect(stderr).toContain(
    'the radio did not close cleanly: 1 connections with an unanswered request were destroyed',
  );
  expect(stderr).toContain('#1 http zeroize() ok');
});

test('a fault that never acted fails the test that passed, with its name', async () => {
  const { code, stderr } = await runByVitest(`
    import { radioTest as test } from 'silvus-mock/vitest';
    test('adds a fault for nothing', ({ radio }) => {
      radio.faults.add({ kind: 'busy', match: { method: 'bw' } });
    });
  `);
  expect(code).toBe(1);
  expect(stderr).toContain('the fault busy never acted; if that is meant, set the option allowUnused');
});

test('a radio that can not be started fails the test with what is wrong', async () => {
  const { code, stderr } = await runByVitest(`
    import { silvusTest } from 'silvus-mock/vitest';
    silvusTest({ mode: 'asleep' })('never runs', ({ radio }) => radio);
  `);
  expect(code).toBe(1);
  expect(stderr).toContain('SilvusMockError: mode: ');
});
