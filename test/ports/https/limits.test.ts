import { expect, test } from 'vitest';
import type { SilvusMockOptions } from '../../../src/index.js';
import { httpRequest, idsOf, keepAlive, paddedTo, rpc } from '../../support/json-rpc-client.js';
import { type LimitedPort, limitedRadio, standstill } from '../../support/limited-radio.js';
import { textOf } from '../../support/markdown.js';
import { running } from '../../support/radio.js';

const ports: readonly LimitedPort[] = ['http', 'https'];

const freq = keepAlive(rpc('freq'));

async function refused(
  http: SilvusMockOptions['http'],
  port: LimitedPort,
  reason: 'limit' | 'address-limit',
): Promise<void> {
  const { client, figures } = await limitedRadio({ ...http, atLimit: 'refuse' }, port);
  const first = await client();
  const more = await client().then(
    ({ ended }) => ended,
    () => ({ text: '' }),
  );
  expect(more.text).toBe('');
  await expect.poll(() => figures()?.refusedFor[reason]).toBe(1);
  first.socket.write(freq);
  expect(await first.until(/"4700"/)).toContain('200 OK');
  first.socket.destroy();
  await expect.poll(() => figures()?.open).toBe(0);
  const next = await client();
  next.socket.write(freq);
  expect(await next.until(/"4700"/)).toContain('200 OK');
}

async function repliesNotTaken(port: LimitedPort): Promise<void> {
  const { client, figures } = await limitedRadio({ writeTimeout: 0, maxBufferedBytes: 0 }, port);
  const [other, { socket, ended }] = [await running(), await client()];
  socket.pause();
  const [last, id] = [799, 'x'.repeat(16_000)];
  const request = (n: number) => rpc('freq', `${n}${id}`);
  socket.write(Array.from({ length: last }, (_, n) => keepAlive(request(n))).join(''));
  socket.write(httpRequest(request(last)));
  await standstill(other, () => figures()?.bytesIn);
  expect(figures()?.bytesIn).toBeLessThan(11_000_000);
  socket.resume();
  const ids = idsOf((await ended).text).map((each) => Number(String(each).replace(id, '')));
  expect(ids).toEqual(Array.from({ length: last + 1 }, (_, n) => n));
}

/** What holds rows of the limits of HTTP, by their names in docs/limits.md. */
type Rows = Readonly<Record<string, (port: LimitedPort) => Promise<void>>>;

/** Limits of time, which are waited for together. */
const times: Rows = {
  'Until the headers are complete': async (port) => {
    const { client, endsFor } = await limitedRadio({ headerTimeout: 100, requestTimeout: 200 }, port);
    const { socket, ended } = await client();
    socket.write(freq.slice(0, 20));
    expect((await ended).text).toMatch(/^HTTP\/1\.1 408 /);
    await endsFor('header-timeout');
  },

  'Until the request is complete': async (port) => {
    const { client, endsFor } = await limitedRadio({ headerTimeout: 100, requestTimeout: 200 }, port);
    const { socket, ended } = await client();
    socket.write(freq.slice(0, -5));
    expect((await ended).text).toMatch(/^HTTP\/1\.1 408 /);
    await endsFor('request-timeout');
  },

  'Between two requests': async (port) => {
    const { client, endsFor } = await limitedRadio({ keepAliveTimeout: 50 }, port);
    const { socket, ended } = await client();
    socket.write(freq);
    expect((await ended).text).toContain('"4700"');
    await endsFor('idle-timeout');
  },

  'A connection that a fault keeps silent': async (port) => {
    const { mock, client, silent, figures } = await limitedRadio({ keepAliveTimeout: 50 }, port);
    mock.faults.add({ kind: 'half-open', times: 1 });
    const unserved = await silent();
    await expect.poll(() => figures()?.accepted).toBe(1);
    mock.faults.add({ kind: 'no-reply' });
    const unanswered = await client();
    unanswered.socket.write(freq);
    for (const { ended } of [unserved, unanswered]) expect((await ended).text).toBe('');
    for (const { socket } of [unserved, unanswered]) socket.destroy();
    await expect.poll(() => figures()?.endedFor).toMatchObject({ fault: 2, client: 0 });
  },

  'Without progress in what is sent, counted in whole replies and pieces': async (port) => {
    const { mock, client, endsFor } = await limitedRadio({ writeTimeout: 200, maxBufferedBytes: 0 }, port);
    const { socket } = await client();
    socket.pause();
    mock.faults.add({ kind: 'reply', result: 'x'.repeat(60_000) });
    socket.write(freq.repeat(400));
    await endsFor('write-timeout');
  },
};

/** Limits that take thousands of requests to reach; on HTTP the tests reach them that docs/limits.md names. */
const large: Rows = {
  'Replies that a client does not take; Pipelined requests': repliesNotTaken,

  'Open requests of one connection': async (port) => {
    const worker = { queueCapacity: 10_000 };
    const { mock, client, figures } = await limitedRadio({ maxBufferedBytes: 0 }, port, { worker });
    mock.worker.pause();
    const { socket } = await client();
    socket.write(freq.repeat(2_000));
    await mock.received(2_000);
    expect(figures()?.open).toBe(1);
    socket.write(freq);
    await expect.poll(() => figures()?.endedFor['too-many-requests']).toBe(1);
  },
};

const others: Rows = {
  Connections: async (port) => {
    await refused({ maxConnections: 1 }, port, 'limit');
    const { client, endsFor } = await limitedRadio({ maxConnections: 1 }, port);
    const first = await client();
    first.socket.write(freq);
    await first.until(/"jsonrpc" : "2\.0"}/);
    const next = await client();
    next.socket.write(freq);
    expect(await next.until(/"4700"/)).toContain('200 OK');
    await endsFor('idle-at-limit');
  },

  'Connections of one address': (port) => refused({ maxConnectionsPerAddress: 1 }, port, 'address-limit'),

  'Request line and headers': async (port) => {
    const { client, endsFor } = await limitedRadio({}, port);
    const { socket, ended } = await client();
    socket.write(`POST /streamscape_api HTTP/1.1\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`);
    expect((await ended).text).toMatch(/^HTTP\/1\.1 431 /);
    await endsFor('too-large');
  },

  'Body, with a length, in chunks, or after `Expect`': async (port) => {
    const { client } = await limitedRadio({ maxBodyBytes: 100 }, port);
    const whole = await client();
    whole.socket.write(keepAlive(paddedTo(100)));
    expect(await whole.until(/"4700"/)).toContain('200 OK');
    const head = 'POST /streamscape_api HTTP/1.1\r\n';
    for (const longer of [
      keepAlive(paddedTo(101)),
      `${head}Transfer-Encoding: chunked\r\n\r\n65\r\n${paddedTo(101)}\r\n0\r\n\r\n`,
      `${head}Expect: 100-continue\r\nContent-Length: 101\r\n\r\n`,
    ]) {
      const other = await client();
      other.socket.write(longer);
      expect(await other.until(/ 413 /)).toMatch(/^HTTP\/1\.1 413 /);
    }
  },

  'Bytes held for one client: requests that wait, replies that are late or not taken': async (port) => {
    const { mock, client, endsFor } = await limitedRadio({ maxBufferedBytes: 1_000 }, port);
    mock.worker.pause();
    const { socket } = await client();
    socket.write(Array.from({ length: 40 }, (_, id) => keepAlive(rpc('freq', id))).join(''));
    await endsFor('buffer-full');
  },

  'From our end to the client’s': async (port) => {
    const { mock, client, figures } = await limitedRadio({}, port);
    const half = await client({ allowHalfOpen: true });
    half.socket.write(freq);
    await half.until(/"4700"/);
    const closed = mock.close();
    await half.ended;
    // What comes after the end of a connection is not taken in.
    half.socket.write(freq);
    expect(await closed).toMatchObject({ rejected: 0, forced: 0 });
    expect([mock.journal.total, figures()?.open]).toEqual([1, 0]);
  },

  'What is sent to a port that hangs': async (port) => {
    const { mock, client, silent, figures } = await limitedRadio({}, port, { blackout: 'hang' });
    const [other, open] = [await running(), await client()];
    const begun = figures()?.bytesIn ?? 0;
    mock.blackout.begin('1h');
    const late = await silent();
    for (const { socket } of [open, late]) socket.write(freq.repeat(20_000));
    await standstill(other, () => figures()?.bytesIn);
    // Of each, one read, and what was on its way when it was to be the last.
    expect((figures()?.bytesIn ?? 0) - begun).toBeLessThanOrEqual(4 * 65_536);
    for (const { socket } of [open, late]) socket.destroy();
  },

  'Requests of a connection that are handled in one turn of the event loop': async (port) => {
    const { client } = await limitedRadio({}, port, { worker: { queueCapacity: 10_000 } });
    const [eager, other] = [await client(), await client()];
    const repliesSoFar = () => eager.text().match(/"4700"/g) ?? [];
    eager.socket.write(freq.repeat(500));
    other.socket.write(freq);
    await other.until(/"4700"/);
    expect(repliesSoFar().length).toBeLessThan(500);
    await expect.poll(repliesSoFar).toHaveLength(500);
  },
};

test.each(Object.entries(others))('%s: held on HTTPS as on HTTP', async (_row, hold) => {
  await Promise.all(ports.map(hold));
});

test('the limits of time: held on HTTPS as on HTTP', async () => {
  await Promise.all(Object.values(times).flatMap((hold) => ports.map(hold)));
});

test.each(Object.entries(large))('%s: held on HTTPS', async (_row, hold) => {
  await hold('https');
});

/** Rows of what stands behind both ports and knows none of them. */
const behindPorts =
  /^(Counts by address|Memory of a body|Until a TLS handshake|Body of a page|Fields of a page|Positions on the map|.*broadcast)/;

test('every row of the limits of HTTP is among them', () => {
  const [, section = ''] = /^## HTTP port\n([^]*?)\n## /m.exec(textOf('docs/limits.md')) ?? [];
  const names = [...section.matchAll(/^\| (.*?) +\|/gm)].map(([, name = '']) => name.replace("'", '’'));
  const ofPorts = names.slice(1).filter((name) => !/^-+$/.test(name) && !behindPorts.test(name));
  expect(
    Object.keys({ ...times, ...large, ...others })
      .flatMap((names) => names.split('; '))
      .sort(),
  ).toEqual(ofPorts.sort());
});

test('what is no HTTP', async () => {
  for (const port of ports) {
    const { client, endsFor } = await limitedRadio({}, port);
    const { socket, ended } = await client();
    socket.write('\x16\x03\x01');
    expect((await ended).text).toMatch(/^HTTP\/1\.1 400 /);
    await endsFor('not-http');
  }
});
