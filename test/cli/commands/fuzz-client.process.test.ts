import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { cli, stackTrace, started } from '../../support/cli.js';
import { rawClient } from '../../support/raw-client.js';

const client = fileURLToPath(new URL('../../fuzz-client/clients/command.js', import.meta.url));

/** Runs the search against the client with a mistake. */
const fuzz = (mistake: string, ...flags: string[]) =>
  cli('fuzz-client', ...flags, '--', process.execPath, client, mistake);

/** What a search prints to stderr that takes long. */
const onlyProgress = /^(\d+ of \d+ cases, nothing found so far\n)*$/;

/** A process that was killed is there until it has been reaped. */
const inTime = { timeout: 30_000, interval: 20 };

const careful = ['--exit-codes', '0,3', '--seed', '1'];

test('a careful client has no finding', async () => {
  const { code, stdout, stderr } = await fuzz('none', ...careful, '--cases', '12').ended;
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(onlyProgress);
  expect(stdout).toMatch(/^Nothing found in 12 cases \(seed 1\), \d+ of them with bent exchanges, in \d/);
});

test('a client with a mistake is found, and its case replayed from the printed line', async () => {
  const flags = [...careful, '--timeout', '5s', '--chaos', 'broken'];
  const { code, stdout, stderr } = await fuzz('parses-anything', ...flags).ended;
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(onlyProgress);
  expect(stdout).toMatch(
    /^The client failed in case \d+ \(seed 1\)\. error: its exit code is 1; right are 0, 3\n/,
  );
  expect(stdout).toMatch(/\n1 bent exchange.*:\n {2}http\.freq[\w.-]+ \((read|write|connect)\)\n/);
  expect(stdout).toContain('SyntaxError');
  const [, line = ''] = /\n {2}silvus-mock (fuzz-client .*)\n?$/m.exec(stdout) ?? [];
  const again = await cli(...line.split(' ')).ended;
  expect(again.code, again.stderr).toBe(1);
  expect(caseOf(again.stdout)).toBe(caseOf(stdout));
});

const caseOf = (text: string) => /\n {2}(http\.\S+) \(/.exec(text)?.[1];

test('the radio alone replays a case byte for byte, in a new process each time', async () => {
  const { stdout } = await fuzz('parses-anything', ...careful, '--chaos', 'broken').ended;
  const [, flags = ''] = /\n {2}silvus-mock start (.*)\n/.exec(stdout) ?? [];
  const request = requestOf(stdout);
  const replies: string[] = [];
  for (let times = 0; times < 2; times += 1) {
    const { http, child } = await started(...flags.split(' '));
    let last = '';
    for (const body of request) {
      const raw = await rawClient(http.port);
      raw.socket.end(
        `POST /streamscape_api HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      last = (await raw.ended).text;
    }
    replies.push(last);
    child.kill('SIGKILL');
  }
  expect(replies[0]).not.toBe('');
  expect(replies[1]).toBe(replies[0]);
});

/** The requests up to the one that is bent. */
function requestOf(stdout: string): readonly string[] {
  const id = caseOf(stdout) ?? '';
  const read = '{"jsonrpc": "2.0", "method": "freq", "id": 1}';
  const write = '{"jsonrpc": "2.0", "method": "freq", "params": ["2220"], "id": 2}';
  const power = '{"jsonrpc": "2.0", "method": "power_dBm", "id": 3}';
  if (id.startsWith('http.freq-')) return [read, write];
  return id.startsWith('http.power_dBm') ? [read, write, power] : [read];
}

test('a value that the radio never said is found without chaos too', async () => {
  const { code, stdout } = await fuzz('lies', ...careful).ended;
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^The client fails without chaos\. value: it reported "2221" for freq; the radio said/,
  );
});

test('a client that hangs is ended at its time', async () => {
  const flags = [...careful, '--timeout', '1500ms', '--chaos', 'broken', '--chaos-stages', 'read'];
  const { code, stdout } = await fuzz('no-timeout', ...flags).ended;
  expect(code).toBe(1);
  expect(stdout).toMatch(/hang: it had not ended after 1500ms\n1 bent exchange/);
  expect(stdout).toContain('[killed (time)]');
});

test('what a client leaves behind is ended with it', async () => {
  const file = join(folder(), 'left');
  const { code } = await cli(
    ...['fuzz-client', ...careful, '--cases', '3', '--', process.execPath, client, 'leaves-a-process', file],
  ).ended;
  expect(code).toBe(0);
  const left = pidsIn(file);
  expect(left).toHaveLength(4);
  await expect.poll(() => left.filter(isAlive), inTime).toEqual([]);
});

test('a signal ends the clients that run, and then the search', async () => {
  const file = join(folder(), 'running');
  const run = cli(
    ...['fuzz-client', ...careful, '--timeout', '30s', '--', process.execPath, client, 'waits', file],
  );
  await expect.poll(() => pidsIn(file).length, inTime).toBe(1);
  run.child.kill('SIGTERM');
  const { code, stdout } = await run.ended;
  expect({ code, stdout }).toEqual({ code: 143, stdout: '' });
  await expect.poll(() => pidsIn(file).filter(isAlive), inTime).toEqual([]);
});

test('of a flood of output the first part is judged', async () => {
  const flags = ['--exit-codes', '0,3', '--cases', '2', '--seed', '1', '--expect', '^x{79}$'];
  const { code, stdout, stderr } = await fuzz('floods', ...flags).ended;
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
});

test('output is judged by what the user said is right', async () => {
  const expected = await fuzz('none', ...careful, '--expect', 'all is well').ended;
  expect(expected.stdout).toContain('output: its output does not match all is well');
  const rejected = await fuzz('none', ...careful, '--reject', 'report freq "2220"').ended;
  expect(rejected.stdout).toContain('output: its output matches report freq "2220"');
});

test('the address stands in the command where it is asked for, and the result is JSON', async () => {
  const words = ['--', process.execPath, client, 'none', '{url}'];
  const { code, stdout } = await cli('fuzz-client', ...careful, '--cases', '2', '--json', ...words).ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ seed: 1, cases: 2, finding: null });
});

test.each([
  [['--cases', '0'], '--cases: "0" is not allowed; allowed: a whole number from 1 to'],
  [['--timeout', 'soon'], '--timeout: "soon" is not allowed'],
  [['--exit-codes', '0,x'], '--exit-codes: "x" is not allowed; allowed: a whole number from 0 to 255'],
  [['--expect', '('], '--expect: "(" is not allowed; allowed: a regular expression'],
  [['--writes', 'twice'], '--writes: "twice" is not allowed; allowed: once, any'],
  [['--concurrency', '0'], '--concurrency: "0" is not allowed'],
  [['--chaos', 'wild'], '--chaos'],
  [['--only', 'http.freq.1.late'], '--only: "http.freq.1.late" is not allowed without --chaos'],
  [
    ['--chaos', 'radio', '--only', 'http.freq.1.late'],
    '--only: "http.freq.1.late" is not allowed without --chaos',
  ],
])('%j: refused as a wrong flag', async (flags, message) => {
  const { code, stdout, stderr } = await fuzz('none', ...flags).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`error: ${message}`);
  expect(stderr).not.toMatch(stackTrace);
});

test('a command that is not there, and one that sends nothing', async () => {
  const missing = await cli('fuzz-client', '--', './no-such-client').ended;
  expect({ code: missing.code, stdout: missing.stdout }).toEqual({ code: 2, stdout: '' });
  expect(missing.stderr).toBe("error: ./no-such-client: it can't be started: there is no such command\n");
  const silent = await fuzz('silent').ended;
  expect(silent.code).toBe(2);
  expect(silent.stderr).toContain('it sent no request to the radio');
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'fuzz-client-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function pidsIn(file: string): readonly number[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').map(Number);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
