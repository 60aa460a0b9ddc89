import { expect, test } from 'vitest';
import { serverEvents } from '../../../src/cli/client/event-stream.js';

/** A stream that comes in these pieces. */
async function* pieces(...all: Buffer[]): AsyncGenerator<Buffer> {
  for (const each of all) yield await Promise.resolve(each);
}

async function eventsIn(...all: Buffer[]) {
  const events = [];
  for await (const event of serverEvents(pieces(...all))) events.push(event);
  return events;
}

const text = Buffer.from(
  ': heartbeat\n\nretry: 2000\n\nevent: exchange\ndata: {"a":"ü€"}\n\n' +
    'data:one\r\ndata: two\r\n\r\nevent: online\rdata: {}\r\rid: 7\nevent: lost\n\ndata\n\ndata: cut off',
);

const expected = [
  { event: 'exchange', data: '{"a":"ü€"}' },
  { event: 'message', data: 'one\ntwo' },
  { event: 'online', data: '{}' },
  { event: 'message', data: '' },
];

test('events are read whatever ends their lines; comments, and events without data, are none', async () => {
  expect(await eventsIn(text)).toEqual(expected);
});

test('where the stream is cut into pieces does not matter', async () => {
  for (let cut = 0; cut <= text.length; cut += 1)
    expect(await eventsIn(text.subarray(0, cut), text.subarray(cut)), String(cut)).toEqual(expected);
  expect(await eventsIn(...Array.from(text, (byte) => Buffer.of(byte)))).toEqual(expected);
});
