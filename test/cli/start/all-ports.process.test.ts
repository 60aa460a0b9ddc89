import { expect, onTestFinished, test } from 'vitest';
import { type CliRun, cliIn } from '../../support/cli.js';
import { folderWith } from '../../support/folder.js';
import { freePort, takenPort } from '../../support/listening-port.js';

interface Ports {
  readonly http: { readonly port: number };
  readonly maintenance: { readonly port: number };
  readonly control: { readonly port: number };
  readonly https?: { readonly port: number };
}

async function portsOf(run: CliRun): Promise<readonly number[]> {
  onTestFinished(() => void run.child.kill('SIGKILL'));
  const line = JSON.parse((await run.until('stdout', /^\{.*\}\n/))[0]) as Ports;
  const { http, maintenance, control, https } = line;
  return [http.port, maintenance.port, control.port, ...(https === undefined ? [] : [https.port])];
}

test('with --port 0 two radios run side by side, whatever the file and the variables say', async () => {
  const [http, https, control] = [await takenPort(), await takenPort(), await takenPort()];
  const cwd = folderWith({ 'silvus-mock.yaml': `http: { port: ${http} }\nhttps: { port: ${https} }\n` });
  const env = { SILVUS_MOCK_CONTROL_PORT: String(control) };
  const start = () => cliIn({ cwd, env }, 'start', '--port', '0');
  const all = [...(await portsOf(start())), ...(await portsOf(start()))];
  expect(new Set(all).size).toBe(8);
  for (const named of [http, https, control, 8080, 8081, 50_000]) expect(all).not.toContain(named);
});

test('it opens no port that nothing has switched on', async () => {
  expect(await portsOf(cliIn({ cwd: folderWith() }, 'start', '--port', '0'))).toHaveLength(3);
});

test('flags of single ports override it, wherever they stand', async () => {
  const [http, control] = [await freePort(), await freePort()];
  const flags = ['--http-port', String(http), '--port', '0', '--control-port', String(control)];
  const [first, second, third] = await portsOf(cliIn({}, 'start', ...flags));
  expect([first, third]).toEqual([http, control]);
  expect([0, http, control, 50_000]).not.toContain(second);
});

test.each(['9000', 'any', '', '00'])('--port %j is wrong usage: 2', async (value) => {
  const { code, stdout, stderr } = await cliIn({}, 'start', '--port', value).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(
    /^error: --port: .*is not allowed; allowed: 0 \(all ports: any that are free\); for one port: --http-port, --https-port, --maintenance-port, --gpsd-port, --control-port\n$/,
  );
});

test('config print says where the ports come from', async () => {
  const { stdout } = await cliIn({ cwd: folderWith() }, 'config', 'print', '--port', '0').ended;
  for (const name of ['http', 'maintenance', 'control'])
    expect(stdout).toMatch(new RegExp(`^${name}\\.port: 0 +# flag --port$`, 'm'));
});
