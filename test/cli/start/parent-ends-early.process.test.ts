import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../../bin/silvus-mock.js', import.meta.url));

/** Starts a radio on its own output, and is killed after some ms. */
const parent = `
const { spawn } = require('node:child_process');
const [ms, ...flags] = process.argv.slice(1);
spawn(
  process.execPath,
  [${JSON.stringify(bin)}, 'start', '--port', '0', '--no-control', '--log-level', 'info', ...flags.map((flag) => flag.replace('PID', process.pid))],
  { stdio: ['pipe', 'inherit', 'inherit'] },
);
setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(ms));
`;

/** The process that gets those whose parent has ended. */
const adopter = Number(
  execFileSync('sh', ['-c', '(sleep 0.2; ps -o ppid= -p $(exec sh -c "echo \\$PPID")) & exit'], {
    encoding: 'utf8',
  }),
);

/** Before Node.js runs the command, only process 1 shows that the parent has ended. */
const delays = [20, 100, 200, 400];

test.each(
  ['--exit-with-parent', '--exit-with-parent=PID', '--exit-with-stdin'].flatMap((flag) =>
    delays
      .filter((ms) => ms >= 400 || adopter === 1 || flag !== '--exit-with-parent')
      .map((ms) => [flag, ms] as const),
  ),
)('a radio with %s ends when its parent is killed after %i ms', async (flag, ms) => {
  const child = spawn(process.execPath, ['-e', parent, String(ms), flag], {
    // A process group of its own, as a shell gives to a command.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let killedAt = 0;
  child.once('exit', () => (killedAt = performance.now()));
  child.stdout.resume();
  // The output is closed with the last process that has it.
  await new Promise((resolve) => child.once('close', resolve));
  const seconds = (performance.now() - killedAt) / 1_000;
  const file = process.env['ENDS_REPORT'];
  if (file !== undefined)
    appendFileSync(file, `| ${flag}, parent killed after ${ms / 1_000} s | ${seconds.toFixed(2)} | gone |\n`);
  expect(seconds).toBeLessThan(10);
});

test('a radio whose standard input is closed ends with 0', async () => {
  const flags = ['start', '--port', '0', '--no-control'];
  const radio = spawn(process.execPath, [bin, ...flags, '--exit-with-stdin'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await new Promise((resolve) => radio.stdout.once('data', resolve));
  const ended = new Promise((resolve) => radio.once('exit', resolve));
  radio.stdin.end();
  expect(await ended).toBe(0);
});

test.each(['0', 'me', '-3'])('--exit-with-parent=%s ends with 2', async (value) => {
  const radio = spawn(process.execPath, [bin, 'start', '--port', '0', `--exit-with-parent=${value}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  radio.stderr.setEncoding('utf8').on('data', (more: string) => (text += more));
  expect(await new Promise((resolve) => radio.once('close', resolve))).toBe(2);
  expect(text).toContain(`--exit-with-parent: "${value}" is no process; allowed: a process ID, or no value`);
});
