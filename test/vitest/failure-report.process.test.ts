import { expect, test } from 'vitest';
import { runByVitest } from '../support/vitest-project.js';

const call = `
const call = async (radio, method, params = []) => {
  const body = JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 });
  return (await fetch(radio.http.url, { method: 'POST', body })).json();
};`;

test('a test that fails shows the seed and the exchanges of its own radio at the end of its message', async () => {
  const { code, stdout, stderr } = await runByVitest(`
    import { expect } from 'vitest';
    import { silvusTest } from 'silvus-mock/vitest';
    ${call}
    const test = silvusTest({ seed: 4711 });
    test.concurrent('passes', async ({ radio }) => {
      await call(radio, 'bw');
    });
    test.concurrent('fails', async ({ radio }) => {
      await call(radio, 'freq');
      radio.faults.add({ kind: 'busy' });
      expect((await call(radio, 'power_dBm', ['27'])).result).toEqual(['']);
    });
  `);
  expect(code).toBe(1);
  expect(stdout).toContain('1 failed | 1 passed');
  expect(stderr).toContain(
    [
      'silvus-mock: model default, mode normal, seed 4711; exchanges: 2',
      '  #1 http freq() ok',
      '  #2 http power_dBm("27") BUSY [faults: busy]',
    ].join('\n'),
  );
  expect(stderr).not.toContain('bw()');
});

test('so does one that ran out of time, in a report as JSON too', async () => {
  const { code, stdout } = await runByVitest(
    `
    import { silvusTest } from 'silvus-mock/vitest';
    ${call}
    const test = silvusTest();
    test('waits for ever', { timeout: 500 }, async ({ radio }) => {
      radio.faults.add({ kind: 'no-reply' });
      await call(radio, 'freq');
    });`,
    '--reporter=json',
  );
  expect(code).toBe(1);
  const { testResults } = JSON.parse(stdout) as {
    testResults: [{ assertionResults: [{ failureMessages: [string] }] }];
  };
  const [message] = testResults[0].assertionResults[0].failureMessages;
  expect(message).toMatch(/timed out in 500ms/);
  expect(message).toMatch(/seed \d+; exchanges: 1\n {2}#1 http freq\(\) ok \[silence\] \[faults: no-reply\]/);
});

test('each try of a test that is tried again shows its own radio, the last twenty exchanges of it', async () => {
  const { stderr } = await runByVitest(`
    import { expect } from 'vitest';
    import { radioTest } from 'silvus-mock/vitest';
    ${call}
    let tries = 0;
    radioTest('fails twice', { retry: 1 }, async ({ radio }) => {
      tries += 1;
      for (let sent = 0; sent < 24 + tries; sent += 1) await call(radio, 'freq');
      expect(tries).toBe(0);
    });
  `);
  const shown = [...stderr.matchAll(/the last 20 of (\d+)\n {2}(.*)/g)].map(([, total, first]) => [
    total,
    first,
  ]);
  expect(shown).toEqual([
    ['25', '#6 http freq() ok'],
    ['26', '#7 http freq() ok'],
  ]);
});

test('what a client sent cannot steer the terminal that the failure is shown on', async () => {
  const { stderr } = await runByVitest(`
    import { expect } from 'vitest';
    import { radioTest } from 'silvus-mock/vitest';
    ${call}
    radioTest('fails', async ({ radio }) => {
      await call(radio, 'evil\\u001b[2J\\nat fake');
      expect(1).toBe(2);
    });
  `);
  expect(stderr).toContain('evil\\u001b[2J\\u000aat fake() Method not found');
  expect(stderr).not.toMatch(/\u001b\[2J/);
});

test('a failure of a test that has no radio is left as it is', async () => {
  const { stderr } = await runByVitest(`
    import { radioTest } from 'silvus-mock/vitest';
    radioTest('fails', () => { throw new Error('its own'); });
  `);
  expect(stderr).toContain('its own');
  expect(stderr).not.toContain('silvus-mock: model');
});
