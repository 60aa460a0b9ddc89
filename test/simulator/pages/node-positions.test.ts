import { expect, test } from 'vitest';
import type { SilvusMock } from '../../../src/index.js';
import { postPage } from '../../support/broadcast-network.js';
import { outcome } from '../../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../../support/radio.js';

const path = '/cgi-bin/nodePositionHandler.pyc';
const placed = { version: 0.1, nodeDB: { '323285': { pos: { x: 12.5, y: -3 } } } };
const none = { version: 0.1, nodeDB: {} };

/** A multipart form; the header names its boundary, as clients send it. */
function form(fields: Readonly<Record<string, string>>, delimiter = '--boundary'): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `${delimiter}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}${delimiter}--\r\n`;
}

const type = ['Content-Type: multipart/form-data; boundary=boundary'];
const ask = (mock: SilvusMock, fields: Readonly<Record<string, string>>, delimiter?: string) =>
  postPage(mock, path, form(fields, delimiter), type);
const save = (mock: SilvusMock, positions: unknown = placed, delimiter?: string) =>
  ask(mock, { action: 'save', posJson: JSON.stringify(positions) }, delimiter);
const loaded = async (mock: SilvusMock): Promise<unknown> =>
  JSON.parse((await ask(mock, { action: 'load' })).text);

test.each(['--boundary', 'boundary', '----boundary'])(
  'positions are saved and loaded, with parts that begin with %s',
  async (delimiter) => {
    const mock = await running();
    expect(await loaded(mock)).toEqual(none);
    const answer = await save(mock, placed, delimiter);
    expect(answer).toMatchObject({ status: 200, type: 'text/plain' });
    expect(answer.text).toContain('JSON Valid');
    expect(await loaded(mock)).toEqual(placed);
    expect(await ask(mock, { action: 'load' }, delimiter)).toMatchObject({ type: 'application/json' });
  },
);

test('a form may lack its last delimiter', async () => {
  const mock = await running();
  await save(mock);
  const cut = '--b\r\nContent-Disposition: form-data; name="action"\r\n\r\nload\r\n';
  expect(JSON.parse((await postPage(mock, path, cut, type)).text)).toEqual(placed);
});

test('a form may have as many fields as are allowed', async () => {
  const mock = await running();
  await save(mock);
  const others = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`f${index}`, '']));
  expect(JSON.parse((await ask(mock, { ...others, action: 'load' })).text)).toEqual(placed);
});

test('each save replaces all positions', async () => {
  const mock = await running();
  await save(mock);
  await save(mock, { version: 0.1, nodeDB: { '7': { pos: { x: 0, y: 0 }, label: 'seven' } } });
  expect(await loaded(mock)).toEqual({
    version: 0.1,
    nodeDB: { '7': { pos: { x: 0, y: 0 }, label: 'seven' } },
  });
});

test('two radios have their own', async () => {
  const [one, other] = [await running(), await running()];
  await save(one);
  expect(await loaded(other)).toEqual(none);
});

test('a reboot keeps them; zeroize and a reset of the simulator clear them', async () => {
  const { mock, clock } = await runningInVirtualTime({ timing: { preset: 'fast' } });
  await save(mock);
  await outcome(mock, 'radio_reset');
  await clock.advance('10s');
  expect(await loaded(mock)).toEqual(placed);
  expect(await outcome(mock, 'zeroize')).toEqual(['']);
  expect(await loaded(mock)).toEqual(none);
  await save(mock);
  await mock.reset();
  expect(await loaded(mock)).toEqual(none);
});

test('in a blackout they are not served', async () => {
  const { mock } = await runningInVirtualTime();
  await save(mock);
  mock.blackout.begin('9s');
  expect(await ask(mock, { action: 'load' })).toEqual({
    status: 200,
    type: 'text/plain',
    text: 'Error. UNAVAILABLE\n',
  });
});

const places = (count: number) => ({
  version: 0.1,
  nodeDB: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [index + 1, { pos: { x: 1, y: 2 } }]),
  ),
});

test('as many positions as are allowed are saved, and one more is refused', async () => {
  const mock = await running();
  expect((await save(mock, places(1_024))).text).toContain('JSON Valid');
  expect((await save(mock, places(1_025))).text).toBe(
    'Error. posJson: has too many nodes; allowed: at most 1024\n',
  );
  expect(await loaded(mock)).toEqual(places(1_024));
});

test.each([
  ['no body', '', /^Error\. the body is neither/],
  ['no action', form({ posJson: '{}' }), /^Error\. action: is missing; allowed: load, save/],
  ['another action', form({ action: 'drop' }), /^Error\. action: "drop" is not allowed; allowed: load, save/],
  ['no positions', form({ action: 'save' }), /^Error\. posJson: is missing; allowed: \{"version"/],
  ['no JSON', form({ action: 'save', posJson: '{' }), /^Error\. posJson: "\{" is not allowed/],
  ['no nodeDB', form({ action: 'save', posJson: '{"version":0.1}' }), /^Error\. posJson: .* is not allowed/],
  [
    'a position without y',
    form({ action: 'save', posJson: '{"nodeDB":{"7":{"pos":{"x":1}}}}' }),
    /^Error\. posJson: nodeDB\["7"\]: \{"pos":\{"x":1\}\} is not allowed/,
  ],
  [
    'a prototype',
    form({ action: 'save', posJson: '{"nodeDB":{"__proto__":{"pos":{"x":1,"y":1}}}}' }),
    /^Error\. posJson: "__proto__" is unknown/,
  ],
  [
    'long positions',
    form({ action: 'save', posJson: `{"nodeDB":{},"a":"${'a'.repeat(65_536)}"}` }),
    /^Error\. posJson: has 65556 characters; allowed: at most 65536/,
  ],
  [
    'long positions in JSON',
    JSON.stringify({ action: 'save', posJson: { nodeDB: {}, a: 'a'.repeat(65_536) } }),
    /^Error\. posJson: has 65556 characters; allowed: at most 65536/,
  ],
  [
    'many parts',
    form(Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`f${index}`, '']))),
    /^Error\. the body is neither a JSON object nor a form of 1 to 16 fields/,
  ],
])('%s is refused in plain text, and the positions stay', async (_what, body, message) => {
  const mock = await running();
  await save(mock);
  const answer = await postPage(mock, path, body, type);
  expect(answer).toMatchObject({ status: 200, type: 'text/plain' });
  expect(answer.text).toMatch(message);
  expect(answer.text).not.toContain('JSON Valid');
  expect(await loaded(mock)).toEqual(placed);
});
