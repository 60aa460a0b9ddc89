import { expect, test } from 'vitest';
import { broadcastOutcome, postPage } from '../../support/broadcast-network.js';
import { outcome } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';

const longest = 16_777_216;

test('a reply as long as allowed is sent; one more character is an error in its place', async () => {
  let length = 0;
  const mock = await running({
    nodeid: 11,
    methods: [{ name: 'long', execute: () => 'x'.repeat(length) }],
    // The journal would keep the reply, and its search for secrets would take long.
    journal: { maxEntries: 0 },
  });
  const body = JSON.stringify({ apis: [{ method: 'long' }], nodeids: [11] });
  const frame = (await postPage(mock, '/bcast_enc.pyc', body)).text.length - '[]'.length;
  length = longest - frame;
  const { text } = await postPage(mock, '/bcast_enc.pyc', body);
  expect(text.length).toBe(longest + '[]'.length);
  length += 1;
  expect(await broadcastOutcome(mock, [11], { method: 'long' })).toEqual([['INTERNAL']]);
  // The radio itself answers as before.
  expect(await outcome(mock, 'nodeid')).toEqual(['11']);
});

test('a node that is named twice counts twice', async () => {
  const mock = await running({
    nodeid: 11,
    methods: [{ name: 'long', execute: () => 'x'.repeat(longest / 2) }],
    journal: { maxEntries: 0 },
  });
  expect(await broadcastOutcome(mock, [11, 11], { method: 'long' })).toEqual([['INTERNAL'], ['INTERNAL']]);
});
