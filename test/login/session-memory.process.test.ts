import { expect, test } from 'vitest';
import { liveHeap } from '../support/heap.js';
import { logInTimes } from '../support/login-client.js';
import { running } from '../support/radio.js';

test('10,000 logins leave no memory behind but that of the sessions that may be open', async () => {
  const mock = await running({ login: { enabled: true, maxSessions: 1_000 } });
  await logInTimes(mock, 2_000);
  const before = liveHeap();
  await logInTimes(mock, 10_000);
  const after = liveHeap();
  expect(mock.stats().login).toMatchObject({ sessions: 1_000, tries: { accepted: 12_000 } });
  expect(after - before, `${before} MiB before, ${after} MiB after`).toBeLessThan(1);
});
