import { expect, test } from 'vitest';
import { type Clock, startSilvusMock, systemClock } from '../../src/index.js';
import { keepAlive, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { rawClient } from '../support/raw-client.js';

const order = ['stop', 'drain', 'end', 'control', 'let-go'];

test('a close goes through its phases in their order and says what it awaited and closed', async () => {
  const mock = await running({ control: { enabled: true }, https: { port: 0 } });
  const [idle, used] = [await rawClient(mock.maintenance.port), await rawClient(mock.http.port)];
  used.socket.write(keepAlive(rpc('freq')));
  await used.until(/"4700"/);
  const report = await mock.close();
  expect(report.phases.map(({ phase, ended }) => [phase, ended])).toEqual(
    order.map((phase) => [phase, 'done']),
  );
  expect([...report.activities].sort()).toEqual(['control', 'worker', 'http', 'https', 'maintenance'].sort());
  expect(report).toMatchObject({ closed: 2, forced: 0 });
  await Promise.all([idle.ended, used.ended]);
});

test('what never ends does not keep a close from its end, and is named', async () => {
  const clock = systemClock();
  // A clock whose sleepers are not woken by their signal.
  const deaf: Clock = { ...clock, sleep: () => new Promise(() => undefined) };
  const mock = await startSilvusMock({
    clock: deaf,
    scenario: { name: 'asleep', steps: [{ at: '1h', note: 'never' }] },
  });
  const report = await mock.close({ graceMs: 50 });
  expect(report.phases.map(({ phase, ended }) => [phase, ended])).toEqual([
    ['stop', 'done'],
    ['drain', 'late'],
    ['end', 'late'],
    ['control', 'done'],
    ['let-go', 'done'],
  ]);
  expect(report.activities).not.toContain('scenario');
  expect(report.durationMs).toBeLessThan(5_000);
  expect(mock.lifecycle).toBe('closed');
});
