import { expect, test } from 'vitest';
import { controlledInVirtualTime, radioWithControlPlane } from '../../support/control-plane-client.js';
import { logIn } from '../../support/login-client.js';

const adminCall = { method: 'enc_key', params: ['00112233445566778899aabbccddeeff'] };

test('where the radio asks for a login, calls are those of its admin, in one session', async () => {
  const login = { enabled: true, adminPassword: 'correct-horse', concurrent: 'replace' } as const;
  const radio = await radioWithControlPlane({ login });
  const calls = [1, 2, 3].map(() => radio.take('POST', '/call', adminCall));
  for (const done of await Promise.all(calls)) expect(done).toMatchObject({ outcome: 'ok' });
  expect(radio.mock.stats().login).toMatchObject({ sessions: 1, tries: { accepted: 1, refused: 0 } });
  await radio.take('POST', '/reset');
  const again = await radio.take('POST', '/call', adminCall);
  expect(again).toMatchObject({ outcome: 'ok' });
  expect(JSON.stringify(again)).not.toContain('correct-horse');
  expect(radio.mock.stats().login).toMatchObject({ sessions: 1, tries: { accepted: 2, refused: 0 } });
});

test('a login over HTTPS does it as well', async () => {
  const radio = await radioWithControlPlane({ login: { enabled: true }, https: { port: 0 } });
  const call = { ...adminCall, port: 'https' };
  expect(await radio.take('POST', '/call', call)).toMatchObject({ outcome: 'ok' });
});

test('an admin who is locked out has no login, and the reply of the radio beside the reason', async () => {
  const radio = await radioWithControlPlane({ login: { enabled: true, maxTries: 1 } });
  await logIn(radio.mock, 'admin', 'wrong');
  expect(await radio.take('POST', '/call', { method: 'freq' })).toMatchObject({
    outcome: 'Authentication error',
    reply: expect.stringContaining('no session'),
    error: 'there is no login as admin: it was refused, as with too many tries or sessions',
  });
});

test('in a blackout the radio says that it is unavailable', async () => {
  const radio = await radioWithControlPlane({ login: { enabled: true } });
  await radio.take('POST', '/blackout', { duration: '1h' });
  expect(await radio.take('POST', '/call', { method: 'freq' })).toMatchObject({ outcome: 'UNAVAILABLE' });
});

test('after zeroize it logs in with the password from the factory', async () => {
  const radio = await controlledInVirtualTime({ login: { enabled: true, adminPassword: 'correct-horse' } });
  expect(await radio.take('POST', '/call', { method: 'zeroize' })).toMatchObject({ outcome: 'ok' });
  await radio.take('POST', '/clock/advance', { until: 'online' });
  expect(await radio.take('POST', '/call', adminCall)).toMatchObject({ outcome: 'ok' });
  expect(radio.mock.stats().login).toMatchObject({ tries: { accepted: 2, refused: 0 } });
});
