import { expect, test } from 'vitest';
import { running } from '../support/radio.js';
import { frozenClient, rawClient, sendsOnAndReads } from '../support/raw-client.js';

const get = 'GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** A simulator with a control plane, and what resolves once an answer has been written. */
async function answering() {
  let onAnswered: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    onAnswered = resolve;
  });
  const debug = (_: object, message?: string) => {
    if (message === 'control') onAnswered();
  };
  const ignore = () => undefined;
  const logger = { trace: ignore, debug, info: ignore, warn: ignore, error: ignore };
  const mock = await running({ control: { enabled: true }, logger });
  return { mock, port: mock.control?.port ?? 0, answered };
}

test('a client of the control plane that sends on while the simulator closes still reads its answer', async () => {
  const { mock, port, answered } = await answering();
  const client = await frozenClient(port);
  client.socket.write(get);
  await answered;
  client.socket.write('GET /versi');
  const closed = mock.close();
  expect(await sendsOnAndReads(client)).toContain('"silvus-mock"');
  await closed;
});

test('so does one that says `Connection: close`', async () => {
  const { port, answered } = await answering();
  const client = await frozenClient(port);
  client.socket.write(get.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  await answered;
  expect(await sendsOnAndReads(client)).toContain('"silvus-mock"');
});

test('what it asks after the end is not done, and one that never ends is let go of', async () => {
  const { mock, port } = await answering();
  const client = await rawClient(port, { allowHalfOpen: true });
  client.socket.write(get);
  await client.until(/silvus-mock/);
  const closed = mock.close();
  await client.ended;
  client.socket.write(get);
  await closed;
  expect(client.text().match(/HTTP\/1\.1/g)).toHaveLength(1);
  client.socket.destroy();
});
