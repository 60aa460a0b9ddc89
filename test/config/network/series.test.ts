import { expect, test } from 'vitest';
import { readNetwork, networkOf } from '../../../src/config/network/parse.js';
import { folderWith, workingIn } from '../../support/folder.js';
import { modelOf } from '../../support/network-model.js';

const pair = (series: string) => `
nodes:
  - { nodeid: 1, position: { latitude: 48, longitude: 11 } }
  - { nodeid: 2, position: { latitude: 48.001, longitude: 11 } }
links: [{ from: 1, to: 2, direction: forward, series: ${series} }]
`;

/** The network of a document with this CSV file beside it. */
function withSeries(csv: string) {
  const folder = folderWith({ 'net.yaml': pair('drive.csv'), 'drive.csv': csv });
  return readNetwork(`${folder}/net.yaml`);
}

test('a CSV file beside the document: SNR and loss over time, in one direction', () => {
  const network = withSeries('\ufeffseconds, snr, loss\r\n10,20,0.5\r\n20,,0.25\r\n\r\n30,-50,\r\n');
  expect(network.links[0]?.series).toEqual([
    { seconds: 10, snr: 20, packetLoss: 0.5 },
    { seconds: 20, packetLoss: 0.25 },
    { seconds: 30, snr: -50 },
  ]);
  const model = modelOf(network);
  const computed = model.link('2', '1')?.snr;
  const seen = [0, 10, 20, 30].map((seconds) => {
    model.advanceTo(seconds);
    expect(model.link('2', '1')?.snr).toBe(computed);
    return model.link('1', '2');
  });
  expect(seen[0]?.snr).toBe(computed);
  expect(seen[1]).toMatchObject({ snr: 20, packetLoss: 0.5 });
  expect(seen[2]).toMatchObject({ snr: computed, packetLoss: 0.25 });
  expect(seen[3]).toBeUndefined();
});

test.each([
  ['snr,seconds\n1,0', [{ seconds: 0, snr: 1 }]],
  [
    'seconds,loss\n0,1e-3\n1.5,0',
    [
      { seconds: 0, packetLoss: 0.001 },
      { seconds: 1.5, packetLoss: 0 },
    ],
  ],
  ['seconds,packetLoss,pathLoss\n0,,90', [{ seconds: 0, pathLoss: 90 }]],
])('%j', (csv, rows) => {
  expect(withSeries(csv).links[0]?.series).toEqual(rows);
});

test.each([
  ['', 'drive.csv: is empty'],
  ['seconds,snr\n', 'drive.csv: has no row below its header'],
  ['seconds,snr\n\n\n', 'drive.csv: has no row below its header'],
  ['0,20\n', 'drive.csv:1:1: "0": is no column; allowed: seconds, snr, loss, packetLoss, pathLoss'],
  [
    'seconds,sn\n0,1',
    'drive.csv:1:1: "sn": is no column; allowed: seconds, snr, loss, packetLoss, pathLoss; the nearest is "snr"',
  ],
  ['snr\n1', 'drive.csv:1:1: drive.csv has no header with seconds and snr or loss'],
  ['seconds\n1', 'drive.csv:1:1: drive.csv has no header with seconds and snr or loss'],
  ['seconds,loss,packetLoss\n1,0,0', 'drive.csv:1:1: names a column twice'],
  ['seconds,snr\n0,20\n1,x', 'drive.csv:3:3: snr: "x": is no number'],
  ['seconds,snr\n0,20\n1', 'drive.csv:3:1: has 1 cells; allowed: 2'],
  [
    'seconds,snr\n0,20\n0,21',
    'drive.csv:3:1: seconds: 0: is not allowed; allowed: later than the row before (0)',
  ],
  ['seconds,snr\n0,300', 'drive.csv:2:3: snr: 300: is not allowed; allowed: -100 to 200 dB'],
  ['seconds,snr\n,5', 'drive.csv:2:1: seconds: is missing; allowed: a number'],
  ['seconds,snr\n-1,5', 'drive.csv:2:1: seconds: -1: is not allowed'],
  ['seconds,snr,pathLoss\n0,5,90', 'drive.csv:2:5: pathLoss: 90: is not allowed beside snr'],
])('a CSV file with %j is refused: %s', (csv, message) => {
  expect(() => withSeries(csv)).toThrow(message);
});

test('the document and all its CSV files are reported together, each file once', () => {
  workingIn({
    'net.yaml': `
nodes:
  - { nodeid: 1, position: { latitude: 48, longitude: 11 } }
  - { nodeid: 2, position: { latitude: 48, longitude: 11 } }
links:
  - { from: 1, to: 2, direction: forward, series: a.csv }
  - { from: 2, to: 1, direction: forward, series: a.csv }
  - { from: 2, to: 3, series: none.csv }
`,
    'a.csv': 'seconds,snr\n0,x\n1,y',
  });
  expect(() => readNetwork('net.yaml')).toThrow(
    [
      'net.yaml:6:43: links.0.series: "a.csv": has issues, or can\'t be read',
      'net.yaml:7:43: links.1.series: "a.csv": has issues, or can\'t be read',
      'net.yaml:8:16: links.2.to: 3: there is no such node; allowed: 1, 2',
      'net.yaml:8:23: links.2.series: "none.csv": has issues, or can\'t be read',
      'a.csv:2:3: snr: "x": is no number',
      'a.csv:3:3: snr: "y": is no number',
      "none.csv: can't be read: there is no such file (ENOENT)",
    ].join('\n'),
  );
});

test('for a program, files are in the working folder', () => {
  workingIn({ 'drive.csv': 'seconds,snr\n0,20' });
  const network = networkOf({
    nodes: [1, 2].map((nodeid) => ({ nodeid, position: { latitude: 48, longitude: 11 } })),
    links: [{ from: 1, to: 2, series: 'drive.csv' }],
  });
  expect(network.links[0]?.series).toEqual([{ seconds: 0, snr: 20 }]);
});
