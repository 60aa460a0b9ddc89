import { expect, test } from 'vitest';
import { controlPortOf, started } from '../../support/cli.js';
import { httpCall, radioWithControlPlane } from '../../support/control-plane-client.js';
import { call, outcome } from '../../support/json-rpc-client.js';

test('the level of a log that runs is changed and printed, from the next line on', async () => {
  const run = await started('--control-port', '0');
  const port = controlPortOf(run.stdout());
  const ask = async (method: string, body?: unknown) =>
    (await httpCall(port, method, '/log/level', { body })).body;
  expect(await ask('GET')).toEqual({ level: 'info' });
  await call(run, 'freq');
  expect(await ask('PUT', { level: 'debug' })).toEqual({ level: 'debug' });
  await call(run, 'bw');
  expect(await ask('PUT', { level: 'silent' })).toEqual({ level: 'silent' });
  await call(run, 'power_dBm');
  run.child.kill('SIGTERM');
  const { stderr } = await run.ended;
  const methods = [...stderr.matchAll(/"method":"(\w+)","port"/g)].map(([, method]) => method);
  expect(methods).toEqual(['bw']);
  expect(stderr).not.toContain('closed');
});

test('GET /log says where it goes and that nothing was lost', async () => {
  const run = await started('--control-port', '0', '--log-level', 'warn');
  const { body } = await httpCall(controlPortOf(run.stdout()), 'GET', '/log');
  expect(body).toEqual({ level: 'warn', file: null, lost: 0, failure: null });
});

test('a level that is none is refused with those that are', async () => {
  const run = await started('--control-port', '0');
  const port = controlPortOf(run.stdout());
  const { status, text } = await httpCall(port, 'PUT', '/log/level', { body: { level: 'loud' } });
  expect(status).toBe(400);
  expect(text).toMatch(/level.*loud.*debug.*info.*warn.*error.*silent/);
});

test.each([
  ['GET', '/log', undefined],
  ['GET', '/log/level', undefined],
  ['PUT', '/log/level', { level: 'debug' }],
])("a program's own logger is not driven: %s %s", async (method, path, body) => {
  const radio = await radioWithControlPlane();
  expect(await radio.refusal(method, path, body)).toBe(
    '409 CONFLICT: log: the logger belongs to the program that started the simulator',
  );
  expect(await outcome(radio.mock, 'freq')).toEqual(['4700']);
});
