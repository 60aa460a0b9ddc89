import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createSilvusMock } from '../../src/index.js';
import {
  controlPort,
  controlledInVirtualTime,
  httpCall,
  radioWithControlPlane,
} from '../support/control-plane-client.js';
import { rawClient } from '../support/raw-client.js';
import { running } from '../support/radio.js';

const refused = { code: 'ECONNREFUSED' };

const get = 'GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n';

test('a close ends idle connections, those whose request has not ended, and takes no more', async () => {
  const { mock, port } = await radioWithControlPlane();
  const idle = await rawClient(port);
  idle.socket.write(get);
  await idle.until(/silvus-mock/);
  const half = await rawClient(port);
  half.socket.write('PUT /mode HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n');
  half.socket.write('Content-Length: 9\r\n\r\n{"mo');
  await httpCall(port, 'GET', '/version');
  expect(await mock.close()).toMatchObject({ cut: 0, forced: 0 });
  await Promise.all([idle.ended, half.ended]);
  await expect(rawClient(port)).rejects.toMatchObject(refused);
});

test('a request that is under way is answered first', async () => {
  const { mock, port, clock } = await controlledInVirtualTime();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    clock.setTimeout(() => {
      resolve();
      return held;
    }, 1_000);
  });
  const client = await rawClient(port);
  const body = '{"duration":"1s"}';
  const head = 'POST /clock/advance HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  client.socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
  await reached;
  const closed = mock.close();
  await expect.poll(() => rawClient(port).catch((error: unknown) => error)).toMatchObject(refused);
  release();
  const { text } = await client.ended;
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*Connection: close\r\n[^]*"nowMs":1000/);
  await closed;
});

test('one that is never answered is cut at the end of the grace', async () => {
  const { mock, port, clock } = await controlledInVirtualTime();
  const reached = new Promise<void>((resolve) => {
    clock.setTimeout(() => {
      resolve();
      return new Promise(() => undefined);
    }, 1_000);
  });
  const answer = httpCall(port, 'POST', '/clock/advance', { body: { duration: '1s' } });
  const cut = expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
  await reached;
  await mock.close({ graceMs: 50 });
  await cut;
  expect(mock.lifecycle).toBe('closed');
});

test('a close while it starts leaves no control port', async () => {
  const other = await running({ control: { enabled: true } });
  const port = controlPort(other);
  await other.close();
  const mock = createSilvusMock({ control: { enabled: true, port } });
  const started = mock.start();
  const rejected = expect(started).rejects.toMatchObject({ code: 'CLOSED_WHILE_STARTING' });
  await mock.close();
  await rejected;
  await expect(rawClient(port)).rejects.toMatchObject(refused);
});

/** Runs a program of a user's own, which must end by itself, and gives what it printed. */
async function printedBy(program: string, ...flags: readonly string[]): Promise<string> {
  const library = new URL('../../dist/index.js', import.meta.url).href;
  const text = `
    import { connect } from 'node:net';
    import { startSilvusMock } from ${JSON.stringify(library)};
    const cycle = async () => {
      const mock = await startSilvusMock({ control: { enabled: true } });
      const { port, url } = mock.control;
      await (await fetch(url + '/status')).text();
      await (await fetch(url + '/metrics')).text();
      await (await fetch(url + '/healthz')).text();
      await (await fetch(url + '/nowhere', { method: 'POST' })).text();
      const socket = connect(port, '127.0.0.1');
      const gone = new Promise((resolve) => socket.once('close', resolve));
      socket.write('GET /events HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n');
      await new Promise((resolve) => socket.once('data', resolve));
      const silent = connect(port, '127.0.0.1');
      const left = new Promise((resolve) => silent.once('close', resolve));
      await new Promise((resolve) => silent.once('connect', resolve));
      silent.resume();
      await mock.close();
      await Promise.all([gone, left]);
      return new WeakRef(mock);
    };
    ${program}
  `;
  const args = [...flags, '--input-type=module', '-e', text];
  return (await promisify(execFile)(process.execPath, args, { timeout: 50_000 })).stdout;
}

test('a program that used the control plane in every way ends by itself, and nothing is left', async () => {
  const printed = await printedBy(`
    // The sockets of fetch are its own affair.
    const others = () =>
      process.getActiveResourcesInfo().filter((name) => name !== 'TCPSocketWrap').sort().join();
    await cycle();
    const before = others();
    for (let count = 0; count < 20; count += 1) await cycle();
    const after = others();
    console.log(before === after ? 'the same' : before + ' -> ' + after);
  `);
  expect(printed).toBe('the same\n');
});

test('nothing holds on to a simulator that is closed', async () => {
  const program = `
    const all = [];
    for (let count = 0; count < 20; count += 1) all.push(await cycle());
    for (let round = 0; round < 10; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      gc();
    }
    // The last may still stand on the stack.
    console.log(all.filter((each) => each.deref() !== undefined).length <= 1);
  `;
  expect(await printedBy(program, '--expose-gc')).toBe('true\n');
});
