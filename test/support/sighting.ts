import type { FaultSpec, PortName, SilvusMock, VirtualClock } from '../../src/index.js';
import { caughtUp } from './caught-up.js';
import { rawClient } from './client.js';
import { keepAlive, rpc } from './requests.js';

/** What a raw socket saw of one request, by the simulator's clock. */
export interface Sighting {
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

/** What is sent to each port: a read of `freq` that keeps HTTP's connection open, and a `zeroize`. */
const requests: Readonly<Record<PortName, string>> = {
  http: keepAlive(rpc('freq')),
  maintenance: `${rpc('zeroize')}\n`,
};

/** How far the clock moves at a time, ms; delays of the faults that are looked at are multiples of it. */
const step = 10;

/**
 * Puts a fault on for one connection alone, sends a request and watches until nothing is to come any more.
 * @param silent send nothing: what befalls a connection befalls it before
 */
export async function sightingOf(
  radio: SilvusMock<VirtualClock>,
  port: PortName,
  spec: FaultSpec | undefined,
  silent: boolean,
): Promise<Sighting> {
  const { clock } = radio;
  const begun = clock.now();
  if (silent && spec !== undefined) radio.faults.add({ ...spec, times: 1 });
  const client = await rawClient(radio[port].port);
  let firstMs: number | undefined;
  let lastMs: number | undefined;
  let end: Sighting['end'] = 'open';
  client.socket.on('data', () => {
    lastMs = clock.now() - begun;
    firstMs ??= lastMs;
  });
  void client.ended.then(({ error }) => (end = error === 'ECONNRESET' ? error : 'FIN'));
  if (!silent) {
    const peer = `127.0.0.1:${client.socket.localPort ?? 0}`;
    if (spec !== undefined) radio.faults.add({ ...spec, match: { peer } });
    if (spec?.kind === 'stale') radio.state.patch({ freq: '2220' });
    client.socket.write(requests[port]);
  }
  await caughtUp(radio);
  while (clock.pendingTimers() > 0) {
    await clock.advance(step);
    // The client has what was sent at this moment before the clock goes on.
    await caughtUp(radio);
  }
  await caughtUp(radio);
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
