import { describe, expect, it } from 'vitest';
import { networkEventSchema } from '../../page/src/network/network-event.js';
import { NetworkModel } from '../../page/src/network/network-model.js';
import { type NodeRow, filteredRows, pageOf, sortedRows } from '../../page/src/network/node-rows.js';
import { stateOf } from '../../page/src/network/node-state.js';
import { positionIn, textsOf } from '../../page/src/network/position-input.js';

const position = { latitude: 48.1, longitude: 11.5, altitude: 500 };

function eventNode(nodeid: number, changes: object = {}) {
  return { nodeid, name: `n${nodeid}`, position, onAir: 'on', served: false, ...changes };
}

function eventOf(members: object) {
  return networkEventSchema.parse({
    seconds: 1,
    everyMs: { nodes: 250, links: 500 },
    from: 1,
    nodes: [],
    links: [],
    ...members,
  });
}

const link = { nodes: [2, 1], snr: [30, 12], mcs: [15, 4], distance: 700.5, cut: 'forward' };

describe('the network on the page', () => {
  it('has what the snapshot has, and what changes change', () => {
    const model = new NetworkModel();
    model.apply(
      eventOf({
        nodes: [eventNode(1), eventNode(2)],
        links: [link],
        routes: [{ to: 2, nodes: [1, 2], snr: 12 }],
      }),
      true,
    );
    model.apply(
      eventOf({
        seconds: 2,
        nodes: [eventNode(2, { position: { ...position, latitude: 48.11 } }), eventNode(3)],
      }),
      false,
    );
    expect([...model.nodes.keys()]).toEqual([1, 2, 3]);
    expect(model.nodes.get(2)?.y).toBeGreaterThan(1_000);
    expect(model.routeTo(2)?.snr).toBe(12);
    model.apply(
      eventOf({
        moved: [
          [1, 48.12, 11.5, 510],
          [9, 48, 11, 0],
        ],
      }),
      false,
    );
    expect(model.nodes.get(1)).toMatchObject({ name: 'n1', position: { latitude: 48.12, altitude: 510 } });
    expect(model.nodes.get(1)?.y).toBeGreaterThan(2_000);
    expect([...model.nodes.keys()]).toEqual([1, 2, 3]);
    model.apply(eventOf({ removed: { nodes: [3], links: [[1, 2]] }, routes: [] }), false);
    expect([...model.nodes.keys()]).toEqual([1, 2]);
    expect(model.links.size).toBe(0);
    expect(model.routeTo(2)).toBeUndefined();
  });

  it('knows a link by both nodes in any order, each direction with its own values', () => {
    const model = new NetworkModel();
    model.apply(eventOf({ nodes: [eventNode(1), eventNode(2)], links: [link] }), true);
    expect(model.link(2, 1)).toBe(model.link(1, 2));
    expect(model.link(1, 2)).toMatchObject({ nodes: [1, 2], snr: [12, 30], mcs: [4, 15], cut: 'reverse' });
    expect(model.linksOf(2)).toHaveLength(1);
    expect(model.linksOf(3)).toHaveLength(0);
  });

  it('forgets what a new snapshot does not have, and keeps the centre of the map', () => {
    const model = new NetworkModel();
    model.apply(eventOf({ nodes: [eventNode(1), eventNode(2)], links: [link] }), true);
    const { projection } = model;
    model.apply(eventOf({ nodes: [eventNode(2, { position: { ...position, latitude: 49 } })] }), true);
    expect([...model.nodes.keys()]).toEqual([2]);
    expect(model.links.size).toBe(0);
    expect(model.projection).toBe(projection);
    expect(model.nameOf(1)).toBe('1');
  });

  it('has a direction at once as it was steered, and the other as it was', () => {
    const model = new NetworkModel();
    model.apply(eventOf({ nodes: [eventNode(1), eventNode(2)], links: [link] }), true);
    model.steer([1, 2], { isCut: true, snr: null, mcs: null });
    expect(model.link(1, 2)).toMatchObject({ snr: [null, 30], mcs: [null, 15], cut: 'both' });
    model.steer([2, 1], { isCut: false, snr: 28, mcs: 14 });
    expect(model.link(1, 2)).toMatchObject({ snr: [null, 28], mcs: [null, 14], cut: 'forward' });
    model.steer([1, 2], { isCut: false, snr: 11, mcs: 3 });
    expect(model.link(1, 2)).toMatchObject({ snr: [11, 28], cut: undefined });
    model.steer([1, 9], { isCut: true, snr: null, mcs: null });
    expect(model.links.size).toBe(1);
  });

  it('finds a node by its ID or its name', () => {
    const model = new NetworkModel();
    model.apply(eventOf({ nodes: [eventNode(1), eventNode(2, { name: '1' }), eventNode(3)] }), true);
    expect(model.nodeNamed('n3')?.nodeid).toBe(3);
    expect(model.nodeNamed('1')?.nodeid).toBe(1);
    expect(model.nodeNamed('')).toBeUndefined();
    expect(model.nodeNamed('n4')).toBeUndefined();
  });

  it('has a node at once where it was moved to', () => {
    const model = new NetworkModel();
    model.apply(eventOf({ nodes: [eventNode(1), eventNode(2)] }), true);
    model.move(1, { ...position, longitude: 11.6 });
    expect(model.nodes.get(1)).toMatchObject({ name: 'n1', position: { longitude: 11.6 } });
    expect(model.nodes.get(1)?.x).toBeGreaterThan(7_000);
    model.move(9, position);
    expect(model.nodes.size).toBe(2);
  });
});

describe('the state of a node', () => {
  const radio = { lifecycle: 'running', mode: 'normal', blackout: null, health: { ready: true } };

  it('is that of the radio, or of the air alone for a neighbour', () => {
    expect(stateOf('on')).toEqual({ text: 'on air', kind: 'plain' });
    expect(stateOf('blackout')).toEqual({ text: 'blackout', kind: 'medium' });
    expect(stateOf('offline')).toEqual({ text: 'offline', kind: 'bad' });
    expect(stateOf('on', radio)).toEqual({ text: 'ready', kind: 'good' });
    expect(stateOf('on', { ...radio, mode: 'degraded' }).text).toBe('degraded');
    expect(stateOf('on', { ...radio, health: { ready: false } })).toEqual({ text: 'not ready', kind: 'bad' });
    expect(stateOf('on', { ...radio, lifecycle: 'starting' }).text).toBe('starting');
  });

  it('has the seconds that are left of a blackout, if it has an end', () => {
    expect(stateOf('blackout', { ...radio, blackout: { leftMs: 11_200 } }).text).toBe('blackout, 12 s');
    expect(stateOf('blackout', { ...radio, blackout: { leftMs: null } }).text).toBe('blackout');
  });
});

describe('the table of nodes', () => {
  const row = (nodeid: number, changes: Partial<NodeRow> = {}): NodeRow => ({
    nodeid,
    name: `node ${nodeid}`,
    state: { text: 'ready', kind: 'good' },
    served: true,
    links: 2,
    hops: 1,
    snr: 20,
    ...position,
    ...changes,
  });
  const ids = (rows: readonly NodeRow[]) => rows.map(({ nodeid }) => nodeid);

  it('is sorted by a column in both directions; what has no value is last', () => {
    const rows = [row(1, { snr: 12 }), row(2, { snr: null }), row(3, { snr: 30 }), row(4, { snr: 12 })];
    expect(ids(sortedRows(rows, { column: 'snr', isDescending: false }))).toEqual([1, 4, 3, 2]);
    expect(ids(sortedRows(rows, { column: 'snr', isDescending: true }))).toEqual([3, 1, 4, 2]);
  });

  it('sorts names as a person does: 9 before 10', () => {
    const rows = [row(1, { name: 'drone 10' }), row(2, { name: 'drone 9' }), row(3, { name: 'Base' })];
    expect(ids(sortedRows(rows, { column: 'name', isDescending: false }))).toEqual([3, 2, 1]);
    const states = [row(1), row(2, { state: { text: 'blackout', kind: 'medium' } })];
    expect(ids(sortedRows(states, { column: 'state', isDescending: false }))).toEqual([2, 1]);
  });

  it('is filtered by words in name, ID, state and kind', () => {
    const rows = [
      row(310061, { name: 'base' }),
      row(310062, { name: 'relay', served: false, state: { text: 'on air', kind: 'plain' } }),
      row(310063, { name: 'Drone' }),
    ];
    expect(ids(filteredRows(rows, ' '))).toHaveLength(3);
    expect(ids(filteredRows(rows, 'drone'))).toEqual([310063]);
    expect(ids(filteredRows(rows, '31006 ready'))).toEqual([310061, 310063]);
    expect(ids(filteredRows(rows, 'neighbour'))).toEqual([310062]);
    expect(ids(filteredRows(rows, 'base air'))).toEqual([]);
  });

  it('has pages of 100 rows, and shows the last one when there are fewer than before', () => {
    const rows = Array.from({ length: 250 }, (_, id) => row(id));
    expect(pageOf(rows, 1)).toMatchObject({ page: 1, pages: 3 });
    expect(ids(pageOf(rows, 2).rows)).toHaveLength(50);
    expect(pageOf(rows.slice(0, 120), 2)).toMatchObject({ page: 1, pages: 2 });
    expect(pageOf([], 4)).toEqual({ page: 0, pages: 1, rows: [] });
  });
});

describe('the form of a position', () => {
  it('reads the numbers that it has written', () => {
    const texts = textsOf({ latitude: 48.123_456_789, longitude: -11.5, altitude: 512.348 });
    expect(texts).toEqual({ latitude: '48.1234568', longitude: '-11.5', altitude: '512.35' });
    expect(positionIn(texts)).toEqual({
      position: { latitude: 48.123_456_8, longitude: -11.5, altitude: 512.35 },
    });
    expect(textsOf({ latitude: 1e-9, longitude: 0, altitude: 0 }).latitude).toBe('0');
  });

  it('names the field, the value and what is allowed', () => {
    expect(positionIn({ latitude: '91', longitude: 'east', altitude: '' })).toEqual({
      errors: {
        latitude: 'latitude: "91" is not allowed; allowed: -90 to 90 degrees',
        longitude: 'longitude: "east" is not allowed; allowed: -180 to 180 degrees',
        altitude: 'altitude: "" is not allowed; allowed: -12000 to 100000 m',
      },
    });
    expect(positionIn({ latitude: '0x10', longitude: '1e1', altitude: 'Infinity' })).toHaveProperty(
      'errors.altitude',
    );
  });
});
