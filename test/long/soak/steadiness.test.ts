import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Runs a proof to its end and gives what it printed; one that fails rejects with that. */
async function proof(file: string, ...args: readonly string[]): Promise<string> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const flags = args.filter((each) => each.startsWith('--node'));
  const rest = args.filter((each) => !each.startsWith('--node'));
  const node = flags.map((each) => `--${each.slice('--node-'.length)}`);
  const run = promisify(execFile)(process.execPath, [...node, path, ...rest], { timeout: 280_000 });
  const { stdout } = await run.catch((fault: unknown) => {
    // What it printed says what is wrong.
    const printed = fault instanceof Error && 'stdout' in fault ? String(fault.stdout) : '';
    throw new Error(`${file} failed\n${printed}`, { cause: fault });
  });
  process.stdout.write(stdout);
  return stdout;
}

test('1,500 starts and closes in one process leave nothing behind, and no closed simulator is held', async () => {
  await proof('./cycles.js', '--node-jitless', '--node-expose-gc', '--cycles', '1500');
});

test('what happens to a radio leaves nothing behind, of whatever kind', async () => {
  await proof('./retained.js', '--share', '0.04', '--margin', '128');
});

test('SIGTERM under a thousand calls a second loses none that was taken in', async () => {
  await proof('./sigterm.js', '--rounds', '4');
});

test('two minutes of full load with faults, blackouts, reloads and reconnects', async () => {
  const report: unknown = JSON.parse(await proof('./soak.js', '--minutes', '2', '--json'));
  expect(report).toMatchObject({ exitCode: 0, undelivered: 0 });
});
