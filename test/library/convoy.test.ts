import { createHash } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { startNetwork } from '../../src/index.js';

const seconds = 600;

/** Seconds between two samples. */
const step = 10;

/** Methods of which the trace has the results of every vehicle. */
const methods = ['network_status', 'current_tof', 'routing_tree', 'gps_coordinates'] as const;

/** A number with all of its digits that mean something. */
const digits = (value: number) => value.toPrecision(12);

/** Drives the convoy for ten minutes of virtual time, and notes what is seen. */
async function drive() {
  const network = await startNetwork({ network: 'convoy', clock: 'virtual' });
  onTestFinished(async () => {
    await network.close();
  });
  const hash = createHash('sha256');
  const lines: string[] = [];
  for (let second = 0; second <= seconds; second += step) {
    const links = network.links();
    for (const { from, to, ...values } of links)
      hash.update([from, to, ...Object.values(values).map(digits)].join());
    for (const { state } of network.radios)
      hash.update(JSON.stringify(methods.map((each) => state.read(each))));
    const snr = links.find(({ from, to }) => from === '310061' && to === '310062')?.snr;
    const routes = [310067, 310068].map((to) =>
      (network.route(310061, to) ?? []).map((id) => id - 310060).join('-'),
    );
    lines.push(`${snr?.toFixed(2) ?? 'none'} dB, ${routes.join(', ')}`);
    await network.clock.advance(1_000 * step);
  }
  return { network, lines, digest: hash.digest('hex').slice(0, 16) };
}

test('a convoy drives apart for ten minutes: links break, routes change, and the trace is the same everywhere', async () => {
  const { network, lines, digest } = await drive();
  expect(lines.filter((_, index) => index % (60 / step) === 0)).toMatchInlineSnapshot(`
    [
      "50.02 dB, 1-7, 1-8",
      "44.76 dB, 1-7, 1-8",
      "41.51 dB, 1-7, 1-4-8",
      "39.15 dB, 1-4-7, 1-4-8",
      "37.29 dB, 1-4-7, 1-3-6-8",
      "35.77 dB, 1-4-7, 1-3-6-8",
      "34.47 dB, 1-3-5-7, 1-3-5-7-8",
      "33.34 dB, 1-3-5-7, 1-3-5-7-8",
      "32.34 dB, 1-3-5-7, ",
      "31.44 dB, 1-2-3-4-5-6-7, ",
      "30.63 dB, 1-2-3-4-5-6-7, ",
    ]
  `);
  const routes = lines.map((line) => line.split(', ')[1]);
  expect(routes.filter((route, index) => route !== routes[index - 1])).toMatchInlineSnapshot(`
    [
      "1-7",
      "1-4-7",
      "1-3-5-7",
      "1-2-3-4-5-6-7",
    ]
  `);
  expect(network.explain(310061, 310068).reason?.code).toMatchInlineSnapshot(`"distance"`);
  // Of all links, and of all that the radios say: on Node.js 20, 22 and 24 alike.
  expect(digest).toMatchInlineSnapshot(`"70910fd7a18cc214"`);
});
