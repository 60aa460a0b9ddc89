import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../page/src/network/label-places.js';
import { levelOfLink } from '../../page/src/network/level.js';
import { markTowards, marksOf, maxMarks } from '../../page/src/network/marks.js';
import { distanceToSegment, nearestLink } from '../../page/src/network/nearest-link.js';
import { Projection, centreOf } from '../../page/src/network/projection.js';
import {
  fitted,
  panned,
  pixelOf,
  pointAt,
  regionOf,
  scaleBar,
  scales,
  seenRegion,
  steppedView,
  zoomed,
} from '../../page/src/network/viewport.js';

const everywhere = { left: -1e7, right: 1e7, bottom: -1e7, top: 1e7 };
const size = { width: 800, height: 600 };

describe('the projection of the map', () => {
  it('has the length of a degree as it is at the centre', () => {
    const munich = new Projection({ latitude: 48.137, longitude: 11.575 });
    const north = munich.pointOf({ latitude: 48.147, longitude: 11.575 });
    expect(north.x).toBeCloseTo(0, 6);
    // 111,204 m for a degree of latitude at 48.1 degrees.
    expect(north.y).toBeCloseTo(1_112, 0);
    expect(munich.pointOf({ latitude: 48.137, longitude: 11.585 }).x).toBeCloseTo(744.4, 0);
  });

  it('gives back the position that it was given, also across the meridian of 180 degrees', () => {
    for (const longitude of [179.9, -179.9, 180, 11]) {
      const projection = new Projection({ latitude: -17, longitude: 179.95 });
      const point = projection.pointOf({ latitude: -17.2, longitude });
      const back = projection.positionOf(point);
      expect(back.latitude).toBeCloseTo(-17.2, 9);
      expect(Math.cos(((back.longitude - longitude) * Math.PI) / 180)).toBeCloseTo(1, 12);
    }
    const across = new Projection({ latitude: 0, longitude: 179.95 });
    expect(across.pointOf({ latitude: 0, longitude: -179.95 }).x).toBeCloseTo(11_132, 0);
  });

  it('has no position beyond a pole', () => {
    const arctic = new Projection({ latitude: 90, longitude: 0 });
    expect(arctic.positionOf({ x: 0, y: 1_000 })).toEqual({ latitude: 90, longitude: 0 });
  });

  it('has its centre in the middle of the nodes, on the nearer side of the globe', () => {
    const centre = centreOf([
      { latitude: 10, longitude: 179, altitude: 0 },
      { latitude: 10, longitude: -179, altitude: 0 },
    ]);
    expect(Math.abs(centre.longitude)).toBeCloseTo(180, 9);
    expect(centre.latitude).toBeCloseTo(10, 1);
  });
});

describe('the view of the map', () => {
  const view = { x: 100, y: -50, scale: 0.5 };

  it('has a pixel for each point, and north is up', () => {
    expect(pixelOf(view, size, { x: 100, y: -50 })).toEqual({ x: 400, y: 300 });
    expect(pixelOf(view, size, { x: 100, y: 50 }).y).toBe(250);
    expect(pointAt(view, size, pixelOf(view, size, { x: 7, y: 9 }))).toEqual({ x: 7, y: 9 });
  });

  it('keeps the point below the pointer when it zooms', () => {
    const pixel = { x: 123, y: 456 };
    const closer = zoomed(view, size, pixel, 3);
    expect(closer.scale).toBeCloseTo(1.5);
    const [before, after] = [pointAt(view, size, pixel), pointAt(closer, size, pixel)];
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  it('zooms no farther than the bounds of its scale', () => {
    expect(zoomed(view, size, { x: 0, y: 0 }, 1e9).scale).toBe(scales.max);
    expect(zoomed(view, size, { x: 0, y: 0 }, 1e-9).scale).toBe(scales.min);
  });

  it('follows the pointer that drags it', () => {
    const moved = panned(view, 30, -10);
    expect(pixelOf(moved, size, { x: 0, y: 0 })).toEqual({
      x: pixelOf(view, size, { x: 0, y: 0 }).x + 30,
      y: pixelOf(view, size, { x: 0, y: 0 }).y - 10,
    });
  });

  it('shows all nodes when it is fitted, and stays bounded for one or none', () => {
    const points = [
      { x: -900, y: 0 },
      { x: 2_000, y: 500 },
      { x: 0, y: -300 },
    ];
    const all = fitted(points, size);
    for (const point of points) {
      const { x, y } = pixelOf(all, size, point);
      expect(x > 0 && x < size.width && y > 0 && y < size.height).toBe(true);
    }
    expect(fitted([{ x: 5, y: 5 }], size)).toMatchObject({ x: 5, y: 5 });
    expect(fitted([{ x: 5, y: 5 }], size).scale).toBeLessThan(scales.max);
    expect(fitted([], size)).toEqual({ x: 0, y: 0, scale: 1 });
  });

  it('is drawn anew in steps, and what is drawn reaches beyond its edges meanwhile', () => {
    const drawn = steppedView({ x: 3, y: 3, scale: 1 });
    expect(steppedView({ x: 50, y: 60, scale: 1 })).toEqual(drawn);
    expect(steppedView({ x: 80, y: 3, scale: 1 })).not.toEqual(drawn);
    const region = seenRegion({ x: 0, y: 0, scale: 2 }, size, 100);
    expect(region).toEqual({ left: -250, right: 250, bottom: -200, top: 200 });
  });

  it('has a scale bar of a round length', () => {
    expect(scaleBar(0.1, 120)).toEqual({ pixels: 100, text: '1000 m' });
    expect(scaleBar(0.03, 120)).toEqual({ pixels: 60, text: '2000 m' });
    expect(scaleBar(10, 120)).toEqual({ pixels: 100, text: '10 m' });
  });
});

describe('the marks of the map', () => {
  const options = { region: everywhere, scale: 1, single: new Set<number>(), prominent: new Set<number>() };
  const nodeAt = (nodeid: number, x: number, y: number) => ({ nodeid, x, y });

  it('are one for each node while there is room', () => {
    const marks = marksOf([nodeAt(1, 0, 0), nodeAt(2, 100, 0), nodeAt(3, 11, 0)], options);
    expect(marks.map(({ nodeids }) => nodeids)).toEqual([[1], [2], [3]]);
  });

  it('leave out what is not seen', () => {
    const region = { left: 0, right: 10, bottom: 0, top: 10 };
    expect(marksOf([nodeAt(1, 5, 5), nodeAt(2, 11, 5)], { ...options, region })).toHaveLength(1);
  });

  it('are one for nodes that are too near to each other, which a zoom shows apart', () => {
    const nodes = [nodeAt(2, 4, 0), nodeAt(1, 0, 0), nodeAt(3, 300, 0)];
    const [pair, other] = marksOf(nodes, options);
    expect(pair).toMatchObject({ nodeids: [1, 2], x: 2, isPoint: false, key: 'group-1' });
    expect(other).toMatchObject({ nodeids: [3], key: 'node-3' });
    expect(marksOf(nodes, { ...options, scale: 10 })).toHaveLength(3);
  });

  it('say of nodes on one point that no zoom shows them apart', () => {
    const [mark] = marksOf([nodeAt(1, 0, 0), nodeAt(2, 0.5, 0)], { ...options, scale: scales.max });
    expect(mark).toMatchObject({ nodeids: [1, 2], isPoint: true });
  });

  it('keep a node single that is chosen or dragged', () => {
    const marks = marksOf([nodeAt(1, 0, 0), nodeAt(2, 1, 0)], { ...options, single: new Set([2]) });
    expect(marks.map(({ nodeids }) => nodeids)).toEqual([[1], [2]]);
  });

  it('are at most 300 for 10,000 nodes, hold each node once, and overlap nowhere', () => {
    const nodes = Array.from({ length: 10_000 }, (_, id) =>
      nodeAt(id, (id % 100) * 19.3, Math.floor(id / 100) * 10.7),
    );
    const marks = marksOf(nodes, options);
    expect(marks.length).toBeLessThanOrEqual(maxMarks);
    expect(marks.length).toBeGreaterThan(20);
    const ids = marks.flatMap(({ nodeids }) => nodeids).sort((one, other) => one - other);
    expect(ids).toEqual(nodes.map(({ nodeid }) => nodeid));
    const distances = marks.flatMap((one) =>
      marks.filter((other) => other !== one).map(({ x, y }) => Math.hypot(one.x - x, one.y - y)),
    );
    expect(Math.min(...distances)).toBeGreaterThan(30);
  });

  it('show a radio beside a group of its neighbours', () => {
    const nodes = Array.from({ length: 400 }, (_, id) => nodeAt(id, id % 20, Math.floor(id / 20)));
    const marks = marksOf(nodes, { ...options, prominent: new Set([7]) });
    expect(marks.map(({ nodeids }) => nodeids.length)).toEqual([399, 1]);
    expect(marks[1]).toMatchObject({ nodeids: [7], x: 7, y: 0 });
  });

  it('stay the same while the map is moved: the grid is fixed to the ground', () => {
    const nodes = Array.from({ length: 1_000 }, (_, id) =>
      nodeAt(id, (id % 40) * 31, Math.floor(id / 40) * 31),
    );
    const around = regionOf(nodes);
    const moved = { ...around, left: around.left - 77, top: around.top + 123 };
    expect(marksOf(nodes, { ...options, region: moved })).toEqual(
      marksOf(nodes, { ...options, region: around }),
    );
  });

  it('are reached by arrow keys, the nearest in the direction first', () => {
    const marks = [
      { key: 'far', x: 100, y: 0 },
      { key: 'near', x: 40, y: 10 },
      { key: 'aside', x: 30, y: 80 },
      { key: 'behind', x: -10, y: 0 },
    ];
    expect(markTowards(marks, { x: 0, y: 0 }, { x: 1, y: 0 })?.key).toBe('near');
    expect(markTowards(marks, { x: 0, y: 0 }, { x: -1, y: 0 })?.key).toBe('behind');
    expect(markTowards(marks, { x: 0, y: 0 }, { x: 0, y: -1 })).toBeUndefined();
  });
});

describe('the labels of the map', () => {
  it('stand right of their mark, else left, else below, and the first ones come first', () => {
    const label = (key: string, x: number, y: number) => ({ key, x, y, text: 'drone' });
    expect(placeLabels([label('a', 0, 0)]).get('a')).toBe('right');
    const pair = placeLabels([label('a', 0, 0), label('b', 30, 0)]);
    expect([pair.get('a'), pair.get('b')]).toEqual(['left', 'right']);
    const row = placeLabels([label('a', 0, 0), label('b', 30, 0), label('c', 60, 0)]);
    expect([row.get('a'), row.get('b'), row.get('c')]).toEqual(['left', 'below', 'right']);
    expect(placeLabels([label('edge', 390, 0)], 400).get('edge')).toBe('left');
    const crowd = Array.from({ length: 9 }, (_, at) =>
      label(String(at), (at % 3) * 20, Math.floor(at / 3) * 20),
    );
    expect(placeLabels(crowd).size).toBeLessThan(9);
    expect(placeLabels(crowd).has('4')).toBe(false);
  });
});

describe('a click on the map', () => {
  const places = new Map([
    [1, { x: 0, y: 0 }],
    [2, { x: 100, y: 0 }],
    [3, { x: 100, y: 100 }],
  ]);
  const links = [{ nodes: [1, 2] as const }, { nodes: [2, 3] as const }, { nodes: [1, 9] as const }];
  const at = (x: number, y: number) => nearestLink(links, (id) => places.get(id), { x, y }, 8);

  it('is meant for the nearest link', () => {
    expect(at(50, 5)).toBe(links[0]);
    expect(at(97, 40)).toBe(links[1]);
    expect(at(96, 3)).toBe(links[0]);
  });

  it('is meant for none if all are far, and none begins or ends at a node that is gone', () => {
    expect(at(50, 9)).toBeUndefined();
    expect(at(-9, 0)).toBeUndefined();
  });

  it('measures to the ends of a line, not beyond them', () => {
    expect(distanceToSegment({ x: -3, y: 4 }, { x: 0, y: 0 }, { x: 9, y: 0 })).toBe(5);
    expect(distanceToSegment({ x: 3, y: 4 }, { x: 0, y: 0 }, { x: 0, y: 0 })).toBe(5);
  });
});

describe('the colour of a link', () => {
  it('is that of its worse direction: above 20 dB, 10 to 20, below 10', () => {
    expect(levelOfLink([30, 20.1])).toBe('good');
    expect(levelOfLink([30, 20])).toBe('medium');
    expect(levelOfLink([10, 30])).toBe('medium');
    expect(levelOfLink([9.9, 30])).toBe('bad');
    expect(levelOfLink([null, 30])).toBe('bad');
  });
});
