import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { started } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { outcome } from '../../support/json-rpc-client.js';
import { callByHttps } from '../../support/tls-client.js';

/** The part of the line that says where a radio listens. */
interface Line {
  readonly radios: readonly { readonly https?: unknown }[];
  readonly https?: { readonly host: string; readonly port: number; readonly url: string };
}

test('the line that says where the radio listens, and the port file, name HTTPS; it is served there', async () => {
  const file = join(folderWith(), 'ports.json');
  const run = await started('--https-port', '0', '--port-file', file);
  const line = JSON.parse(run.stdout()) as Line;
  const { https } = line;
  expect(https).toEqual({
    host: '127.0.0.1',
    port: expect.any(Number) as number,
    url: `https://127.0.0.1:${https?.port ?? 0}/streamscape_api`,
  });
  expect(line.radios[0]?.https).toEqual(https);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(line);
  const [ca = ''] = (await outcome(run, 'tls_cert')) as readonly string[];
  if (https === undefined) throw new Error('HTTPS is off');
  const mock = { addresses: { http: run.http, maintenance: run.maintenance, https } };
  expect(await callByHttps(mock, 'freq', { ca })).toContain('"4700"');
});

test('it is off without its own flag, also with --port 0', async () => {
  const run = await started('--port', '0');
  expect(JSON.parse(run.stdout())).not.toHaveProperty('https');
});
