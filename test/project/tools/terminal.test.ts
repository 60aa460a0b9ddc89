import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { call, httpRequest, rpc } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { exchange } from '../../support/raw-client.js';
import { onTerminal } from '../../support/terminal.js';

const start = 'start --http-port 0 --maintenance-port 0 --no-control';
const controlC = '\u0003';
/** ESC, where it does not begin a colour, and CSI as one character. */
const foreignControls = /\u001b(?!\[\d+m)|\u009b/;

test('start says for people where it listens and what to try, and ends at Ctrl-C', async () => {
  const run = onTerminal(100, start);
  const [, port] = await run.until(
    /Listening on http:\/\/127\.0\.0\.1:(\d+)\/streamscape_api, maintenance on/,
  );
  await run.until(/Try: curl -s -d '.*' http:\/\/127\.0\.0\.1:\d+\/streamscape_api/);
  expect(await exchange(Number(port), httpRequest(rpc('freq')))).toContain('"4700"');
  expect(run.text()).not.toMatch(/Control on|Page on/);
  run.type(controlC);
  expect(await run.ended).toBe(0);
  expect(run.text()).toMatch(/shutting down/);
});

test('start says where its control plane is, if it has one', async () => {
  const run = onTerminal(100, 'start --http-port 0 --maintenance-port 0 --control-port 0');
  const [, url = '', page] = await run.until(
    /Try: .*\r\nControl on (http:\/\/127\.0\.0\.1:\d+)\r\nPage on (\S+)\r\n/,
  );
  expect(page).toBe(`${url}/`);
  const status = onTerminal(100, `mode --control ${url}`);
  expect(await status.ended).toBe(0);
  expect(status.text()).toBe('normal\r\n');
  run.type(controlC);
  expect(await run.ended).toBe(0);
});

test('Ctrl-C prints three lines of log behind what was there', async () => {
  const run = onTerminal(100, start);
  await run.until(/Try: .*\r\n/);
  const before = run.text().length;
  run.type(controlC);
  expect(await run.ended).toBe(0);
  const lines = run.text().slice(before).trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/shutting down; a second signal ends the process immediately/);
  expect(lines[1]).toContain('SIGINT');
  expect(lines[2]).toMatch(/closed.*\{"durationMs":\d+\}/);
});

test('journal --follow ends at Ctrl-C, and is cut to the width of the terminal', async () => {
  const mock = await running({ control: { enabled: true } });
  await call(mock, `freq${'x'.repeat(100)}`);
  const run = onTerminal(60, `journal --follow --limit 1 --control ${mock.control?.url ?? ''}`);
  const [line] = await run.until(/^.*freqx*…\r\n/);
  expect(line.trimEnd()).toHaveLength(60);
  run.type(controlC);
  expect(await run.ended).toBe(0);
});

test('--json keeps the line of JSON on a terminal', async () => {
  const run = onTerminal(200, `${start} --json`);
  await run.until(/\{"event":"listening",.*\}\r\n/);
  run.type(controlC);
  expect(await run.ended).toBe(0);
});

test('the log is in colour, and nothing that a client sent steers the terminal', async () => {
  const run = onTerminal(100, `${start} --log-level debug`);
  const [, port] = await run.until(/127\.0\.0\.1:(\d+)\/streamscape_api/);
  await exchange(Number(port), httpRequest(rpc('evil\u001b[2J\u009b2J\u001b]0;title\u0007', '\u001bc')));
  await run.until(/evil/);
  run.type(controlC);
  await run.ended;
  expect(run.text()).toMatch(/\u001b\[\d+m.*DEBUG/);
  expect(run.text()).not.toMatch(foreignControls);
});

test('call shows control characters in a reply instead of sending them to the terminal', async () => {
  const server = createServer((request, response) => {
    request.resume();
    response.end('{"result" : ["\u001b[2J\u009b2J"], "id" : 1, "jsonrpc" : "2.0"}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const run = onTerminal(100, `call freq --to http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await run.ended;
  expect(run.text()).toContain('\\u001b[2J\\u009b2J');
  expect(run.text()).not.toMatch(foreignControls);
});

test('the table of methods is cut to the width of the terminal', async () => {
  const run = onTerminal(60, 'methods');
  expect(await run.ended).toBe(0);
  const lines = run.text().trimEnd().split('\r\n');
  expect(Math.max(...lines.map((line) => line.length))).toBe(60);
  expect(lines.some((line) => line.endsWith('…'))).toBe(true);
});
