import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { fencesOf, textOf } from '../../support/markdown.js';
import { running } from '../../support/radio.js';
import { shell } from '../../support/shell.js';

/** The calls of docs/login.md that are shown with what they print. */
function transcript(): readonly (readonly [string, string])[] {
  const fences = fencesOf(textOf('docs/login.md'));
  return fences.flatMap(({ language, text }, index) => {
    const next = fences[index + 1];
    return language === 'sh' && next?.language === 'text' ? [[text.trim(), next.text.trim()] as const] : [];
  });
}

const settings = { enabled: true, maxTries: 3, lockout: '1m' } as const;

test('curl prints what docs/login.md shows, from the first refusal to the wrong password', async () => {
  const { http } = await running({ seed: 1, login: settings });
  const folder = folderWith();
  const calls = transcript();
  expect(calls.length).toBeGreaterThan(4);
  for (const [line, printed] of calls) {
    const { stdout } = await shell(
      `cd ${folder} && ${line.replace('http://127.0.0.1:8080', new URL(http.url).origin)}`,
    );
    expect(stdout.replaceAll('\r', '').trim()).toBe(printed);
  }
});

test('curl keeps its session, is locked out as one user, and logs in again as another', async () => {
  const { http } = await running({ login: settings });
  const { origin } = new URL(http.url);
  const jar = join(folderWith(), 'jar');
  const curl = async (what: string) => (await shell(`curl -sS -b ${jar} -c ${jar} ${what}`)).stdout;
  const logIn = (user: string, password: string) =>
    curl(`-d 'username=${user}&password=${password}' ${origin}/login.sh`);
  const call = (method: string, params: string) =>
    curl(`-d '{"jsonrpc":"2.0","method":"${method}","params":${params},"id":1}' ${http.url}`);
  const refused = 'Invalid Login Authentication.';
  for (let tries = 1; tries <= 3; tries += 1) expect(await logIn('admin', 'wrong')).toContain(refused);
  expect(await logIn('admin', 'HelloWorld')).toContain(refused);
  expect(await logIn('advanced', 'HelloWorld')).toContain('Logged in as advanced.');
  expect(await call('power_dBm', '["20"]')).toContain('"result" : [""]');
  expect(await call('zeroize', '[]')).toContain('Authentication error');
});
