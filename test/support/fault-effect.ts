import type { FaultSpec, SilvusMock, VirtualClock } from '../../src/index.js';
import { inputIsRead, keepAliveWith, rpc } from './json-rpc-client.js';
import { type RawClient, rawClient } from './raw-client.js';
import { httpsPort, tlsClient } from './tls-client.js';

/** One request as its client saw it on the wire, by the simulator's clock. */
export interface FaultEffect {
  /** Bytes that came, HTTP's head included. */
  readonly bytes: number;
  /** What came as text, without the first head of HTTP. */
  readonly text: string;
  /** The first head of HTTP; empty on the maintenance port. */
  readonly head: string;
  /** When the first and the last byte came, ms from the request; undefined where none came. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  /** How the connection ended: by a FIN, a RST, or not at all. */
  readonly end: 'FIN' | 'ECONNRESET' | 'open';
}

/** Headers of a request over HTTP, by name. */
type RequestHeaders = Readonly<Record<string, string>>;

/** The request for each port: a read of `freq` that keeps HTTP's connection open, and a `zeroize`. */
const requests = {
  http: (headers?: RequestHeaders) => keepAliveWith(headers ?? {}, rpc('freq')),
  https: (headers?: RequestHeaders) => keepAliveWith(headers ?? {}, rpc('freq')),
  maintenance: () => `${rpc('zeroize')}\n`,
};

/** The ports at which faults are watched. */
export type FaultPort = keyof typeof requests;

/** How far the clock moves at a time, ms; delays of the faults that are looked at are multiples of it. */
const step = 10;

/**
 * Adds a fault for one connection alone, sends a request and watches until nothing more can come.
 * @param silent send nothing: a fault of the connection applies before the request
 */
export async function effectOf(
  radio: SilvusMock<VirtualClock>,
  port: FaultPort,
  spec: FaultSpec | undefined,
  silent: boolean,
  headers?: RequestHeaders,
): Promise<FaultEffect> {
  const { clock } = radio;
  const begun = clock.now();
  // The sweep of sessions is pending for as long as there is one.
  const lasting = clock.pendingTimers();
  if (silent && spec !== undefined) radio.faults.add({ ...spec, times: 1 });
  const client = await clientOf(radio, port, silent);
  let firstMs: number | undefined;
  let lastMs: number | undefined;
  let end: FaultEffect['end'] = 'open';
  client.socket.on('data', () => {
    lastMs = clock.now() - begun;
    firstMs ??= lastMs;
  });
  void client.ended.then(({ error }) => (end = error === 'ECONNRESET' ? error : 'FIN'));
  if (!silent) {
    const peer = `127.0.0.1:${client.socket.localPort ?? 0}`;
    if (spec !== undefined) radio.faults.add({ ...spec, match: { peer } });
    if (spec?.kind === 'stale') radio.state.patch({ freq: '2220' });
    client.socket.write(requests[port](headers));
  }
  await nothingMoreComes(radio, client);
  while (clock.pendingTimers() > lasting) {
    await clock.advance(step);
    // The client has what was sent at this moment before the clock goes on.
    await nothingMoreComes(radio, client);
  }
  await inputIsRead(radio);
  client.socket.destroy();
  const all = client.text();
  const bodyAt = all.startsWith('HTTP/') ? all.indexOf('\r\n\r\n') + 4 : 0;
  return {
    bytes: client.bytes().length,
    head: all.slice(0, bodyAt),
    text: all.slice(bodyAt),
    firstMs,
    lastMs,
    end,
  };
}

/** Resolves when the radio has read what was sent, and answers another client before this one gets more. */
async function nothingMoreComes(radio: SilvusMock, client: RawClient): Promise<void> {
  for (let had = -1; had !== client.bytes().length;) {
    had = client.bytes().length;
    await inputIsRead(radio);
  }
}

/** A client of a port. Where a fault keeps a connection silent there is no TLS handshake either. */
function clientOf(radio: SilvusMock<VirtualClock>, port: FaultPort, silent: boolean): Promise<RawClient> {
  if (port !== 'https') return rawClient(radio[port].port);
  return silent ? rawClient(httpsPort(radio)) : tlsClient(httpsPort(radio));
}
