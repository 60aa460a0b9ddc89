import type { SilvusMock, SilvusMockOptions, VirtualClock } from '../../src/index.js';
import { bytesOf, type Exchange, type Step } from './exchanges.js';
import { httpRequest } from './json-rpc-client.js';
import { runningInVirtualTime } from './radio.js';
import { exchange as send, rawClient } from './raw-client.js';

/** The bytes of an exchange's connection until the simulator ended it. */
export interface PlayedExchange {
  readonly bytes: Buffer;
  /** Code of the socket's error, if it did not end in order. */
  readonly error: string | undefined;
}

/** Plays one exchange against a simulator of its own, on a virtual clock and with a fixed seed. */
export async function playExchange(exchange: Exchange): Promise<PlayedExchange> {
  const options = exchange.given.options as Omit<SilvusMockOptions, 'clock'>;
  const { mock, clock } = await runningInVirtualTime({ seed: 1, ...options });
  let requests = 0;
  for (const step of exchange.given.before) {
    if (!('advance' in step)) requests += 1;
    await take(step, mock, clock, requests);
  }
  const client = await rawClient(mock[exchange.port].port);
  const bytes = bytesOf(exchange.send);
  if (bytes.length > 0) client.socket.write(bytes);
  if (exchange.fin) client.socket.end();
  if (exchange.takes !== undefined) {
    await mock.received(requests + 1);
    await clock.advance(exchange.takes - 1);
    await roundTrip(mock);
    if (client.text() !== '') throw new Error(`the reply came before its time: ${client.text()}`);
    await clock.advance(1);
  }
  const { error } = await client.ended;
  return { bytes: client.bytes(), error };
}

/** What has been written on another connection has come once this is answered; it takes no place in the queue. */
async function roundTrip(mock: SilvusMock): Promise<void> {
  await send(mock.http.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
}

/** Takes one step; `requests` have been sent when it is taken, its own included. */
async function take(step: Step, mock: SilvusMock, clock: VirtualClock, requests: number): Promise<void> {
  if ('advance' in step) await clock.advance(step.advance);
  else if ('post' in step) expectReply(await send(mock.http.port, httpRequest(step.post)), undefined);
  else {
    const { call: method, params, refused, left } = step;
    const request = httpRequest(JSON.stringify({ jsonrpc: '2.0', method, params, id: 'before' }));
    if (!left) expectReply(await send(mock.http.port, request), refused);
    else {
      (await rawClient(mock.http.port)).socket.write(request);
      await mock.received(requests);
    }
  }
}

/** A step that did not go as the fixture says must not pass unseen. */
function expectReply(reply: string, refused: string | undefined): void {
  const token =
    /"message": "([^"]*)"/.exec(reply)?.[1] ?? (reply.includes('"error"') ? 'an error' : undefined);
  if (token !== refused || !/^HTTP\/1.1 20[04] /.test(reply)) {
    throw new Error(`a step before the exchange should give ${refused ?? 'no error'}: ${reply}`);
  }
}
