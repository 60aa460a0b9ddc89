import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureReport } from '../../../src/vitest/failure-report.js';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { post } from '../../support/json-rpc-client.js';
import { barePlaces, key, leakIn, namedPlaces, spelling, wordLike } from '../../support/secret-places.js';

const named = fc
  .tuple(fc.constantFrom(...Object.values(namedPlaces)), spelling, fc.oneof(key, wordLike))
  .map(([place, name, value]) => ({ body: place(name, value), value }));
const bare = fc
  .tuple(fc.constantFrom(...Object.values(barePlaces)), key)
  .map(([place, value]) => ({ body: place(value), value }));

test('no secret is in what the command journal prints, or in the report of a test that fails', async () => {
  const inForce = 'Rosebud/and"Xanadu';
  const token = 'lowly-worm-and-huckle-cat';
  const requests = fc.sample(fc.oneof(named, bare), { numRuns: 60, seed: 14 });
  const { mock, silvus } = await radioWithCli({}, token);
  mock.state.patch({ enc_key: inForce });
  for (const { body } of requests) await post(mock, body);
  for (const value of [inForce, token])
    for (const place of Object.values(barePlaces)) await post(mock, place(value));
  for (const flag of ['--limit=1000', '--json']) {
    const { code, stdout, stderr } = await silvus('journal', flag, '--token', token);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const shown = [stdout, failureReport(mock)].join('\n');
    for (const value of [inForce, token, ...requests.map((each) => each.value)])
      expect(leakIn(shown, value)).toBeUndefined();
  }
});
