import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type RadioNetwork, type VirtualClock, startNetwork } from '../../../src/index.js';
import { LoopWatch } from '../../support/loop-watch.js';

/** Longest time for which one request may hold the event loop, ms. */
const most = 150;

/** How often it is measured; the least counts. The city goes on by a second before each. */
const repeats = 5;

async function city(): Promise<RadioNetwork<VirtualClock>> {
  const network = await startNetwork({ network: 'city', clock: 'virtual', control: { port: 0 } });
  onTestFinished(() => network.close().then(() => undefined));
  return network;
}

const port = (network: RadioNetwork) => network.radios[0]?.http.port ?? 0;

function callOf(method: string, id = 1): string {
  const body = JSON.stringify({ jsonrpc: '2.0', id, method });
  return `POST /streamscape_api HTTP/1.1\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}

/** The body of the reply. Nothing is done with it before it is whole: that would count as the loop being held. */
function replyTo(to: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: to }, () => void socket.write(request));
    const pieces: Buffer[] = [];
    socket.on('data', (piece: Buffer) => void pieces.push(piece));
    socket.once('error', reject);
    socket.once('close', () => {
      const all = Buffer.concat(pieces);
      resolve(all.toString('utf8', all.indexOf('\r\n\r\n') + 4));
    });
  });
}

/** The longest turn of the event loop from the request to the end of its reply, ms. */
async function heldBy(network: RadioNetwork<VirtualClock>, to: number, request: string): Promise<number> {
  let least = Infinity;
  for (let again = 0; again < repeats && least > most; again += 1) {
    await network.clock.advance(1_000);
    const watch = new LoopWatch();
    await replyTo(to, request);
    least = Math.min(least, watch.stop());
  }
  return least;
}

test('no request about a city of 1,000 moving radios holds the event loop: its links, its map, its page of metrics', async () => {
  const network = await city();
  const held: Record<string, number> = {};
  for (const method of ['network_status', 'streamscape_data', 'topology', 'current_tof', 'routing_tree'])
    held[method] = await heldBy(network, port(network), callOf(method));
  for (const path of ['/metrics', '/network'])
    held[path] = await heldBy(
      network,
      network.control?.port ?? 0,
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
    );
  expect(Object.entries(held).filter(([, ms]) => ms > most)).toEqual([]);
});

test('a map of the city is that of one moment, though others are served and change the network while it is written', async () => {
  const network = await city();
  const first = await replyTo(port(network), callOf('streamscape_data'));
  const { result } = JSON.parse(first) as { result: readonly { id: string }[] };
  const last = result.at(-1)?.id ?? '';
  const [radio] = network.radios;
  const order: string[] = [];
  const [map, noise] = await Promise.all([
    replyTo(port(network), callOf('streamscape_data')).finally(() => void order.push('map')),
    replyTo(port(network), callOf('noise_level')).finally(async () => {
      order.push('noise');
      await network.remove(last);
    }),
  ]);
  expect(order).toEqual(['noise', 'map']);
  expect(noise).toContain('"result" : ["-');
  expect(map === first).toBe(true);
  const without = await replyTo(port(network), callOf('streamscape_data'));
  expect(without).not.toContain(`"${last}"`);
  // The journal shows all of it.
  expect(radio?.journal.entries.at(-1)?.replyText === without).toBe(true);
});
