import { expect, test } from 'vitest';
import { faultKinds } from '../../src/index.js';
import { radioWithCli } from '../support/cli-on-control-plane.js';
import { httpRequest } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { observeConnection } from '../support/raw-client.js';

const freqRead = httpRequest('{"jsonrpc":"2.0","method":"freq","id":1}');

test('the older kind `reset` is the kind `rst`, under the name that it always had', async () => {
  const mock = await running();
  expect(mock.faults.add({ kind: 'reset' })).toBe('reset');
  expect(mock.faults.add({ kind: 'reset' })).toBe('reset-2');
  expect(mock.faults.add({ kind: 'rst' })).toBe('rst');
  expect(mock.faults.list().map(({ kind }) => kind)).toEqual(['rst', 'rst', 'rst']);
  expect((await observeConnection(mock.http.port, freqRead)).saw).toBe('RST');
  expect(mock.stats().faults).toEqual({ rst: 3 });
  expect(mock.faults.remove('reset')).toBe(true);
});

test('the older kind has the same chance as before: it comes from the name of the fault', async () => {
  const of = async (kind: 'rst' | 'reset') => {
    const mock = await running({ seed: 11 });
    mock.faults.add({ kind, name: 'reset', probability: 0.5 });
    const seen: string[] = [];
    for (let count = 0; count < 12; count += 1)
      seen.push((await observeConnection(mock.http.port, freqRead)).saw);
    return seen;
  };
  const seen = await of('reset');
  expect(new Set(seen).size).toBe(2);
  expect(await of('rst')).toEqual(seen);
});

test('a scenario, the control plane and the command line take the older kind', async () => {
  const { mock, silvus } = await radioWithCli();
  mock.scenario.run({ steps: [{ fault: { kind: 'reset', name: 'by scenario' } }] });
  expect(await silvus('fault', 'add', 'reset', '--name', 'by command')).toMatchObject({
    stdout: 'by command\n',
  });
  const reply = await fetch(`${mock.control?.url ?? ''}/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind: 'reset', name: 'by control plane' }),
  });
  expect(reply.status).toBe(201);
  expect(mock.faults.list().map(({ name, kind }) => [name, kind])).toEqual([
    ['by scenario', 'rst'],
    ['by command', 'rst'],
    ['by control plane', 'rst'],
  ]);
  expect(await silvus('fault', 'add', 'reset', '--ms', '5')).toMatchObject({ code: 2 });
});

test('only the newer name is listed, and named where a kind is not known', async () => {
  const names = faultKinds.map(({ name }) => name);
  expect(names).toContain('rst');
  expect(names).not.toContain('reset');
  const mock = await running();
  expect(() => mock.faults.add({ kind: 'rest' as 'rst' })).toThrow(`allowed: ${names.join(', ')}`);
});
