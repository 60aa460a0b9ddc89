import { expect, test } from 'vitest';
import { call, maintain, post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

const notSeen = (message: RegExp): unknown =>
  expect.objectContaining({ code: 'NOT_SEEN', message: expect.stringMatching(message) });

async function withCalls() {
  const mock = await running({ timing: { preset: 'instant' } });
  await call(mock, 'freq', ['2220']);
  await call(mock, 'nodeid');
  await call(mock, 'power_dBm', ['20']);
  await call(mock, 'freq');
  return mock;
}

test.each([
  [['freq', 'power_dBm']],
  [['freq', 'nodeid', 'power_dBm', 'freq']],
  [['freq', 'freq']],
  [['nodeid']],
  [
    [
      { method: 'freq', params: ['2220'] },
      { method: 'freq', params: [] },
    ],
  ],
  [['freq', { port: 'http', outcome: 'ok' }, { port: 'http' }, { port: 'http' }]],
])('%j came in this order', async (order) => {
  const mock = await withCalls();
  expect(() => mock.journal.verifyOrder(order as ['freq'])).not.toThrow();
});

test.each([
  [
    ['power_dBm', 'nodeid'],
    /number 2, {"method":"nodeid"}, was not seen after #3 http power_dBm\("20"\) ok, only before it: #2 http nodeid\(\) ok; the last were:\n {2}#1/,
  ],
  [['freq', 'freq', 'freq'], /number 3, {"method":"freq"}, was not seen after #4/],
  [['bw'], /number 1, {"method":"bw"}, was not seen; the last were/],
  [['freq', { method: 'freq', params: ['2220'] }], /number 2/],
])('%j did not', async (order, message) => {
  const mock = await withCalls();
  expect(() => mock.journal.verifyOrder(order as ['freq'])).toThrow(notSeen(message));
});

test('the calls of a batch have their order, and each counts once', async () => {
  const mock = await running();
  await post(
    mock,
    '[{"jsonrpc":"2.0","method":"bw","id":1},{"jsonrpc":"2.0","method":"freq","id":2},{"jsonrpc":"2.0","method":"bw","id":3}]',
  );
  await maintain(mock, 'nodeid');
  mock.journal.verifyOrder(['bw', 'freq', 'bw', 'nodeid']);
  expect(() => mock.journal.verifyOrder(['freq', 'freq'])).toThrow(notSeen(/number 2/));
  expect(() => mock.journal.verifyOrder(['freq', 'bw', 'bw'])).toThrow(notSeen(/number 3/));
  mock.journal.verifyOrder([{ port: 'http' }, { port: 'maintenance' }]);
  expect(() => mock.journal.verifyOrder([{ port: 'http' }, 'bw'])).toThrow(notSeen(/number 2/));
});

test('what the journal no longer keeps is not judged', async () => {
  const mock = await running({ journal: { maxEntries: 2 } });
  for (const method of ['nodeid', 'bw', 'freq']) await call(mock, method);
  mock.journal.verifyOrder(['bw', 'freq']);
  expect(() => mock.journal.verifyOrder(['nodeid', 'freq'])).toThrow(
    expect.objectContaining({
      code: 'UNDECIDED',
      message: expect.stringContaining('1 of 3 exchanges are no longer kept'),
    }),
  );
});

test('nor is a call whose reply is on its way; where it could not change the verdict, the verdict stands', async () => {
  const mock = await running();
  await call(mock, 'nodeid');
  mock.worker.pause();
  const pending = call(mock, 'freq');
  await mock.received(2);
  expect(() => mock.journal.verifyOrder(['nodeid', 'freq'])).toThrow(
    expect.objectContaining({ code: 'UNDECIDED' }),
  );
  expect(() => mock.journal.verifyOrder(['nodeid', 'bw'])).toThrow(notSeen(/number 2/));
  mock.worker.resume();
  await pending;
  mock.journal.verifyOrder(['nodeid', 'freq']);
});

test.each([
  [[], /verifyOrder: /],
  ['freq', /verifyOrder: /],
  [['frq'], /verifyOrder: 0: method: "frq": is not allowed.*the nearest is "freq"/],
  [['freq', { outcome: 'busy' }], /verifyOrder: 1: outcome: "busy".*the nearest is "BUSY"/],
  [[{ method: 'freq', times: 2 }], /verifyOrder: 0.*times/],
  [[{ fault: 'cut' }], /verifyOrder: 0: fault: "cut": is not allowed; allowed: none/],
])('%j is refused', async (order, message) => {
  const { journal } = await running();
  expect(() => journal.verifyOrder(order as ['freq'])).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) }),
  );
});
