import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { type Report, encodeReport } from '../../../src/reports/reports.js';
import { outcome } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { cli, stackTrace } from '../../support/cli.js';

const temperature: Report = {
  type: 'temperature',
  revision: '1.0',
  current: 45,
  maximum: 55,
  overheats: 1,
};
const voltage: Report = {
  type: 'voltage',
  revision: '1.1',
  current: 11.95,
  minimum: 11.8,
  maximum: 12.1,
  undervoltages: 2,
  overvoltages: 3,
};
const rssi: Report = {
  type: 'rssi',
  revision: '1.0',
  sequence: 2333,
  rawSignals: [-43, -31, -28, -66],
  rawNoise: -190,
  syncSignal: 8_604_568,
  syncNoise: 8_861_322,
  node: 1025,
};
const keepalive: Report = { ...rssi, node: 0, rawSignals: [999, 999, 999, 999] };

async function listening(...flags: readonly string[]) {
  const run = cli('listen', '--port', '0', ...flags);
  const [, port = ''] = await run.until('stderr', /listening on 127\.0\.0\.1:(\d+)\n/);
  return { run, port: Number(port) };
}

async function send(port: number, ...datagrams: readonly Uint8Array[]): Promise<void> {
  const socket = createSocket('udp4');
  for (const bytes of datagrams)
    await new Promise<void>((resolve) => {
      socket.send(bytes, port, '127.0.0.1', () => resolve());
    });
  socket.close();
  await once(socket, 'close');
}

test('each report is a line of a table; SIGINT ends it with 0 and the counts', async () => {
  const { run, port } = await listening();
  await send(
    port,
    Buffer.concat([rssi, keepalive].map(encodeReport)),
    encodeReport(temperature),
    encodeReport(voltage),
  );
  await run.until('stdout', /too high 3\n/);
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.ended;
  const lines = stdout.split('\n').map((line) => line.replace(/^[\d.]+ +127\.0\.0\.1:\d+ +/, ''));
  expect(lines).toEqual([
    'SECONDS   FROM                   REPORT       NODE     SEQ   VALUES',
    'rssi         1025     2333  -21.5 -15.5 -14.0 -33.0 dBm, noise -95.0 dBm, SNR 14.2 dB',
    'rssi         0        2333  no traffic',
    'temperature                 45 C, at most 55 C, overheats 1',
    'voltage                     11.95 V, 11.80 to 12.10 V, too low 2, too high 3',
    '',
  ]);
  expect(code).toBe(0);
  expect(stderr).toContain('3 datagrams: 2 rssi, 1 temperature, 1 voltage, 0 damaged\n');
});

test('with --json each report is an object', async () => {
  const { run, port } = await listening('--json');
  await send(port, encodeReport(rssi), Buffer.from([0, 8, 0]));
  await run.until('stdout', /issue.*\n/);
  run.child.kill('SIGTERM');
  const { code, stdout } = await run.ended;
  const [first, second] = stdout.split('\n').filter((line) => line !== '');
  expect(JSON.parse(first ?? '')).toEqual({
    seconds: expect.any(Number),
    from: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    ...rssi,
  });
  expect(JSON.parse(second ?? '')).toMatchObject({
    issue: 'byte 0: 3 bytes are left; a type and a length take 4',
  });
  expect(code).toBe(0);
});

test('bytes that are no report are a line, and nothing in them reaches the terminal', async () => {
  const { run, port } = await listening();
  await send(
    port,
    Buffer.alloc(0),
    Buffer.from('\u001b[2J'),
    Buffer.alloc(60_000, 0x1b),
    encodeReport(voltage),
  );
  await run.until('stdout', /too high 3\n/);
  run.child.kill('SIGINT');
  const { stdout, stderr } = await run.ended;
  expect(stdout.match(/damaged/g)).toHaveLength(3);
  expect(stdout).not.toContain('\u001b');
  expect(stderr).toContain('4 datagrams: 0 rssi, 0 temperature, 1 voltage, 3 damaged\n');
});

test('it ends after --for, with the reports of a radio', async () => {
  const { run, port } = await listening('--for', '1s');
  const mock = await running();
  await outcome(mock, 'rssi_report_address', ['127.0.0.1', String(port)]);
  await outcome(mock, 'rssi_report_enable', ['1']);
  const { code, stdout, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/rssi +0 +\d+ +no traffic\n/);
  expect(stderr).toMatch(/\n\d+ datagrams: [1-9]\d* rssi, 0 temperature, 0 voltage, 0 damaged\n$/);
});

test('it ends with its output', async () => {
  const { run, port } = await listening();
  run.child.stdout?.destroy();
  for (let sent = 0; sent < 1_000 && run.child.exitCode === null; sent += 1) {
    await send(port, encodeReport(voltage));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  expect((await run.ended).code).toBe(0);
});

test('a port that is taken ends with 4', async () => {
  const { run, port } = await listening();
  const second = await cli('listen', '--port', String(port)).ended;
  run.child.kill('SIGINT');
  expect(second.code).toBe(4);
  expect(second.stderr).toBe(`error: the UDP port ${port} on 127.0.0.1 can't be opened: it is taken\n`);
  await run.ended;
});

test.each([
  [['--port', '65536'], '--port: "65536" is not allowed; allowed: 0 to 65535'],
  [['--port', 'x'], '--port: "x" is not allowed'],
  [['--for', '5 parsecs'], '--for: "5 parsecs" is not allowed; allowed: '],
  [['--for', '0'], '--for: "0" is not allowed'],
  [['--host', 'radio'], '--host: "radio" is not allowed; allowed: an IPv4 address'],
  [['now'], 'too many arguments'],
])('%j is a usage error', async (flags, message) => {
  const { code, stderr } = await cli('listen', ...flags).ended;
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(stackTrace);
});
