import { expect, test } from 'vitest';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { call } from '../../support/json-rpc-client.js';

/** A table of two columns as a map. */
function rows(text: string): ReadonlyMap<string, string> {
  const pairs = text
    .trimEnd()
    .split('\n')
    .map((line): [string, string] => {
      const [name = '', value = ''] = line.split(/ {2,}/);
      return [name, value];
    });
  return new Map(pairs);
}

test('status says where a simulator listens, what it does and how it is', async () => {
  const { mock, silvus } = await radioWithCli({ seed: 7, model: 's-band' });
  await call(mock, 'nodeid');
  await call(mock, 'nothing');
  const { code, stdout, stderr } = await silvus('status');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const told = rows(stdout);
  expect(told.get('simulator')).toBe('running, ready');
  expect(told.get('process')).toBe(`pid ${process.pid}`);
  expect(told.get('http')).toBe(mock.http.url);
  expect(told.get('maintenance')).toBe(`127.0.0.1:${mock.maintenance.port}`);
  expect(told.get('model')).toBe('s-band');
  expect(told.get('mode')).toBe('normal');
  expect(told.get('seed')).toBe('7');
  expect(told.get('worker')).toBe('idle, 0 waiting');
  expect(told.get('blackout')).toBe('none');
  expect(told.get('faults')).toBe('0');
  expect(told.get('scenario')).toBe('none');
  expect(told.get('requests')).toMatch(/^2 in \d+\.\d s$/);
  expect(told.get('commands')).toBe('ok 1, Method not found 1');
  expect(told.get('blackouts')).toBe('none');
});

test('status tells what is out of the ordinary', async () => {
  const { mock, silvus } = await radioWithCli();
  mock.worker.pause();
  mock.blackout.begin('1h', 'reboot');
  mock.faults.add({ kind: 'busy' });
  mock.scenario.run({ name: 'drill', steps: [{ note: 'hello' }, { after: '1h', mode: 'normal' }] });
  const told = rows((await silvus('status')).stdout);
  expect(told.get('simulator')).toBe(
    'running, not ready: the worker is paused; the radio is in blackout: reboot',
  );
  expect(told.get('worker')).toBe('paused, 0 waiting');
  expect(told.get('blackout')).toMatch(/^reboot, 3\d{3}\.\d s left$/);
  expect(told.get('faults')).toBe('1');
  expect(told.get('scenario')).toBe('drill: running, steps started: 1, last: steps.0');
  expect(told.get('blackouts')).toBe('reboot 1');
});

test('a radio that is offline is dark without end', async () => {
  const { silvus } = await radioWithCli({ mode: 'offline' });
  const told = rows((await silvus('status')).stdout);
  expect(told.get('blackout')).toBe('offline, no end time');
});

test('status --json is one line with all that is known', async () => {
  const { mock, silvus } = await radioWithCli({ seed: 7 });
  const { code, stdout, stderr } = await silvus('status', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd()).not.toContain('\n');
  expect(JSON.parse(stdout)).toMatchObject({
    lifecycle: 'running',
    seed: 7,
    http: mock.http,
    blackout: null,
    stats: { requests: 0 },
  });
});
