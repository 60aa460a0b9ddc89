import { expect, test } from 'vitest';
import { running, runningInVirtualTime } from '../support/radio.js';
import { startSilvusMock } from '../../src/index.js';
import { cookieOf, logIn, outcomeWith } from '../support/login-client.js';
import { maintain, outcome } from '../support/json-rpc-client.js';
import { folderWith } from '../support/folder.js';

const own = { enabled: true, adminPassword: 'own password', basicPassword: 'another one' };
const known = 'HelloWorld';

/** Which of these passwords logs the admin in. */
async function passwords(mock: Parameters<typeof logIn>[0]): Promise<readonly string[]> {
  const right: string[] = [];
  for (const password of [own.adminPassword, known])
    if ((await logIn(mock, 'admin', password)).cookie !== undefined) right.push(password);
  return right;
}

test('zeroize restores the users with their factory passwords, keys and profiles; a reset has those of the configuration', async () => {
  const mock = await running({ login: own });
  const { cookie } = await logIn(mock, 'admin', own.adminPassword);
  await outcomeWith(mock, cookie, 'enc_profile', ['field']);
  expect(await outcomeWith(mock, cookie, 'zeroize')).toEqual(['']);
  expect(await outcomeWith(mock, cookie, 'enc_profile')).toBe('Authentication error');
  expect(await passwords(mock)).toEqual([known]);
  expect((await logIn(mock, 'basic', own.basicPassword)).cookie).toBeUndefined();
  expect(await outcomeWith(mock, await cookieOf(mock, 'basic'), 'enc_profile')).toEqual(['default']);
  await mock.reset();
  expect(await passwords(mock)).toEqual([own.adminPassword]);
});

test('a reboot and a factory reset keep the restored users', async () => {
  const { mock, clock } = await runningInVirtualTime({ login: own, timing: { preset: 'instant' } });
  await maintain(mock, 'zeroize');
  await maintain(mock, 'factory_reset');
  await maintain(mock, 'radio_reset');
  await clock.advance('1s');
  expect(await passwords(mock)).toEqual([known]);
});

test('that they were restored is kept with the flash, and no password is', async () => {
  const stateDir = folderWith();
  const start = () => startSilvusMock({ login: own, stateDir });
  const first = await start();
  await maintain(first, 'zeroize');
  await first.close();
  const second = await start();
  try {
    expect(await passwords(second)).toEqual([known]);
    expect(second.health().reasons).toEqual([]);
    expect(JSON.stringify([second.state.saved(), second.state.readAll()])).not.toContain(known);
  } finally {
    await second.close();
  }
});

test('with --login-after-zeroize off, zeroize switches login off until a reset', async () => {
  const mock = await running({ login: { ...own, afterZeroize: 'off' } });
  await maintain(mock, 'zeroize');
  expect(await outcome(mock, 'power_dBm', ['20'])).toEqual(['']);
  expect((await logIn(mock, 'admin')).status).toBe(404);
  await mock.reset();
  expect(await outcome(mock, 'freq')).toBe('Authentication error');
});
