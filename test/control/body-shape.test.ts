import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../support/control-plane-client.js';

/** A fault that replies with this many values in one list; with the others of the body there are four more. */
const listOf = (values: number) => ({ kind: 'reply', result: Array.from({ length: values }, () => 0) });

/** A fault that replies with what is nested this deep, the body included. */
const nested = (levels: number) =>
  `{"kind":"reply","result":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

test('a body may have 10,000 values', async () => {
  const control = await radioWithControlPlane();
  expect(await control.ask('POST', '/faults', listOf(9_997))).toMatchObject({ status: 201 });
  expect(await control.refusal('POST', '/faults', listOf(9_998))).toBe(
    '400 OPTION_INVALID: body: has too many values; allowed: at most 10000 in all',
  );
});

test('a body may have 64 levels', async () => {
  const control = await radioWithControlPlane();
  expect(await control.ask('POST', '/faults', nested(64))).toMatchObject({ status: 201 });
  expect(await control.refusal('POST', '/faults', nested(65))).toBe(
    '400 OPTION_INVALID: body: is nested too deep; allowed: at most 64 levels',
  );
});

test.each([
  ['POST', '/journal/verify', (count: number) => ({ params: Array.from({ length: count }, () => 1) })],
  [
    'POST',
    '/faults',
    (count: number) => ({ kind: 'busy', match: { method: Array.from({ length: count }, () => 1) } }),
  ],
  ['POST', '/journal/verify-order', (count: number) => ({ order: Array.from({ length: count }, () => 1) })],
  ['PUT', '/scenario', (count: number) => ({ steps: Array.from({ length: count }, () => 1) })],
  [
    'POST',
    '/journal/verify',
    (count: number) => Object.fromEntries(Array.from({ length: count }, String).map((key) => [key, 1])),
  ],
] as const)('%s %s is given up at its first issues, however many there are', async (method, path, body) => {
  const control = await radioWithControlPlane();
  const refusal = await control.refusal(method, path, body(60));
  expect(refusal).toMatch(/^400 OPTION_INVALID: /);
  expect((refusal.match(/; allowed: |is no /g) ?? []).length).toBeLessThanOrEqual(20);
  expect((await control.refusal(method, path, body(5_000))).length).toBeLessThan(4_000);
});

test('a query may have 65 parameters, as many as are kept of a call', async () => {
  const control = await radioWithControlPlane();
  const params = (count: number) => ({ params: Array.from({ length: count }, () => '1'), times: 0 });
  expect(await control.take('POST', '/journal/verify', params(65))).toEqual({ ok: true });
  expect(await control.refusal('POST', '/journal/verify', params(66))).toBe(
    '400 OPTION_INVALID: body: params: is not allowed; allowed: at most 65',
  );
});

test.each([
  ['PATCH', '/state', (values: object) => values],
  ['PUT', '/scenario', (values: object) => ({ steps: [{ set: values }] })],
] as const)('%s %s takes at most 500 settings, and 64 values of one', async (method, path, body) => {
  const control = await radioWithControlPlane();
  const settings = (count: number) =>
    body(Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, '1'])));
  expect(await control.refusal(method, path, settings(500))).toContain('"s0" is not allowed');
  expect(await control.refusal(method, path, settings(501))).toContain('allowed: at most 500');
  const values = (count: number) => body({ freq: Array.from({ length: count }, () => '1') });
  expect(await control.refusal(method, path, values(64))).toContain('"64 given" is not allowed');
  expect(await control.refusal(method, path, values(65))).toContain('is not allowed; allowed: ');
  expect(await control.refusal(method, path, values(65))).not.toContain('given');
});
