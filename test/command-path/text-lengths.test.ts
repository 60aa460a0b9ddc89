import { expect, test } from 'vitest';
import type { Logger } from '../../src/index.js';
import { call, outcome, post, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

test('a number of 32 characters is stored as it is, one of 33 is INVALID_RANGE', async () => {
  const mock = await running();
  const longest = '5000'.padStart(32, '0');
  expect(await outcome(mock, 'max_link_distance', [longest])).toEqual(['']);
  expect(await outcome(mock, 'max_link_distance', [`0${longest}`])).toBe('INVALID_RANGE');
  expect(await outcome(mock, 'max_link_distance')).toEqual([longest]);
});

test('an error shows 64 characters of a value, and cuts the 65th', async () => {
  const mock = await running();
  const shown = async (value: string) =>
    (await call(mock, 'max_link_distance', [value])).error?.data?.['detail'];
  expect(await shown('x'.repeat(64))).toMatchObject({ value: 'x'.repeat(64) });
  expect(await shown('x'.repeat(65))).toMatchObject({ value: `${'x'.repeat(64)}…` });
});

test('a log line shows 128 characters of a method and of an id, and cuts the 129th', async () => {
  const lines: object[] = [];
  const nothing = () => undefined;
  const debug = (fields: object) => lines.push(fields);
  const logger: Logger = { debug, info: nothing, warn: nothing, error: nothing };
  const mock = await running({ logger });
  await post(mock, rpc('m'.repeat(128), 'i'.repeat(128)));
  await post(mock, rpc('m'.repeat(129), 'i'.repeat(129)));
  expect(lines).toMatchObject([
    { method: 'm'.repeat(128), id: 'i'.repeat(128) },
    { method: `${'m'.repeat(128)}…`, id: `${'i'.repeat(128)}…` },
  ]);
});

test('an id of up to 2^53-1 is echoed, one more is an Invalid Request; a text is as long as its body allows', async () => {
  const mock = await running();
  const reply = async (id: string) =>
    JSON.parse(await post(mock, rpc('freq', 'ID').replace('"ID"', id))) as object;
  expect(await reply('9007199254740991')).toMatchObject({ id: 9007199254740991, result: ['4700'] });
  expect(await reply('9007199254740992')).toMatchObject({ id: null, error: { code: -32600 } });
  expect(await reply('-9007199254740992')).toMatchObject({ id: null, error: { code: -32600 } });
  const text = 'x'.repeat(1_000_000);
  expect(await reply(`"${text}"`)).toMatchObject({ id: text, result: ['4700'] });
});
