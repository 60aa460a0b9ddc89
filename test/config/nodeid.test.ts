import { expect, test } from 'vitest';
import { createSilvusMock, loadModel } from '../../src/index.js';
import { issueLines } from '../support/config.js';
import { workingIn } from '../support/folder.js';
import { outcome } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

const icd = loadModel('icd');
const older = {
  ...icd,
  name: 'older',
  identity: { ...icd.identity, nodeid: '4660', version: '4.0.3.0', build_tag: 'streamscape_v4.0.3.0' },
};

test.each([
  [310_226, '172.20.187.210'],
  [323_285, '172.20.238.213'],
  [90_550, '172.17.97.182'],
  [1, '172.16.0.1'],
  [1_048_575, '172.31.255.255'],
])('a radio with node ID %i has its address and its name', async (nodeid, address) => {
  const mock = await running({ nodeid });
  expect(await outcome(mock, 'nodeid')).toEqual([String(nodeid)]);
  expect(await outcome(mock, 'local_address')).toEqual([address]);
  expect(await outcome(mock, 'system_name')).toEqual([`node${nodeid}`]);
  expect(await outcome(mock, 'routing_tree')).toEqual([nodeid]);
});

test('without one it is the model’s, also beside a radio with one', async () => {
  const radios = [await running(), await running({ nodeid: 310_226 }), await running()];
  const ids = await Promise.all(radios.map((radio) => outcome(radio, 'nodeid')));
  expect(ids).toEqual([['310061'], ['310226'], ['310061']]);
});

test('a model of firmware 4 takes 16 bits, in its own address rule', async () => {
  const mock = await running({ model: older, nodeid: 65_535 });
  expect(await outcome(mock, 'local_address')).toEqual(['172.20.255.255']);
  expect(() => createSilvusMock({ model: older, nodeid: 65_536 })).toThrow(
    /nodeid: 65536: .*model older; allowed: 1 to 65535/,
  );
});

test('a node ID that the model’s firmware does not have is reported with its place, with all other issues', () => {
  workingIn({
    'older.json': JSON.stringify(older),
    'silvus-mock.yaml': 'model: ./older.json\nnodeid: 65536\npower: { minDbm: 30, maxDbm: 3 }\n',
  });
  expect(issueLines({})).toEqual([
    expect.stringMatching(/^silvus-mock\.yaml:2:1: nodeid: 65536: .*allowed: 1 to 65535/),
    expect.stringMatching(/^silvus-mock\.yaml:3:10: power\.minDbm: /),
  ]);
});

test.each([0, -1, 1_048_576, 1.5, NaN])('a node ID of %d is refused with what is allowed', (nodeid) => {
  expect(() => createSilvusMock({ nodeid })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  expect(() => createSilvusMock({ nodeid })).toThrow(/nodeid/);
});
