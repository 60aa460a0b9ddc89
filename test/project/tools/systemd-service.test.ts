import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { unitFile } from '../../support/service-unit.js';

const run = promisify(execFile);

/** What systemd says of the unit; rejects with what it has against it. */
const analyze = (...args: string[]) =>
  run('systemd-analyze', ['--no-pager', ...args], { env: { ...process.env, LC_ALL: 'C' } });

test('systemd understands every line of the unit', async () => {
  const { stdout, stderr } = await analyze('verify', unitFile());
  expect(stdout + stderr).not.toContain('silvus-mock.service');
});

test('a key that is none is seen', async () => {
  const { stderr } = await analyze(
    'verify',
    unitFile((text) => text.replace('ProtectHome', 'ProtectHomes')),
  );
  expect(stderr).toMatch(/Unknown key.* 'ProtectHomes'/);
});

test('the service is exposed to 1.5 of 10 at the most', async () => {
  const judge = (file: string) => analyze('security', '--offline=true', '--threshold=15', file);
  expect((await judge(unitFile())).stdout).toMatch(
    /Overall exposure level for silvus-mock\.service: 1\.\d OK/,
  );
  const open = unitFile((text) => text.replace(/^(SystemCallFilter|CapabilityBoundingSet)=.*$/gm, ''));
  await expect(judge(open)).rejects.toThrow();
});
