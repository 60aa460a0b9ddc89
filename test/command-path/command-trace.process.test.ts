import { expect, test } from 'vitest';
import { program } from '../support/shell.js';

const library = new URL('../../dist/index.js', import.meta.url).href;

/** A program with a subscriber that throws; it prints the result of a call. */
const text = (before: string) => `
  import { subscribe } from 'node:diagnostics_channel';
  import { startSilvusMock } from ${JSON.stringify(library)};
  ${before}
  const mock = await startSilvusMock();
  subscribe('tracing:silvus-mock.command:start', () => { throw new Error('a subscriber'); });
  const body = '{"jsonrpc":"2.0","method":"freq","id":1}';
  const reply = await fetch(mock.http.url, { method: 'POST', body });
  console.log((await reply.json()).result[0]);
  await mock.close();
`;

const run = (before: string) => program(process.execPath, ['--input-type=module', '-e', text(before)]);

test('a subscriber that throws is an uncaught exception of the program, and the command has its reply', async () => {
  const listener = "process.on('uncaughtException', ({ message }) => console.log(message));";
  expect(await run(listener)).toEqual({ code: 0, stdout: 'a subscriber\n4700\n', stderr: '' });
  const { code, stderr } = await run('');
  expect(code).toBe(1);
  expect(stderr).toContain('Error: a subscriber');
});
