import { expect, test } from 'vitest';
import { portNames } from '../../src/ports/registry.js';
import { started } from '../support/cli.js';

test('every port of the registry has its address in the listening line, the status and the list of nodes', async () => {
  const run = await started('--control-port', '0', '--https-port', '0', '--gpsd-port', '0');
  const line = JSON.parse(run.stdout()) as Record<string, unknown> & { readonly control: { url: string } };
  const get = async (path: string) => (await fetch(`${line.control.url}${path}`)).json();
  const status = (await get('/status')) as Record<string, unknown>;
  const [node] = (await get('/nodes')) as Record<string, unknown>[];
  for (const name of portNames) {
    const address: unknown = line[name];
    expect(address).toMatchObject({ host: '127.0.0.1', port: expect.any(Number) });
    expect([status[name], node?.[name]]).toEqual([address, address]);
  }
});
