import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { SilvusMock } from '../../../src/index.js';
import { running } from '../../support/radio.js';
import { shellOnTerminal } from '../../support/terminal.js';

const place = (mock: SilvusMock) => `127.0.0.1:${mock.gpsd?.port ?? 0}`;

/** Runs gpspipe for five seconds, in whose middle the fix is lost. */
async function piped(option: string): Promise<readonly string[]> {
  const mock = await running({ gpsd: { port: 0 } });
  mock.state.patch({ gps_mode: 'locked-3d' });
  const timer = setTimeout(() => mock.state.patch({ gps_mode: 'unlocked' }), 2_500);
  const { stdout } = await promisify(execFile)('gpspipe', [option, '-x', '5', place(mock)]);
  clearTimeout(timer);
  return stdout.split(/\r?\n/);
}

test.each(['-r', '-R'])(
  'gpspipe %s reads sentences, first with a position and then without',
  async (option) => {
    const lines = await piped(option);
    const positions = lines.filter((line) => line.startsWith('$GPGGA')).map((line) => line.split(',')[2]);
    expect(positions.length).toBeGreaterThanOrEqual(3);
    expect(positions[0]).toBe('3403.42000');
    expect(positions.at(-1)).toBe('');
    expect(positions.lastIndexOf('3403.42000')).toBe(positions.indexOf('') - 1);
  },
);

test('gpspipe -w reads TPV and SKY, first with a position and then without', async () => {
  const lines = await piped('-w');
  const modes = lines.flatMap((line) => (line.includes('"TPV"') ? [/"mode":(\d)/.exec(line)?.[1]] : []));
  expect(modes.join('')).toMatch(/^3+0+$/);
  const lost = lines.slice(lines.findIndex((line) => line.includes('"mode":0'))).join('\n');
  expect(lost).not.toMatch(/"lat"|"lon"|34\.05/);
  expect(lines.some((line) => line.includes('"SKY"') && line.includes('"uSat":8'))).toBe(true);
});

test('cgps shows position, mode and time, and NO FIX once it is lost', async () => {
  const mock = await running({ gpsd: { port: 0 } });
  mock.state.patch({ gps_mode: 'locked-3d' });
  const run = shellOnTerminal(100, `stty rows 40; TERM=xterm exec cgps -s ${place(mock)}`);
  await run.until(/34\.05700000 N[^]*118\.44700000 W[^]*3D/);
  expect(run.text()).toContain(new Date(mock.clock.wallTime()).toISOString().slice(0, 13));
  const before = run.text().length;
  mock.state.patch({ gps_mode: 'unlocked' });
  await run.until(new RegExp(`^[^]{${before},}n/a`));
  run.type('q');
  await run.ended;
});
