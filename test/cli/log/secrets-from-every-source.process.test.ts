import { expect, test } from 'vitest';
import { loadModel } from '../../../src/index.js';
import { catalogueOf } from '../../../src/radio/catalogue.js';
import { cliIn, controlPortOf, started } from '../../support/cli.js';
import { noControlVariables } from '../../support/cli-on-control-plane.js';
import { httpCall } from '../../support/control-plane-client.js';
import { httpRequest, post, rpc } from '../../support/json-rpc-client.js';
import { exchange } from '../../support/raw-client.js';

/** In no word that the simulator says by itself; long enough for a key. */
const secret = 'c0ffee5ec2e7c0ffee5ec2e7c0ffee5e';

const takingSecrets = [...catalogueOf(loadModel('default'), 'fine').entries()].flatMap(
  ({ declaration: { name }, parameters }) =>
    parameters.some((each) => each.secret === true) ? [{ name, parameters }] : [],
);

test('a secret that came in by any way is neither in the log nor in journal and status', async () => {
  const run = await started('--control-port', '0', '--control-token', secret, '--log-level', 'debug');
  const port = controlPortOf(run.stdout());
  const headers = { Authorization: `Bearer ${secret}` };
  for (const { name, parameters } of takingSecrets) {
    const values = parameters.map(() => secret);
    await post(run, rpc(name, 1, values));
    await post(run, rpc(name, 1, [...values, 'one too many']));
    await post(run, `[${rpc(name, 1, values)}]`);
    await exchange(run.maintenance.port, `${rpc(name, 1, values)}\n`);
  }
  await exchange(run.http.port, httpRequest('{}', `/login.sh?username=admin&password=${secret}`));
  await exchange(
    run.http.port,
    `GET /?password=${secret} HTTP/1.1\r\nAuthorization: Basic ${secret}\r\nConnection: close\r\n\r\n`,
  );
  for (const given of [`Bearer ${secret}`, `Bearer x${secret}`, `Basic ${secret}`])
    await httpCall(port, 'GET', `/status?token=${secret}`, { headers: { Authorization: given } });
  await httpCall(port, 'POST', '/faults', { headers, body: { kind: secret } });
  await httpCall(port, 'PATCH', '/state', { headers, body: { [secret]: secret } });
  await httpCall(port, 'PUT', '/log/level', { headers, body: { level: secret } });
  const told = await Promise.all(
    ['/journal', '/status', '/health', '/log', '/openapi.json'].map((path) =>
      httpCall(port, 'GET', path, { headers }),
    ),
  );
  expect(told.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  run.child.kill('SIGTERM');
  const { stdout, stderr } = await run.ended;
  expect(stderr).toContain('"msg":"closed"');
  for (const text of [stdout, stderr, ...told.map((each) => each.text)]) expect(text).not.toContain(secret);
});

test('config print hides the token', async () => {
  const env = { ...noControlVariables.env, SILVUS_MOCK_CONTROL_TOKEN: secret };
  for (const form of [[], ['--json']]) {
    const { code, stdout } = await cliIn({ env }, 'config', 'print', ...form).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('(secret)');
    expect(stdout).not.toContain(secret);
  }
});
