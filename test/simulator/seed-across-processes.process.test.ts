import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const library = new URL('../../dist/index.js', import.meta.url).href;

/** A sequential client in virtual time; it prints all bytes that came, and the journal without ports of peers. */
const program = `
import { connect } from 'node:net';
import { startSilvusMock, virtualClock } from ${JSON.stringify(library)};

const clock = virtualClock();
const radio = await startSilvusMock({
  clock,
  seed: Number(process.argv[1]),
  worker: { processingTime: '20ms..50ms' },
  maintenance: { maxConnections: 0 },
});
const faults = [
  { kind: 'latency', ms: 300, jitter: 200, distribution: 'normal', probability: 0.5 },
  { kind: 'busy', probability: 0.1 },
  { kind: 'garbage', probability: 0.1 },
  { kind: 'reset', probability: 0.1 },
  { kind: 'truncate', probability: 0.1 },
  { kind: 'duplicate', probability: 0.1 },
  { kind: 'wrong-id', probability: 0.1 },
];
radio.scenario.run({
  steps: [
    ...faults.map((fault) => ({ fault })),
    {
      repeat: {
        every: '20s',
        steps: [
          { drift: { setting: 'power_dBm', from: 30, to: 10, over: '15s', every: '1s' } },
          { set: { power_dBm: 30 } },
        ],
      },
    },
  ],
});

const rpc = (method, id, params = []) => JSON.stringify({ jsonrpc: '2.0', method, params, id });
const http = (body) =>
  'POST /streamscape_api HTTP/1.1\\r\\nConnection: close\\r\\nContent-Length: ' + body.length + '\\r\\n\\r\\n' + body;

let sent = 0;
const stream = [];
async function ask(port, bytes, causesBlackout = false) {
  const chunks = [];
  const socket = connect(port, '127.0.0.1').on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.write(bytes);
  sent += 1;
  await radio.received(sent);
  // Where no blackout is on, time goes on by as much as the reply took: the journal shows the delays too.
  if (causesBlackout || radio.blackout.current !== undefined) await clock.advance('5s');
  else await clock.runUntilIdle();
  await gone;
  stream.push(Buffer.concat(chunks).toString('base64'));
}

for (let round = 0; round < 25; round += 1) {
  for (const id of [1, 2]) await ask(radio.http.port, http(rpc('freq', id)));
  await ask(radio.http.port, http('[' + rpc('uptime', 'a') + ',' + rpc('gps_time', 'b') + ']'));
  await ask(radio.http.port, http(rpc('power_dBm', 'p')));
  await ask(radio.maintenance.port, rpc('zeroize', round) + '\\n');
  if (round % 5 === 0) await ask(radio.http.port, http(rpc('freq', 3, ['2220'])), true);
}

const text = (bytes) => (bytes === undefined ? undefined : Buffer.from(bytes).toString('base64'));
const journal = radio.journal.entries.map(({ peer, request, reply, ...rest }) => ({
  ...rest,
  address: peer.slice(0, peer.lastIndexOf(':')),
  request: text(request),
  reply: text(reply),
}));
await radio.close();
console.log(JSON.stringify({ stream, journal }));
`;

/** What one process printed. */
interface Played {
  readonly stream: readonly string[];
  readonly journal: readonly { readonly at: number; readonly faults: readonly string[] }[];
}

async function played(seed: number): Promise<Played> {
  const args = ['--input-type=module', '-e', program, String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 50_000 });
  return JSON.parse(stdout) as Played;
}

test('the same seed in two processes gives the same bytes and the same journal; another does not', async () => {
  const [first, second, other] = await Promise.all([played(7), played(7), played(8)]);
  expect(second.stream).toEqual(first.stream);
  expect(second.journal).toEqual(first.journal);
  expect(first.stream).toHaveLength(130);
  // It is no empty promise: each fault acted, and the radio was dark for a while.
  expect(new Set(first.journal.flatMap(({ faults }) => faults)).size).toBe(7);
  expect(JSON.stringify(first.journal)).toContain('UNAVAILABLE');
  const replies = first.stream.map((bytes) => Buffer.from(bytes, 'base64').toString());
  const powers = new Set(replies.flatMap((text) => /\["(\d\d)"\], "id" : "p"/.exec(text)?.[1] ?? []));
  expect(powers.size, 'the scenario moved it meanwhile').toBeGreaterThan(3);
  expect(other.stream).not.toEqual(first.stream);
  expect(other.journal).not.toEqual(first.journal);
});
