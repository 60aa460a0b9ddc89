// Jest in its default set-up, which is CommonJS: one radio for a file, reset before each test.
// Run it with: npx jest examples/jest.test.cjs
const { join } = require('node:path');
const { startSilvusMock, virtualClock } = require('silvus-mock');

const clock = virtualClock();
let radio;

beforeAll(async () => {
  radio = await startSilvusMock({
    clock,
    control: { enabled: true, port: 0 },
    methods: [{ name: 'go_home', execute: ({ params }) => [`home ${params.length}`] }],
  });
});
beforeEach(() => radio.reset());
afterAll(() => radio.close());

async function call(method, params = []) {
  const body = JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 });
  return (await fetch(radio.http.url, { method: 'POST', body })).json();
}

test('the radio comes back after a change of frequency', async () => {
  await call('freq', ['2220']);
  expect((await call('freq')).error.message).toBe('UNAVAILABLE');
  await clock.advance('30s'); // takes no time at all
  expect((await call('freq')).result).toEqual(['2220']);
});

test('a custom method answers', async () => {
  expect((await call('go_home')).result).toEqual(['home 0']);
  radio.journal.verify({ method: 'go_home', times: 1 });
});

test('a scenario plays from a file', async () => {
  radio.scenario.run(join(__dirname, 'scenario.yaml'));
  await clock.advance('90s');
  expect(radio.mode).toBe('offline');
  await clock.advance('90s');
  expect(radio.mode).toBe('normal');
});

test('the control plane and its metrics are there', async () => {
  await call('freq');
  const status = await (await fetch(`${radio.control.url}/status`)).json();
  expect(status.mode).toBe('normal');
  const metrics = await (await fetch(`${radio.control.url}/metrics`)).text();
  expect(metrics).toMatch(/^silvus_mock_commands_total\{.*method="freq".*\} 1$/m);
});
