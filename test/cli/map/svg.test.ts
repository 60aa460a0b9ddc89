import { expect, onTestFinished, test } from 'vitest';
import { networkAnswerSchema } from '../../../src/cli/client/network-answers.js';
import { levelOf } from '../../../src/cli/map/level.js';
import { networkSvg } from '../../../src/cli/map/svg.js';
import { type NetworkOptions, startNetwork } from '../../../src/index.js';

/** The drawing of a network at its start. */
async function drawn(network: NetworkOptions['network'], from?: number): Promise<string> {
  const started = await startNetwork({ network, clock: 'virtual' });
  onTestFinished(async () => {
    await started.close();
  });
  return networkSvg(networkAnswerSchema.parse(started.document(from)));
}

/** The rectangles behind the labels: left, top, right, bottom. */
const boxesIn = (svg: string) =>
  [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map((found) => {
    const [left = 0, top = 0, width = 0, height = 0] = found.slice(1).map(Number);
    return [left, top, left + width, top + height];
  });

/** The centres of the nodes: their circles have the same radius, those of the legend stand below. */
const centres = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="6"[^>]*><title>(\d+)/g)].map(([, x, y, id]) => ({
    id,
    x: Number(x),
    y: Number(y),
  }));

/** Throws unless each element is closed by its own name, and texts have no character that XML does not take. */
function checkXml(svg: string): void {
  const open: string[] = [];
  for (const [, end, name = '', empty] of svg.replace(/^<!--.*-->/, '').matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g))
    if (end === '/') expect(open.pop()).toBe(name);
    else if (empty !== '/') open.push(name);
  expect(open).toEqual([]);
  expect(svg.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!#\d+;)/);
  expect(svg).not.toMatch(/[^\P{C}\n]/u);
}

const at = (east: number, north: number) => ({ latitude: north / 110_574, longitude: east / 111_320 });

test('nodes where they are, links by their levels, each half as its end hears, the route, a legend and a scale', async () => {
  const svg = await drawn({
    settings: { freq: 2490 },
    nodes: [
      { nodeid: 1, name: 'one', position: at(0, 0) },
      { nodeid: 2, position: at(400, 0), served: false },
      { nodeid: 3, position: at(0, 300), mode: 'offline' },
    ],
    links: [
      { from: 1, to: 2, direction: 'forward', snr: 12 },
      { from: 2, to: 1, direction: 'forward', snr: 5 },
    ],
  });
  checkXml(svg);
  const [one, two, three] = centres(svg);
  expect([one?.id, two?.id, three?.id]).toEqual(['1', '2', '3']);
  expect(two?.x).toBeGreaterThan(one?.x ?? 0);
  expect(two?.y).toBe(one?.y);
  expect(three?.x).toBe(one?.x);
  expect(three?.y).toBeLessThan(one?.y ?? 0);
  // 400 m to the right, 300 m up, on one scale; drawn as on a sphere.
  const [wide, tall] = [(two?.x ?? 0) - (one?.x ?? 0), (one?.y ?? 0) - (three?.y ?? 0)];
  expect(wide / tall).toBeCloseTo(4 / 3, 1);
  const middle = ((one?.x ?? 0) + (two?.x ?? 0)) / 2;
  const groups = [...svg.matchAll(/<g stroke="(#\w+)"[^>]*>(.*?)<\/g>/gs)].map(([, colour, inside = '']) => [
    colour,
    [...inside.matchAll(/d="([^"]*)"/g)].map(([, path]) => path),
  ]);
  expect(groups).toEqual([
    ['#1a9850', []],
    ['#e08214', [`M${middle} ${one?.y}L${two?.x} ${one?.y}`]],
    ['#d73027', [`M${one?.x} ${one?.y}L${middle} ${one?.y}`]],
  ]);
  for (const text of [
    '1 one',
    '12 / 5 dB',
    'above 20 dB',
    '10 to 20 dB',
    'below 10 dB',
    'route from 1',
    '100 m',
    'N',
  ])
    expect(svg).toContain(`>${text}</text>`);
  expect(svg).toContain('>3 nodes, 1 link (2 served)</text>');
});

test.each(['<script>alert("1")</script>', `</text>&amp;'"<`, 'a]]>b', '\u{1F4FB}\u{FE0F}'])(
  'the name %j is a text and nothing else',
  async (name) => {
    const network = await startNetwork({ network: 'pair', clock: 'virtual' });
    onTestFinished(async () => {
      await network.close();
    });
    const answer = networkAnswerSchema.parse(network.document());
    const nodes = answer.now.nodes.map((node) => ({ ...node, name: `${name}\u0000\u001b[31m\uD800` }));
    const svg = networkSvg({ ...answer, now: { ...answer.now, nodes } });
    checkXml(svg);
    expect(svg).not.toContain('<script');
  },
);

test('the pair across the meridian of 180 degrees lies side by side, and so do nodes around a pole', async () => {
  const [west, east] = centres(await drawn('meridian'));
  expect(east?.x).toBeGreaterThan(west?.x ?? 0);
  // A bar of 100 m: 426 m are no way around the globe.
  expect(await drawn('meridian')).toContain('>100 m</text>');
  const pole = await drawn({
    settings: { max_link_distance: 5000 },
    nodes: [0, 90, 180, -90].map((longitude, index) => ({
      nodeid: index + 1,
      position: { latitude: 89.99, longitude },
    })),
  });
  const [first, second, third, fourth] = centres(pole);
  const distance = (one = first, other = second) =>
    Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
  expect(distance(second, third) / distance(first, second)).toBeCloseTo(1, 1);
  expect(distance(first, third) / distance(first, second)).toBeCloseTo(Math.SQRT2, 1);
  expect(distance(second, fourth) / distance(first, second)).toBeCloseTo(Math.SQRT2, 1);
});

test('the swarm: no label covers a node or another label', async () => {
  const svg = await drawn('swarm');
  checkXml(svg);
  const boxes = boxesIn(svg);
  expect(boxes.length).toBe(50);
  const isApart = (
    [left = 0, top = 0, right = 0, bottom = 0]: number[],
    [l = 0, t = 0, r = 0, b = 0]: number[],
  ) => right <= l + 0.2 || r <= left + 0.2 || bottom <= t + 0.2 || b <= top + 0.2;
  for (const [index, box] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) expect(isApart(box, other)).toBe(true);
    for (const { x, y } of centres(svg)) expect(isApart(box, [x - 5, y - 5, x + 5, y + 5])).toBe(true);
  }
});

test.each([
  [20.01, 'good'],
  [20, 'fair'],
  [10, 'fair'],
  [9.99, 'weak'],
])('%d dB is %s', (snr, level) => {
  expect(levelOf(snr)).toBe(level);
});

test('a single node, and nodes at one place', async () => {
  checkXml(await drawn({ nodes: [{ nodeid: 1, position: at(0, 0) }] }));
  const svg = await drawn({ nodes: [1, 2, 3].map((nodeid) => ({ nodeid, position: at(5, 5) })) });
  checkXml(svg);
  expect(svg).not.toMatch(/NaN|Infinity/);
});
