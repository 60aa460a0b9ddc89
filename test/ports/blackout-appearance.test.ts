import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { SilvusMock } from '../../src/index.js';
import { bodiesOf, httpRequest, outcome, rpc } from '../support/json-rpc-client.js';
import { runningInVirtualTime } from '../support/radio.js';
import { observeConnection, rawClient } from '../support/raw-client.js';

const freqRead = httpRequest('{"jsonrpc":"2.0","method":"freq","id":1}');
const freqWrite = httpRequest('{"jsonrpc":"2.0","method":"freq","params":["2220"],"id":1}');
const zeroize = '{"jsonrpc":"2.0","method":"zeroize","id":1}\n';

const onHttp = (mock: SilvusMock, silentAfter?: Promise<unknown>) =>
  observeConnection(mock.http.port, freqRead, silentAfter);
/** Sends a request and gives the body of a reply that must be a 200. */
async function onHttpWith(mock: SilvusMock, bytes: Buffer): Promise<unknown> {
  const { text } = await observeConnection(mock.http.port, bytes);
  expect(text).toMatch(/^HTTP\/1\.1 200 /);
  return bodiesOf(text)[0];
}
const onTcp = (mock: SilvusMock, silentAfter?: Promise<unknown>) =>
  observeConnection(mock.maintenance.port, zeroize, silentAfter);

/** Starts the radio, and has a freq write begin its blackout; the write is answered in any face. */
async function darkRadio(blackout: 'error' | 'refuse' | 'rst' | 'reset' | 'hang' | 'http-503') {
  const { mock, clock } = await runningInVirtualTime({ blackout });
  expect(await onHttp(mock)).toMatchObject({ saw: 'reply', text: expect.stringContaining('["4700"]') });
  expect(await observeConnection(mock.http.port, freqWrite)).toMatchObject({
    saw: 'reply',
    text: expect.stringContaining('"result" : [""]'),
  });
  return { mock, clock };
}

/** What both ports show after the blackout. */
async function expectBack(mock: SilvusMock) {
  expect(await onHttp(mock)).toMatchObject({ saw: 'reply', text: expect.stringContaining('["2220"]') });
  expect(await onTcp(mock)).toMatchObject({ saw: 'reply', text: expect.stringContaining('[""]') });
}

describe('a blackout', () => {
  test('with the face `error` answers UNAVAILABLE on both ports', async () => {
    const { mock, clock } = await darkRadio('error');
    expect(await onHttp(mock)).toMatchObject({ saw: 'reply', text: expect.stringContaining('UNAVAILABLE') });
    expect(await onTcp(mock)).toMatchObject({ saw: 'reply', text: expect.stringContaining('UNAVAILABLE') });
    await clock.advance('30s');
    await expectBack(mock);
  });

  test('with the face `http-503` answers 503 without a body on HTTP and UNAVAILABLE on TCP', async () => {
    const { mock, clock } = await darkRadio('http-503');
    const { text } = await onHttp(mock);
    expect(text).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\nContent-Length: 0\r\n.*\r\n\r\n$/s);
    expect(await onTcp(mock)).toMatchObject({ saw: 'reply', text: expect.stringContaining('UNAVAILABLE') });
    await clock.advance('30s');
    await expectBack(mock);
  });

  test('with the face `http-503` is told in the reply where a part of a batch has another', async () => {
    const { mock, clock } = await runningInVirtualTime({
      blackout: 'http-503',
      worker: { processingTime: '1s' },
    });
    const asBatch = (...elements: string[]) => httpRequest(`[${elements.join(',')}]`);
    // The radio goes dark between the two commands.
    const half = onHttpWith(mock, asBatch(rpc('freq', 1), rpc('bw', 2)));
    await mock.received(1);
    await clock.advance(1_000);
    mock.blackout.begin('1h');
    await clock.advance(1_000);
    expect(await half).toMatchObject([
      { result: ['4700'], id: 1 },
      { error: { message: 'UNAVAILABLE' }, id: 2 },
    ]);
    expect(await onHttpWith(mock, asBatch(rpc('freq', 1), '{}'))).toMatchObject([
      { error: { message: 'UNAVAILABLE' }, id: 1 },
      { error: { message: 'Invalid Request' }, id: null },
    ]);
    mock.faults.add({ kind: 'busy', match: { method: 'bw' } });
    expect(await onHttpWith(mock, asBatch(rpc('freq', 1), rpc('bw', 2)))).toMatchObject([
      { error: { message: 'UNAVAILABLE' }, id: 1 },
      { error: { message: 'BUSY' }, id: 2 },
    ]);
    const { text } = await observeConnection(mock.http.port, asBatch(rpc('freq', 1), rpc('nodeid', 2)));
    expect(text).toMatch(/^HTTP\/1\.1 503 .*\r\n\r\n$/s);
  });

  test('with the face `refuse` closes both ports, and the end of the blackout opens them again', async () => {
    const { mock, clock } = await darkRadio('refuse');
    expect((await onHttp(mock)).saw).toBe('refused');
    expect((await onTcp(mock)).saw).toBe('refused');
    await clock.advance(29_999);
    expect((await onHttp(mock)).saw).toBe('refused');
    await clock.advance(1);
    await expectBack(mock);
  });

  test.each(['rst', 'reset'] as const)(
    'with the face `%s` accepts and resets on both ports',
    async (face) => {
      const { mock, clock } = await darkRadio(face);
      expect(mock.config.blackout).toBe('rst');
      expect((await onHttp(mock)).saw).toBe('RST');
      expect((await onTcp(mock)).saw).toBe('RST');
      await clock.advance('30s');
      await expectBack(mock);
    },
  );

  test('with the face `hang` accepts, never answers, and resets at the end of the blackout', async () => {
    const { mock, clock } = await darkRadio('hang');
    const [http, tcp] = [await rawClient(mock.http.port), await rawClient(mock.maintenance.port)];
    http.socket.write(freqRead);
    tcp.socket.write(zeroize);
    await clock.advance(29_999);
    expect([http.text(), tcp.text(), http.socket.closed, tcp.socket.closed]).toEqual(['', '', false, false]);
    await clock.advance(1);
    expect(await http.ended).toEqual({ text: '', error: 'ECONNRESET' });
    expect(await tcp.ended).toEqual({ text: '', error: 'ECONNRESET' });
    await expectBack(mock);
  });
});

test.each(['refuse', 'rst', 'hang'] as const)(
  'going dark with the face `%s` ends every connection, those whose jobs wait too',
  async (blackout) => {
    const { mock, clock } = await runningInVirtualTime({ blackout, worker: { processingTime: '1s' } });
    const idle = await rawClient(mock.maintenance.port);
    const cause = await rawClient(mock.http.port);
    cause.socket.write(freqWrite);
    await mock.received(1);
    const waits = await rawClient(mock.http.port);
    waits.socket.write(freqRead);
    await mock.received(2);
    const outcomes: string[] = [];
    mock.on('command', (event) => outcomes.push(event.outcome));
    await clock.advance('1s');
    expect((await cause.ended).text).toContain('"result" : [""]');
    expect((await waits.ended).text).toBe('');
    expect((await idle.ended).text).toBe('');
    expect(outcomes).toEqual(['ok', 'cancelled']);
  },
);

test('offline mode shows in the same way, without end', async () => {
  const { mock, clock } = await runningInVirtualTime({ blackout: 'refuse', mode: 'offline' });
  expect((await onHttp(mock)).saw).toBe('refused');
  await clock.advance('1d');
  expect((await onTcp(mock)).saw).toBe('refused');
  await mock.setMode('normal');
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
});

test('a port that another has taken meanwhile takes the simulator down and is named', async () => {
  const { mock, clock } = await darkRadio('refuse');
  const { port } = mock.http;
  const thief = createServer().listen(port, '127.0.0.1');
  await once(thief, 'listening');
  const closed = new Promise((resolve) => mock.on('closed', resolve));
  await clock.advance('30s');
  expect(await closed).toMatchObject({
    fault: { code: 'PORT_UNAVAILABLE', message: expect.stringContaining(`${port}`) },
  });
  thief.close();
  const socket = connect(mock.maintenance.port, '127.0.0.1');
  const [fault] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(fault.code).toBe('ECONNREFUSED');
});

test('close during a blackout lets go of closed and silent ports alike', async () => {
  for (const blackout of ['refuse', 'hang'] as const) {
    const { mock, clock } = await darkRadio(blackout);
    expect(await mock.close()).toMatchObject({ cut: 0, forced: 0 });
    expect(clock.pendingTimers()).toBe(0);
  }
});
