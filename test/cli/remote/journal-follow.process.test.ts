import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { cliIn, type CliRun } from '../../support/cli.js';
import {
  exchangesIn,
  noControlVariables,
  type RadioWithCli,
  radioWithCli,
} from '../../support/cli-on-control-plane.js';
import { broadcast } from '../../support/broadcast-network.js';
import { call } from '../../support/json-rpc-client.js';

/** Follows the journal, and waits until it does: one exchange before, which `--limit` has it print first. */
async function following({ mock, url }: RadioWithCli, ...flags: string[]): Promise<CliRun> {
  await call(mock, 'nodeid');
  const run = cliIn(noControlVariables, 'journal', '--follow', '--limit', '1', '--control', url, ...flags);
  onTestFinished(() => void run.child.kill('SIGKILL'));
  await run.until('stdout', /nodeid.*\n/);
  return run;
}

test('--follow prints one line for each exchange as it comes, until Ctrl-C', async () => {
  const all = await radioWithCli();
  const run = await following(all);
  await call(all.mock, 'freq');
  await run.until('stdout', /freq: ok 4700 from \S+\n/);
  await call(all.mock, 'nothing', ['1']);
  await run.until('stdout', /nothing 1: Method not found from \S+\n/);
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(exchangesIn(stdout)).toEqual(['nodeid: ok 310061', 'freq: ok 4700', 'nothing 1: Method not found']);
});

test('--follow ends with the simulator', async () => {
  const all = await radioWithCli();
  const run = await following(all);
  await call(all.mock, 'freq');
  await all.mock.close();
  const { code, stdout, stderr } = await run.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(exchangesIn(stdout)).toEqual(['nodeid: ok 310061', 'freq: ok 4700']);
});

test('--follow ends when its pipe is closed', async () => {
  const all = await radioWithCli();
  const run = await following(all);
  run.child.stdout?.destroy();
  await call(all.mock, 'freq');
  expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
});

test('--follow prints only what fits', async () => {
  const all = await radioWithCli();
  all.mock.faults.add({ kind: 'busy', match: { method: 'bw' }, name: 'storm' });
  await broadcast(all.mock, [310061], { method: 'nodeid' });
  for (const method of ['bw', 'nothing']) await call(all.mock, method);
  const filters = [
    ['--method', 'bw'],
    ['--outcome', 'Method not found'],
    ['--fault', 'storm'],
    ['--port', 'http'],
    ['--page', 'broadcast'],
    ['--page', 'broadcast', '--peer', '127.0.0.1'],
  ];
  const runs = await Promise.all(
    filters.map(async (filter) => {
      const run = cliIn(
        noControlVariables,
        'journal',
        '--follow',
        '--limit',
        '1',
        '--control',
        all.url,
        ...filter,
      );
      onTestFinished(() => void run.child.kill('SIGKILL'));
      await run.until('stdout', /\n/);
      return run;
    }),
  );
  for (const method of ['freq', 'bw', 'nothing']) await call(all.mock, method);
  await broadcast(all.mock, [310061], { method: 'nodeid' });
  await all.mock.close();
  const lines = await Promise.all(runs.map(async ({ ended }) => exchangesIn((await ended).stdout)));
  const [bw, nothing] = ['bw: BUSY [faults: storm]', 'nothing: Method not found'];
  const page = 'nodeid: ok [broadcast]';
  expect(lines).toEqual([
    [bw, bw],
    [nothing, nothing],
    [bw, bw],
    [nothing, 'freq: ok 4700', bw, nothing, page],
    [page, page],
    [page, page],
  ]);
});

test('--follow --json prints a line of JSON for each', async () => {
  const all = await radioWithCli();
  const run = await following(all, '--json');
  await call(all.mock, 'freq');
  await run.until('stdout', /"method":"freq".*\n/);
  run.child.kill('SIGTERM');
  const { code, stdout } = await run.ended;
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { n: 1, commands: [{ method: 'nodeid' }] },
    { n: 2, commands: [{ method: 'freq', outcome: 'ok' }], reply: expect.stringContaining('4700') },
  ]);
});

test('after a reset the numbers begin anew and the lines go on', async () => {
  const all = await radioWithCli();
  const run = await following(all);
  await all.mock.reset();
  await call(all.mock, 'freq');
  const [line] = await run.until('stdout', /^.*freq: ok 4700 from \S+$/m);
  expect(line).toMatch(/^1 /);
});

test('what a client sent does not steer the terminal', async () => {
  const all = await radioWithCli();
  const run = await following(all);
  all.mock.faults.add({ kind: 'busy', name: 'bad\u001b[2J' });
  await call(all.mock, 'evil\u001b[2J\u009b2J\n');
  await run.until('stdout', /evil.*\n/);
  expect(run.stdout()).toMatch(/evil\\u001b\[2J\\u009b2J\\u000a/);
  expect(run.stdout()).toContain('[faults: bad\\u001b[2J]');
  expect(run.stdout()).not.toMatch(/[\u001b\u009b]/);
});

test('a connection that is cut ends it with 1', async () => {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('retry: 1\n\n', () => request.socket.resetAndDestroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, stdout, stderr } = await cliIn(noControlVariables, 'journal', '--follow', '--control', url)
    .ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(new RegExp(`^error: ${url}: connection lost: .*\n$`));
});
