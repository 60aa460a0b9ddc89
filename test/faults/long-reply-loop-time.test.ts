import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type FaultSpec, type SimulatedRadio, faultKinds, startNetwork } from '../../src/index.js';
import { httpRequest, rpc } from '../support/json-rpc-client.js';
import { LoopWatch } from '../support/loop-watch.js';
import { running } from '../support/radio.js';

/** Faults on a reply. Those of connections act before there is one, those of reports on datagrams. */
const faults: readonly FaultSpec[] = [
  { kind: 'latency', ms: 1 },
  { kind: 'error' },
  { kind: 'busy' },
  { kind: 'unavailable' },
  { kind: 'reply', result: 'x'.repeat(60_000) },
  { kind: 'no-reply' },
  { kind: 'close' },
  { kind: 'rst' },
  { kind: 'truncate' },
  { kind: 'garbage' },
  { kind: 'wrong-id' },
  ...(['object', 'string', 'nested'] as const).map((as) => ({ kind: 'wrong-shape', as }) as const),
  { kind: 'chunked', bytes: 32 },
  { kind: 'slow-drip', bytes: 65_536, interval: 1 },
  { kind: 'duplicate' },
  { kind: 'stale' },
];

/** How often the unaltered reply is measured, and one that seems to take too long; the least counts. */
const repeats = { plain: 3, suspect: 8 };

/** Beside twice the longest turn of the unaltered reply, ms. */
const beside = 15;

/** Sends a request; resolves once the connection has ended or the journal has the exchange of one without an end. */
async function done(radio: SimulatedRadio, port: number, request: string | Buffer): Promise<void> {
  radio.journal.clear();
  const socket = connect({ host: '127.0.0.1', port }, () => void socket.write(request));
  const ended = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
  // Nothing is done with the bytes: that would count as the loop being held.
  socket.on('data', () => undefined).on('error', () => undefined);
  const { ending } = await radio.journal.waitFor({});
  if (ending === 'silence') socket.destroy();
  await ended;
}

/** The longest turn of the event loop from a request to the end of its reply, the least of several, ms. */
async function heldBy(
  radio: SimulatedRadio,
  port: number,
  request: string | Buffer,
  repeats: number,
  isEnough: (ms: number) => boolean,
): Promise<number> {
  let least = Infinity;
  for (let again = 0; again < repeats && !isEnough(least); again += 1) {
    const watch = new LoopWatch();
    await done(radio, port, request);
    least = Math.min(least, watch.stop());
  }
  return least;
}

/** The faults under which a reply holds the loop for longer than it may. */
async function tooLong(
  radio: SimulatedRadio,
  port: number,
  request: string | Buffer,
): Promise<readonly string[]> {
  const allowed = beside + 2 * (await heldBy(radio, port, request, repeats.plain, () => false));
  const found: string[] = [];
  for (const fault of faults) {
    radio.faults.add(fault);
    const ms = await heldBy(radio, port, request, repeats.suspect, (held) => held <= allowed);
    radio.faults.clear();
    if (ms > allowed) found.push(`${JSON.stringify(fault)}: ${ms.toFixed(0)} of ${allowed.toFixed(0)} ms`);
  }
  return found;
}

test('the faults that are looked at are all that act on a reply', () => {
  const looked = new Set<string>(faults.map(({ kind }) => kind));
  const others = faultKinds.map(({ name }) => name).filter((name) => !looked.has(name));
  expect(others).toEqual([
    'drop-connection',
    'half-open',
    'report-loss',
    'report-duplicate',
    'report-reorder',
  ]);
});

test('no fault on the map of a network holds the event loop for much longer than the map does', async () => {
  const center = { latitude: 48, longitude: 11 };
  const network = await startNetwork({
    network: { seed: 7, generate: { nodes: 45, center, spacing: 100, served: 1 } },
  });
  onTestFinished(() => network.close().then(() => undefined));
  const [radio] = network.radios;
  if (radio === undefined) throw new Error('there is no radio');
  const request = httpRequest(rpc('streamscape_data'));
  expect(await tooLong(radio, radio.http.port, request)).toEqual([]);
  // All nodes hear each other.
  expect(radio.journal.entries).toHaveLength(1);
});

test('nor does one on a long line of the maintenance port', async () => {
  const result = Array.from({ length: 4_000 }, (_, index) => ({
    id: String(index),
    data: { $freq: '2490', $snr: String(index % 40), name: `node ${index} of a long list of nodes` },
  }));
  const mock = await running({
    methods: [{ name: 'long', servedOn: ['maintenance'], execute: () => result }],
  });
  expect(await tooLong(mock, mock.maintenance.port, `${rpc('long')}\n`)).toEqual([]);
});
