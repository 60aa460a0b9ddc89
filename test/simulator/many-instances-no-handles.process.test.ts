import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const library = new URL('../../dist/index.js', import.meta.url).href;

/** 200 radios at once, each with raw sockets and a blackout in virtual time; then who keeps the process alive. */
const program = `
import { getServers } from 'node:dns';
import { writeSync } from 'node:fs';
import { connect } from 'node:net';
// What Node.js itself opens once and keeps: the files of modules, a resolver, and stderr (for any socket's end).
const { startSilvusMock, virtualClock } = await import(${JSON.stringify(library)});
getServers();
process.stderr;
const { default: whyIsNodeRunning } = await import('why-is-node-running');

const ask = (port, bytes) =>
  new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (piece) => (text += piece)).on('error', reject);
    socket.on('close', () => resolve(text));
  });
const rpc = (method, params = []) => JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 });
const http = (body) =>
  'POST /streamscape_api HTTP/1.1\\r\\nConnection: close\\r\\nContent-Length: ' + body.length + '\\r\\n\\r\\n' + body;

async function live() {
  const clock = virtualClock();
  const mock = await startSilvusMock({ clock });
  await ask(mock.http.port, http(rpc('freq', ['2220'])));
  const dark = await ask(mock.maintenance.port, rpc('zeroize') + '\\n');
  await clock.advance('30s');
  const back = await ask(mock.http.port, http(rpc('freq')));
  await mock.close();
  return dark.includes('UNAVAILABLE') && back.includes('2220') && clock.pendingTimers() === 0;
}

const ended = await Promise.all(Array.from({ length: 200 }, live));
// What was let go of last is named for a turn more.
do await new Promise((resolve) => setImmediate(resolve));
while (process.getActiveResourcesInfo().some((name) => name.startsWith('TCP')));
// Not by console.log, which opens a handle.
const print = (line = '') => writeSync(1, line + '\\n');
print(ended.filter(Boolean).length + ' as they should be');
whyIsNodeRunning({ error: print });
`;

test('200 radios at once leave no handle behind, and the process ends by itself', async () => {
  const args = ['--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 50_000 });
  expect(stdout).toBe('200 as they should be\nThere are 0 handle(s) keeping the process running.\n');
});
