import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { keepAlive, rpc } from '../support/json-rpc-client.js';

/** Runs a program of a user's own, which must end by itself, and gives what it printed. */
async function printedBy(program: string): Promise<string> {
  const library = new URL('../../dist/index.js', import.meta.url).href;
  const text = `
    import { createSilvusMock, startSilvusMock } from ${JSON.stringify(library)};
    const call = (mock, method, params = []) =>
      fetch(mock.http.url, { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
    ${program}
  `;
  const args = ['--input-type=module', '-e', text];
  return (await promisify(execFile)(process.execPath, args, { timeout: 50_000 })).stdout;
}

test('a program that starts, uses and closes a simulator ends by itself', async () => {
  const printed = await printedBy(`
    const mock = await startSilvusMock();
    const reply = await (await call(mock, 'freq')).json();
    await mock.close();
    console.log(reply.result[0]);
  `);
  expect(printed).toBe('4700\n');
});

test('so does one that closes it in a blackout, before a reboot, and with a client that stays silent', async () => {
  const printed = await printedBy(`
    import { connect } from 'node:net';
    const mock = await startSilvusMock();
    await (await call(mock, 'radio_reset')).text();
    await (await call(mock, 'freq', ['2220'])).text();
    const silent = connect(mock.maintenance.port, '127.0.0.1');
    silent.on('connect', async () => console.log((await mock.close()).forced));
  `);
  expect(printed).toBe('0\n');
});

test('so does one whose client used one connection in every way', async () => {
  const printed = await printedBy(`
    import { connect } from 'node:net';
    const mock = await startSilvusMock();
    const body = '{"jsonrpc":"2.0","method":"freq","id":1}';
    const head = 'POST /streamscape_api HTTP/1.1\\r\\nContent-Length: ' + body.length + '\\r\\n';
    const socket = connect(mock.http.port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    const answer = async (request, pattern) => {
      socket.write(request);
      while (!pattern.test(text)) await new Promise((resolve) => socket.once('data', resolve));
      text = '';
    };
    for (let round = 0; round < 2; round += 1) {
      await answer(head + '\\r\\n' + body, /4700/);
      await answer(head + 'Expect: 100-continue\\r\\n\\r\\n', /100 Continue/);
      await answer(body, /4700/);
      await answer(head + 'Expect: something\\r\\n\\r\\n' + body, /417/);
      await answer('GET /elsewhere HTTP/1.1\\r\\n\\r\\n', /404/);
      await answer('GET /streamscape_api HTTP/1.1\\r\\n\\r\\n', /405/);
    }
    await mock.close();
    console.log('closed');
  `);
  expect(printed).toBe('closed\n');
});

test('one that makes a simulator and never starts it ends too', async () => {
  const printed = await printedBy('console.log(createSilvusMock().lifecycle);');
  expect(printed).toBe('created\n');
});

test('200 times start, use and close leave what was there before', async () => {
  const printed = await printedBy(`
    import { connect } from 'node:net';
    const body = '{"jsonrpc":"2.0","method":"freq","id":1}';
    const cycle = async () => {
      const mock = await startSilvusMock();
      const socket = connect(mock.http.port, '127.0.0.1');
      socket.write('POST /streamscape_api HTTP/1.1\\r\\nContent-Length: ' + body.length + '\\r\\n\\r\\n' + body);
      await new Promise((resolve) => socket.once('data', resolve));
      const gone = new Promise((resolve) => socket.once('close', resolve));
      await mock.close();
      await gone;
    };
    const resources = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return process.getActiveResourcesInfo().sort().join();
    };
    await cycle();
    const before = await resources();
    for (let count = 0; count < 200; count += 1) await cycle();
    const after = await resources();
    console.log(before === after ? 'the same' : before + ' -> ' + after);
  `);
  expect(printed).toBe('the same\n');
});

const body = rpc('freq');
const post = keepAlive(body);

test.each([
  ['http', 'with a reply behind one that a fault held up', post + post, 2],
  ['maintenance', 'before a late reply', `${body}\n`, 1],
] as const)('so does one whose client of %s went away %s', async (port, _when, bytes, replies) => {
  const printed = await printedBy(`
    import { connect } from 'node:net';
    const mock = await startSilvusMock();
    mock.faults.add({ kind: 'latency', ms: '1h', times: 1 });
    const socket = connect(mock.${port}.port, '127.0.0.1');
    socket.write(${JSON.stringify(bytes)});
    await mock.journal.waitFor(({ n }) => n === ${replies});
    socket.resetAndDestroy();
    while (mock.stats().connections.${port}.open > 0) await new Promise(setImmediate);
    await mock.close();
    // What the close let go of last is named until the next turn.
    await new Promise(setImmediate);
    console.log(process.getActiveResourcesInfo().includes('Timeout'));
  `);
  expect(printed).toBe('false\n');
});

test('a maintenance connection has one timer while it waits for a message', async () => {
  const printed = await printedBy(`
    import { connect } from 'node:net';
    const mock = await startSilvusMock({ maintenance: { persistent: true } });
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const opened = async (port, bytes) => {
      const socket = connect(port, '127.0.0.1');
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(bytes);
      await new Promise((resolve) => socket.once('data', resolve));
      await new Promise(setImmediate);
      return socket;
    };
    const sockets = [];
    const line = '{"jsonrpc":"2.0","method":"zeroize","id":1}';
    const before = timers();
    for (let count = 0; count < 5; count += 1) sockets.push(await opened(mock.maintenance.port, line + '\\n'));
    const more = timers() - before;
    for (const socket of sockets) socket.destroy();
    await mock.close();
    console.log(more);
  `);
  expect(printed).toBe('5\n');
});
